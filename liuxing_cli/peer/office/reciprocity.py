"""Are favours returned at all? One F test over everyone, pooled where there is more to pool.

F = MS_b / MS_w of the symmetric and antisymmetric parts of the residuals is exactly F distributed
where there is no reciprocity (see :mod:`liuxing_cli.peer.dyads`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from liuxing_cli.peer.dyads import Dyads, dyads_of, pooled
from liuxing_cli.peer.fit import Fit
from liuxing_cli.peer.office.shifts import SMALLEST
from liuxing_cli.peer.quantiles import f_chance, f_quantile

SURE = Fraction(1, 20)
"""The chance of a false mark that the office accepts."""


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """``correlation``: of what two members do to each other beyond the model, s_gg' / s_g².

    ``f`` is None where the antisymmetric parts vanish. ``power`` is the chance to see a true
    correlation of 0.6 at one in twenty. ``tables`` complete round robins of five or more went in.
    """

    dyads: Dyads
    correlation: Fraction
    f: Fraction | None
    chance: Decimal
    power: Decimal
    tables: int


def reciprocity(fits: Iterable[Fit]) -> Reciprocity | None:
    """Pool the complete round robins among ``fits``: groups, methods and rounds add up."""
    found = [d for fit in fits if len(fit.adjusted) >= SMALLEST and (d := dyads_of(fit))]
    dyads = pooled(found)
    if dyads is None or not dyads.variance:
        return None
    f = dyads.between_mean / dyads.within_mean if dyads.within else None
    return Reciprocity(
        dyads=dyads,
        correlation=dyads.covariance / dyads.variance,
        f=f,
        chance=f_chance(f, dyads.between_df, dyads.within_df) if f is not None else Decimal(0),
        power=reciprocity_power(dyads.between_df, dyads.within_df, Fraction(6, 10)),
        tables=len(found),
    )


def reciprocity_power(above: int, below: int, correlation: Fraction) -> Decimal:
    """The chance to see a true ``correlation`` r: MS_b / MS_w is (1 + r) / (1 - r) times an F."""
    limit = f_quantile(SURE, above, below)
    return f_chance(limit * (1 - correlation) / (1 + correlation), above, below)
