"""Numbers as they stand in a formula that a reader with a calculator can redo."""

from collections.abc import Iterable
from fractions import Fraction

from liuxing_cli.model.numbers import fixed, plain

_MOST_DECIMALS = 6
_LARGEST_DENOMINATOR = 1000


def term(value: Fraction | int) -> str:
    """A number inside a formula: ``2.5``, ``37/45``, or ``0.123456…`` where neither is short.

    The long form is cut off, not rounded: what is published is rounded once.
    """
    value = Fraction(value)
    if _is_short(value) or value.denominator <= _LARGEST_DENOMINATOR:
        return plain(value)
    return _cut_off(value)


def less(value: Fraction, other: Fraction) -> str:
    """A difference: ``5 − 3``, ``5 −（-40）``."""
    shown = term(other)
    return f"{term(value)} −（{shown}）" if other < 0 else f"{term(value)} − {shown}"


def equals(value: Fraction) -> str:
    """The end of a formula: ``= 2.5``, ``= 37/45 ≈ 0.8222`` or ``= 0.123456…``."""
    if _is_short(value):
        return f"= {plain(value)}"
    if value.denominator <= _LARGEST_DENOMINATOR:
        return f"= {plain(value)} ≈ {fixed(value, 4)}"
    return f"= {_cut_off(value)}"


def total_of(values: Iterable[Fraction | int]) -> str:
    """A sum in brackets: ``（2 + 1.5）``; a single term stands alone."""
    terms = [term(value) for value in values]
    return terms[0] if len(terms) == 1 else f"（{' + '.join(terms) or '0'}）"


def tidy(formula: str) -> str:
    """A formula without the blanks around its full-width brackets."""
    return formula.replace(" （", "（").replace("） ", "）")


def _cut_off(value: Fraction) -> str:
    sign = "-" if value < 0 else ""
    kept = Fraction(int(abs(value) * 10**_MOST_DECIMALS), 10**_MOST_DECIMALS)
    return f"{sign}{fixed(kept, _MOST_DECIMALS)}…"


def _is_short(value: Fraction) -> bool:
    written = plain(value)
    return "/" not in written and len(written.partition(".")[2]) <= _MOST_DECIMALS


def bounds(lower: Fraction | None, upper: Fraction | None) -> str:
    """A note where something is missing: the score counts it as nothing, the bound as full."""
    if lower is None or upper is None or lower == upper:
        return ""
    return f"有未查实的项：下限 {term(lower)}，上限 {term(upper)}"
