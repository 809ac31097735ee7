"""What two members do to each other, in a complete round robin.

The residuals g_ij and g_ji of a pair are turned into their symmetric and antisymmetric parts,
(g_ij + g_ji)/√2 and (g_ij - g_ji)/√2, which the model leaves uncorrelated. Source: Warner, Kenny &
Stoto (1979); Lashley & Bond, "Significance testing for round robin data", Psychological Methods
2 (1997), 278-291.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.peer.fit import Fit


@dataclass(frozen=True, slots=True)
class Dyads:
    """Sums of squares of the symmetric (``between``) and antisymmetric (``within``) parts."""

    between: Fraction
    between_df: int
    within: Fraction
    within_df: int

    @property
    def between_mean(self) -> Fraction:
        """MS_b, whose expectation is s_g² + s_gg'."""
        return self.between / self.between_df

    @property
    def within_mean(self) -> Fraction:
        """MS_w, whose expectation is s_g² - s_gg'."""
        return self.within / self.within_df

    @property
    def covariance(self) -> Fraction:
        """s_gg': above 0 where favours are returned."""
        return (self.between_mean - self.within_mean) / 2

    @property
    def variance(self) -> Fraction:
        """s_g²."""
        return (self.between_mean + self.within_mean) / 2


def dyads_of(fit: Fit) -> Dyads | None:
    """The pairs of a complete round robin of four members or more; None for any other design."""
    members = list(fit.adjusted)
    n = len(members)
    if n < 4 or set(fit.severity) != set(members) or len(fit.residuals) != n * (n - 1):
        return None
    e = fit.residuals
    pairs = [(i, j) for place, i in enumerate(members) for j in members[place + 1 :]]
    free = (n - 1) * (n - 2) // 2
    return Dyads(
        between=sum(((e[i, j] + e[j, i]) ** 2 for i, j in pairs), Fraction(0)) / 2,
        between_df=free - 1,
        within=sum(((e[i, j] - e[j, i]) ** 2 for i, j in pairs), Fraction(0)) / 2,
        within_df=free,
    )


def pooled(parts: Iterable[Dyads]) -> Dyads | None:
    """Several groups, methods or rounds together: sums of squares and degrees of freedom add."""
    found = list(parts)
    if not found:
        return None
    return Dyads(
        between=sum((part.between for part in found), Fraction(0)),
        between_df=sum(part.between_df for part in found),
        within=sum((part.within for part in found), Fraction(0)),
        within_df=sum(part.within_df for part in found),
    )
