"""What a rating may rest on besides its own record: events, titles, and earlier records."""

from __future__ import annotations  # titles are not loaded for a record that has none

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liuxing_cli.model.assessment import Assessment
    from liuxing_cli.model.events import Event
    from liuxing_cli.model.titles import Title

_PERIOD = re.compile(r"([0-9]{4})(?:([HQ])([1-4]))?")
_PARTS = {"H": 2, "Q": 4}


@dataclass(frozen=True, slots=True)
class Context:
    """The circumstances of one assessment.

    ``date`` is the day of the assessment; ``events`` and ``titles`` are those of its subject;
    ``previous`` and ``last_year`` are the records of the same source in the period before and in
    the same period of the year before, None where there is none.
    """

    date: str = ""
    events: tuple[Event, ...] = ()
    titles: tuple[Title, ...] = ()
    previous: Assessment | None = None
    last_year: Assessment | None = None


EMPTY = Context()


def period_before(period: str) -> str:
    """The period before, of the same length.

    >>> [period_before(period) for period in ("2013H1", "2013Q3", "2013")]
    ['2012H2', '2013Q2', '2012']
    """
    match = _PERIOD.fullmatch(period)
    if match is None:
        raise ValueError(period)
    year, unit, part = int(match[1]), match[2] or "", int(match[3] or 0)
    if not unit:
        return f"{year - 1:04d}"
    if part == 1:
        return f"{year - 1:04d}{unit}{_PARTS[unit]}"
    return f"{year:04d}{unit}{part - 1}"


def year_before(period: str) -> str:
    """The same period of the year before.

    >>> year_before("2013H1")
    '2012H1'
    """
    return f"{int(period[:4]) - 1:04d}{period[4:]}"
