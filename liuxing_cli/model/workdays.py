"""Windows of working or calendar days (公示期), from public holidays and the district's own table.

The public holidays and make-up days come from ``chinese_calendar``, which holds the State Council's
yearly arrangements; a year that it lacks is refused, never guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

_SATURDAY = 5


class Count(StrEnum):
    """Which days a window counts."""

    WORKING = "working"  # 工作日
    CALENDAR = "calendar"  # 自然日


COUNT_NAMES = {Count.WORKING: "工作日", Count.CALENDAR: "自然日"}


class NoCalendar(ValueError):  # noqa: N818 - a gap in the calendar, said as it is
    """The holiday calendar knows nothing of this year; a window is refused rather than guessed."""

    def __init__(self, year: int, first: int, last: int) -> None:
        super().__init__(
            f"没有 {year} 年的放假安排（现有 {first}—{last} 年），不能推算工作日；"
            "请在国务院办公厅公布该年安排后更新 chinesecalendar，再重新运行"
        )
        self.year = year
        self.first = first
        self.last = last


@dataclass(frozen=True, slots=True)
class WindowRules:
    """How long a list is shown and which days count.

    ``holidays`` and ``workdays`` are the district's own days off and make-up days; they outrank
    the public calendar. Calendar days count all alike, days off included.
    """

    days: int
    first_day_counts: bool
    count: Count = Count.WORKING
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a window: its ``number`` where it counts, and why it counts or does not."""

    date: date
    number: int | None
    reason: str


def day_of(text: str) -> date:
    """The date of an ISO text."""
    return date.fromisoformat(text)


def bounds(start: date, rules: WindowRules) -> tuple[date, date]:
    """The first and the last day that count of a list published on ``start``.

    Days that count between the two, both included, are always exactly ``rules.days``.

    Raises:
        ValueError: no days are asked for.
        NoCalendar: the window reaches a year without a published calendar.
    """
    counted = [day.date for day in walk(start, rules) if day.number]
    return counted[0], counted[-1]


def walk(start: date, rules: WindowRules) -> Iterator[Day]:
    """Every day from ``start`` to the last that counts, each with its reason.

    Raises:
        ValueError: no days are asked for.
        NoCalendar: the window reaches a year without a published calendar.
    """
    if rules.days < 1:
        raise ValueError("a window needs at least one day")
    day, number = start, 0
    if not rules.first_day_counts:
        yield Day(day, None, "发布当日不计入")
        day += timedelta(days=1)
    while number < rules.days:
        counts, reason = judge(day, rules)
        number += counts
        yield Day(day, number if counts else None, reason)
        day += timedelta(days=1)


def judge(day: date, rules: WindowRules) -> tuple[bool, str]:
    """Whether ``day`` counts under the rules, the opening day apart, and why.

    Raises:
        NoCalendar: that year has no published arrangement in the library.
    """
    if rules.count is Count.CALENDAR:
        return True, "自然日"
    if day in rules.workdays:
        return True, "本区另定的上班日"
    if day in rules.holidays:
        return False, "本区另定的休息日"
    return _publicly(day)


def is_public_workday(day: date) -> bool:
    """Whether ``day`` is a working day by the State Council's arrangement of its year.

    Raises:
        NoCalendar: that year has no published arrangement in the library.
    """
    return _publicly(day)[0]


def _publicly(day: date) -> tuple[bool, str]:
    from chinese_calendar import constants

    years = _years()
    if day.year not in years:
        raise NoCalendar(day.year, min(years), max(years))
    at_weekend = day.weekday() >= _SATURDAY
    if day in constants.workdays:
        name = constants.Holiday(constants.workdays[day]).chinese
        return True, f"{name}调休上班" if at_weekend else "工作日"
    if day in constants.holidays:
        name = constants.Holiday(constants.holidays[day]).chinese
        return False, f"{name}放假"
    return (False, "周末") if at_weekend else (True, "工作日")


@cache
def _years() -> frozenset[int]:
    """The years that the library has an arrangement of."""
    from chinese_calendar import constants

    return frozenset(holiday.year for holiday in constants.holidays)
