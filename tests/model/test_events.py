"""Windows of events: half-open, by months, and the periods that records are compared with."""

from dataclasses import replace

import pytest

from liuxing_cli.model.context import period_before, year_before
from liuxing_cli.model.events import Event, happened, is_within, months_before

EVENT = Event("110199000001", "honour-1", "2008-06-18", "honour", "省级绿化先进")


@pytest.mark.parametrize(
    ("day", "months", "start"),
    [
        ("2013-06-18", 60, "2008-06-18"),
        ("2013-06-18", 24, "2011-06-18"),
        ("2013-01-31", 11, "2012-02-29"),  # the last day of a shorter month, a leap year
        ("2013-08-31", 6, "2013-02-28"),
        ("2013-03-15", 3, "2012-12-15"),
    ],
)
def test_months_before(day: str, months: int, start: str) -> None:
    assert months_before(day, months) == start


@pytest.mark.parametrize(
    ("date", "within"),
    [
        ("2008-06-18", False),  # exactly 60 months back: no more
        ("2008-06-19", True),
        ("2013-06-18", True),  # the day itself
        ("2013-06-19", False),  # not yet
    ],
)
def test_the_window_is_half_open(date: str, within: bool) -> None:
    assert is_within(replace(EVENT, date=date), "2013-06-18", 60) is within


def test_without_months_all_of_the_past_counts() -> None:
    assert is_within(replace(EVENT, date="1949-10-01"), "2013-06-18", None)


def test_happened_picks_kinds_and_levels_in_order() -> None:
    later = replace(EVENT, id="honour-2", date="2012-01-01", level="national")
    other = replace(EVENT, id="penalty-1", kind="penalty", date="2012-02-01")
    events = [other, later, EVENT]
    assert happened(events, ["honour"], "2013-06-18") == [EVENT, later]
    assert happened(events, ["honour", "penalty"], "2013-06-18", 24) == [later, other]
    assert happened(events, ["honour"], "2013-06-18", levels=["national"]) == [later]


def test_periods_to_compare_with() -> None:
    assert [period_before(p) for p in ("2013H2", "2013H1", "2013Q1", "2013")] == [
        "2013H1",
        "2012H2",
        "2012Q4",
        "2012",
    ]
    assert [year_before(p) for p in ("2013H2", "2013Q1", "2013")] == ["2012H2", "2012Q1", "2012"]
    with pytest.raises(ValueError, match="2013H"):
        period_before("2013H")
