"""抽样评级: so many good ones of a fixed draw give a grade. Facts: ``count`` and ``of``."""

from collections.abc import Mapping
from fractions import Fraction

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.standard import Rule
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.rules.bands import reached
from liuxing_cli.scoring.rules.facts import count_of, exact, share, worth
from liuxing_cli.scoring.rules.misfit import Misfit, Problem
from liuxing_cli.scoring.rules.worked import Working, quotient
from liuxing_cli.scoring.wording import term


def facts(_rule: Rule) -> tuple[str, ...]:
    """The facts that the rule reads."""
    return ("count", "of")


def judge(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Fraction | Misfit:
    """share = points of the best grade whose least count is reached / points; ``of`` = ``draw``."""
    pair = count_of(rating)
    if isinstance(pair, Misfit):
        return pair
    count, of = pair
    if of != rule.draw:
        return Misfit(("of",), Problem.WRONG_DRAW, {"value": str(of), "draw": str(rule.draw)})
    grade = reached(rule.items, Fraction(count))
    return Fraction(0) if grade is None else share(worth(grade), points)


def working(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Working:
    """The arithmetic of :func:`judge` for a rating that fits."""
    found = f"抽查 {rating['of']} 个，合格 {rating['count']} 个"
    grade = reached(rule.items, exact(rating["count"]) or Fraction(0))
    if grade is None:
        return Working("0", f"{found}，未达到最低一级")
    words = f"{found}，评为“{grade.name}”（{term(worth(grade))} 分）"
    return Working(quotient(worth(grade), points), words)
