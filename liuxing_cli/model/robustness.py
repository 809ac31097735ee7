"""What a ranking would be under other choices than the profile's; it never changes a result."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Choice(StrEnum):
    """What is chosen otherwise."""

    DROP = "drop"  # one indicator left out, each in its turn
    WEIGHTS = "weights"  # every weight up to 20 % up or down, drawn at random
    MEAN = "mean"  # the geometric mean of the branches for the arithmetic, or the reverse
    MISSING = "missing"  # what is missing counted as nothing, and as full marks


@dataclass(frozen=True, slots=True)
class Span:
    """A range of ranks, both ends included."""

    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class Dependence:
    """A choice on which a decision depends: ``decision`` is what it would be, ``share`` how often
    among the draws (None where nothing is drawn), ``detail`` the indicators dropped."""

    choice: Choice
    decision: str
    share: Fraction | None = None
    detail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectRobustness:
    """One subject: its published rank and decision, and what they would be.

    ``weights`` is the range that holds 90 % of the draws (5 % to 95 %), ``kept`` the share of the
    draws in which the decision stays. A rank is None where the subject is not ranked.
    """

    subject: str
    rank: int | None
    decision: str
    weights: Span | None
    widest: Span | None
    kept: Fraction
    dropped: Span | None
    mean: int | None
    missing: Span | None
    dependences: tuple[Dependence, ...]


@dataclass(frozen=True, slots=True)
class ChoiceEffect:
    """A choice over all subjects: ``shift`` is the average change of rank R_S, ``changed`` how many
    decisions differ in any of its ``runs``."""

    choice: Choice
    runs: int
    shift: Fraction | None
    changed: int


@dataclass(frozen=True, slots=True)
class DropEffect:
    """One indicator left out: average change of rank, and the subjects whose decision differs."""

    indicator: str
    name: str
    shift: Fraction
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Robustness:
    """``mean`` names the other mean; it is empty where there is none to compare with."""

    seed: int
    draws: int
    spread: Fraction
    ranked: int
    mean: str
    subjects: tuple[SubjectRobustness, ...]
    effects: tuple[ChoiceEffect, ...]
    drops: tuple[DropEffect, ...]
