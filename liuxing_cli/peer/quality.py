"""What a design and its scores can tell at all: reliability and efficiency."""

from fractions import Fraction
from itertools import combinations

from liuxing_cli.peer.dyads import dyads_of
from liuxing_cli.peer.fit import Fit

ENOUGH = Fraction(3, 4)
"""Efficiency below which least squares waste too much and raters taken as random do better."""


def reliability(fit: Fit) -> Fraction | None:
    """The share of the variance between adjusted scores that is not noise, 0 at the least.

    Complete round robin: s_τ² / Var(τ̂) with s_τ² = Var(τ̂) - [s_g²(n-1) + s_gg'] / (n(n-2))
    (Warner, Kenny & Stoto 1979). Any other design: Var(τ̂) less the mean error variance of half a
    difference. 0 means that the round cannot tell the targets apart; None where all are equal.
    """
    worth = list(fit.adjusted.values())
    n = len(worth)
    if n < 2:
        return None
    mean = sum(worth, Fraction(0)) / n
    spread = sum(((a - mean) ** 2 for a in worth), Fraction(0)) / (n - 1)
    if not spread:
        return None
    dyads = dyads_of(fit)
    if dyads is None:
        noise = fit.variance * _mean_difference_variance(fit) / 2
    else:
        noise = (dyads.variance * (n - 1) + dyads.covariance) / (n * (n - 2))
    return max(Fraction(0), 1 - noise / spread)


def efficiency(fit: Fit) -> Fraction | None:
    """E: the precision of differences, over what it would be if all raters were equally severe.

    A complete round robin of n members has n(n-2)/(n-1)². None with a single target.
    """
    if len(fit.adjusted) < 2:
        return None
    counts = dict.fromkeys(fit.adjusted, 0)
    for _, target in fit.residuals:
        counts[target] += 1
    pairs = list(combinations(fit.adjusted, 2))
    ideal = sum((Fraction(1, counts[i]) + Fraction(1, counts[j]) for i, j in pairs), Fraction(0))
    return ideal / len(pairs) / _mean_difference_variance(fit)


def _mean_difference_variance(fit: Fit) -> Fraction:
    """The mean of Var(a_i - a_j) / s² over all pairs of targets."""
    k = fit.adjusted_covariance
    pairs = list(combinations(fit.adjusted, 2))
    total = sum((k[i, i] + k[j, j] - 2 * k[i, j] for i, j in pairs), Fraction(0))
    return total / len(pairs)
