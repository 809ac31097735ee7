"""Reading single facts out of a rating: each reader returns the value or the misfit."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from liuxing_cli.model.assessment import Fact, Rating
from liuxing_cli.model.standard import RuleItem
from liuxing_cli.scoring.rules.misfit import Misfit, Problem, gathered

_LARGEST_EXPONENT = 30
"""Decimals beyond 10^±30 are no facts about a community, and 1E+999999 would fill the memory."""


def exact(value: Fact) -> Fraction | None:
    """An int or a finite Decimal of ordinary size as a fraction; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Fraction(value)
    if isinstance(value, Decimal) and value.is_finite():
        lowest = value.as_tuple().exponent
        if abs(value.adjusted()) <= _LARGEST_EXPONENT and int(lowest) >= -_LARGEST_EXPONENT:
            return Fraction(value)
    return None


def number(rating: Rating, key: str) -> Fraction | Misfit:
    """The number under ``key``."""
    if key not in rating:
        return Misfit((), Problem.MISSING_FACT, {"expected": key})
    value = exact(rating[key])
    return wrong_shape((key,), rating[key], "number") if value is None else value


def whole(value: Fact, *path: str) -> int | Misfit:
    """A count: an integer, 0 or more."""
    if isinstance(value, bool) or not isinstance(value, int):
        return wrong_shape(path, value, "integer")
    return Misfit(path, Problem.NEGATIVE, {"value": str(value)}) if value < 0 else value


def level(rating: Rating, known: Sequence[str]) -> str | Misfit:
    """The id under ``level``, one of ``known``."""
    if "level" not in rating:
        return Misfit((), Problem.MISSING_FACT, {"expected": "level"})
    value = rating["level"]
    if not isinstance(value, str):
        return wrong_shape(("level",), value, "text")
    if value not in known:
        return Misfit(
            ("level",), Problem.UNKNOWN_LEVEL, {"value": value, "known": "、".join(known)}
        )
    return value


def count_of(rating: Rating) -> tuple[int, int] | Misfit:
    """``count`` and ``of``, with 0 <= count <= of and of > 0."""
    if "count" not in rating:
        return Misfit((), Problem.MISSING_FACT, {"expected": "count"})
    if "of" not in rating:
        return Misfit((), Problem.MISSING_OF)
    count, of = whole(rating["count"], "count"), whole(rating["of"], "of")
    if isinstance(count, int) and isinstance(of, int):
        return _checked(count, of)
    return gathered([value for value in (count, of) if isinstance(value, Misfit)])


def _checked(count: int, of: int) -> tuple[int, int] | Misfit:
    if of == 0:
        return Misfit(("of",), Problem.EMPTY_WHOLE, {"value": "0"})
    if count > of:
        return Misfit(("count",), Problem.COUNT_ABOVE_OF, {"count": str(count), "of": str(of)})
    return count, of


def occurrences(rating: Rating, items: Sequence[RuleItem]) -> dict[str, int] | Misfit:
    """``occurrences`` as id → count; ids of ``items`` that are not named count 0."""
    if "occurrences" not in rating:
        return Misfit((), Problem.MISSING_FACT, {"expected": "occurrences"})
    given = rating["occurrences"]
    if not isinstance(given, dict):
        return wrong_shape(("occurrences",), given, "mapping")
    known = {item.id: 0 for item in items}
    counts, misfits = dict(known), []
    for key, value in given.items():
        if key not in known:
            misfits.append(unknown_item(("occurrences", key), key, items))
            continue
        count = whole(value, "occurrences", key)
        if isinstance(count, Misfit):
            misfits.append(count)
        else:
            counts[key] = count
    return gathered(misfits) if misfits else counts


def has_reason(rating: Rating) -> bool:
    """Whether ``reason`` says something."""
    reason = rating.get("reason")
    return isinstance(reason, str) and bool(reason.strip())


def wrong_shape(path: tuple[str | int, ...], value: Fact, expected: str) -> Misfit:
    """A value of the wrong kind; ``expected`` is text, number, integer, list or mapping."""
    return Misfit(path, Problem.WRONG_SHAPE, {"value": str(value), "expected": expected})


def unknown_item(path: tuple[str | int, ...], value: str, items: Sequence[RuleItem]) -> Misfit:
    """An id that none of the rule's items has."""
    known = "、".join(item.id for item in items)
    return Misfit(path, Problem.UNKNOWN_ITEM, {"value": str(value), "known": known})


def share(earned: Fraction, points: Fraction) -> Fraction:
    """``earned / points`` within 0..1; an indicator of 0 points (a pure veto) is always full."""
    if points <= 0:
        return Fraction(1)
    return min(max(earned / points, Fraction(0)), Fraction(1))


def worth(item: RuleItem) -> Fraction:
    """The points of an item; 0 where none are written."""
    return item.points if item.points is not None else Fraction(0)
