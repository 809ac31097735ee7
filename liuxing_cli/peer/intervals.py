"""Which targets can be told apart: rank intervals and bands (档).

Two targets are told apart where their adjusted scores differ by more than c standard errors of
difference, with c = t(df, 1 - α / 2(n-1)): Bonferroni over the n-1 comparisons of one target, so
that a rank interval holds with chance 1 - α. Source: Mogstad, Romano, Shaikh & Wilhelm,
"Inference for ranks with applications to mobility across neighbourhoods and academic achievement
across countries", Review of Economic Studies 91 (2024), 476-518.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from liuxing_cli.peer.estimate import Estimate
from liuxing_cli.peer.precision import root
from liuxing_cli.peer.quantiles import t_quantile

LEVEL = Fraction(9, 10)
"""1 - α unless asked otherwise."""


@dataclass(frozen=True, slots=True)
class Separation:
    """The ranked targets of a part, which of them print the same, and the factor c.

    ``published`` are the adjusted scores as printed: what prints the same is never told apart.
    """

    estimate: Estimate
    published: Mapping[str, int]
    factor: Fraction

    def above(self, one: str, other: str) -> bool:
        """Whether ``one`` is significantly above ``other``."""
        if self.published[one] <= self.published[other]:
            return False
        gap = self.estimate.adjusted[one] - self.estimate.adjusted[other]
        return gap**2 > self.factor**2 * self.estimate.difference_variance(one, other)

    def rank_interval(self, target: str) -> tuple[int, int]:
        """Best and worst rank that the scores allow."""
        better = sum(self.above(other, target) for other in self.published)
        worse = sum(self.above(target, other) for other in self.published)
        return 1 + better, len(self.published) - worse

    def bands(self) -> dict[str, int]:
        """The band of each target, 1 for the highest.

        From the top, a band ends where a target is significantly below the one that leads it.
        """
        ordered = sorted(self.published, key=lambda t: self.estimate.adjusted[t], reverse=True)
        found: dict[str, int] = {}
        leader = ordered[0]
        for target in ordered:
            if self.above(leader, target):
                leader = target
                found[target] = max(found.values()) + 1
            else:
                found[target] = max(found.values(), default=1)
        return found

    def least_difference(self) -> Decimal:
        """The gap, in points, that tells any two of the ranked targets apart."""
        names = list(self.published)
        widest = max(
            self.estimate.difference_variance(one, other)
            for place, one in enumerate(names)
            for other in names[place + 1 :]
        )
        return root(self.factor**2 * widest)


def separate(
    estimate: Estimate, published: Mapping[str, int], level: Fraction = LEVEL
) -> Separation | None:
    """What tells the ranked targets apart; None for fewer than two, or without any residual.

    s² = 0 would make every rank certain; it is a sign of copied scores, not of certainty.
    """
    if len(published) < 2 or not estimate.noise.variance:
        return None
    tail = (1 - level) / (2 * (len(published) - 1))
    return Separation(estimate, published, t_quantile(estimate.noise.df, tail))


def error_margin(estimate: Estimate, target: str, level: Fraction = LEVEL) -> Decimal:
    """Half the width of the interval of one adjusted score taken alone: t(df) standard errors."""
    factor = t_quantile(estimate.noise.df, (1 - level) / 2)
    variance = estimate.noise.variance * estimate.adjusted_covariance[target, target]
    return root(factor**2 * variance)
