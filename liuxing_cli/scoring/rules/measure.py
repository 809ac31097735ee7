"""The measured value behind bands and linear: ``measure``, or ``count`` of ``of`` in percent."""

from fractions import Fraction

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.standard import Rule
from liuxing_cli.scoring.rules.facts import count_of, exact, number
from liuxing_cli.scoring.rules.misfit import Misfit, Problem
from liuxing_cli.scoring.wording import equals, term

PERCENT = "%"


def facts(rule: Rule) -> tuple[str, ...]:
    """The facts that may carry the value."""
    return ("measure", "count", "of") if rule.unit == PERCENT else ("measure",)


def measured(rule: Rule, rating: Rating) -> Fraction | Misfit:
    """The value in the rule's unit. In ``%`` it is a share of a whole, so within 0..100:

    percentage = 100 × count / of
    """
    counted = rule.unit == PERCENT and ("count" in rating or "of" in rating)
    if counted and "measure" in rating:
        params = {"fact": "measure", "expected": "count、of"}
        return Misfit(("measure",), Problem.FOREIGN_FACT, params)
    if counted:
        pair = count_of(rating)
        return pair if isinstance(pair, Misfit) else Fraction(100 * pair[0], pair[1])
    value = number(rating, "measure")
    if isinstance(value, Misfit):
        return value
    if rule.unit == PERCENT and not 0 <= value <= 100:
        return Misfit(("measure",), Problem.NOT_A_PERCENTAGE, {"value": plain(value)})
    return value


def words(rule: Rule, rating: Rating) -> str:
    """The value in words: ``46 ÷ 50 × 100 = 92（%）``."""
    if "measure" in rating:
        return f"实测 {with_unit(exact(rating['measure']) or Fraction(0), rule)}"
    value = measured(rule, rating)
    shown = "" if isinstance(value, Misfit) else equals(value)
    return f"{rating['count']} ÷ {rating['of']} × 100 {shown}（{rule.unit}）"


def with_unit(value: Fraction, rule: Rule) -> str:
    """``92%``, ``4 次``."""
    return term(value) + (PERCENT if rule.unit == PERCENT else f" {rule.unit}")
