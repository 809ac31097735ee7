"""Quantiles and tails of the usual distributions, from scipy, imported when first needed.

They decide what can be told apart, never a score. Each is rounded to ten decimals at once, far
inside the library's accuracy, so that the last bits of a float reach no comparison.
"""

from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import SupportsFloat

_DIGITS = Decimal(1).scaleb(-10)


@cache
def t_quantile(df: int, tail: Fraction) -> Fraction:
    """The value that a t on ``df`` degrees of freedom exceeds with chance ``tail``."""
    from scipy.special import stdtrit

    return Fraction(_rounded(stdtrit(df, 1 - float(tail))))


def t_chance(df: int, t_squared: Fraction) -> Decimal:
    """The chance of a t at least so far from 0, to either side."""
    from scipy.special import stdtr

    return _rounded(2 * stdtr(df, -(float(t_squared) ** 0.5)))


def f_chance(f: Fraction, above: int, below: int) -> Decimal:
    """The chance of an F at least this large on ``above`` and ``below`` degrees of freedom."""
    from scipy.special import fdtrc

    return _rounded(fdtrc(above, below, float(f)))


def f_quantile(tail: Fraction, above: int, below: int) -> Fraction:
    """The F that is exceeded with chance ``tail``."""
    from scipy.special import fdtri

    return Fraction(_rounded(fdtri(above, below, 1 - float(tail))))


def chi2_chance(chi2: Fraction, df: int) -> Decimal:
    """The chance of a chi-square at least this large."""
    from scipy.special import chdtrc

    return _rounded(chdtrc(df, float(chi2)))


def t_power(df: int, tail: Fraction, shift: float) -> Decimal:
    """The chance that a two-sided t test with chance ``tail`` on each side sees a true ``shift``
    (in standard errors: the noncentrality)."""
    from scipy.special import nctdtr

    limit = float(t_quantile(df, tail))
    return _rounded(1 - nctdtr(df, shift, limit) + nctdtr(df, shift, -limit))


def _rounded(value: SupportsFloat) -> Decimal:
    return Decimal(float(value)).quantize(_DIGITS)
