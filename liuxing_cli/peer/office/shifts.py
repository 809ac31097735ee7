"""Scores that stand out from what the model expects: a pair of members, or a single score.

A dummy variable d marks the cells in question ("mean shift"); with e the residuals, M = I - H and H
the hat matrix::

    δ̂ = d'e / d'Md,   RSS₋ = RSS - (d'e)² / d'Md,   t = δ̂ √(d'Md) / √(RSS₋ / (df - 1))

on df - 1 degrees of freedom (Cook & Weisberg, Residuals and Influence in Regression, 1982, §2.2).
Works in incomplete designs; several rounds are one model with a common δ, whose sums add up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from liuxing_cli.peer.design import Pair
from liuxing_cli.peer.fit import Fit
from liuxing_cli.peer.office.holm import holm
from liuxing_cli.peer.quantiles import t_chance

SMALLEST = 5
"""Members it takes to look at pairs: of four, two opposite pairs cannot be told apart."""


@dataclass(frozen=True, slots=True)
class Shift:
    """``delta``: by how many points the cells lie above (below: negative) what the model expects.

    ``t_squared`` is None where nothing else is left over (infinitely large). ``chance`` is
    two-sided, ``adjusted`` the same by Holm over everything tested alongside; so many ``rounds``
    had the cells.
    """

    cells: tuple[Pair, ...]
    delta: Fraction
    t_squared: Fraction | None
    df: int
    rounds: int
    chance: Decimal
    adjusted: Decimal


def pair_shifts(rounds: Sequence[Fit]) -> tuple[Shift, ...]:
    """Every pair that rated each other, in any of the rounds of one group."""
    usable = [fit for fit in rounds if len({*fit.severity, *fit.adjusted}) >= SMALLEST]
    pairs = {
        (min(r, t), max(r, t)): None
        for fit in usable
        for r, t in fit.residuals
        if (t, r) in fit.residuals
    }
    return _tested(usable, [((one, other), (other, one)) for one, other in pairs])


def cell_shifts(rounds: Sequence[Fit]) -> tuple[Shift, ...]:
    """Every single score: the externally studentised residual (单向抬分、压分)."""
    usable = [fit for fit in rounds if len({*fit.severity, *fit.adjusted}) >= SMALLEST]
    cells = {cell: None for fit in usable for cell in fit.residuals}
    return _tested(usable, [(cell,) for cell in cells])


def _tested(rounds: Sequence[Fit], marked: Iterable[tuple[Pair, ...]]) -> tuple[Shift, ...]:
    """Test each set of cells; what the design cannot tell is left out."""
    rss = sum((fit.rss for fit in rounds), Fraction(0))
    df = sum(fit.df for fit in rounds) - 1
    if df < 1 or not rss:
        return ()
    shifts = [shift for cells in marked if (shift := _shift(rounds, cells, rss, df))]
    adjusted = holm([shift.chance for shift in shifts])
    return tuple(
        Shift(s.cells, s.delta, s.t_squared, s.df, s.rounds, s.chance, chance)
        for s, chance in zip(shifts, adjusted, strict=True)
    )


def _shift(rounds: Sequence[Fit], cells: tuple[Pair, ...], rss: Fraction, df: int) -> Shift | None:
    pull = weight = Fraction(0)
    having = [fit for fit in rounds if all(cell in fit.residuals for cell in cells)]
    for fit in having:
        pull += sum((fit.residuals[cell] for cell in cells), Fraction(0))
        weight += precision_of(fit, cells)
    if not weight:
        return None
    rest = (rss - pull**2 / weight) / df
    t_squared = pull**2 / weight / rest if rest else None
    chance = t_chance(df, t_squared) if t_squared is not None else Decimal(0)
    return Shift(cells, pull / weight, t_squared, df, len(having), chance, chance)


def precision_of(fit: Fit, cells: tuple[Pair, ...]) -> Fraction:
    """d'Md: the inverse variance of δ̂, times s²."""
    return len(cells) - sum(
        (fit.leverage(one, other) for one in cells for other in cells), Fraction(0)
    )
