"""What scoring yields: scores, grade, decision and the reasons, all exact until published."""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from liuxing_cli.model.finding import KeyPath


class Outcome(StrEnum):
    """The decision on a subject."""

    PASSED = "passed"  # 达标
    FAILED = "failed"  # 未达标
    PENDING = "pending"  # 待核: the bounds allow more than one decision
    UNDECIDED = "undecided"  # 未定: cannot be computed


class Verdict(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of the decision: ``id`` is ``total``, ``floor:<branch>`` or ``veto:<id>``."""

    id: str
    text: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class BranchScore:
    """A branch under the total. ``score`` is None where nothing in it applies.

    ``score`` counts what is missing as 0, ``upper`` as full marks; both on ``full``. ``due`` are
    the applicable points, ``earned`` the points given, ``unseen`` the points of missing ratings,
    ``left_out`` the points of what does not apply.
    """

    id: str
    name: str
    full: Fraction
    weight: Fraction
    score: Fraction | None
    upper: Fraction | None
    earned: Fraction
    due: Fraction
    unseen: Fraction
    left_out: Fraction


@dataclass(frozen=True, slots=True)
class Result:
    """The computed result of one subject for one period under one profile."""

    subject: str
    period: str
    profile: str
    total: Fraction | None
    upper: Fraction | None
    full: Fraction
    branches: tuple[BranchScore, ...]
    bonus: Fraction
    outcome: Outcome
    grade: str | None  # grade id; None where pending or undecided
    conditions: tuple[Condition, ...]
    not_applicable: tuple[str, ...]
    missing: tuple[str, ...]
    vetoes: tuple[str, ...]
    files: tuple[str, ...]
    rank: int | None = None
    reason: str = ""  # why undecided


@dataclass(frozen=True, slots=True)
class TraceNode:
    """A node of the tree that explains a result; a reader with a calculator can redo it.

    ``formula`` shows the arithmetic with its numbers; leaves carry the file and key path of what
    they rest on. ``adds`` is what the node contributes to its parent, in the parent's points: the
    children of a node add up to its value.
    """

    kind: str  # result, condition, assessment, branch, section, indicator, veto, bonus, fact...
    id: str
    label: str
    value: Fraction | None
    formula: str = ""
    note: str = ""
    file: str = ""
    path: KeyPath = ()
    line: int | None = None
    children: tuple["TraceNode", ...] = field(default_factory=tuple)
    adds: Fraction | None = None
