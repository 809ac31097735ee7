"""Terms: every day lies in one, their ids lead back to them, none is skipped."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.model.terms import EVERY_NAMES, Every, term_at, term_of, terms_due

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("every", "day", "id_", "first", "last", "name"),
    [
        (Every.WEEK, "2012-12-31", "2013-W01", "2012-12-31", "2013-01-06", "2013年第1周"),
        (Every.WEEK, "2016-01-03", "2015-W53", "2015-12-28", "2016-01-03", "2015年第53周"),
        (Every.MONTH, "2012-02-29", "2012-02", "2012-02-01", "2012-02-29", "2012年2月"),
        (Every.MONTH, "2013-12-05", "2013-12", "2013-12-01", "2013-12-31", "2013年12月"),
        (Every.QUARTER, "2013-05-01", "2013Q2", "2013-04-01", "2013-06-30", "2013年第2季度"),
        (Every.HALF_YEAR, "2013-06-30", "2013H1", "2013-01-01", "2013-06-30", "2013年上半年"),
        (Every.HALF_YEAR, "2013-07-01", "2013H2", "2013-07-01", "2013-12-31", "2013年下半年"),
        (Every.YEAR, "2013-07-01", "2013", "2013-01-01", "2013-12-31", "2013年"),
    ],
)
def test_the_term_of_a_day(
    every: Every, day: str, id_: str, first: str, last: str, name: str
) -> None:
    term = term_at(every, date.fromisoformat(day))
    assert (term.id, term.first.isoformat(), term.last.isoformat()) == (id_, first, last)
    assert term.name == name


@given(st.sampled_from(Every), days)
def test_ids_lead_back_and_terms_do_not_overlap(every: Every, day: date) -> None:
    term = term_at(every, day)
    assert term.first <= day <= term.last
    assert term_of(every, term.id) == term
    assert term_at(every, term.last + timedelta(days=1)).first == term.last + timedelta(days=1)


@pytest.mark.parametrize(
    ("every", "id_"),
    [
        (Every.WEEK, "2013-W53"),
        (Every.WEEK, "2013-05"),
        (Every.MONTH, "2013-13"),
        (Every.MONTH, "2013-00"),
        (Every.QUARTER, "2013Q5"),
        (Every.HALF_YEAR, "2013Q1"),
        (Every.YEAR, "0000"),
        (Every.YEAR, "2013H1"),
    ],
)
def test_what_is_no_term(every: Every, id_: str) -> None:
    assert term_of(every, id_) is None


@given(st.sampled_from(Every), days, st.integers(0, 900))
def test_each_term_due_is_listed_once(every: Every, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = list(terms_due(every, first, last))
    assert all(first <= term.last <= last for term in found)
    ends = {term_at(every, first + timedelta(days=n)).last for n in range(length + 1)}
    assert [term.last for term in found] == sorted(end for end in ends if end <= last)


def test_everything_has_a_name() -> None:
    assert set(EVERY_NAMES) == set(Every)
