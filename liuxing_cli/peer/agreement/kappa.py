"""Weighted kappa: do two assessors give the same subjects the same grades, beyond chance?"""

from collections.abc import Sequence
from fractions import Fraction


def quadratic_kappa(pairs: Sequence[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Cohen's kappa with quadratic weights over pairs of grades as numbers.

    κ = 1 - Σ (x_i - y_i)² / n ÷ ΣΣ (x_i - y_j)² / n² (Cohen, Psychological Bulletin 70 (1968),
    213-220; Fleiss & Cohen 1973). Grades in equal steps give the usual table; shares of full marks
    weigh by how far they lie apart. None where chance alone would agree fully.
    """
    n = len(pairs)
    observed = sum(((x - y) ** 2 for x, y in pairs), Fraction(0))
    expected = sum(((x - y) ** 2 for x, _ in pairs for _, y in pairs), Fraction(0))
    return 1 - n * observed / expected if expected else None
