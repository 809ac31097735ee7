"""Periods side by side: what a subject had in each, and what changed on common indicators."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from liuxing_cli.model.result import Result


class Direction(StrEnum):
    """How a value moved between two periods."""

    UP = "up"  # 上升
    DOWN = "down"  # 下降
    FLAT = "flat"  # 无明显变化: less than the least change that counts
    GAP = "gap"  # 不可比: too little in common


@dataclass(frozen=True, slots=True)
class Move:
    """A value before and after, on the newer period's scale: the total, a branch, an indicator.

    ``points`` is its full marks there.
    """

    id: str
    name: str
    points: Fraction
    before: Fraction
    after: Fraction

    @property
    def difference(self) -> Fraction:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two periods of one subject on the indicators that both have scored.

    ``broken``: the standard or the scoring method is another one. ``coverage`` is the share of the
    newer period's applicable points that is common; below half of it nothing is compared (a gap).
    """

    older: str
    newer: str
    broken: bool
    common: int
    coverage: Fraction
    direction: Direction
    total: Move | None
    branches: tuple[Move, ...]
    indicators: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One period of a subject as it was published, under one standard and profile."""

    period: str
    standard: str
    profile: str
    result: Result
    decision: str
    total: str
    branches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """One subject over all periods; a reading is None where it has no result."""

    subject: str
    readings: tuple[Reading | None, ...]
    comparisons: tuple[Comparison, ...]
