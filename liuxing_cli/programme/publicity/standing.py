"""Where a publication and its objections stand on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from liuxing_cli.model.publicity import Objection, ObjectionOutcome, Publication, PublicationState
from liuxing_cli.model.workdays import NoCalendar, WindowRules, day_of, judge


class Phase(StrEnum):
    """Where a publication stands."""

    UPCOMING = "upcoming"  # not published yet
    RUNNING = "running"  # the window runs
    OVER = "over"  # the window is over, the office has not closed it
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


PHASE_NAMES = {
    Phase.UPCOMING: "未发布",
    Phase.RUNNING: "公示中",
    Phase.OVER: "已到期",
    Phase.CLOSED: "已结束",
    Phase.WITHDRAWN: "已撤回",
}


class Progress(StrEnum):
    """Where an undecided objection stands."""

    WAITING = "waiting"  # to be re-examined
    REEXAMINED = "reexamined"  # to be decided


PROGRESS_NAMES = {Progress.WAITING: "待复查", Progress.REEXAMINED: "待决定"}


@dataclass(frozen=True, slots=True)
class Standing:
    """A publication on a day.

    ``remaining`` are the days that still count, the day itself included; None where the holiday
    calendar lacks the year. ``objections`` are those received by that day.
    """

    publication: Publication
    phase: Phase
    remaining: int | None
    objections: tuple[Objection, ...]
    date: str

    @property
    def undecided(self) -> tuple[Objection, ...]:
        """The objections without an outcome at the end of the day."""
        return tuple(o for o in self.objections if o.is_open(self.date))

    @property
    def unanswered(self) -> tuple[Objection, ...]:
        """The objections decided but not replied to by then."""
        return tuple(
            o
            for o in self.objections
            if not o.is_open(self.date) and not (o.replied and o.replied <= self.date)
        )


def standing(
    publication: Publication, objections: Iterable[Objection], date: str, district: WindowRules
) -> Standing:
    """Where ``publication`` stands at the end of ``date``; ``objections`` may be of any."""
    own = tuple(o for o in objections if o.publication == publication.id and o.received <= date)
    phase = phase_of(publication, date)
    return Standing(publication, phase, remaining(publication, date, district), own, date)


def phase_of(publication: Publication, date: str) -> Phase:
    """Where a publication stands at the end of ``date``."""
    if date < publication.published:
        return Phase.UPCOMING
    if publication.state is not PublicationState.OPEN and publication.ended <= date:
        is_closed = publication.state is PublicationState.CLOSED
        return Phase.CLOSED if is_closed else Phase.WITHDRAWN
    return Phase.RUNNING if date <= publication.window.last else Phase.OVER


def remaining(publication: Publication, date: str, district: WindowRules) -> int | None:
    """The days from ``date`` (included) to the last that count; None without a calendar."""
    if phase_of(publication, date) not in (Phase.UPCOMING, Phase.RUNNING):
        return 0
    rules = publication.window.rules(district)
    day, last = day_of(max(date, publication.window.first)), day_of(publication.window.last)
    left = 0
    try:
        while day <= last:
            left += judge(day, rules)[0]
            day += timedelta(days=1)
    except NoCalendar:
        return None
    return left


def progress_of(objection: Objection, date: str) -> Progress | ObjectionOutcome:
    """Where an objection stands at the end of ``date``: its outcome, or what comes next."""
    if objection.outcome is not None and not objection.is_open(date):
        return objection.outcome
    again = objection.reexamination
    if again is not None and again.date <= date:
        return Progress.REEXAMINED
    return Progress.WAITING
