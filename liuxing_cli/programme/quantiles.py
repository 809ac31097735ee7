"""Quantiles of the usual distributions for what is estimated from a sample; from scipy, lazily.

Each is rounded to ten decimals at once, far inside the library's accuracy, so that the last bits
of a float reach no comparison. They bound what is not known; they never touch a rate.
"""

from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import SupportsFloat

_DIGITS = Decimal(1).scaleb(-10)


@cache
def z_quantile(tail: Fraction) -> Fraction:
    """The value that a standard normal exceeds with chance ``tail``."""
    from scipy.special import ndtri

    return _rounded(ndtri(1 - float(tail)))


@cache
def t_quantile(df: int, tail: Fraction) -> Fraction:
    """The value that a t on ``df`` degrees of freedom exceeds with chance ``tail``."""
    from scipy.special import stdtrit

    return _rounded(stdtrit(df, 1 - float(tail)))


def beta_quantile(below: Fraction, a: Fraction, b: Fraction) -> Fraction:
    """The value that a beta on ``a`` and ``b`` stays under with chance ``below``."""
    from scipy.special import betaincinv

    return _rounded(betaincinv(float(a), float(b), float(below)))


def _rounded(value: SupportsFloat) -> Fraction:
    return Fraction(Decimal(float(value)).quantize(_DIGITS))
