"""Scoring again, slow and obvious: fractions, recursion, no memo, nothing of the kernel.

What is missing is scored twice: once as if it had earned nothing, once as if it had earned all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from math import lcm, prod

from liuxing_cli.model.assessment import Fact, Rating
from liuxing_cli.model.profile import (
    Branch,
    Grade,
    Mean,
    Missing,
    Model,
    NotApplicable,
    Profile,
    Structure,
)
from liuxing_cli.model.result import Outcome
from liuxing_cli.model.standard import (
    Applicability,
    Indicator,
    Rule,
    RuleKind,
    Standard,
    Veto,
    VetoScope,
)
from liuxing_cli.model.subject import TraitValue

ONE, ZERO = Fraction(1), Fraction(0)
LEFT_OUT, MISSING, UNCLAIMED = "left out", "missing", "unclaimed"
Share = Fraction | str
"""A share of the points, or why there is none."""


@dataclass(frozen=True)
class Expected:
    total: Fraction | None
    upper: Fraction | None
    branches: tuple[tuple[Fraction | None, Fraction | None], ...]
    outcome: Outcome
    grade: str | None


def expected(
    standard: Standard,
    profile: Profile,
    ratings: Mapping[str, Rating],
    traits: Mapping[str, TraitValue],
) -> Expected:
    if profile.aggregation.model is Model.FLAT_UNWEIGHTED:
        profile = replace(
            profile,
            selections=tuple(
                chosen
                if standard.indicators[chosen.indicator].bonus or not chosen.points
                else replace(chosen, points=ONE)
                for chosen in profile.selections
            ),
        )
    shares = {
        chosen.indicator: share(standard.indicators[chosen.indicator], ratings, traits)
        for chosen in profile.selections
    }
    low = score(standard, profile, {k: ZERO if v == MISSING else v for k, v in shares.items()})
    high = score(standard, profile, {k: ONE if v == MISSING else v for k, v in shares.items()})
    total, upper = low[0], high[0]
    if profile.missing is Missing.COMPLETE and MISSING in shares.values():
        total = upper = None
    outcome, grade = decide(standard, profile, shares, (total, low[1]), (upper, high[1]))
    bounds = tuple(zip(low[1], high[1], strict=True))
    return Expected(total, upper, bounds, outcome, grade.id if grade else None)


# --- one rating ---------------------------------------------------------------------------------


def share(
    indicator: Indicator, ratings: Mapping[str, Rating], traits: Mapping[str, TraitValue]
) -> Share:
    rating = ratings.get(indicator.id)
    if indicator.bonus and rating is None:
        return UNCLAIMED
    if not holds(indicator.applies, traits):
        return LEFT_OUT
    items = [item for item in indicator.rule.items if holds(item.applies, traits)]
    if indicator.rule.kind is RuleKind.CHECKLIST and not items:
        return LEFT_OUT
    if rating is None:
        return MISSING
    state = rating.get("state", "scored")
    if state != "scored":
        return LEFT_OUT if state == "not_applicable" else MISSING
    return judge(indicator, rating, {item.id for item in items})


def holds(condition: Applicability | None, traits: Mapping[str, TraitValue]) -> bool:
    return condition is None or traits[condition.trait] == condition.equals


def judge(indicator: Indicator, rating: Rating, applicable: set[str]) -> Fraction:
    rule, full = indicator.rule, indicator.points
    worth = {item.id: item.points or ZERO for item in rule.items}
    match rule.kind:
        case RuleKind.RANGE:
            points = number(rating["award"])
        case RuleKind.OPTIONS:
            points = worth[str(rating["level"])]
        case RuleKind.ALL_OR_NOTHING:
            return ONE if rating["level"] == "met" else ZERO
        case RuleKind.CHECKLIST:
            met = rating["checklist"]
            assert isinstance(met, list)
            full = sum((worth[id_] for id_ in applicable), ZERO)
            points = sum((worth[str(id_)] for id_ in met), ZERO)
        case RuleKind.PER_UNIT:
            points = min(full, times(rating, worth))
        case RuleKind.DEDUCT:
            points = max(ZERO, full - times(rating, worth))
        case RuleKind.LINEAR:
            floor, target = rule.floor or ZERO, rule.target or ZERO
            points = full * min(ONE, max(ZERO, (measure(rating) - floor) / (target - floor)))
        case RuleKind.GOALPOSTS:
            return between(rule, measure(rating))
        case RuleKind.BANDS | RuleKind.SAMPLE:
            value = number(rating["count"]) if rule.kind is RuleKind.SAMPLE else measure(rating)
            below = [item for item in rule.items if (item.at_least or ZERO) <= value]
            points = worth[max(below, key=lambda item: item.at_least or ZERO).id]
    return points / full if full else ONE


def between(rule: Rule, value: Fraction) -> Fraction:
    low, high = rule.floor or ZERO, rule.target or ZERO
    held = min(high, max(low, value))
    rate = (held - low) / (high - low)
    if rule.logarithmic and low < held < high:
        with localcontext(prec=200):
            rate = Fraction(_ln(held / low) / _ln(high / low))
        with localcontext(prec=rule.precision, rounding=ROUND_HALF_EVEN):
            rate = Fraction(Decimal(rate.numerator) / Decimal(rate.denominator))
    return rate if rule.upward else 1 - rate


def _ln(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).ln()


def number(value: Fact) -> Fraction:
    return Fraction(str(value))


def measure(rating: Rating) -> Fraction:
    if "measure" in rating:
        return number(rating["measure"])
    return 100 * number(rating["count"]) / number(rating["of"])


def times(rating: Rating, worth: Mapping[str, Fraction]) -> Fraction:
    counts = rating["occurrences"]
    assert isinstance(counts, dict)
    return sum((number(count) * worth[id_] for id_, count in counts.items()), ZERO)


# --- the tree -----------------------------------------------------------------------------------


def score(
    standard: Standard, profile: Profile, shares: Mapping[str, Share]
) -> tuple[Fraction | None, list[Fraction | None]]:
    """The total and the branch scores when every share is known or left out."""
    rates = [branch_rate(standard, profile, branch.id, shares) for branch in profile.branches]
    shown = [
        None
        if rate is None or not (some_apply(standard, profile, branch.id, shares) or grants(profile))
        else branch.full * rate
        for branch, rate in zip(profile.branches, rates, strict=True)
    ]
    if not any(some_apply(standard, profile, b.id, shares) for b in profile.branches):
        return None, shown
    weighted = [
        (weight(standard, profile, branch, shares), rate)
        for branch, rate in zip(profile.branches, rates, strict=True)
        if rate is not None
    ]
    rate = combined(profile, weighted)
    return profile.full * rate + bonus(standard, profile, shares), shown


def weight(
    standard: Standard, profile: Profile, branch: Branch, shares: Mapping[str, Share]
) -> Fraction:
    """A flat model weighs a branch by what is due in it."""
    if profile.aggregation.model is Model.HIERARCHICAL:
        return branch.weight
    return due(profile, members(standard, profile, branch.id), shares)


def combined(profile: Profile, weighted: list[tuple[Fraction, Fraction]]) -> Fraction:
    how = profile.aggregation
    if how.mean is Mean.GEOMETRIC:
        return root_of(weighted, how.precision)
    rate = sum((w * rate for w, rate in weighted), ZERO) / sum((w for w, _ in weighted), ZERO)
    if how.model is Model.ABSOLUTE:
        return ONE if rate == 1 else ZERO
    return rate


def root_of(weighted: list[tuple[Fraction, Fraction]], precision: int) -> Fraction:
    """Π rate^(w / Σ w) to the nearest decimal of ``precision`` digits, half to even.

    The digits are found one by one: the largest whose power does not exceed the product.
    """
    unit = lcm(*(w.denominator for w, _ in weighted))
    powers = [(int(w * unit), rate) for w, rate in weighted]
    n = sum(w for w, _ in powers)
    product = prod((rate**w for w, rate in powers), start=ONE)
    if not product:
        return ZERO
    exponent = 0
    while (Fraction(10) ** exponent) ** n > product:
        exponent -= 1
    value, digit = ZERO, Fraction(10) ** exponent
    for _ in range(precision):
        for _ in range(9):
            if (value + digit) ** n <= product:
                value += digit
        last, digit = digit, digit / 10
    middle = (value + last / 2) ** n
    odd = (value / last) % 2 == 1
    return value + last if middle < product or (middle == product and odd) else value


def grants(profile: Profile) -> bool:
    return profile.not_applicable is NotApplicable.FULL_MARKS


def members(standard: Standard, profile: Profile, branch: str) -> list[tuple[Indicator, Fraction]]:
    return [
        (standard.indicators[chosen.indicator], chosen.points)
        for chosen in profile.selections
        if chosen.branch == branch and not standard.indicators[chosen.indicator].bonus
    ]


def some_apply(
    standard: Standard, profile: Profile, branch: str, shares: Mapping[str, Share]
) -> bool:
    own = members(standard, profile, branch)
    return any(points and shares[each.id] != LEFT_OUT for each, points in own)


def branch_rate(
    standard: Standard, profile: Profile, branch: str, shares: Mapping[str, Share]
) -> Fraction | None:
    own = members(standard, profile, branch)
    flat = profile.structure is Structure.METHODS
    sections: dict[str, list[tuple[Indicator, Fraction]]] = {}
    for each, points in own:
        sections.setdefault("" if flat else each.section_id, []).append((each, points))
    parts: list[tuple[Fraction, Fraction]] = []
    weights = profile.aggregation.section_weights
    for id_, inside in sections.items():
        rate = section_rate(profile, inside, shares)
        if rate is not None:
            if not flat and fired(inside, shares, VetoScope.SECTION):
                rate = ZERO
            points = sum((points for _, points in inside), ZERO)
            if profile.aggregation.model is not Model.HIERARCHICAL:
                points = due(profile, inside, shares)
            parts.append((weights.get(id_, points), rate))
    if not parts:
        return None
    scopes = (VetoScope.SECTION, VetoScope.TYPE) if flat else (VetoScope.TYPE,)
    if fired(own, shares, *scopes):
        return ZERO
    return sum((p * rate for p, rate in parts), ZERO) / sum((p for p, _ in parts), ZERO)


def section_rate(
    profile: Profile, inside: list[tuple[Indicator, Fraction]], shares: Mapping[str, Share]
) -> Fraction | None:
    earned = ZERO
    for each, points in inside:
        share = shares[each.id]
        if isinstance(share, Fraction):
            taken = fired([(each, points)], shares, VetoScope.INDICATOR)
            earned += ZERO if taken else share * points
        elif grants(profile):
            earned += points
    whole = due(profile, inside, shares)
    return earned / whole if whole else None


def due(
    profile: Profile, inside: list[tuple[Indicator, Fraction]], shares: Mapping[str, Share]
) -> Fraction:
    leaves = profile.not_applicable is NotApplicable.RESCALE
    return sum((p for each, p in inside if shares[each.id] != LEFT_OUT or not leaves), ZERO)


def fired(
    inside: list[tuple[Indicator, Fraction]], shares: Mapping[str, Share], *scopes: VetoScope
) -> bool:
    return any(
        each.veto is not None and each.veto.scope in scopes and _below(shares[each.id], each.veto)
        for each, _ in inside
    )


def _below(share: Share, veto: Veto) -> bool:
    return isinstance(share, Fraction) and share < veto.below


def bonus(standard: Standard, profile: Profile, shares: Mapping[str, Share]) -> Fraction:
    earned = ZERO
    for chosen in profile.selections:
        each = standard.indicators[chosen.indicator]
        share = shares[chosen.indicator]
        if each.bonus and isinstance(share, Fraction):
            taken = fired([(each, chosen.points)], shares, VetoScope.INDICATOR)
            earned += ZERO if taken else share * chosen.points
    return min(profile.bonus_cap, earned)


# --- the decision -------------------------------------------------------------------------------

Bound = tuple[Fraction | None, list[Fraction | None]]


def decide(
    standard: Standard, profile: Profile, shares: Mapping[str, Share], low: Bound, high: Bound
) -> tuple[Outcome, Grade | None]:
    carriers = [each for each in standard.indicators.values() if each.veto and each.id in shares]
    failing = [grade for grade in profile.grades if not grade.passing]
    everywhere = [(each, each.points) for each in carriers]
    if fired(everywhere, shares, VetoScope.WHOLE):
        return Outcome.FAILED, min(failing, key=edge, default=None)
    if low[0] is None or high[0] is None:
        return Outcome.UNDECIDED, None
    if any(whole_is_left_out(standard, profile, branch, shares) for branch in profile.branches):
        return Outcome.UNDECIDED, None
    grades = [grade_of(profile, low), grade_of(profile, high)]
    pessimistic = {id_: ZERO if each == MISSING else each for id_, each in shares.items()}
    if fired(everywhere, pessimistic, VetoScope.WHOLE):
        grades[0] = min(failing, key=edge, default=None)
    unseen = any(shares[each.id] == MISSING for each in carriers)
    passing = grades[0] is not None and grades[0].passing
    if grades[0] != grades[1] or (unseen and passing):
        return Outcome.PENDING, None
    if not any(grade.passing for grade in profile.grades):
        return Outcome.UNDECIDED, grades[0]
    return Outcome.PASSED if passing else Outcome.FAILED, grades[0]


def whole_is_left_out(
    standard: Standard, profile: Profile, branch: Branch, shares: Mapping[str, Share]
) -> bool:
    """缺型: the branch has points, and none of them applies."""
    if branch.optional or grants(profile):
        return False
    inside = [
        chosen
        for chosen in profile.selections
        if chosen.branch == branch.id
        and chosen.points
        and not standard.indicators[chosen.indicator].bonus
    ]
    return bool(inside) and all(shares[each.indicator] == LEFT_OUT for each in inside)


def edge(grade: Grade) -> Fraction:
    return grade.at_least


def grade_of(profile: Profile, bound: Bound) -> Grade | None:
    total, branches = bound
    assert total is not None
    grade = max((g for g in profile.grades if g.at_least <= total), key=edge)
    low = any(
        score is not None and branch.floor is not None and score < branch.floor
        for branch, score in zip(profile.branches, branches, strict=True)
    )
    if low and grade.passing:
        failing = [g for g in profile.grades if not g.passing]
        return max(failing, key=edge, default=None)
    return grade
