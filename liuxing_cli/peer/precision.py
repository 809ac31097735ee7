"""Square roots, which make errors of variances: rounded once, the same on every machine."""

from decimal import Decimal
from fractions import Fraction
from math import isqrt

DIGITS = 10
"""Decimals of a standard error; more than anyone prints."""


def root(value: Fraction) -> Decimal:
    """The square root of ``value`` ≥ 0, correctly rounded to DIGITS decimals."""
    twice = isqrt(4 * value.numerator * 10 ** (2 * DIGITS) // value.denominator)
    return Decimal((twice + 1) // 2).scaleb(-DIGITS)
