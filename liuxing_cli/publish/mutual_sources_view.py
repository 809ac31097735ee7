"""Two sources side by side, as a view."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator: mean shares of full marks by both sources over ``count`` pairs of sheets."""

    id: str
    name: str
    count: int
    first: Fraction
    second: Fraction
    kappa: Fraction | None


@dataclass(frozen=True, slots=True)
class SourceView:
    """First source against second over ``unit`` (街道 or 社区).

    ``values`` by unit name; the figures are None for fewer than five units. ``ruler`` says by what
    both were scored, ``left_out`` how many units could not be.
    """

    first: str
    second: str
    unit: str
    ruler: str
    left_out: int
    values: Mapping[str, tuple[Fraction, Fraction]]
    mean: Fraction | None
    margin: Decimal | None
    deviation: Decimal | None
    reach: Decimal | None
    outside: tuple[str, ...]
    slope: Fraction | None
    slope_chance: Decimal | None
    tau_b: Decimal | None
    icc: Fraction | None
    indicators: tuple[IndicatorLine, ...]

    @property
    def title(self) -> str:
        """``自评－互评（街道）``."""
        return f"{self.first}－{self.second}"
