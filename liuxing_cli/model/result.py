"""What scoring yields: scores, grade, decision and the reasons, all exact until published."""

from collections.abc import Sequence
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
    """One condition of the decision.

    ``id`` is ``total``, ``floor:<branch>``, ``veto:<indicator>``, ``grade:<grade>:<branch>`` (the
    floor of a grade), ``whole:<branch>`` (wholly not applicable), ``eligible:<id>``, ``cap:<id>``
    or ``quota:<grade>``. ``detail`` is what the verdict rests on where that is no score: an event,
    a trait, a place in the order.
    """

    id: str
    text: str
    verdict: Verdict
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """A cap (``at_most``: the highest grade) or a bar (``at_most`` is empty) and whether the
    subject is free of it: MET where it is."""

    id: str
    text: str
    verdict: Verdict
    at_most: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class NearLine:
    """A score within the zone of 临界 about a line: ``id`` as of conditions, ``total:<grade>`` for
    the edge of a grade. ``error`` is the assessors' standard error, squared (exact)."""

    id: str
    text: str
    score: Fraction
    line: Fraction
    error_squared: Fraction


@dataclass(frozen=True, slots=True)
class SourcePart:
    """What one source gave to a combined result: ``contribution`` = ``score`` × ``share``, where
    ``share`` is its weight over the weights of the sources that have a score. ``score`` is None
    where it has none, with the ``reason``; ``records`` are how many its mean is of."""

    source: str
    weight: Fraction
    share: Fraction
    score: Fraction | None
    upper: Fraction | None
    contribution: Fraction | None
    records: int
    reason: str = ""


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
    bonus: Fraction = Fraction(0)  # extra points of its indicators, where they may lift its floor
    bonus_upper: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Result:
    """The computed result of one subject for one period under one profile.

    ``graded`` and ``graded_upper`` are what is held against the grades, where that is not the
    total (a bonus that lifts one of them only). ``trial`` says why the result has no effect.
    """

    subject: str
    period: str
    profile: str
    total: Fraction | None
    upper: Fraction | None
    full: Fraction
    branches: Sequence[BranchScore]
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
    graded: Fraction | None = None
    graded_upper: Fraction | None = None
    limits: tuple[Limit, ...] = ()
    near: tuple[NearLine, ...] = ()
    sources: tuple[SourcePart, ...] = ()
    trial: str = ""


@dataclass(frozen=True, slots=True)
class TraceNode:
    """A node of the tree that explains a result; a reader with a calculator can redo it.

    ``formula`` shows the arithmetic with its numbers; leaves carry the file and key path of what
    they rest on. ``adds`` is what the node contributes to its parent, in the parent's points: the
    children of a node add up to its value. ``rate`` is what a point of it adds there, ``scaling``
    that rate written out. ``to_total`` is its contribution in points of the total: over the leaves
    it adds up to the total.
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
    rate: Fraction | None = None
    scaling: str = ""
    to_total: Fraction | None = None
