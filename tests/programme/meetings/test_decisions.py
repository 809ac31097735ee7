"""Decisions of meetings join what is due; holding a meeting fulfils a duty."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run_liuxing

YEAR = ("--from", "2013-01-01", "--to", "2014-01-31")


def due(*args: str, on: str = "2013-12-10", cwd: Path | None = None) -> list[dict[str, Any]]:
    where = {} if cwd is None else {"cwd": cwd}
    done = run_liuxing("calendar", *YEAR, "--on", on, "-f", "json", *args, **where)  # type: ignore[arg-type]
    assert done.returncode == 0, done.stderr.decode()
    found: list[dict[str, Any]] = json.loads(done.stdout)["tasks"]
    return found


def decisions(on: str) -> dict[str, str]:
    return {task["key"]: task["state"] for task in due(on=on) if task["every"] is None}


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2013-03-13", None),  # not decided yet
        ("2013-03-14", "open"),
        ("2013-05-31", "open"),
        ("2013-06-01", "late"),
        ("2013-06-07", "made_up"),
    ],
)
def test_a_decision_from_day_to_day(on: str, state: str | None) -> None:
    assert decisions(on).get("2013-03-14-conference/d3") == state


def test_decisions_that_are_left_are_late() -> None:
    states = decisions("2013-12-10")
    assert states["2013-03-14-conference/d1"] == "done"
    assert states["2013-09-26-conference/d2"] == "late"
    assert states["2013-12-05-conference/d1"] == "open"


def test_a_unit_finds_what_was_decided_for_it() -> None:
    (task,) = [t for t in due("--unit", "区财政局") if t["every"] is None]
    assert task["clause"] == "联席会议第四次会议"
    assert task["term"] is None
    assert task["first"] == "2013-12-05"


def test_a_meeting_fulfils_its_duty(district: Path) -> None:
    def late() -> list[str]:
        found = due(cwd=district)
        return [t["term"] for t in found if t["key"] == "conference-meeting" and not t["done"]]

    assert late() == []
    (district / "data/meetings/2013-06-27-conference.yaml").unlink()
    assert late() == ["2013Q2"]


def test_decisions_of_all_meetings_are_one_row_of_the_summary() -> None:
    done = run_liuxing("calendar", *YEAR, "--on", "2013-12-10", "-f", "md")
    rows = [line for line in done.stdout.decode().splitlines() if "会议决定" in line]
    assert rows == ["| 会议决定 | 有关单位 | 一次 | 会议 | 9 | 5 | 1 | 2 | 0 | 1 |"]


def test_decisions_are_events_too() -> None:
    from icalendar import Calendar

    done = run_liuxing("calendar", *YEAR, "--on", "2013-12-10", "-f", "ics", "--unit", "finance")
    (event,) = Calendar.from_ical(done.stdout).walk("VEVENT")
    assert str(event["UID"]) == "2013-12-05-conference/d1.2014-01-17.finance@liuxing"
    assert event.decoded("DTSTART").isoformat() == "2014-01-17"
