"""扣完为止: full marks less points, never below 0. A line deducts fixed points for each occurrence
(``occurrences``), points that the assessor decides within a range (``deductions``, with a reason),
or points for every so much that a measure falls short of a target (``measure``, or ``count`` and
``of``)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from liuxing_cli.model.assessment import Fact, Rating
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.standard import Better, Partial, Rule, RuleItem, Shortfall
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.rules import measure
from liuxing_cli.scoring.rules.facts import (
    exact,
    has_reason,
    occurrences,
    share,
    unknown_item,
    worth,
    wrong_shape,
)
from liuxing_cli.scoring.rules.misfit import Misfit, Problem, gathered
from liuxing_cli.scoring.rules.worked import Working, quotient
from liuxing_cli.scoring.wording import term

_PARTIAL = {
    Partial.IGNORE: "，不足的不扣",
    Partial.STARTED: "，不足的按一次扣",
    Partial.PROPORTIONAL: "，按比例",
}


class _Taken(NamedTuple):
    """What one line takes off, and why."""

    points: Fraction
    words: str


def facts(rule: Rule) -> tuple[str, ...]:
    """The facts that the rule reads: those that its lines ask for."""
    asked: tuple[str, ...] = ()
    if any(_is_counted(item) for item in rule.items):
        asked += ("occurrences",)
    if any(_is_ranged(item) for item in rule.items):
        asked += ("deductions",)
    return asked + (measure.facts(rule) if _measured(rule) else ())


def _is_ranged(item: RuleItem) -> bool:
    return item.points is None and item.at_most is not None


def _is_counted(item: RuleItem) -> bool:
    return item.shortfall is None and not _is_ranged(item)


def _measured(rule: Rule) -> bool:
    return any(item.shortfall is not None for item in rule.items)


def judge(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Fraction | Misfit:
    """share = max(0, points − Σ deductions) / points, each deduction at most its line's cap."""
    taken = _all_taken(rule, rating)
    if isinstance(taken, Misfit):
        return taken
    return share(points - sum((line.points for line in taken), Fraction(0)), points)


def _all_taken(rule: Rule, rating: Rating) -> list[_Taken] | Misfit:
    counts = _counts(rule, rating)
    ranged = _ranged(rule, rating)
    value = measure.measured(rule, rating) if _measured(rule) else Fraction(0)
    wrong = [
        each for part in (counts, ranged, value) if isinstance(part, Misfit) for each in part.each()
    ]
    if isinstance(counts, Misfit) or isinstance(ranged, Misfit) or isinstance(value, Misfit):
        return gathered(wrong)
    lines = []
    for item in rule.items:
        if item.shortfall is not None:
            taken = _for_shortfall(rule, item, item.shortfall, value)
        elif _is_ranged(item):
            taken = _for_range(item, ranged[item.id])
        else:
            each, times = worth(item), counts[item.id]
            taken = _Taken(times * each, f"{item.name} {term(each)} 分 × {times}")
        lines.append(_capped(item, taken))
    return lines


def _capped(item: RuleItem, taken: _Taken) -> _Taken:
    if item.cap is None or taken.points <= item.cap:
        return taken
    return _Taken(item.cap, f"{taken.words}（以 {term(item.cap)} 分为限）")


def _for_shortfall(rule: Rule, item: RuleItem, short: Shortfall, value: Fraction) -> _Taken:
    """points × steps, with steps = gap / per, as a whole number unless it is proportional."""
    less = short.better is Better.LESS
    gap = max(Fraction(0), value - short.target if less else short.target - value)
    steps = gap / short.per
    if short.partial is Partial.IGNORE:
        steps = Fraction(floor(steps))
    elif short.partial is Partial.STARTED:
        steps = Fraction(ceil(steps))
    side = "高" if less else "低"
    words = (
        f"{item.name} {term(worth(item))} 分 × {term(steps)}"
        f"（比 {measure.with_unit(short.target, rule)} {side} {term(gap)}，"
        f"每 {term(short.per)} 扣一次{_PARTIAL[short.partial]}）"
    )
    return _Taken(steps * worth(item), words)


def _for_range(item: RuleItem, amounts: Sequence[Fraction]) -> _Taken:
    least, most = _limits(item)
    total = sum(amounts, Fraction(0))
    listed = "、".join(map(term, amounts))
    return _Taken(total, f"{item.name}（每次 {term(least)} 到 {term(most)} 分）酌情扣 {listed} 分")


def _limits(item: RuleItem) -> tuple[Fraction, Fraction]:
    return item.at_least or Fraction(0), item.at_most or Fraction(0)


def _counts(rule: Rule, rating: Rating) -> dict[str, int] | Misfit:
    """How often what has fixed points occurred."""
    counted = [item for item in rule.items if _is_counted(item)]
    if not counted:
        return {}
    given = rating.get("occurrences")
    ranged = {item.id: item for item in rule.items if _is_ranged(item)}
    for key in given if isinstance(given, dict) else ():
        if key in ranged:
            least, most = map(plain, _limits(ranged[key]))
            params = {"value": key, "least": least, "most": most}
            return Misfit(("occurrences", key), Problem.RANGED_ITEM, params)
    return occurrences(rating, counted)


def _ranged(rule: Rule, rating: Rating) -> dict[str, list[Fraction]] | Misfit:
    """The deductions that the assessor decided: ``{fire: [7, 5]}``, one number a case."""
    ranged = {item.id: item for item in rule.items if _is_ranged(item)}
    if not ranged:
        return {}
    if "deductions" not in rating:
        return Misfit((), Problem.MISSING_FACT, {"expected": "deductions"})
    given = rating["deductions"]
    if not isinstance(given, dict):
        return wrong_shape(("deductions",), given, "mapping")
    amounts: dict[str, list[Fraction]] = {id_: [] for id_ in ranged}
    misfits: list[Misfit] = []
    for key, listed in given.items():
        if key not in ranged:
            misfits.append(_not_ranged(rule, key))
        elif not isinstance(listed, list):
            misfits.append(wrong_shape(("deductions", key), listed, "list"))
        else:
            for place, amount in enumerate(listed):
                read = _amount(ranged[key], place, amount)
                if isinstance(read, Misfit):
                    misfits.append(read)
                else:
                    amounts[key].append(read)
    if any(amounts.values()) and not has_reason(rating):
        misfits.append(Misfit((), Problem.MISSING_REASON, {"state": "scored"}))
    return gathered(misfits) if misfits else amounts


def _not_ranged(rule: Rule, key: str) -> Misfit:
    path = ("deductions", key)
    fixed = next((item for item in rule.items if item.id == key and _is_counted(item)), None)
    if fixed is None:
        return unknown_item(path, key, [item for item in rule.items if _is_ranged(item)])
    return Misfit(path, Problem.COUNTED_ITEM, {"value": key, "points": plain(worth(fixed))})


def _amount(item: RuleItem, place: int, amount: Fact) -> Fraction | Misfit:
    path = ("deductions", item.id, place)
    value = exact(amount)
    if value is None:
        return wrong_shape(path, amount, "number")
    least, most = _limits(item)
    if least <= value <= most:
        return value
    params = {"value": plain(value), "least": plain(least), "most": plain(most)}
    return Misfit(path, Problem.OUTSIDE_RANGE, params)


def working(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Working:
    """The arithmetic of :func:`judge` for a rating that fits."""
    taken = _all_taken(rule, rating)
    if isinstance(taken, Misfit):
        return Working("0", "")
    lines = [line for line in taken if line.points]
    total = sum((line.points for line in lines), Fraction(0))
    listed = "；".join(line.words for line in lines) or "没有发生"
    found = f"{measure.words(rule, rating)}。" if _measured(rule) else ""
    words = f"{found}扣分：{listed}。合计扣 {term(total)} 分"
    if total >= points:
        return Working(quotient(Fraction(0), points), f"{words}，扣完为止")
    terms = (points, *(line.points for line in lines))
    left = f"（{' − '.join(map(term, terms))}）" if lines else term(points)
    return Working(f"{left} ÷ {term(points)}", words)
