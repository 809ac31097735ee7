"""按件计分: points each time, each line up to its cap and all up to full marks. Fact:
``occurrences``, id → count."""

from collections.abc import Mapping
from fractions import Fraction

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.standard import Rule, RuleItem
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.rules.facts import occurrences, share, worth
from liuxing_cli.scoring.rules.misfit import Misfit
from liuxing_cli.scoring.rules.worked import Working, quotient
from liuxing_cli.scoring.wording import term, total_of


def facts(_rule: Rule) -> tuple[str, ...]:
    """The facts that the rule reads."""
    return ("occurrences",)


def judge(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Fraction | Misfit:
    """share = min(points, Σ min(cap, count × points each)) / points."""
    counts = occurrences(rating, rule.items)
    if isinstance(counts, Misfit):
        return counts
    return share(sum((given(item, counts) for item in rule.items), Fraction(0)), points)


def given(item: RuleItem, counts: Mapping[str, int]) -> Fraction:
    """What a line comes to: count × points, at most its cap."""
    total = counts[item.id] * worth(item)
    return total if item.cap is None else min(total, item.cap)


def working(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Working:
    """The arithmetic of :func:`judge` for a rating that fits."""
    counts = occurrences(rating, rule.items)
    if isinstance(counts, Misfit):
        return Working("0", "")
    terms = [given(item, counts) for item in rule.items]
    words = f"{times(rule, counts)}。合计 {term(sum(terms, Fraction(0)))} 分"
    if sum(terms) > points:
        return Working(quotient(points, points), f"{words}，以满分 {term(points)} 分为限")
    return Working(f"{total_of(terms)} ÷ {term(points)}" if points else "1", words)


def times(rule: Rule, counts: Mapping[str, int]) -> str:
    """What occurred how often: ``每次讲座 1 分 × 3``."""
    lines = [
        f"{item.name} {term(worth(item))} 分 × {counts[item.id]}{_capped(item, counts)}"
        for item in rule.items
        if counts[item.id]
    ]
    return "；".join(lines) or "没有发生"


def _capped(item: RuleItem, counts: Mapping[str, int]) -> str:
    if item.cap is None or counts[item.id] * worth(item) <= item.cap:
        return ""
    return f"（以 {term(item.cap)} 分为限）"
