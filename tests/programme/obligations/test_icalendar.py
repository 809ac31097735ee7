"""The calendar is RFC 5545: lines, folding, escapes, and what a strict reader makes of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from liuxing_cli.publish.icalendar import MOST, Event, as_icalendar, folded
from tests.conftest import run_liuxing

DAY = date(2013, 6, 30)


def unfolded(data: bytes) -> list[bytes]:
    return data.replace(b"\r\n ", b"").split(b"\r\n")


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=400))
def test_folding_loses_nothing(text: str) -> None:
    data = folded(f"SUMMARY:{text}")
    assert data.endswith(b"\r\n")
    for line in data.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= MOST
        line.decode()  # no character is cut
    assert unfolded(data)[0].decode() == f"SUMMARY:{text}"


def test_a_line_of_75_octets_is_not_folded() -> None:
    assert folded("x" * 75).count(b"\r\n") == 1
    assert folded("x" * 76) == b"x" * 75 + b"\r\n x\r\n"
    assert folded("中" * 26) == ("中" * 25).encode() + b"\r\n " + "中".encode() + b"\r\n"


@pytest.mark.parametrize("text", ["一;二,三\\四\n五", "：“”、（）", 'a"b', "x\\n", "末尾\\"])
def test_texts_come_back(text: str) -> None:
    data = as_icalendar("日历", DAY, [Event("u@x", DAY, text, text, "逾期")])
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert str(event["SUMMARY"]) == text
    assert str(event["DESCRIPTION"]) == text


def test_controls_cannot_add_lines() -> None:
    data = as_icalendar("日历", DAY, [Event("u@x", DAY, "a\r\nEND:VEVENT\rX:\x00y")])
    assert len(Calendar.from_ical(data).walk("VEVENT")) == 1
    assert b"\x00" not in data
    assert b"\nEND:VEVENT\\n" not in data
    assert all(b"\r" not in line and b"\n" not in line for line in unfolded(data))


def ics(*args: str) -> bytes:
    done = run_liuxing("calendar", "--on", "2013-12-10", "--format", "ics", *args)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_the_sample_district_as_a_telephone_reads_it() -> None:
    data = ics("--from", "2013-01-01", "--to", "2013-12-31")
    assert data == ics("--from", "2013-01-01", "--to", "2013-12-31")
    assert data.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= MOST
    calendar = Calendar.from_ical(data)
    assert not calendar.errors
    events = calendar.walk("VEVENT")
    assert len({str(event["UID"]) for event in events}) == len(events) > 60
    for event in events:
        assert not event.errors
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert (event.decoded("DTEND") - event.decoded("DTSTART")).days == 1
        assert event["DTSTAMP"].to_ical() == b"20131210T000000Z"
    named = {str(event["UID"]): event for event in events}
    first = named["residents-meeting.2013Q1.all@liuxing"]
    assert first.decoded("DTSTART") == date(2013, 3, 31)
    assert str(first["SUMMARY"]).startswith("居民会议（70家）")


def test_an_event_keeps_its_uid_from_day_to_day_and_in_other_ranges() -> None:
    def uids(*args: str) -> set[str]:
        return {str(e["UID"]) for e in Calendar.from_ical(ics(*args)).walk("VEVENT")}

    half, year = uids(), uids("--from", "2013-01-01", "--to", "2013-12-31")
    assert half < year
    later = run_liuxing("calendar", "--on", "2013-12-20", "--format", "ics").stdout
    assert {str(e["UID"]) for e in Calendar.from_ical(later).walk("VEVENT")} == half


def test_what_is_still_to_do_reminds() -> None:
    events = Calendar.from_ical(ics("--unit", "云帆街道")).walk("VEVENT")
    for event in events:
        assert bool(event.walk("VALARM")) == (str(event["SUMMARY"]).endswith("待办"))
