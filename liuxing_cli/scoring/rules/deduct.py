"""扣完为止: full marks less points for each occurrence. Fact: ``occurrences``, id → count."""

from collections.abc import Mapping
from fractions import Fraction

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.standard import Rule
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.rules import per_unit
from liuxing_cli.scoring.rules.facts import occurrences, share, worth
from liuxing_cli.scoring.rules.misfit import Misfit
from liuxing_cli.scoring.rules.worked import Working, quotient
from liuxing_cli.scoring.wording import term

facts = per_unit.facts


def judge(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Fraction | Misfit:
    """share = max(0, points − Σ count × points each) / points."""
    counts = occurrences(rating, rule.items)
    if isinstance(counts, Misfit):
        return counts
    return share(points - sum(counts[item.id] * worth(item) for item in rule.items), points)


def working(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Working:
    """The arithmetic of :func:`judge` for a rating that fits."""
    counts = occurrences(rating, rule.items)
    if isinstance(counts, Misfit):
        return Working("0", "")
    terms = [counts[item.id] * worth(item) for item in rule.items if counts[item.id]]
    words = f"扣分：{per_unit.times(rule, counts)}。合计扣 {term(sum(terms, Fraction(0)))} 分"
    if sum(terms) >= points:
        return Working(quotient(Fraction(0), points), f"{words}，扣完为止")
    left = f"（{' − '.join(map(term, (points, *terms)))}）" if terms else term(points)
    return Working(f"{left} ÷ {term(points)}", words)
