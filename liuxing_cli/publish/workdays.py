"""Publicity windows (公示期) in working days, from public holidays and the district's own table.

The public holidays and make-up days come from ``chinese_calendar``, which holds the State Council's
yearly arrangements; a year that it lacks is refused, never guessed.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from chinese_calendar import constants, is_workday

from liuxing_cli.publish.errors import CalendarGap


def window(
    start: date,
    days: int,
    first_day_counts: bool,
    holidays: Collection[date] = (),
    workdays: Collection[date] = (),
) -> tuple[date, date]:
    """The first and the last of ``days`` working days of a list published on ``start``.

    Working days between the two, both included, are always exactly ``days``. ``holidays`` and
    ``workdays`` are the district's own days off and make-up days and outrank the public calendar.

    Raises:
        ValueError: ``days`` is not positive.
        CalendarGap: the window reaches a year without a published calendar.
    """
    if days < 1:
        raise ValueError("a window needs at least one day")
    upcoming = _working_days(start, first_day_counts, holidays, workdays)
    counted = [next(upcoming) for _ in range(days)]
    return counted[0], counted[-1]


def _working_days(
    start: date, first_day_counts: bool, holidays: Collection[date], workdays: Collection[date]
) -> Iterator[date]:
    day = start if first_day_counts else start + timedelta(days=1)
    while True:
        if day in workdays or (day not in holidays and is_public_workday(day)):
            yield day
        day += timedelta(days=1)


def is_public_workday(day: date) -> bool:
    """Whether ``day`` is a working day by the State Council's arrangement of its year.

    Raises:
        CalendarGap: that year has no published arrangement in the library.
    """
    years = {holiday.year for holiday in constants.holidays}
    if day.year not in years:
        raise CalendarGap(day.year, min(years), max(years))
    return bool(is_workday(day))
