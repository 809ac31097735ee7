"""What a design will be able to tell, before anyone has visited anyone: exact, from the pairs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from liuxing_cli.model.plan import Pair
from liuxing_cli.peer.closed_form import round_robin
from liuxing_cli.peer.design import Part, connected_parts, freedom
from liuxing_cli.peer.fit import Fit, least_squares
from liuxing_cli.peer.precision import root
from liuxing_cli.peer.quality import efficiency
from liuxing_cli.peer.quantiles import t_quantile

SPREAD = Fraction(3)
"""σ of one score in points: what rounds of mutual evaluation usually show."""

LEVEL = Fraction(9, 10)
"""How sure one wants to be that two members differ."""


@dataclass(frozen=True, slots=True)
class Precision:
    """The precision of one group; ``ratings`` and ``visits`` are least and most per member.

    ``least`` and ``widest`` are the smallest and largest variance of a difference of two adjusted
    scores, over σ²; ``efficiency`` is what is left of the information after the raters' severity
    has been taken out (1: all). None where the pairs do not hang together. ``df``: degrees of
    freedom for the error; ``mutual``: pairs of members that rate each other.
    """

    parts: int
    ratings: tuple[int, int]
    visits: tuple[int, int]
    mutual: int
    complete: bool
    df: int
    efficiency: Fraction | None
    least: Fraction | None
    widest: Fraction | None


def precision_of(members: Sequence[str], pairs: Sequence[Pair]) -> Precision:
    """The precision of a group of three members or more that rates by these pairs."""
    parts, known = connected_parts(members, pairs), set(pairs)
    got, given = Counter(t for _, t in pairs), Counter(r for r, _ in pairs)
    per = [[count[m] for m in members] for count in (got, given)]
    used, least, widest = None, None, None
    if len(parts) == 1 and len(parts[0].targets) == len(members):
        fit = _blank_fit(parts[0], pairs)
        used, variances = efficiency(fit), _difference_variances(fit)
        least, widest = min(variances), max(variances)
    return Precision(
        parts=len(parts),
        ratings=(min(per[0]), max(per[0])),
        visits=(min(per[1]), max(per[1])),
        mutual=sum((t, r) in known for r, t in known) // 2,
        complete=len(pairs) == len(members) * (len(members) - 1),
        df=sum(freedom(part, sum(got[t] for t in part.targets)) for part in parts),
        efficiency=used,
        least=least,
        widest=widest,
    )


def _blank_fit(part: Part, pairs: Sequence[Pair]) -> Fit:
    """The fit of scores that are all 0: its covariances are those of any scores."""
    blank = dict.fromkeys(pairs, Fraction(0))
    size = len(part.targets)
    if len(pairs) == size * (size - 1):
        return round_robin(part.targets, blank)
    return least_squares(part, blank)


def _difference_variances(fit: Fit) -> list[Fraction]:
    """Var(a_i - a_j) / σ² for each two targets."""
    k = fit.adjusted_covariance
    return [k[i, i] + k[j, j] - 2 * k[i, j] for i, j in combinations(fit.adjusted, 2)]


def error_ratio(variance: Fraction) -> Decimal:
    """The standard error of difference over σ (SED/σ)."""
    return root(variance)


def least_difference(
    precision: Precision, spread: Fraction = SPREAD, level: Fraction = LEVEL
) -> Decimal | None:
    """The points by which two given members must differ to be told apart; None: cannot be.

    t(df, two-sided) · σ · SED/σ, for the two that are hardest to compare.
    """
    if precision.widest is None or precision.df < 1:
        return None
    factor = t_quantile(precision.df, (1 - level) / 2)
    return root(factor**2 * spread**2 * precision.widest)
