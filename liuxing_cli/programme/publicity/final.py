"""What holds a list back: an earlier list whose window runs or whose objections are undecided.

A list is shown, objected to, and then made final by a later list. So a list is held back by the
publications of the steps before it, and never by its own: a list that is itself put up for
objection can be printed as often as it takes.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from liuxing_cli.model.publicity import ListKind, Objection, Publication, PublicationState

EARLIER: dict[ListKind, frozenset[ListKind]] = {
    ListKind.PASSED: frozenset({ListKind.CANDIDATES}),
    ListKind.CONFIRMED: frozenset({ListKind.CANDIDATES, ListKind.PASSED}),
    ListKind.COMMENDATION: frozenset({ListKind.CANDIDATES, ListKind.PASSED}),
}
"""The lists that must be settled before a list; others are held back by none."""


class Obstacle(StrEnum):
    """Why a list cannot be made final."""

    WINDOW = "window"  # the window still runs on the date of the list
    UNDECIDED = "undecided"  # an objection has no outcome
    DECIDED_LATER = "decided_later"  # an objection was decided after the date of the list
    WITHDRAWN = "withdrawn"  # the list was withdrawn and not shown again


@dataclass(frozen=True, slots=True)
class Blocker:
    """One reason; ``after`` is the day that the list must be dated later than, if that helps."""

    obstacle: Obstacle
    publication: Publication
    objection: Objection | None = None
    after: str = ""


def of_period(
    publications: Iterable[Publication], list_: ListKind, period: str, profile: str
) -> list[Publication]:
    """The publications that the list of a period rests on, by date of publication."""
    key = (period, profile)
    return _sorted(p for p in _earlier(publications, list_) if (p.period, p.profile) == key)


def of_titles(
    publications: Iterable[Publication], list_: ListKind, profiles: Collection[str], date: str
) -> list[Publication]:
    """The publications that a notice about titles dated ``date`` rests on.

    Titles are given in a later period than the one that was assessed, so all publications count
    that were shown by then; ``profiles`` are those that award the title.
    """
    shown = (p for p in _earlier(publications, list_) if p.published <= date)
    return _sorted(p for p in shown if p.profile in profiles)


def _earlier(publications: Iterable[Publication], list_: ListKind) -> Iterator[Publication]:
    steps = EARLIER.get(list_, frozenset())
    return (publication for publication in publications if publication.list in steps)


def _sorted(publications: Iterable[Publication]) -> list[Publication]:
    return sorted(publications, key=lambda publication: (publication.published, publication.id))


def blockers(
    publications: Iterable[Publication], objections: Iterable[Objection], date: str
) -> list[Blocker]:
    """What holds back a list dated ``date`` that rests on ``publications``."""
    listed = list(publications)
    kept = list(objections)
    found: list[Blocker] = []
    for publication in listed:
        if publication.state is not PublicationState.WITHDRAWN:
            found += blockers_of(publication, kept, date)
        elif not _shown_again(publication, listed):
            found.append(Blocker(Obstacle.WITHDRAWN, publication))
    return found


def blockers_of(
    publication: Publication, objections: Iterable[Objection], date: str
) -> list[Blocker]:
    """What of one standing publication holds back a list dated ``date``.

    An undecided objection does, whenever it came: a late one is decided by saying that it is late.
    """
    found: list[Blocker] = []
    last = publication.window.last
    if date <= last:
        found.append(Blocker(Obstacle.WINDOW, publication, after=last))
    for objection in objections:
        if objection.publication != publication.id:
            continue
        if objection.is_open():
            found.append(Blocker(Obstacle.UNDECIDED, publication, objection))
        elif objection.is_open(date):
            later = objection.decided
            found.append(Blocker(Obstacle.DECIDED_LATER, publication, objection, later))
    return found


def _shown_again(withdrawn: Publication, publications: Iterable[Publication]) -> bool:
    """Whether a withdrawn list was shown again."""
    key = (withdrawn.list, withdrawn.period, withdrawn.profile)
    return any(
        (other.list, other.period, other.profile) == key
        for other in publications
        if other.state is not PublicationState.WITHDRAWN
    )
