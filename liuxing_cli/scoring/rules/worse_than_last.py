"""比上期差扣分: full marks unless the measure is worse than in the period (or year) before. Fact:
``measure``, or ``count`` and ``of`` in percent; the earlier value stands in the earlier record, or
under ``last`` where there is none."""

from collections.abc import Mapping
from fractions import Fraction

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.standard import Better, Compared, Rule
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.rules import measure
from liuxing_cli.scoring.rules.facts import number, share
from liuxing_cli.scoring.rules.misfit import Misfit, Problem
from liuxing_cli.scoring.rules.worked import Working, quotient
from liuxing_cli.scoring.wording import term

_THAN = {Compared.LAST_PERIOD: "上期", Compared.LAST_YEAR: "上年同期"}


def facts(rule: Rule) -> tuple[str, ...]:
    """The facts that the rule reads."""
    return (*measure.facts(rule), "last")


def judge(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Fraction | Misfit:
    """share = max(0, points − off × steps) / points.

    steps = 0 where the measure is not worse, else 1, or ⌊worsening / per⌋ where ``per`` is set.
    """
    value, last = measure.measured(rule, rating), earlier(rule, rating)
    if isinstance(value, Misfit):
        return value
    if isinstance(last, Misfit):
        return last
    return share(points - _taken(rule, value, last), points)


def earlier(rule: Rule, rating: Rating) -> Fraction | Misfit:
    """The value to compare with: from the earlier record, or as ``last`` says; never both ways."""
    known = rating.get("previous")
    recorded = measure.measured(rule, known) if isinstance(known, dict) else None
    if "last" not in rating:
        if recorded is None or isinstance(recorded, Misfit):
            return Misfit((), Problem.NO_LAST, {"than": _THAN[rule.than]})
        return recorded
    said = number(rating, "last")
    if isinstance(recorded, Fraction) and isinstance(said, Fraction) and said != recorded:
        params = {"value": plain(said), "recorded": plain(recorded), "than": _THAN[rule.than]}
        return Misfit(("last",), Problem.LAST_DIFFERS, params)
    return said


def _taken(rule: Rule, value: Fraction, last: Fraction) -> Fraction:
    gap = value - last if rule.better is Better.LESS else last - value
    off = rule.off or Fraction(0)
    if gap <= 0:
        return Fraction(0)
    return off * (gap // rule.per) if rule.per else off


def working(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Working:
    """The arithmetic of :func:`judge` for a rating that fits."""
    value, last = measure.measured(rule, rating), earlier(rule, rating)
    if isinstance(value, Misfit) or isinstance(last, Misfit):
        return Working("0", "")
    words = f"{measure.words(rule, rating)}，{_THAN[rule.than]} {measure.with_unit(last, rule)}"
    taken = _taken(rule, value, last)
    if not taken:
        return Working("1", f"{words}，没有变差，不扣分")
    words += f"，变差，扣 {term(taken)} 分"
    if taken >= points:
        return Working(quotient(Fraction(0), points), f"{words}，扣完为止")
    return Working(f"（{term(points)} − {term(taken)}）÷ {term(points)}", words)
