"""What the office may look at (看一看), as views; never part of a publication."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

LABEL = "看一看：仅供办公室内部核查，不公开、不扣分、不作结论"
MARKED = Decimal("0.05")
"""The adjusted chance below which something is marked."""


@dataclass(frozen=True, slots=True)
class OverallView:
    """Reciprocity over everyone: of which scores, how many tables, F on (above, below) degrees of
    freedom (None: infinite), chance, correlation, and the chance to see a correlation of 0.6."""

    scope: str
    tables: int
    f: Fraction | None
    above: int
    below: int
    chance: Decimal
    correlation: Fraction
    power: Decimal


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """A pair (names of both) or a single score (rater, target) against what the model expects.

    ``t`` carries the sign of ``delta`` and is None where it is infinite.
    """

    one: str
    other: str
    delta: Fraction
    t: Decimal | None
    df: int
    rounds: int
    chance: Decimal
    adjusted: Decimal

    @property
    def marked(self) -> bool:
        """Whether it stands out once all tests are counted."""
        return self.adjusted < MARKED


@dataclass(frozen=True, slots=True)
class RaterLine:
    """An evaluator and its sheet: spread of the scores it gave, fit to the model, signs."""

    name: str
    ratings: int
    mean: Fraction | None
    severity: Fraction | None
    error: Decimal | None
    spread: Decimal | None
    fit: Fraction | None
    flat: bool
    unfit: bool


@dataclass(frozen=True, slots=True)
class SelfLine:
    """A member's view of itself: ``gap`` to the adjusted score, and what is left of it once its own
    severity is taken out."""

    name: str
    own: Fraction
    gap: Fraction
    enhancement: Fraction
    error: Decimal
    chance: Decimal | None
    adjusted: Decimal | None


@dataclass(frozen=True, slots=True)
class OfficeView:
    """One connected part of a group. ``rounds`` went into the tests of pairs and single scores;
    ``power`` is the chance to mark a pair that lifts each other by ``assumed`` points."""

    rounds: int
    deviation: Decimal
    assumed: Fraction
    power: Decimal | None
    pairs: tuple[ShiftLine, ...]
    cells: tuple[ShiftLine, ...]
    raters: tuple[RaterLine, ...]
    copied: tuple[tuple[str, str, int], ...]
    selves: tuple[SelfLine, ...]
