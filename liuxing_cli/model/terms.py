"""Terms of recurring duties: weeks, months, quarters, half-years and years with their ids."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Every(StrEnum):
    """How often something is due."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


EVERY_NAMES = {
    Every.WEEK: "每周",
    Every.MONTH: "每月",
    Every.QUARTER: "每季度",
    Every.HALF_YEAR: "每半年",
    Every.YEAR: "每年",
}
_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}
_FORMS = {
    Every.WEEK: re.compile(r"([0-9]{4})-W([0-9]{2})"),
    Every.MONTH: re.compile(r"([0-9]{4})-([0-9]{2})"),
    Every.QUARTER: re.compile(r"([0-9]{4})Q([1-4])"),
    Every.HALF_YEAR: re.compile(r"([0-9]{4})H([12])"),
    Every.YEAR: re.compile(r"([0-9]{4})()"),
}
_WRITTEN = {
    Every.MONTH: "{year}-{part:02d}",
    Every.QUARTER: "{year}Q{part}",
    Every.HALF_YEAR: "{year}H{part}",
    Every.YEAR: "{year}",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One stretch of time, both days included: ``2013Q1``, ``2013-W05`` (ISO 8601), ``2013``."""

    every: Every
    id: str
    first: date
    last: date

    @property
    def name(self) -> str:
        """The term in words."""
        if self.every is Every.WEEK:
            year, week, _ = self.first.isocalendar()
            return f"{year}年第{week}周"
        if self.every is Every.MONTH:
            return f"{self.first.year}年{self.first.month}月"
        if self.every is Every.QUARTER:
            return f"{self.first.year}年第{(self.first.month + 2) // 3}季度"
        if self.every is Every.HALF_YEAR:
            return f"{self.first.year}年{'上' if self.first.month == 1 else '下'}半年"
        return f"{self.first.year}年"


def term_at(every: Every, day: date) -> Term:
    """The term that ``day`` lies in.

    >>> term_at(Every.QUARTER, date(2013, 5, 1)).id, term_at(Every.WEEK, date(2012, 12, 31)).id
    ('2013Q2', '2013-W01')
    """
    if every is Every.WEEK:
        year, week, weekday = day.isocalendar()
        first = day - timedelta(days=weekday - 1)
        return Term(every, f"{year}-W{week:02d}", first, first + timedelta(days=6))
    months = _MONTHS[every]
    part = (day.month - 1) // months + 1
    first = date(day.year, (part - 1) * months + 1, 1)
    following = first.month + months
    end = date(day.year + following // 13, (following - 1) % 12 + 1, 1) - timedelta(days=1)
    return Term(every, _WRITTEN[every].format(year=day.year, part=part), first, end)


def term_of(every: Every, id_: str) -> Term | None:
    """The term with this id, None where there is none (week 54, month 13).

    >>> term_of(Every.HALF_YEAR, "2013H2").last.isoformat(), term_of(Every.MONTH, "2013Q1")
    ('2013-12-31', None)
    """
    match = _FORMS[every].fullmatch(id_)
    if match is None:
        return None
    try:
        year, part = int(match[1]), int(match[2] or 1)
        if every is Every.WEEK:
            return term_at(every, date.fromisocalendar(year, part, 1))
        return term_at(every, date(year, (part - 1) * _MONTHS[every] + 1, 1))
    except ValueError:
        return None


def terms_due(every: Every, first: date, last: date) -> Iterator[Term]:
    """The terms whose last day lies between ``first`` and ``last``, both included."""
    day = first
    while day <= last:
        term = term_at(every, day)
        if term.last <= last:
            yield term
        day = term.last + timedelta(days=1)
