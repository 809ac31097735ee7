"""Exact numbers of a file as fractions."""

from decimal import Decimal
from fractions import Fraction
from typing import Any


def exact(value: int | Decimal) -> Fraction:
    """Return the fraction that a number in a file stands for, digit for digit."""
    return Fraction(value)


def optional(value: dict[str, Any], key: str) -> Fraction | None:
    """Return the fraction under ``key``, None where the key is not there."""
    return exact(value[key]) if key in value else None
