"""分项: each sub-item met earns its points. Fact: ``checklist``, the ids that are met."""

from collections.abc import Mapping
from fractions import Fraction

from liuxing_cli.model.assessment import Fact, Rating
from liuxing_cli.model.standard import Rule, RuleItem
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.applies import applies
from liuxing_cli.scoring.rules.facts import share, unknown_item, worth, wrong_shape
from liuxing_cli.scoring.rules.misfit import Misfit, Problem, gathered
from liuxing_cli.scoring.rules.worked import Working
from liuxing_cli.scoring.wording import total_of


def facts(_rule: Rule) -> tuple[str, ...]:
    """The facts that the rule reads."""
    return ("checklist",)


def judge(
    rule: Rule, _points: Fraction, rating: Rating, traits: Mapping[str, TraitValue]
) -> Fraction | Misfit:
    """share = Σ points of items met / Σ points of items that apply.

    What does not apply to the subject leaves the denominator, so the rest is scaled up.
    """
    applicable = {item.id: worth(item) for item in rule.items if applies(item.applies, traits)}
    met = _met(rule, rating, applicable)
    if isinstance(met, Misfit):
        return met
    if not applicable:
        return Misfit((), Problem.NOTHING_APPLIES)
    return share(
        sum((applicable[id_] for id_ in met), Fraction(0)), Fraction(sum(applicable.values()))
    )


def _met(rule: Rule, rating: Rating, applicable: Mapping[str, Fraction]) -> set[str] | Misfit:
    if "checklist" not in rating:
        return Misfit((), Problem.MISSING_FACT, {"expected": "checklist"})
    given = rating["checklist"]
    if not isinstance(given, list):
        return wrong_shape(("checklist",), given, "list")
    known = {item.id for item in rule.items}
    met: set[str] = set()
    misfits: list[Misfit] = []
    for place, id_ in enumerate(given):
        path = ("checklist", place)
        if not isinstance(id_, str):
            misfits.append(wrong_shape(path, id_, "text"))
        elif id_ not in known:
            misfits.append(unknown_item(path, id_, rule.items))
        elif id_ in met:
            misfits.append(Misfit(path, Problem.REPEATED_ITEM, {"value": id_}))
        elif id_ not in applicable:
            misfits.append(Misfit(path, Problem.ITEM_NOT_APPLICABLE, {"value": id_}))
        else:
            met.add(id_)
    return gathered(misfits) if misfits else met


def working(
    rule: Rule, _points: Fraction, rating: Rating, traits: Mapping[str, TraitValue]
) -> Working:
    """The arithmetic of :func:`judge` for a rating that fits."""
    applicable = [item for item in rule.items if applies(item.applies, traits)]
    met = [item for item in applicable if item.id in _listed(rating)]
    left_out = [item.name for item in rule.items if item not in applicable]
    words = f"符合 {len(met)}/{len(applicable)} 个分项：{_names(met)}"
    if len(met) < len(applicable):
        words += f"。不符合：{_names([item for item in applicable if item not in met])}"
    if left_out:
        words += f"。不适用：{'；'.join(left_out)}"
    due = total_of(worth(item) for item in applicable)
    return Working(f"{total_of(worth(item) for item in met)} ÷ {due}", words)


def _listed(rating: Rating) -> list[Fact]:
    given = rating["checklist"]
    return given if isinstance(given, list) else []


def _names(items: list[RuleItem]) -> str:
    return "；".join(item.name for item in items) or "无"
