"""The upper end of the arithmetic: from the rates of the branches to the total.

    hierarchical, arithmetic   rate = Σ w·rate / Σ w         w the weights of the branches
    hierarchical, geometric    rate = Π rate^(w / Σ w)       a decimal of stated precision
    flat, flat_unweighted      rate = Σ w·rate / Σ w         w what is due in the branch
    absolute                   rate = 1 if the flat rate is 1, else 0

    total = full × rate            (a bonus comes on top: see ``bonus``)

over the branches that have a rate. Where nothing at all applies there is no total.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd

from liuxing_cli.model.decimals import geometric_mean
from liuxing_cli.model.profile import Aggregation, Mean, Model
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.shape import BranchShape, Part, Ratio

Bounds = tuple[Ratio | None, Ratio | None]
"""A rate with what is missing as nothing, and as full marks; None where nothing applies."""

Totals = tuple[Fraction | None, Fraction | None]
"""A total between its bounds."""


def total_rate(plan: Plan, shapes: Sequence[BranchShape], parts: Sequence[Part]) -> Bounds:
    """The rate of the whole between its bounds; none when nothing at all applies."""
    if not any(shape.applies for shape in shapes):
        return None, None
    weights = [node.weight_under(shape) for node, shape in zip(plan.branches, shapes, strict=True)]
    how = plan.profile.aggregation
    lower = mean_rate(how, weights, [part.lower for part in parts])
    if all(part.lower is part.upper for part in parts):
        return lower, lower
    return lower, mean_rate(how, weights, [part.upper for part in parts])


def mean_rate(
    how: Aggregation, weights: Sequence[int], rates: Sequence[Ratio | None]
) -> Ratio | None:
    """The mean of what has a rate and a weight, as the profile asks; None of nothing."""
    if how.mean is Mean.GEOMETRIC:
        return _geometric(weights, rates, how.precision)
    rate = weighted_mean(weights, rates)
    if rate is not None and how.model is Model.ABSOLUTE:
        return (int(rate[0] == rate[1]), 1)
    return rate


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


def _geometric(
    weights: Sequence[int], rates: Sequence[Ratio | None], precision: int
) -> Ratio | None:
    counted = [
        (weight, Fraction(*rate))
        for weight, rate in zip(weights, rates, strict=True)
        if rate is not None and weight
    ]
    return geometric_mean(counted, precision).as_integer_ratio() if counted else None


def total_of(plan: Plan, rate: Bounds) -> Totals:
    """full × rate between its bounds, without any bonus."""
    lower = points(plan.profile.full, rate[0])
    return lower, lower if rate[0] is rate[1] else points(plan.profile.full, rate[1])


def points(full: Fraction, rate: Ratio | None) -> Fraction | None:
    """score = full × rate: the one exact fraction."""
    if rate is None:
        return None
    return Fraction(full.numerator * rate[0], full.denominator * rate[1])
