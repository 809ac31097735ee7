"""Intervals of proportions and of their differences; all on 0..1.

Wilson 1927; Newcombe 1998, Stat. Med. 17: 857-872 (single proportions) and 873-890, method 10
(differences); Korn and Graubard 1998 for the conservative one. Wald is not offered.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from liuxing_cli.programme.quantiles import beta_quantile, t_quantile

_FINE = 10**15


@dataclass(frozen=True, slots=True)
class Interval:
    low: Fraction
    high: Fraction


def root(value: Fraction) -> Fraction:
    """The square root, to fifteen decimals."""
    return Fraction(isqrt(value.numerator * _FINE**2 // value.denominator), _FINE)


def wilson(p: Fraction, n: Fraction, quantile: Fraction) -> Interval:
    """(p + t²/2n ± t·√(p(1−p)/n + t²/4n²)) / (1 + t²/n), n being the effective sample size."""
    square = quantile**2
    middle = p + square / (2 * n)
    half = quantile * root(p * (1 - p) / n + square / (4 * n**2))
    whole = 1 + square / n
    low = Fraction(0) if p == 0 else max(Fraction(0), (middle - half) / whole)
    high = Fraction(1) if p == 1 else min(Fraction(1), (middle + half) / whole)
    return Interval(low, high)


def conservative(p: Fraction, n: Fraction, tail: Fraction) -> Interval:
    """Clopper and Pearson on n, which need not be whole: beta quantiles on p·n and (1−p)·n."""
    hits, misses = p * n, (1 - p) * n
    low = beta_quantile(tail, hits, misses + 1) if hits else Fraction(0)
    high = beta_quantile(1 - tail, hits + 1, misses) if misses else Fraction(1)
    return Interval(low, high)


def korn_graubard(n_eff: Fraction, n: int, df: int, tail: Fraction) -> Fraction:
    """n_eff · (t_{n−1} / t_df)²: what the few degrees of freedom leave of it."""
    return n_eff * (t_quantile(n - 1, tail) / t_quantile(df, tail)) ** 2


def newcombe(first: Fraction, a: Interval, second: Fraction, b: Interval) -> Interval:
    """The interval of first − second from the intervals of both (hybrid score)."""
    delta = first - second
    return Interval(
        delta - root((first - a.low) ** 2 + (b.high - second) ** 2),
        delta + root((a.high - first) ** 2 + (second - b.low) ** 2),
    )
