"""全有或全无: met or unmet. Fact: ``level: met|unmet``."""

from collections.abc import Mapping
from fractions import Fraction

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.standard import Rule
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.rules.facts import level
from liuxing_cli.scoring.rules.misfit import Misfit
from liuxing_cli.scoring.rules.worked import Working

MET, UNMET = "met", "unmet"


def facts(_rule: Rule) -> tuple[str, ...]:
    """The facts that the rule reads."""
    return ("level",)


def judge(
    _rule: Rule, _points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Fraction | Misfit:
    """share = 1 when met, else 0; also for a pure veto, which is worth no points."""
    chosen = level(rating, (MET, UNMET))
    return chosen if isinstance(chosen, Misfit) else Fraction(int(chosen == MET))


def working(
    _rule: Rule, _points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Working:
    """The arithmetic of :func:`judge` for a rating that fits."""
    met = rating["level"] == MET
    return Working("1", "达到") if met else Working("0", "未达到")
