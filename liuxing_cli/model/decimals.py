"""Irrational numbers as decimals of a stated precision, correctly rounded.

Two things in scoring are irrational: roots (geometric means) and logarithms (goalposts of income).
Both are given as the decimal nearest to the true value, to a stated number of significant digits,
half to even; the same digits on every machine. No binary float is involved.
"""

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import cache, lru_cache
from math import gcd

PRECISION = 34
"""Significant digits unless told otherwise: those of IEEE 754 decimal128."""

_Estimate = Callable[[int], Decimal]
"""A value computed with so many digits at work."""

_EXPONENT_LIMIT = 999_999


def geometric_mean(parts: Iterable[tuple[int, Fraction]], precision: int = PRECISION) -> Fraction:
    """Π value^(weight / Σ weight) of (weight, value ≥ 0), weights > 0; a value of 0 gives 0.

    Correctly rounded to ``precision`` significant digits.
    """
    weights: dict[Fraction, int] = {}
    for weight, value in parts:
        weights[value] = weights.get(value, 0) + weight
    if 0 in weights:
        return Fraction(0)
    common = gcd(*weights.values())
    powers = [(weight // common, value) for value, weight in sorted(weights.items())]
    degree = sum(weight for weight, _ in powers)
    if degree == 1:
        return nearest(powers[0][1], precision)
    return _settled(lambda digits: _estimate(powers, degree, digits), precision)


def log_share(value: Fraction, low: Fraction, high: Fraction, precision: int) -> Fraction:
    """(ln value − ln low) / (ln high − ln low) for 0 < low < value < high, correctly rounded.

    A tie cannot happen at 16 digits or more: a rational quotient of such logarithms is a quotient
    of small exponents.
    """

    def estimate(digits: int) -> Decimal:
        return _context(digits).divide(_ln(value / low, digits), _ln(high / low, digits))

    return _settled(estimate, precision)


def nearest(value: Fraction, precision: int) -> Fraction:
    """The decimal of ``precision`` significant digits nearest to ``value``, half to even."""
    return Fraction(_quotient(value, _context(precision)))


def _estimate(powers: list[tuple[int, Fraction]], degree: int, digits: int) -> Decimal:
    """exp(Σ weight · ln value / degree) with ``digits`` digits at work."""
    context = _context(digits)
    total = Decimal(0)
    for weight, value in powers:
        total = context.add(total, context.multiply(Decimal(weight), _ln(value, digits)))
    return context.exp(context.divide(total, Decimal(degree)))


def _settled(estimate: _Estimate, precision: int) -> Fraction:
    """Raise the digits at work until an error in their last eight could not change the result.

    The estimates sum and divide a few correctly rounded logarithms of numbers below 10^60, which
    costs fewer than eight digits. A root of moderate degree that cannot be told from a tie at 64
    times the precision is one (a root of a rational is either rational or stays away from it).
    """
    digits = precision + 16
    while digits <= 64 * precision:
        value, context = estimate(digits), _context(digits + 2)
        slack = value.scaleb(8 - digits, context)
        below = _rounded(context.subtract(value, slack), precision)
        if below == _rounded(context.add(value, slack), precision):
            return Fraction(below)
        digits *= 2
    tie = _rounded(estimate(digits), precision + 8)
    return Fraction(_rounded(tie, precision))


@lru_cache(maxsize=16_384)
def _ln(value: Fraction, digits: int) -> Decimal:
    """Kept, because the rates of a district's branches repeat and a logarithm takes its time."""
    context = _context(digits)
    return context.ln(_quotient(value, context))


def _rounded(value: Decimal, precision: int) -> Decimal:
    return _context(precision).plus(value)


def _quotient(value: Fraction, context: Context) -> Decimal:
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))


@cache
def _context(digits: int) -> Context:
    return Context(
        prec=digits, rounding=ROUND_HALF_EVEN, Emin=-_EXPONENT_LIMIT, Emax=_EXPONENT_LIMIT
    )
