"""A calculator for the formulas that are shown: ``（50 − 10 × 2）÷ 50``, exact."""

import re
from fractions import Fraction

_SIGNS = str.maketrans("（）÷×−", "()/*-")


def computed(formula: str) -> Fraction:
    """What a calculator gives for the formula."""
    typed = re.sub(r"[0-9.]+", lambda m: f"Fraction('{m[0]}')", formula.translate(_SIGNS))
    return Fraction(eval(typed, {"Fraction": Fraction}))  # noqa: S307 - our own expression
