"""Exact numbers: from text to fraction, and from fraction to the digits that are published.

Python's ``round`` and float formatting never touch a score; everything that is shown passes
through :func:`fixed`.
"""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

Scalar = int | Decimal | Fraction


class RoundingMode(StrEnum):
    """How the last published digit is chosen."""

    HALF_UP = "half_up"  # 四舍五入
    GBT8170 = "gbt8170"  # GB/T 8170-2008: half to even (四舍六入五成双)


def scaled(value: Fraction, digits: int, mode: RoundingMode = RoundingMode.HALF_UP) -> int:
    """Round ``value`` once to ``digits`` decimals and return it as an integer of 10^-digits."""
    magnitude = abs(value) * 10**digits
    whole, rest = divmod(magnitude.numerator, magnitude.denominator)
    twice = 2 * rest - magnitude.denominator
    if twice > 0 or (twice == 0 and (mode is RoundingMode.HALF_UP or whole % 2)):
        whole += 1
    return int(whole if value >= 0 else -whole)


def fixed(value: Fraction | int, digits: int, mode: RoundingMode = RoundingMode.HALF_UP) -> str:
    """Write ``value`` with exactly ``digits`` decimals, rounded once."""
    units = scaled(Fraction(value), digits, mode)
    sign = "-" if units < 0 else ""
    if digits == 0:
        return f"{sign}{abs(units)}"
    whole, rest = divmod(abs(units), 10**digits)
    return f"{sign}{whole}.{rest:0{digits}d}"


def fixed_near(
    value: Fraction,
    digits: int,
    limits: Iterable[Fraction],
    mode: RoundingMode = RoundingMode.HALF_UP,
) -> str:
    """Like :func:`fixed`, with as many more digits as it takes to show the side of each limit.

    GB/T 8170-2008 全数值比较法: the exact value is compared, so 89.996 has not reached 90 and
    must not be printed as 90.00.
    """
    shown = digits
    for limit in limits:
        side = (value > limit) - (value < limit)
        while side and _side(value, limit, shown, mode) != side:
            shown += 1
    return fixed(value, shown, mode)


def _side(value: Fraction, limit: Fraction, digits: int, mode: RoundingMode) -> int:
    printed = Fraction(scaled(value, digits, mode), 10**digits)
    return (printed > limit) - (printed < limit)


def plain(value: Scalar) -> str:
    """Write an exact number shortest: ``5``, ``2.5``, and ``7/3`` where no decimal is exact."""
    fraction = Fraction(value)
    if fraction.denominator == 1:
        return str(fraction.numerator)
    rest, digits = fraction.denominator, 0
    while rest % 10 == 0:
        rest //= 10
        digits += 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
            digits += 1
    if rest != 1:
        return f"{fraction.numerator}/{fraction.denominator}"
    return fixed(fraction, digits).rstrip("0")
