"""Publicity windows against real holiday arrangements."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liuxing_cli.model.workdays import (
    Count,
    NoCalendar,
    WindowRules,
    bounds,
    is_public_workday,
    walk,
)

VECTORS = [
    # opening day, last day of 5 | 7 working days with it counted, 5 | 7 without
    ("2012-12-12", "2012-12-18", "2012-12-20", "2012-12-19", "2012-12-21"),
    ("2012-12-27", "2013-01-05", "2013-01-07", "2013-01-06", "2013-01-08"),
    ("2013-02-04", "2013-02-08", "2013-02-17", "2013-02-16", "2013-02-18"),
    ("2013-09-16", "2013-09-23", "2013-09-25", "2013-09-24", "2013-09-26"),
    ("2013-09-27", "2013-10-09", "2013-10-11", "2013-10-10", "2013-10-12"),
]


@pytest.mark.parametrize("vector", VECTORS)
def test_known_windows(vector: tuple[str, ...]) -> None:
    start, *lasts = map(date.fromisoformat, vector)
    rules = [WindowRules(days, counts) for counts in (True, False) for days in (5, 7)]
    assert [bounds(start, rule)[1] for rule in rules] == lasts


@settings(deadline=None)
@given(
    st.dates(date(2012, 1, 1), date(2026, 10, 1)),
    st.integers(min_value=1, max_value=30),
    st.booleans(),
    st.sampled_from(Count),
)
def test_the_days_shown_agree_with_their_number(
    start: date, days: int, counts: bool, count: Count
) -> None:
    rules = WindowRules(days, counts, count)
    first, last = bounds(start, rules)
    walked = list(walk(start, rules))
    assert [day.date for day in walked] == [
        start + timedelta(days=n) for n in range((last - start).days + 1)
    ]
    assert [day.number for day in walked if day.number] == list(range(1, days + 1))
    if count is Count.WORKING:
        assert all(is_public_workday(day.date) for day in walked if day.number)
        assert sum(is_public_workday(d.date) for d in walked if d.date >= first) == days
    else:
        assert first == start + timedelta(days=not counts)
        assert last == first + timedelta(days=days - 1)
    assert first > start or (counts and first == start)


def test_the_district_table_outranks_the_public_one() -> None:
    monday, saturday = date(2013, 7, 1), date(2013, 7, 6)
    assert bounds(monday, WindowRules(2, True)) == (monday, date(2013, 7, 2))
    off = WindowRules(2, True, holidays=frozenset({monday}))
    assert bounds(monday, off) == (date(2013, 7, 2), date(2013, 7, 3))
    on = WindowRules(1, True, workdays=frozenset({saturday}))
    assert bounds(saturday, on) == (saturday, saturday)


def test_every_day_says_why() -> None:
    said = {
        day.date.isoformat(): day.reason for day in walk(date(2013, 2, 4), WindowRules(7, False))
    }
    assert said["2013-02-04"] == "发布当日不计入"
    assert said["2013-02-05"] == "工作日"
    assert said["2013-02-09"] == "春节放假"
    assert said["2013-02-16"] == "春节调休上班"
    weekend = list(walk(date(2013, 7, 5), WindowRules(2, True)))
    assert [day.reason for day in weekend] == ["工作日", "周末", "周末", "工作日"]
    own = WindowRules(
        2, True, holidays=frozenset({date(2013, 7, 5)}), workdays=frozenset({date(2013, 7, 6)})
    )
    assert [day.reason for day in walk(date(2013, 7, 5), own)] == [
        "本区另定的休息日",
        "本区另定的上班日",
        "周末",
        "工作日",
    ]


def test_calendar_days_need_no_calendar() -> None:
    rules = WindowRules(7, False, Count.CALENDAR)
    assert bounds(date(2099, 12, 28), rules) == (date(2099, 12, 29), date(2100, 1, 4))


def test_a_year_without_a_calendar_is_refused() -> None:
    with pytest.raises(NoCalendar, match=r"没有 2003 年的放假安排.*更新 chinesecalendar"):
        bounds(date(2003, 12, 31), WindowRules(1, True))
    last = max(year for year in range(2013, 2100) if _covered(year))
    with pytest.raises(NoCalendar) as raised:
        bounds(date(last, 12, 28), WindowRules(7, False))
    assert raised.value.year == last + 1


def _covered(year: int) -> bool:
    try:
        is_public_workday(date(year, 6, 1))
    except NoCalendar:
        return False
    return True


def test_no_days_is_no_window() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        bounds(date(2013, 7, 1), WindowRules(0, True))
