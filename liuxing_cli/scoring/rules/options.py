"""选项: one of a few named levels, each with its points (5/3/0). Fact: ``level``."""

from collections.abc import Mapping
from fractions import Fraction

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.standard import Rule
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.rules.facts import level, share, worth
from liuxing_cli.scoring.rules.misfit import Misfit
from liuxing_cli.scoring.rules.worked import Working, quotient
from liuxing_cli.scoring.wording import term


def facts(_rule: Rule) -> tuple[str, ...]:
    """The facts that the rule reads."""
    return ("level",)


def judge(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Fraction | Misfit:
    """share = points of the level / points."""
    worths = {item.id: worth(item) for item in rule.items}
    chosen = level(rating, tuple(worths))
    return chosen if isinstance(chosen, Misfit) else share(worths[chosen], points)


def working(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Working:
    """The arithmetic of :func:`judge` for a rating that fits."""
    chosen = next(item for item in rule.items if item.id == rating["level"])
    return Working(quotient(worth(chosen), points), f"{chosen.name}（{term(worth(chosen))} 分）")
