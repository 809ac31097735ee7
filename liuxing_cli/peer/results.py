"""What a comparison says: frozen, exact, and None where nothing can be said."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from liuxing_cli.model.numbers import RoundingMode
from liuxing_cli.peer.agreement.panel import Agreement
from liuxing_cli.peer.design import Pair, Part, Scores
from liuxing_cli.peer.estimate import Estimate, Method
from liuxing_cli.peer.fit import Fit
from liuxing_cli.peer.intervals import LEVEL


class Caution(StrEnum):
    """What a reader of a comparison must be told."""

    TOO_SMALL = "too_small"  # two members: not estimable, nothing is computed
    RAW_ONLY = "raw_only"  # a part of three members, or without freedom: raw means, no ranks
    NO_PAIR_TESTS = "no_pair_tests"  # four members: opposite pairs cannot be told apart
    DISCONNECTED = "disconnected"  # several parts, never ranked together
    FEW_RATINGS = "few_ratings"  # a target with fewer than three ratings is not ranked
    SPARSE = "sparse"  # efficiency below 0.75, or few ratings: REML does better
    NO_SPREAD = "no_spread"  # s² = 0, typical of copied scores: errors of 0 mean nothing


@dataclass(frozen=True, slots=True)
class Options:
    """How to compare: ranks rest on the values rounded once to ``digits``; ``level`` is that of the
    rank intervals."""

    digits: int = 2
    mode: RoundingMode = RoundingMode.HALF_UP
    method: Method = Method.OLS
    level: Fraction = LEVEL

    @property
    def rounding(self) -> tuple[int, RoundingMode]:
        """Digits and mode."""
        return self.digits, self.mode


@dataclass(frozen=True, slots=True)
class GroupScores:
    """What is compared: a group, the scores its members gave each other and themselves.

    ``due`` are the pairs that should have a score; None: everyone rates everyone else. Scores that
    members gave themselves never enter the comparison.
    """

    members: tuple[str, ...]
    scores: Scores
    own: Mapping[str, Fraction]
    due: tuple[Pair, ...] | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A member as target, in points; ranks, intervals and bands hold within its part.

    ``interval`` are the best and worst rank that the scores allow, ``left_out`` those with one
    evaluator left out; ``margin`` is half the width of the interval of the adjusted score alone.
    """

    part: int
    ratings: int
    raw_mean: Fraction
    raw_rank: int | None
    adjusted: Fraction | None
    standard_error: Decimal | None
    margin: Decimal | None
    adjusted_rank: int | None
    interval: tuple[int, int] | None
    band: int | None
    left_out: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Given:
    """A member as rater, in points. ``severity``: how far it marks above (手松) or, negative,
    below (手紧) the average rater of its part."""

    part: int
    ratings: int
    mean: Fraction
    severity: Fraction | None
    standard_error: Decimal | None


@dataclass(frozen=True, slots=True)
class MemberComparison:
    """One member: what it received, what it gave, and its view of itself.

    ``self_gap`` is its own score minus the adjusted one: positive where it thinks better of
    itself than the others do.
    """

    member: str
    received: Received | None
    given: Given | None
    self_score: Fraction | None
    self_gap: Fraction | None


@dataclass(frozen=True, slots=True)
class Quality:
    """What a part can tell.

    ``reliability``: the share of the spread of adjusted scores that is not noise; ``efficiency``:
    E; ``least_difference``: the gap that tells any two apart; ``needed``: evaluators who cannot be
    left out; ``refitted``: whether that was tried.
    """

    reliability: Fraction | None
    efficiency: Fraction | None
    least_difference: Decimal | None
    needed: tuple[str, ...]
    refitted: bool


@dataclass(frozen=True, slots=True)
class PartComparison:
    """A connected part: the mean of its scores, its least squares and what is published of it
    (None: raw means only)."""

    part: Part
    mean: Fraction
    fit: Fit | None
    estimate: Estimate | None
    quality: Quality | None


@dataclass(frozen=True, slots=True)
class GroupComparison:
    """The comparison of one group: comparable within a part only, never between groups."""

    members: tuple[MemberComparison, ...]
    parts: tuple[PartComparison, ...]
    missing: tuple[Pair, ...]
    cautions: tuple[Caution, ...]
    agreement: Agreement
    round_robin: bool

    @property
    def complete(self) -> bool:
        """Whether everyone rated everyone else, so that the closed form applies."""
        return self.round_robin and not self.missing
