"""The measured value behind bands and linear: ``measure``, or ``count`` of ``of`` in percent."""

from fractions import Fraction

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.standard import Rule, RuleKind
from liuxing_cli.scoring.rules.facts import count_of, exact, number
from liuxing_cli.scoring.rules.misfit import Misfit, Problem
from liuxing_cli.scoring.wording import equals, term

PERCENT = "%"


def facts(rule: Rule) -> tuple[str, ...]:
    """The facts that may carry the value."""
    if rule.least is not None:
        return ("count", "of")
    return ("measure", "count", "of") if rule.unit == PERCENT else ("measure",)


def measured(rule: Rule, rating: Rating) -> Fraction | Misfit:
    """The value in the rule's unit. In ``%`` it is a share of a whole, so within 0..100:

    percentage = 100 × count / of

    A rule with ``least`` needs so many answers: fewer say nothing about a community, and a bare
    percentage does not say how many there were.
    """
    if rule.least is not None:
        return _asked(rule.least, rating)
    counted = rule.unit == PERCENT and ("count" in rating or "of" in rating)
    if counted and "measure" in rating:
        params = {"fact": "measure", "expected": "count、of"}
        return Misfit(("measure",), Problem.FOREIGN_FACT, params)
    if counted:
        pair = count_of(rating)
        return pair if isinstance(pair, Misfit) else Fraction(100 * pair[0], pair[1])
    return _stated(rule, rating)


def _stated(rule: Rule, rating: Rating) -> Fraction | Misfit:
    """The fact ``measure`` as it stands, where it can be one of the rule."""
    value = number(rating, "measure")
    if isinstance(value, Misfit):
        return value
    if value < 0 and not _below_nothing(rule):
        return Misfit(("measure",), Problem.NEGATIVE, {"value": plain(value)})
    if rule.unit == PERCENT and not 0 <= value <= 100:
        return Misfit(("measure",), Problem.NOT_A_PERCENTAGE, {"value": plain(value)})
    return value


def _below_nothing(rule: Rule) -> bool:
    """Whether a measure of the rule can be negative: a temperature, a balance; not a count."""
    posts = (rule.floor, rule.target)
    below = any(post is not None and post < 0 for post in posts)
    return rule.unit != PERCENT and (below or rule.kind is RuleKind.GOALPOSTS)


def _asked(least: int, rating: Rating) -> Fraction | Misfit:
    pair = count_of(rating)
    if isinstance(pair, Misfit):
        return pair
    count, of = pair
    if of < least:
        return Misfit(("of",), Problem.TOO_FEW_ANSWERS, {"value": str(of), "least": str(least)})
    return Fraction(100 * count, of)


def words(rule: Rule, rating: Rating) -> str:
    """The value in words: ``46 ÷ 50 × 100 = 92（%）``."""
    if "measure" in rating:
        return f"实测 {with_unit(exact(rating['measure']) or Fraction(0), rule)}"
    value = measured(rule, rating)
    shown = "" if isinstance(value, Misfit) else equals(value)
    least = f"，不少于 {rule.least} 份" if rule.least is not None else ""
    return f"{rating['count']} ÷ {rating['of']} × 100 {shown}（{rule.unit}{least}）"


def with_unit(value: Fraction, rule: Rule) -> str:
    """``92%``, ``4 次``."""
    return term(value) + (PERCENT if rule.unit == PERCENT else f" {rule.unit}")
