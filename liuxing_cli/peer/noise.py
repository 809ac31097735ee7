"""The residual variance s², and from how many groups it is taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.peer.fit import Fit

POOL_BELOW = 20
"""Degrees of freedom under which a group's own s² is too uncertain to stand alone."""


@dataclass(frozen=True, slots=True)
class Noise:
    """``variance`` is s² in squared points on ``df`` degrees of freedom, from ``parts`` groups."""

    variance: Fraction
    df: int
    parts: int = 1


def noise_of(fit: Fit, round_fits: Iterable[Fit] = ()) -> Noise:
    """s² = ΣRSS / Σdf over the fits of the same round where ``fit`` has few degrees of freedom.

    A part without any residual is taken as it stands and lends nothing to the others: scores that
    agree to the last digit (copied sheets, say) tell nothing about how noisy the rest is.
    """
    if fit.df >= POOL_BELOW or not fit.rss:
        return Noise(fit.variance, fit.df)
    usable = [other for other in round_fits if other.rss] or [fit]
    df = sum(other.df for other in usable)
    return Noise(sum((other.rss for other in usable), Fraction(0)) / df, df, len(usable))
