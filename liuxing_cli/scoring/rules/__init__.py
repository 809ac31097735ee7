"""The rules that turn the facts of one rating into the share of the indicator's points.

One module a kind, each with ``facts`` (which facts it reads), ``judge`` (its formula) and
``working`` (the formula written out for the reader). A new kind is a new module, a line in
``RULES`` and a value of ``RuleKind``.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Protocol

from liuxing_cli.model.assessment import FACT_KEYS, Fact, Rating
from liuxing_cli.model.standard import Rule, RuleKind
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.rules import (
    all_or_nothing,
    bands,
    checklist,
    deduct,
    goalposts,
    honours,
    linear,
    options,
    per_unit,
    sample,
    survey,
    tally,
    worse_than_last,
)
from liuxing_cli.scoring.rules import range as award_range
from liuxing_cli.scoring.rules.misfit import Misfit, Problem, gathered
from liuxing_cli.scoring.rules.worked import Working

__all__ = ["RULES", "Misfit", "Problem", "RuleModule", "Working", "judge", "working"]


class RuleModule(Protocol):
    """What every module of this folder provides."""

    def facts(self, _rule: Rule, /) -> tuple[str, ...]:
        """The fact keys that the rule reads."""

    def judge(
        self, _rule: Rule, _points: Fraction, _rating: Rating, _traits: Mapping[str, TraitValue], /
    ) -> Fraction | Misfit:
        """The attained share of the points, 0..1, or what is wrong with the rating."""

    def working(
        self, _rule: Rule, _points: Fraction, _rating: Rating, _traits: Mapping[str, TraitValue], /
    ) -> Working:
        """The same arithmetic written out for a reader, for a rating that fits."""


RULES: Mapping[RuleKind, RuleModule] = {
    RuleKind.RANGE: award_range,
    RuleKind.OPTIONS: options,
    RuleKind.CHECKLIST: checklist,
    RuleKind.ALL_OR_NOTHING: all_or_nothing,
    RuleKind.BANDS: bands,
    RuleKind.LINEAR: linear,
    RuleKind.PER_UNIT: per_unit,
    RuleKind.DEDUCT: deduct,
    RuleKind.SAMPLE: sample,
    RuleKind.WORSE_THAN_LAST: worse_than_last,
    RuleKind.HONOURS: honours,
    RuleKind.TALLY: tally,
    RuleKind.SURVEY: survey,
    RuleKind.GOALPOSTS: goalposts,
}


def judge(
    rule: Rule, points: Fraction, rating: Rating, traits: Mapping[str, TraitValue]
) -> Fraction | Misfit:
    """Judge a scored rating: the attained share (0..1, exact) of ``points``.

    ``rule`` and ``points`` are the standard's own, in which records are written; a profile that
    gives an indicator other points multiplies the share. States other than scored are not for
    here: see ``scoring.reading``.
    """
    if "exempt" in rating:
        return Fraction(1)
    module = RULES[rule.kind]
    expected = module.facts(rule)
    foreign = [key for key in FACT_KEYS if key in rating and key not in expected]
    if foreign:
        names = "、".join(expected)
        return gathered(
            [
                Misfit((key,), Problem.FOREIGN_FACT, {"fact": key, "expected": names})
                for key in foreign
            ]
        )
    return module.judge(rule, points, rating, traits)


def working(
    rule: Rule, points: Fraction, rating: Rating, traits: Mapping[str, TraitValue]
) -> Working:
    """The arithmetic behind :func:`judge` in Chinese, for a rating that fits its rule."""
    if "exempt" in rating:
        return _exempted(rating["exempt"])
    return RULES[rule.kind].working(rule, points, rating, traits)


def _exempted(held: Fact) -> Working:
    """Full marks for the title that is held, uninspected."""
    title = held if isinstance(held, dict) else {}
    term = f"，有效至 {title['until']}" if title.get("until") else ""
    words = f"免检：持有称号“{title.get('title')}”（{title.get('since')} 起{term}）"
    return Working("1", f"{words}，{title.get('reason')}，不检查，按满分计")
