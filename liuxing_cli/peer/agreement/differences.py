"""Two sources that scored the same units: bias, limits of agreement, what lies outside them.

Source: Bland & Altman, "Statistical methods for assessing agreement between two methods of clinical
measurement", Lancet 327 (1986), 307-310.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from liuxing_cli.peer.precision import root
from liuxing_cli.peer.quantiles import t_chance, t_quantile

ENOUGH = 5
"""Units it takes to say more than their differences."""

MANY = 20
"""Units it takes to ask whether the difference grows with the level."""

REACH = Fraction(196, 100)
_TAIL = Fraction(25, 1000)


@dataclass(frozen=True, slots=True)
class Trend:
    """Regression of the difference on the mean of both: ``slope`` in points a point, and the
    two-sided chance of one at least so steep."""

    slope: Fraction
    chance: Decimal


@dataclass(frozen=True, slots=True)
class Differences:
    """First source minus second, in points.

    ``margin``: half the 95 % interval of the mean difference; ``reach``: 1.96 standard deviations,
    so that the limits of agreement are mean ± reach; ``outside`` are the units beyond them.
    """

    count: int
    mean: Fraction
    deviation: Decimal
    margin: Decimal
    reach: Decimal
    outside: tuple[str, ...]
    trend: Trend | None


def differences(values: Mapping[str, tuple[Fraction, Fraction]]) -> Differences | None:
    """Compare two sources over the units both scored; None for fewer than ENOUGH."""
    n = len(values)
    if n < ENOUGH:
        return None
    gaps = {unit: first - second for unit, (first, second) in values.items()}
    mean = sum(gaps.values(), Fraction(0)) / n
    variance = sum(((gap - mean) ** 2 for gap in gaps.values()), Fraction(0)) / (n - 1)
    limit = REACH**2 * variance
    return Differences(
        count=n,
        mean=mean,
        deviation=root(variance),
        margin=root(t_quantile(n - 1, _TAIL) ** 2 * variance / n),
        reach=root(limit),
        outside=tuple(unit for unit, gap in gaps.items() if (gap - mean) ** 2 > limit),
        trend=_trend(list(values.values())) if n >= MANY else None,
    )


def _trend(pairs: Sequence[tuple[Fraction, Fraction]]) -> Trend | None:
    """None where all units lie on one level, or exactly on a line."""
    n = len(pairs)
    levels = [(first + second) / 2 for first, second in pairs]
    gaps = [first - second for first, second in pairs]
    level, gap = sum(levels, Fraction(0)) / n, sum(gaps, Fraction(0)) / n
    spread = sum(((x - level) ** 2 for x in levels), Fraction(0))
    if not spread:
        return None
    shared = ((x - level) * (y - gap) for x, y in zip(levels, gaps, strict=True))
    slope = sum(shared, Fraction(0)) / spread
    rests = (y - gap - slope * (x - level) for x, y in zip(levels, gaps, strict=True))
    variance = sum((rest**2 for rest in rests), Fraction(0)) / (n - 2)
    return Trend(slope, t_chance(n - 2, slope**2 * spread / variance)) if variance else None
