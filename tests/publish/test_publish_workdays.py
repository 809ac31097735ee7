"""Publicity windows against real holiday arrangements."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liuxing_cli.publish.errors import CalendarGap
from liuxing_cli.publish.workdays import is_public_workday, window

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
    found = [window(start, days, counts)[1] for counts in (True, False) for days in (5, 7)]
    assert found == lasts


@settings(deadline=None)
@given(
    st.dates(date(2012, 1, 1), date(2026, 10, 1)),
    st.integers(min_value=1, max_value=30),
    st.booleans(),
)
def test_the_days_printed_agree_with_their_number(start: date, days: int, counts: bool) -> None:
    first, last = window(start, days, counts)
    between = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert sum(map(is_public_workday, between)) == days
    assert is_public_workday(first)
    assert is_public_workday(last)
    assert first > start or (counts and first == start)


def test_the_district_table_outranks_the_public_one() -> None:
    monday = date(2013, 7, 1)
    assert window(monday, 2, True) == (monday, date(2013, 7, 2))
    assert window(monday, 2, True, holidays=[monday]) == (date(2013, 7, 2), date(2013, 7, 3))
    saturday = date(2013, 7, 6)
    assert window(saturday, 1, True, workdays=[saturday]) == (saturday, saturday)


def test_a_year_without_a_calendar_is_refused() -> None:
    with pytest.raises(CalendarGap, match="没有 2003 年的放假安排"):
        window(date(2003, 12, 31), 1, True)
    last = max(year for year in range(2013, 2100) if _covered(year))
    with pytest.raises(CalendarGap) as raised:
        window(date(last, 12, 28), 7, False)
    assert raised.value.year == last + 1


def _covered(year: int) -> bool:
    try:
        is_public_workday(date(year, 6, 1))
    except CalendarGap:
        return False
    return True


def test_no_days_is_no_window() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        window(date(2013, 7, 1), 0, True)
