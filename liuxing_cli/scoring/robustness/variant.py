"""A result with another total: the same decision rules, nothing read again."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from liuxing_cli.model.profile import Mean, Model, NotApplicable
from liuxing_cli.model.result import BranchScore, Result, Verdict
from liuxing_cli.scoring.conditions import is_veto
from liuxing_cli.scoring.decide import Standing, conclude
from liuxing_cli.scoring.plan import Plan

_OWN = Standing._fields


def with_total(
    plan: Plan, result: Result, total: Fraction, upper: Fraction, *, settled: bool = False
) -> Result:
    """``result`` decided anew as if its total were ``total`` (``upper`` in the upper bound).

    What is held against the grades moves by as much, where that is not the total itself.
    ``settled``: as if nothing were missing any more, each branch where its bound would be, and a
    veto that nobody has looked at fired in the lower.
    """
    known: dict[str, Any] = {name: getattr(result, name) for name in _OWN if hasattr(result, name)}
    unsettled = [
        condition.id.partition(":")[2]
        for condition in result.conditions
        if is_veto(condition) and condition.verdict is Verdict.UNKNOWN
    ]
    graded = None
    if result.graded is not None and result.graded_upper is not None:
        apart = (result.total or 0) - result.graded, (result.upper or 0) - result.graded_upper
        graded = total - apart[0], upper - apart[1]
    if settled:
        lower = total == result.total
        branches = [_settled(branch, lower) for branch in result.branches]
        fired = (*result.vetoes, *unsettled) if lower else result.vetoes
        known |= {"missing": (), "branches": tuple(branches), "vetoes": fired}
        unsettled = []
    return conclude(
        plan,
        Standing(
            **{
                **known,
                "total": total,
                "upper": upper,
                "unsettled": tuple(unsettled),
                "graded": graded,
            }
        ),
    )


def _settled(branch: BranchScore, lower: bool) -> BranchScore:
    score = branch.score if lower else branch.upper
    return replace(branch, score=score, upper=score)


@dataclass(frozen=True, slots=True)
class Part:
    """One assessment of a subject as the mean over its branches sees it.

    ``weights`` and ``rates`` stand in the plan's order of branches, the weight 0 where a branch
    does not count; ``rest`` is what the total has besides the mean (the bonus); ``share`` is what
    the assessment counts in the subject's total.
    """

    share: Fraction
    weights: tuple[Fraction, ...]
    rates: tuple[Fraction, ...]
    upper_rates: tuple[Fraction, ...]
    rest: Fraction
    upper_rest: Fraction


def part_of(plan: Plan, result: Result, share: Fraction, branches: tuple[str, ...]) -> Part | None:
    """The part of one record's own result; None where it has no total."""
    if result.total is None or result.upper is None:
        return None
    keep = plan.profile.not_applicable is NotApplicable.EXCLUDE
    known: dict[str, tuple[Fraction, Fraction, Fraction]] = {}
    for node, branch in zip(plan.branches, result.branches, strict=True):
        counts = node.units and (branch.score is not None or keep)
        known[branch.id] = (
            branch.weight if counts else Fraction(0),
            (branch.score or Fraction(0)) / branch.full,
            (branch.upper or Fraction(0)) / branch.full,
        )
    blank = (Fraction(0), Fraction(0), Fraction(0))
    weights, rates_, upper_rates = zip(*(known.get(id_, blank) for id_ in branches), strict=True)
    if plan.profile.aggregation.mean is Mean.GEOMETRIC:
        rest, upper_rest = result.bonus, result.bonus
    else:
        full = plan.profile.full
        rest = result.total - full * weighted(weights, rates_)
        upper_rest = result.upper - full * weighted(weights, upper_rates)
    return Part(share, weights, rates_, upper_rates, rest, upper_rest)


def weighted(weights: tuple[Fraction, ...], rates: tuple[Fraction, ...]) -> Fraction:
    """Σ w·rate / Σ w; 0 where nothing has a weight."""
    total = sum(weights, Fraction(0))
    if not total:
        return Fraction(0)
    return sum((w * r for w, r in zip(weights, rates, strict=True)), Fraction(0)) / total


def weights_matter(plan: Plan) -> bool:
    """Whether the profile's weights of branches have any part in its totals."""
    return plan.profile.aggregation.model is Model.HIERARCHICAL and len(plan.branches) > 1
