"""What an edit does to the results: both sides scored the same way, subject by subject."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from liuxing_cli.impact.renames import through_map
from liuxing_cli.model.assessment import Assessment
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.result import Outcome, Result, Verdict
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.scoring.combine import combine
from liuxing_cli.scoring.kernel import score
from liuxing_cli.scoring.plan import compile_plan
from liuxing_cli.scoring.rank import rank
from liuxing_cli.scoring.row import Row, encode


class Direction(StrEnum):
    """Where a decision went."""

    UP = "up"
    DOWN = "down"
    OPEN = "open"  # to or from a decision that is not final, or grades that cannot be compared


class Scoreboard:
    """One side: takes its records one at a time and scores them as ``liuxing score`` does."""

    def __init__(self, workspace: Workspace, profile: Profile) -> None:
        self.profile = profile
        self._subjects = workspace.subjects
        self._plan = compile_plan(workspace.standards[profile.standard], profile)
        self._rows: dict[str, list[Row]] = defaultdict(list)

    def add(self, assessment: Assessment) -> None:
        """Take a record; ratings under old ids are read through the standard's rename map."""
        subject = self._subjects.get(assessment.subject)
        if subject is None or subject.kind is not self.profile.subject:
            return
        read, _ = through_map(self._plan.standard, assessment)
        self._rows[subject.id].append(encode(self._plan, subject, read))

    def results(self) -> dict[str, Result]:
        """The ranked results by subject."""
        rounding = self.profile.rounding
        combined = [combine(self._plan, score(self._plan, rows)) for rows in self._rows.values()]
        return {r.subject: r for r in rank(combined, rounding.digits, rounding.mode)}


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
