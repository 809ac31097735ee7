"""What is due between two days, and what a day's records say of it: done, made up for, late."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from liuxing_cli.model.meetings import Meeting
from liuxing_cli.model.obligations import Activity, Measured, Obligation
from liuxing_cli.model.terms import Term, term_at, terms_due
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.programme.obligations.bodies import Body, bodies_of, named


class State(StrEnum):
    """Where a task stands at the end of a day."""

    DONE = "done"  # in its term
    MADE_UP = "made_up"  # after its term
    SHORT = "short"  # on record, but less than is asked for
    OPEN = "open"  # not done, its last day not over
    LATE = "late"  # not done, its last day over


STATE_NAMES = {
    State.DONE: "已办",
    State.MADE_UP: "补办",
    State.SHORT: "不足",
    State.OPEN: "待办",
    State.LATE: "逾期",
}
BEHIND = frozenset({State.SHORT, State.LATE})


@dataclass(frozen=True, slots=True)
class Deed:
    """Something on record as done: by a body, on a day, for a term where it says so."""

    obligation: str
    by: str
    date: str
    term: str = ""
    measure: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that one body has to do by ``due``; ``key`` and the body's id name it for ever.

    ``clause`` is the notice's, or the meeting that decided it. ``done`` is the day of the deed.
    """

    key: str
    name: str
    what: str
    body: Body
    clause: str
    every: str
    term: str
    term_name: str
    first: date
    due: date
    state: State
    done: str = ""
    measure: Fraction | None = None
    measured: Measured | None = None

    @property
    def is_behind(self) -> bool:
        """Whether the day is over and it is not done, or not as much as is asked for."""
        return self.state in BEHIND


def deed_of(activity: Activity) -> Deed:
    """What an activity shows as done."""
    return Deed(activity.obligation, activity.by, activity.date, activity.term, activity.measure)


def deeds_of_meetings(meetings: Iterable[Meeting]) -> Iterator[Deed]:
    """The duties that meetings fulfil by being held."""
    for meeting in meetings:
        if meeting.obligation:
            yield Deed(meeting.obligation, meeting.convener, meeting.date, meeting.term)


def tasks_due(
    ws: Workspace, deeds: Iterable[Deed], first: date, last: date, on: date
) -> Iterator[Task]:
    """The recurring tasks whose last day lies between ``first`` and ``last``, as of ``on``.

    By obligation, body and term. Deeds dated after ``on`` have not happened yet.
    """
    known: dict[tuple[str, str], list[Deed]] = defaultdict(list)
    for deed in deeds:
        if deed.date <= on.isoformat():
            known[deed.obligation, deed.by].append(deed)
    since = date.fromisoformat(ws.obligations.since)
    for duty in ws.obligations.obligations:
        terms = [t for t in terms_due(duty.every, first, last) if t.first >= since]
        for body in bodies_of(ws, duty):
            own = _by_term(duty, known.get((duty.id, body.id), ()))
            for term in terms:
                yield _task(duty, body, term, own.get(term.id, ()), on)


def decisions_due(ws: Workspace, first: date, last: date, on: date) -> Iterator[Task]:
    """What meetings decided that is due between ``first`` and ``last``, as of ``on``."""
    for meeting in ws.meetings:
        for decision in meeting.decisions:
            due = date.fromisoformat(decision.due)
            body = named(ws, decision.unit)
            if meeting.date > on.isoformat() or not first <= due <= last or body is None:
                continue
            is_done = bool(decision.done) and decision.done <= on.isoformat()
            deed = Deed("", decision.unit, decision.done) if is_done else None
            yield Task(
                key=f"{meeting.id}/{decision.id}",
                name=decision.text,
                what=decision.text,
                body=body,
                clause=meeting.title,
                every="",
                term="",
                term_name="",
                first=date.fromisoformat(meeting.date),
                due=due,
                state=_state(due, deed, on, is_enough=is_done),
                done=decision.done if is_done else "",
            )


def _by_term(duty: Obligation, deeds: Sequence[Deed]) -> Mapping[str, list[Deed]]:
    found: dict[str, list[Deed]] = defaultdict(list)
    for deed in deeds:
        term = deed.term or term_at(duty.every, date.fromisoformat(deed.date)).id
        found[term].append(deed)
    return found


def _task(duty: Obligation, body: Body, term: Term, deeds: Sequence[Deed], on: date) -> Task:
    enough = [d for d in deeds if _suffices(duty.measured, d)]
    best = min(enough, key=lambda d: d.date, default=None)
    if best is None and deeds:
        best = max(deeds, key=lambda d: (d.measure or 0, d.date))
    return Task(
        key=duty.id,
        name=duty.name,
        what=duty.what,
        body=body,
        clause=duty.clause,
        every=duty.every,
        term=term.id,
        term_name=term.name,
        first=term.first,
        due=term.last,
        state=_state(term.last, best, on, is_enough=bool(enough)),
        done=best.date if best else "",
        measure=best.measure if best else None,
        measured=duty.measured,
    )


def _suffices(measured: Measured | None, deed: Deed) -> bool:
    return measured is None or (deed.measure is not None and deed.measure >= measured.at_least)


def _state(due: date, deed: Deed | None, on: date, *, is_enough: bool) -> State:
    if deed is not None and is_enough:
        return State.DONE if deed.date <= due.isoformat() else State.MADE_UP
    if on <= due:
        return State.OPEN
    return State.LATE if deed is None else State.SHORT
