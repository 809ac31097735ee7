"""Does a requirement apply to a subject? Fixed by its traits before anything is scored."""

from collections.abc import Mapping
from fractions import Fraction

from liuxing_cli.model.standard import Applicability, Indicator, RuleKind
from liuxing_cli.model.subject import TraitValue


def applies(condition: Applicability | None, traits: Mapping[str, TraitValue]) -> bool:
    """Whether ``condition`` holds; no condition always holds.

    A trait that the subject lacks, or that cannot be compared, does not exempt it: leaving a
    requirement out raises the score, so it takes a stated fact to do so.
    """
    if condition is None:
        return True
    value = traits.get(condition.trait)
    if value is None:
        return True
    if condition.equals is not None:
        return value == condition.equals
    if not isinstance(value, Fraction):
        return True
    if condition.at_least is not None:
        return value >= condition.at_least
    return condition.below is None or value < condition.below


def indicator_applies(indicator: Indicator, traits: Mapping[str, TraitValue]) -> bool:
    """Whether the indicator applies: its own condition, and at least one item of a checklist."""
    if not applies(indicator.applies, traits):
        return False
    if indicator.rule.kind is not RuleKind.CHECKLIST:
        return True
    return any(applies(item.applies, traits) for item in indicator.rule.items)
