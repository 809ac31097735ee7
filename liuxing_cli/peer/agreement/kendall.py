"""Kendall's figures of ranks: W of several rankings, tau-b of two."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from liuxing_cli.peer.precision import root
from liuxing_cli.peer.quantiles import chi2_chance


@dataclass(frozen=True, slots=True)
class Concordance:
    """``w`` from 0 (none) to 1 (the same ranking); ``chi2`` = m(n-1)W on n-1 degrees of freedom,
    ``chance`` that rankings at random agree as much."""

    w: Fraction
    chi2: Fraction
    chance: Decimal


def concordance(rankings: Sequence[Sequence[Fraction]]) -> Concordance | None:
    """Kendall's W over ``rankings``, each one judge's scores of the same n subjects.

    W = 12 S / (m²(n³-n) - m ΣT) with T = Σ(t³-t) over each judge's ties (Kendall & Gibbons, Rank
    Correlation Methods, 5th ed., 1990, ch. 6). None for fewer than two judges or subjects, or where
    every judge ties all.
    """
    m, n = len(rankings), len(rankings[0]) if rankings else 0
    if m < 2 or n < 2:
        return None
    ranked = [mid_ranks(scores) for scores in rankings]
    sums = [sum(column, Fraction(0)) for column in zip(*ranked, strict=True)]
    mean = Fraction(m * (n + 1), 2)
    s = sum(((total - mean) ** 2 for total in sums), Fraction(0))
    ties = sum(t**3 - t for scores in rankings for t in Counter(scores).values())
    below = m * m * (n**3 - n) - m * ties
    if not below:
        return None
    w = 12 * s / below
    chi2 = m * (n - 1) * w
    return Concordance(w, chi2, chi2_chance(chi2, n - 1))


def mid_ranks(scores: Sequence[Fraction]) -> list[Fraction]:
    """Ranks from 1 for the lowest; what ties shares the mean of its places."""
    counts = Counter(scores)
    return [
        sum(count for value, count in counts.items() if value < score)
        + Fraction(counts[score] + 1, 2)
        for score in scores
    ]


def tau_b(pairs: Sequence[tuple[Fraction, Fraction]]) -> Decimal | None:
    """Kendall's tau-b, corrected for ties; None where one side is all ties."""
    balance = first = second = 0
    for (a, b), (c, d) in combinations(pairs, 2):
        one, other = (a > c) - (a < c), (b > d) - (b < d)
        balance += one * other
        first += one != 0
        second += other != 0
    if not first * second:
        return None
    size = root(Fraction(balance * balance, first * second))
    return size if balance >= 0 else -size
