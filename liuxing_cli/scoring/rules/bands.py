"""分档: the measure falls in a half-open band, each with its points. Fact: ``measure``, or
``count`` and ``of`` in percent."""

from collections.abc import Mapping
from fractions import Fraction

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.standard import Rule, RuleItem
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.rules import measure
from liuxing_cli.scoring.rules.facts import share, worth
from liuxing_cli.scoring.rules.misfit import Misfit, Problem
from liuxing_cli.scoring.rules.worked import Working, quotient
from liuxing_cli.scoring.wording import term

facts = measure.facts


def judge(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Fraction | Misfit:
    """share = points of the highest band whose lower edge is reached / points."""
    value = measure.measured(rule, rating)
    if isinstance(value, Misfit):
        return value
    band = reached(rule.items, value)
    if band is None:
        lowest = min(edge(item) for item in rule.items)
        params = {"value": plain(value), "lowest": plain(lowest)}
        return Misfit(("measure",), Problem.OUTSIDE_BANDS, params)
    return share(worth(band), points)


def reached(bands: tuple[RuleItem, ...], value: Fraction) -> RuleItem | None:
    """The band with the highest lower edge that ``value`` reaches, edge included."""
    return max((band for band in bands if edge(band) <= value), key=edge, default=None)


def edge(band: RuleItem) -> Fraction:
    """The lower edge of a band; 0 where none is written."""
    return band.at_least if band.at_least is not None else Fraction(0)


def working(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Working:
    """The arithmetic of :func:`judge` for a rating that fits."""
    value = measure.measured(rule, rating)
    band = None if isinstance(value, Misfit) else reached(rule.items, value)
    if band is None:
        return Working("0", "低于最低一档")
    words = f"{measure.words(rule, rating)}，达到“{measure.with_unit(edge(band), rule)}及以上”一档"
    return Working(quotient(worth(band), points), f"{words}（{term(worth(band))} 分）")
