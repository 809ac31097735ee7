"""The one kernel: sums of integers, and one exact fraction for each number that is published.

``shape`` has the formulas; here they meet the points given.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import gcd

from liuxing_cli.model.result import BranchScore, Result
from liuxing_cli.scoring.cells import FIRST_MISSING, NOT_APPLICABLE, VETOED
from liuxing_cli.scoring.decide import Standing, conclude
from liuxing_cli.scoring.plan import BranchNode, Plan
from liuxing_cli.scoring.row import Row
from liuxing_cli.scoring.shape import BranchShape, Ratio

_NOTHING = Fraction(0)

Bounds = tuple[Ratio | None, Ratio | None]
"""A rate with what is missing as nothing, and as full marks; None where nothing applies."""


def score(plan: Plan, rows: Iterable[Row]) -> list[Result]:
    """Score rows, each on its own: blocks of any size give the same results."""
    return [score_row(plan, row) for row in rows]


def score_row(plan: Plan, row: Row) -> Result:
    """Score one row and decide on it."""
    shapes = shapes_of(plan, row)
    rates = branch_rates(plan, row, shapes)
    bonus = bonus_points(plan, row)
    total, upper = totals(plan, total_rate(plan, shapes, rates), bonus)
    branches = [
        _branch_score(row, node, shape, rate)
        for node, shape, rate in zip(plan.branches, shapes, rates, strict=True)
    ]
    left_out = [id_ for shape in shapes for id_ in shape.not_applicable]
    missing = [id_ for shape in shapes for id_ in shape.missing]
    for place in range(plan.bonus, len(plan.columns)):
        if row.marks[place] == NOT_APPLICABLE:
            left_out.append(plan.columns[place].id)
        elif row.marks[place] >= FIRST_MISSING:
            missing.append(plan.columns[place].id)
    vetoes = [(plan.columns[place].id, row.marks[place]) for place in plan.vetoes]
    return conclude(
        plan,
        Standing(
            subject=row.subject,
            period=row.period,
            total=total,
            upper=upper,
            branches=tuple(branches),
            bonus=bonus[0],
            not_applicable=tuple(left_out),
            missing=tuple(missing),
            vetoes=tuple([id_ for id_, mark in vetoes if mark == VETOED]),
            unsettled=tuple([id_ for id_, mark in vetoes if mark >= FIRST_MISSING]),
            files=(row.file,),
        ),
    )


def exact_totals(plan: Plan, rows: Iterable[Row]) -> list[tuple[Fraction | None, Fraction | None]]:
    """Only the totals and their upper bounds: what ranks, margins and re-runs by the thousand
    need."""
    found = []
    for row in rows:
        shapes = shapes_of(plan, row)
        rate = total_rate(plan, shapes, branch_rates(plan, row, shapes))
        found.append(totals(plan, rate, bonus_points(plan, row)))
    return found


def shapes_of(plan: Plan, row: Row) -> list[BranchShape]:
    """The shape of each branch under this row's marks."""
    return [node.shape(row.marks[node.start : node.stop]) for node in plan.branches]


def branch_rates(plan: Plan, row: Row, shapes: Sequence[BranchShape]) -> list[Bounds]:
    """The rate of each branch between its bounds."""
    factor = row.scale // plan.scale
    rates: list[Bounds] = []
    for shape in shapes:
        lower = shape.lower.rate(row.earned, factor) if shape.lower else None
        upper = lower
        if shape.upper != shape.lower and shape.upper:
            upper = shape.upper.rate(row.earned, factor)
        rates.append((lower, upper))
    return rates


def total_rate(plan: Plan, shapes: Sequence[BranchShape], rates: Sequence[Bounds]) -> Bounds:
    """rate of the whole = Σ weight · rate / Σ weight; none when nothing at all applies."""
    if not any(shape.applies for shape in shapes):
        return None, None
    weights = [node.weight for node in plan.branches]
    lower = weighted_mean(weights, [rate[0] for rate in rates])
    if all(rate[0] is rate[1] for rate in rates):
        return lower, lower
    return lower, weighted_mean(weights, [rate[1] for rate in rates])


def weighted_mean(weights: Sequence[int], rates: Sequence[Ratio | None]) -> Ratio | None:
    """Σ w·n/d / Σ w over what has a rate and a weight; None when there is nothing."""
    numerator, denominator, total = 0, 1, 0
    for weight, rate in zip(weights, rates, strict=True):
        if rate is not None and weight:
            n, d = rate
            common = gcd(denominator, d)
            numerator = numerator * (d // common) + weight * n * (denominator // common)
            denominator *= d // common
            total += weight
    return (numerator, denominator * total) if total else None


def totals(
    plan: Plan, rate: Bounds, bonus: tuple[Fraction, Fraction]
) -> tuple[Fraction | None, Fraction | None]:
    """total = full × rate + bonus, and its upper bound."""
    lower = _points(plan.profile.full, rate[0])
    upper = lower if rate[0] is rate[1] else _points(plan.profile.full, rate[1])
    if lower is None or upper is None or not bonus[1]:
        return lower, upper
    return lower + bonus[0], upper + bonus[1]


def bonus_points(plan: Plan, row: Row) -> tuple[Fraction, Fraction]:
    """bonus = min(cap, Σ s) on the scale of the total, in no denominator; and its upper bound."""
    if plan.bonus == len(plan.columns):
        return _NOTHING, _NOTHING
    cap = plan.profile.bonus_cap
    earned = sum(row.earned[plan.bonus :])
    unseen = sum(
        plan.columns[place].units
        for place in range(plan.bonus, len(plan.columns))
        if row.marks[place] >= FIRST_MISSING
    )
    lower = min(cap, Fraction(earned, row.scale)) if earned else _NOTHING
    if not unseen:
        return lower, lower
    return lower, min(cap, Fraction(earned, row.scale) + Fraction(unseen, plan.scale))


def _branch_score(row: Row, node: BranchNode, shape: BranchShape, rate: Bounds) -> BranchScore:
    branch = node.branch
    lower = _points(branch.full, rate[0]) if shape.shown else None
    same = rate[0] is rate[1] or not shape.shown
    return BranchScore(
        id=branch.id,
        name=branch.name,
        full=branch.full,
        weight=branch.weight,
        score=lower,
        upper=lower if same else _points(branch.full, rate[1]),
        earned=Fraction(sum(row.earned[node.start : node.stop]), row.scale),
        due=shape.due,
        unseen=shape.unseen,
        left_out=shape.left_out,
    )


def _points(full: Fraction, rate: Ratio | None) -> Fraction | None:
    """score = full × rate: the one exact fraction."""
    if rate is None:
        return None
    return Fraction(full.numerator * rate[0], full.denominator * rate[1])
