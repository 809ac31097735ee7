"""Events (事件): honours, penalties and incidents of a subject, each with its day.

A rule or a condition asks for the events of some kinds within a window; an event by itself
changes no score.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Event:
    """One event. ``kind`` and ``level`` are what rules and conditions ask for.

    ``points`` is what the event counts in a running total. Events of one ``series`` are one
    honour, won more than once or at several levels; an event without a series stands for itself.
    ``date`` is ISO text. The event stands at ``events[place]`` of ``file``.
    """

    subject: str
    id: str
    date: str
    kind: str
    text: str
    level: str = ""
    points: Fraction | None = None
    series: str = ""
    document: str = ""
    file: str = ""
    place: int = 0


def months_before(day: str, months: int) -> str:
    """The day ``months`` before ``day``, at most the last of its month.

    >>> months_before("2013-08-31", 6), months_before("2013-06-18", 24)
    ('2013-02-28', '2011-06-18')
    """
    at = date.fromisoformat(day)
    year, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(at.day, last)).isoformat()


def is_within(event: Event, day: str, months: int | None) -> bool:
    """Whether the event lies in the half-open window that ends with ``day``.

    The window is (``months`` before ``day``, ``day``]: an event of the day itself counts, one of
    the day that lies exactly ``months`` back counts no more. Without ``months``: any day up to
    ``day``.
    """
    if event.date > day:
        return False
    return months is None or event.date > months_before(day, months)


def happened(
    events: Iterable[Event],
    kinds: Iterable[str],
    day: str,
    months: int | None = None,
    levels: Iterable[str] = (),
) -> list[Event]:
    """The events of ``kinds`` (of ``levels``, if any are named) in the window that ends with
    ``day``, by date and id."""
    wanted, at = frozenset(kinds), frozenset(levels)
    found = [
        event
        for event in events
        if event.kind in wanted and (not at or event.level in at) and is_within(event, day, months)
    ]
    return sorted(found, key=lambda event: (event.date, event.id))
