"""按比例: from nothing at ``floor`` to full marks at ``target``, capped. Fact: ``measure``, or
``count`` and ``of`` in percent."""

from collections.abc import Mapping
from fractions import Fraction

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.standard import Rule
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.rules import measure
from liuxing_cli.scoring.rules.misfit import Misfit
from liuxing_cli.scoring.rules.worked import Working
from liuxing_cli.scoring.wording import less

facts = measure.facts


def judge(
    rule: Rule, _points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Fraction | Misfit:
    """share = (measure − floor) / (target − floor), within 0..1; floor > target: less is better."""
    value = measure.measured(rule, rating)
    if isinstance(value, Misfit):
        return value
    floor, target = goalposts(rule)
    if floor == target:
        return Fraction(int(value >= target))
    return min(max((value - floor) / (target - floor), Fraction(0)), Fraction(1))


def goalposts(rule: Rule) -> tuple[Fraction, Fraction]:
    """The measures that earn nothing and everything; 0 and 0 where not written."""
    return rule.floor or Fraction(0), rule.target or Fraction(0)


def working(
    rule: Rule, points: Fraction, rating: Rating, traits: Mapping[str, TraitValue]
) -> Working:
    """The arithmetic of :func:`judge` for a rating that fits."""
    value = measure.measured(rule, rating)
    share = judge(rule, points, rating, traits)
    floor, target = goalposts(rule)
    start, end = measure.with_unit(floor, rule), measure.with_unit(target, rule)
    words = f"{measure.words(rule, rating)}，{start}起计、{end}得满分"
    if isinstance(value, Misfit) or share in (0, 1):
        return (
            Working("1", f"{words}，已达满分") if share == 1 else Working("0", f"{words}，不得分")
        )
    return Working(f"（{less(value, floor)}）÷（{less(target, floor)}）", words)
