"""Ranks on the published value: what prints the same ranks the same (并列)."""

from collections.abc import Mapping
from fractions import Fraction

from liuxing_cli.model.numbers import RoundingMode, scaled


def ranks(values: Mapping[str, Fraction], digits: int, mode: RoundingMode) -> dict[str, int]:
    """Competition ranks 1, 2, 2, 4 of the values rounded once to ``digits``, highest first."""
    published = {key: scaled(value, digits, mode) for key, value in values.items()}
    return {
        key: 1 + sum(other > value for other in published.values())
        for key, value in published.items()
    }
