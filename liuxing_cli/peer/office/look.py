"""Everything the office may look at, of one group over one or several rounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from liuxing_cli.peer.design import Pair, Scores
from liuxing_cli.peer.fit import Fit
from liuxing_cli.peer.noise import Noise
from liuxing_cli.peer.office.raters import RaterSigns, copied_sheets, rater_signs
from liuxing_cli.peer.office.reciprocity import SURE
from liuxing_cli.peer.office.self_view import SelfView, self_views
from liuxing_cli.peer.office.shifts import Shift, cell_shifts, pair_shifts, precision_of
from liuxing_cli.peer.precision import root
from liuxing_cli.peer.quantiles import t_power

ASSUMED = Fraction(8)
"""The lift, in points a hundred, whose chance to be seen is stated."""


@dataclass(frozen=True, slots=True)
class Look:
    """``rounds``: how many rounds the tests of pairs and single scores rest on; ``deviation`` is
    their residual standard deviation. ``power``: the chance that a pair lifting each other by
    ASSUMED points would be marked (None where no pair was tested)."""

    rounds: int
    deviation: Decimal
    pairs: tuple[Shift, ...]
    cells: tuple[Shift, ...]
    power: Decimal | None
    raters: tuple[RaterSigns, ...]
    copied: tuple[tuple[str, str, int], ...]
    selves: tuple[SelfView, ...]


def look(
    fit: Fit,
    noise: Noise,
    scores: Scores,
    own: Mapping[str, Fraction],
    earlier: Sequence[Fit] = (),
) -> Look:
    """Look at one connected part; ``earlier`` are the fits of the same group in earlier rounds,
    used for the tests of pairs and single scores alone."""
    rounds = [fit, *earlier]
    pairs = pair_shifts(rounds)
    df = sum(one.df for one in rounds)
    variance = sum((one.rss for one in rounds), Fraction(0)) / df
    return Look(
        rounds=len(rounds),
        deviation=root(variance),
        pairs=pairs,
        cells=cell_shifts(rounds),
        power=_power(rounds, [p.cells for p in pairs], variance, df - 1) if pairs else None,
        raters=rater_signs(fit),
        copied=copied_sheets(scores),
        selves=self_views(fit, own, noise),
    )


def _power(
    rounds: Sequence[Fit], pairs: Sequence[tuple[Pair, ...]], variance: Fraction, df: int
) -> Decimal:
    """The chance to mark one pair that lifts by ASSUMED, at Holm's first step over all pairs."""
    cells = pairs[0]
    weight = sum(
        (precision_of(fit, cells) for fit in rounds if all(c in fit.residuals for c in cells)),
        Fraction(0),
    )
    shift = float(ASSUMED) * float(weight / variance) ** 0.5
    return t_power(df, SURE / (2 * len(pairs)), shift)
