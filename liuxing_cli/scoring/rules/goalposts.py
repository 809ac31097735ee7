"""上下限折算: a measure placed between a fixed minimum and maximum, as composite indicators do.

Linear or by logarithm, up (more is better) or down, held within 0..1. Fixed goalposts, never those
of the subjects at hand: adding one subject must not change the others (OECD/JRC Handbook, step 5).
Fact: ``measure``, or ``count`` and ``of`` in percent.
"""

from collections.abc import Mapping
from fractions import Fraction

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.decimals import log_share
from liuxing_cli.model.standard import Rule
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.rules import measure
from liuxing_cli.scoring.rules.misfit import Misfit
from liuxing_cli.scoring.rules.worked import Working
from liuxing_cli.scoring.wording import less, term

facts = measure.facts


def judge(
    rule: Rule, _points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Fraction | Misfit:
    """share = (x − min) / (max − min), or (ln x − ln min) / (ln max − ln min), within 0..1;
    1 − share where down is better. The logarithmic share is a decimal of ``rule.precision``
    digits, correctly rounded; the linear one is exact."""
    value = measure.measured(rule, rating)
    if isinstance(value, Misfit):
        return value
    low, high = posts(rule)
    if value <= low or value >= high:
        up = Fraction(int(value >= high))
    elif rule.logarithmic:
        up = log_share(value, low, high, rule.precision)
    else:
        up = (value - low) / (high - low)
    return up if rule.upward else 1 - up


def posts(rule: Rule) -> tuple[Fraction, Fraction]:
    """The minimum and the maximum; a checked rule has both, the minimum below."""
    return rule.floor or Fraction(0), rule.target or Fraction(0)


def working(
    rule: Rule, points: Fraction, rating: Rating, traits: Mapping[str, TraitValue]
) -> Working:
    """The arithmetic of :func:`judge` for a rating that fits."""
    value = measure.measured(rule, rating)
    share = judge(rule, points, rating, traits)
    low, high = posts(rule)
    found = f"{measure.words(rule, rating)}，下限 {term(low)}、上限 {term(high)}"
    words = found + ("" if rule.upward else "，越小越好")
    if isinstance(value, Misfit) or isinstance(share, Misfit) or share in (0, 1):
        return (
            Working("1", f"{words}，已达满分") if share == 1 else Working("0", f"{words}，不得分")
        )
    top = (value, low) if rule.upward else (high, value)
    if rule.logarithmic:
        words += f"，按自然对数，取 {rule.precision} 位有效数字"
        over = f"（ln {term(top[0])} − ln {term(top[1])}）"
        return Working(f"{over} ÷（ln {term(high)} − ln {term(low)}）", words)
    return Working(f"（{less(top[0], top[1])}）÷（{less(high, low)}）", words)
