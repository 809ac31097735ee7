"""How a rule came to its share, for the reader: the arithmetic and the facts in words."""

from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.scoring.wording import term


@dataclass(frozen=True, slots=True)
class Working:
    """``expression`` computes the share (``3 ÷ 5``); ``words`` say what was found, in Chinese."""

    expression: str
    words: str


def quotient(earned: Fraction, points: Fraction) -> str:
    """``3 ÷ 5``; an indicator of 0 points (a pure veto) has nothing to divide."""
    return f"{term(earned)} ÷ {term(points)}" if points else "1"
