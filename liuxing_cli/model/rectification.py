"""Supervision visits (督导, 三(四)) and what is to be put right (整改). Bodies only, no person."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from liuxing_cli.model.finding import KeyPath


@dataclass(frozen=True, slots=True)
class Seen:
    """One finding of a visit, about one indicator. ``lead`` is empty where the standard's own."""

    id: str
    indicator: str
    text: str
    lead: str = ""
    due: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Visit:
    """``data/supervision/<period>/<id>.yaml``: who went where on a day, and what was found."""

    id: str
    period: str
    subject: str
    date: str
    by: str
    findings: tuple[Seen, ...]
    file: str = ""

    @property
    def key(self) -> str:
        """How an item names the visit: ``2013H2/visit-01``."""
        return f"{self.period}/{self.id}"


class Step(StrEnum):
    """What happened to an item."""

    DONE = "done"  # 报告整改完成
    RETURNED = "returned"  # 复查不合格，退回
    CLOSED = "closed"  # 复查合格，销号
    EXTENDED = "extended"  # 延期
    WITHDRAWN = "withdrawn"  # 撤销


class State(StrEnum):
    """Where an item stands on a day."""

    OPEN = "open"
    DONE = "done"
    RETURNED = "returned"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


STEP_NAMES = {
    Step.DONE: "报完成",
    Step.RETURNED: "退回",
    Step.CLOSED: "销号",
    Step.EXTENDED: "延期",
    Step.WITHDRAWN: "撤销",
}
STATE_NAMES = {
    State.OPEN: "整改中",
    State.DONE: "待复查",
    State.RETURNED: "退回重改",
    State.CLOSED: "已销号",
    State.WITHDRAWN: "已撤销",
}
_WORK = frozenset({Step.DONE, Step.EXTENDED, Step.WITHDRAWN})
FOLLOWS: dict[State, frozenset[Step]] = {
    State.OPEN: _WORK,
    State.RETURNED: _WORK,
    State.DONE: frozenset({Step.CLOSED, Step.RETURNED, Step.WITHDRAWN}),
    State.CLOSED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
"""What may happen to an item in a state. Who works on it does not close it: a re-check does."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One step. ``evidence`` of ``done``; ``by`` re-checked (``returned``, ``closed``); ``until``
    is the new last day of ``extended``."""

    step: Step
    date: str
    evidence: tuple[str, ...] = ()
    by: str = ""
    until: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """``data/rectification/<subject>/<id>.yaml``: one thing to put right.

    It comes from a finding of a visit (``visit``, ``seen``), or from a record (``record``).
    """

    id: str
    subject: str
    indicator: str
    problem: str
    lead: str
    raised: str
    due: str
    support: tuple[str, ...] = ()
    visit: str = ""
    seen: str = ""
    record: str = ""
    steps: tuple[Taken, ...] = ()
    file: str = ""

    def state_on(self, date: str) -> State:
        """The state at the end of ``date``."""
        return _after(step for step in self.steps if step.date <= date)

    def due_on(self, date: str) -> str:
        """The last day as known on ``date``: the first one, or the last extension's."""
        found = [s.until for s in self.steps if s.step is Step.EXTENDED and s.date <= date]
        return found[-1] if found else self.due

    def is_unfinished(self, date: str) -> bool:
        """Whether the lead unit still has to act."""
        return self.state_on(date) in (State.OPEN, State.RETURNED)

    def is_overdue(self, date: str) -> bool:
        """Whether the lead unit still has to act and the last day is over."""
        return self.is_unfinished(date) and self.due_on(date) < date

    def last_step(self, date: str) -> Taken | None:
        """The last step until ``date``."""
        past = [step for step in self.steps if step.date <= date]
        return past[-1] if past else None

    def impossible(self) -> Iterator[int]:
        """The places of the steps that cannot follow what was before."""
        for place, taken in enumerate(self.steps):
            if taken.step not in FOLLOWS[_after(iter(self.steps[:place]))]:
                yield place


def _after(steps: Iterator[Taken]) -> State:
    state = State.OPEN
    for taken in steps:
        if taken.step is not Step.EXTENDED:
            state = State(taken.step.value)
    return state


def texts(noun: Visit | Item) -> Iterator[tuple[KeyPath, str]]:
    """The free texts, with their places."""
    if isinstance(noun, Visit):
        for seen in noun.findings:
            yield ("findings", seen.place, "text"), seen.text
        return
    yield ("problem",), noun.problem
    for place, taken in enumerate(noun.steps):
        yield ("steps", place, "note"), taken.note
        for number, paper in enumerate(taken.evidence):
            yield ("steps", place, "evidence", number), paper
