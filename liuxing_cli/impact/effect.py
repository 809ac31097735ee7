"""What an edit does to the results: both sides scored the same way, subject by subject."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from liuxing_cli.model.assessment import Assessment
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.result import Outcome, Result, Verdict
from liuxing_cli.model.subject import Subject
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.plans import Plans
from liuxing_cli.scoring.rank import ranked
from liuxing_cli.scoring.results import decided
from liuxing_cli.scoring.row import Row


class Direction(StrEnum):
    """Where a decision went."""

    UP = "up"
    DOWN = "down"
    OPEN = "open"  # to or from a decision that is not final, or grades that cannot be compared


Encode = Callable[[Plan, Subject, Assessment], Row]
"""Encodes a record with all that it rests on besides itself, earlier records among it."""


@dataclass
class _Sheet:
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    assessors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


class Scoreboard:
    """One side: takes its records one at a time and scores them as ``liuxing score`` does.

    ``sources`` are those whose records count: all where the profile merges them, else the first.
    """

    def __init__(self, workspace: Workspace, profile: Profile, encoded: Encode) -> None:
        self.profile = profile
        self._rule = profile.decision.combine if len(profile.sources) > 1 else None
        self.sources = profile.sources if self._rule else profile.sources[:1]
        self._subjects = workspace.subjects
        self._plans = Plans(workspace, profile)
        self._encoded = encoded
        self._sheets = {source: _Sheet() for source in self.sources}

    def add(self, assessment: Assessment) -> None:
        """Take a record of one of the ``sources``; others and other kinds of subjects are passed
        over."""
        subject = self._subjects.get(assessment.subject)
        sheet = self._sheets.get(assessment.source)
        if subject is None or sheet is None or subject.kind is not self.profile.subject:
            return
        row = self._encoded(self._plans.of(subject.id), subject, assessment)
        sheet.rows[subject.id].append(row)
        sheet.assessors[subject.id].append(assessment.assessor)

    def results(self) -> dict[str, Result]:
        """The ranked results by subject."""
        found, _ = decided(self._plans, self._sheets, self._rule)
        return {r.subject: r for r in ranked(self.profile, found)}


@dataclass(frozen=True, slots=True)
class ConditionChange:
    """A condition whose verdict changed: a line crossed. None where a side has no such line."""

    id: str
    text: str
    old: Verdict | None
    new: Verdict | None


@dataclass(frozen=True, slots=True)
class SubjectEffect:
    """One subject on both sides; a side without a usable record of it has no result."""

    subject: str
    old: Result | None
    new: Result | None
    direction: Direction | None  # None: the decision is the same, or there is one side only
    conditions: tuple[ConditionChange, ...]

    @property
    def vanished(self) -> bool:
        """Whether there was a result and is none any more."""
        return self.new is None

    @property
    def appeared(self) -> bool:
        """Whether there is a result where there was none; nothing that stood has changed."""
        return self.old is None

    @property
    def score_changed(self) -> bool:
        """Whether the total or a branch changed, by however little."""
        if self.old is None or self.new is None:
            return self.vanished
        return _scores(self.old) != _scores(self.new)

    @property
    def decision_changed(self) -> bool:
        """Whether the outcome or the grade changed."""
        return self.direction is not None or self.vanished

    @property
    def rank_changed(self) -> bool:
        """Whether the rank changed."""
        return None not in (self.old, self.new) and _rank(self.old) != _rank(self.new)


def effects(
    old: Mapping[str, Result], new: Mapping[str, Result], before: Profile, after: Profile
) -> tuple[SubjectEffect, ...]:
    """Compare results by subject, in the order of the new ranking, then those that vanished."""
    subjects: Iterable[str] = dict.fromkeys((*new, *old))
    return tuple(_effect(id_, old.get(id_), new.get(id_), before, after) for id_ in subjects)


def _effect(
    subject: str, old: Result | None, new: Result | None, before: Profile, after: Profile
) -> SubjectEffect:
    if old is None or new is None:
        return SubjectEffect(subject, old, new, None, ())
    decided = (old.outcome, old.grade) == (new.outcome, new.grade)
    direction = None if decided else _direction(old, new, before, after)
    return SubjectEffect(subject, old, new, direction, _crossed(old, new))


def _direction(old: Result, new: Result, before: Profile, after: Profile) -> Direction:
    final = (Outcome.PASSED, Outcome.FAILED)
    if old.outcome not in final or new.outcome not in final:
        return Direction.OPEN
    if old.outcome is not new.outcome:
        return Direction.UP if new.outcome is Outcome.PASSED else Direction.DOWN
    edges = {grade.id: grade.at_least for grade in after.grades}
    if old.grade not in edges or new.grade not in edges:
        edges = {grade.id: grade.at_least for grade in before.grades}
    was, now = edges.get(old.grade or ""), edges.get(new.grade or "")
    if was is None or now is None or was == now:
        return Direction.OPEN
    return Direction.UP if now > was else Direction.DOWN


def _crossed(old: Result, new: Result) -> tuple[ConditionChange, ...]:
    before = {condition.id: condition for condition in old.conditions}
    after = {condition.id: condition for condition in new.conditions}
    found = []
    for id_ in dict.fromkeys((*after, *before)):
        was, now = before.get(id_), after.get(id_)
        verdicts = (was.verdict if was else None, now.verdict if now else None)
        there = now or was
        if there is not None and verdicts[0] is not verdicts[1]:
            found.append(ConditionChange(id_, there.text, *verdicts))
    return tuple(found)


def _scores(result: Result) -> tuple[object, ...]:
    branches = tuple((branch.id, branch.score, branch.upper) for branch in result.branches)
    return result.total, result.upper, result.full, branches


def _rank(result: Result | None) -> int | None:
    return None if result is None else result.rank
