"""区间酌情: the assessor awards points, with a reason below full marks. Fact: ``award``."""

from collections.abc import Mapping
from fractions import Fraction

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.standard import Rule
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.rules.facts import exact, has_reason, number, share
from liuxing_cli.scoring.rules.misfit import Misfit, Problem
from liuxing_cli.scoring.rules.worked import Working, quotient
from liuxing_cli.scoring.wording import term


def facts(_rule: Rule) -> tuple[str, ...]:
    """The facts that the rule reads."""
    return ("award",)


def judge(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Fraction | Misfit:
    """share = award / points, the award a multiple of ``step`` (or full marks)."""
    award = number(rating, "award")
    if isinstance(award, Misfit):
        return award
    value = {"value": plain(award)}
    if award < 0:
        return Misfit(("award",), Problem.NEGATIVE, value)
    if award > points:
        return Misfit(("award",), Problem.ABOVE_MAXIMUM, value | {"maximum": plain(points)})
    if rule.step and award % rule.step and award != points:
        return Misfit(("award",), Problem.OFF_STEP, value | {"step": plain(rule.step)})
    if award < points and not has_reason(rating):
        return Misfit((), Problem.MISSING_REASON, {"state": "scored"})
    return share(award, points)


def working(
    _rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Working:
    """The arithmetic of :func:`judge` for a rating that fits."""
    award = exact(rating["award"]) or Fraction(0)
    return Working(quotient(award, points), f"酌情给 {term(award)} 分（满分 {term(points)} 分）")
