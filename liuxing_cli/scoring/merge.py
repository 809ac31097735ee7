"""Several sources of one subject become one result, by the weights of the profile.

    total = Σ weight · score / Σ weight        over the sources that have a score

Each source's score is the exact mean of its records. A source without a score leaves the weights
of the others to be scaled up, or there is no result, as the profile says. The decision is made
anew from the merged scores: conditions, floors and grades are held against them.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from liuxing_cli.model.decision import Combination, MissingSource
from liuxing_cli.model.result import BranchScore, Outcome, Result, SourcePart
from liuxing_cli.scoring.combine import mean_grading
from liuxing_cli.scoring.decide import Bounds, Standing, conclude
from liuxing_cli.scoring.limits import joined
from liuxing_cli.scoring.plan import Plan

SOURCE_NAMES = {
    "self": "自查自评",
    "peer": "互评",
    "third_party": "第三方评估",
    "inspection": "检查验收",
    "survey": "民意调查",
}
SELF = "self"
_NOTHING = Fraction(0)


def merge(plan: Plan, rule: Combination, results: Mapping[str, Result]) -> Result:
    """The result of one subject from its results by source.

    Raises:
        ValueError: no results, or of different subjects or periods.
    """
    listed = list(results.values())
    if len({(result.subject, result.period) for result in listed}) != 1:
        raise ValueError("merge needs the results of one subject and period")
    parts = _parts(rule, results)
    used = {part.source: part.share for part in parts if part.score is not None}
    absent = [part for part in parts if part.score is None]
    whole = bool(used) and (not absent or rule.missing is MissingSource.RENORMALISE)
    counted = [results[source] for source in used]
    shares = [used[source] for source in used]
    result = conclude(plan, _standing(plan, listed, counted, shares, whole=whole))
    reason = result.reason
    if not whole:
        names = "、".join(f"{SOURCE_NAMES[part.source]}（{part.reason}）" for part in absent)
        reason = f"缺来源：{names}，本办法规定缺来源时不出结果"
        result = replace(result, outcome=Outcome.UNDECIDED, grade=None)
    return replace(result, sources=parts, reason=reason)


def gap(parts: tuple[SourcePart, ...]) -> Fraction | None:
    """The self-assessment less the weighted mean of the others; None where either is missing."""
    own = next((p.score for p in parts if p.source == SELF), None)
    others = [p for p in parts if p.source != SELF and p.score is not None]
    weight = sum((p.weight for p in others), _NOTHING)
    if own is None or not weight:
        return None
    return own - sum((p.weight * (p.score or 0) for p in others), _NOTHING) / weight


def _parts(rule: Combination, results: Mapping[str, Result]) -> tuple[SourcePart, ...]:
    scored = [s for s in rule.weights if s in results and results[s].total is not None]
    weight = sum((rule.weights[source] for source in scored), _NOTHING)
    return tuple(_part(source, rule, weight, results.get(source)) for source in rule.weights)


def _part(source: str, rule: Combination, weight: Fraction, result: Result | None) -> SourcePart:
    own = rule.weights[source]
    if result is None or result.total is None:
        reason = "没有记录" if result is None else result.reason or "没有得分"
        count = 0 if result is None else len(result.files)
        return SourcePart(source, own, _NOTHING, None, None, None, count, reason)
    share = own / weight
    return SourcePart(
        source=source,
        weight=own,
        share=share,
        score=result.total,
        upper=result.upper,
        contribution=share * result.total,
        records=len(result.files),
    )


def _standing(
    plan: Plan, listed: list[Result], counted: list[Result], shares: list[Fraction], *, whole: bool
) -> Standing:
    ids = [column.id for column in plan.columns]
    vetoes = [ids[place] for place in plan.vetoes]
    missing = [id_ for id_ in ids if any(id_ in result.missing for result in counted)]
    first = listed[0]
    return Standing(
        subject=first.subject,
        period=first.period,
        total=_weighted([r.total for r in counted], shares) if whole else None,
        upper=_weighted([r.upper for r in counted], shares) if whole else None,
        branches=_branches(counted or listed[:1], shares or [Fraction(1)]),
        bonus=_weighted([r.bonus for r in counted], shares) or _NOTHING,
        not_applicable=tuple(
            id_ for id_ in ids if counted and all(id_ in r.not_applicable for r in counted)
        ),
        missing=tuple(missing),
        vetoes=tuple(id_ for id_ in vetoes if any(id_ in r.vetoes for r in counted)),
        unsettled=tuple(id_ for id_ in vetoes if _unsettled(id_, counted)),
        files=tuple(file for result in listed for file in result.files),
        graded=_grading(counted, shares) if whole else None,
        limits=joined([result.limits for result in listed]),
    )


def _grading(counted: list[Result], shares: list[Fraction]) -> Bounds | None:
    if mean_grading(counted) is None:
        return None
    lower = [r.total if r.graded is None else r.graded for r in counted]
    upper = [r.upper if r.graded is None else r.graded_upper for r in counted]
    return _weighted(lower, shares), _weighted(upper, shares)


def _weighted(values: list[Fraction | None], shares: list[Fraction]) -> Fraction | None:
    """Σ share · value / Σ share over what has a value; None where nothing has."""
    pairs = [(v, s) for v, s in zip(values, shares, strict=True) if v is not None]
    weight = sum((share for _, share in pairs), _NOTHING)
    if not weight:
        return None
    return sum((value * share for value, share in pairs), _NOTHING) / weight


def _branches(results: list[Result], shares: list[Fraction]) -> tuple[BranchScore, ...]:
    return tuple(
        _branch([result.branches[place] for result in results], shares)
        for place in range(len(results[0].branches))
    )


def _branch(branches: list[BranchScore], shares: list[Fraction]) -> BranchScore:
    def of(values: list[Fraction]) -> Fraction:
        return _weighted(list(values), shares) or _NOTHING

    return BranchScore(
        id=branches[0].id,
        name=branches[0].name,
        full=branches[0].full,
        weight=branches[0].weight,
        score=_weighted([branch.score for branch in branches], shares),
        upper=_weighted([branch.upper for branch in branches], shares),
        earned=of([branch.earned for branch in branches]),
        due=of([branch.due for branch in branches]),
        unseen=of([branch.unseen for branch in branches]),
        left_out=of([branch.left_out for branch in branches]),
        bonus=of([branch.bonus for branch in branches]),
        bonus_upper=of([branch.bonus_upper for branch in branches]),
    )


def _unsettled(indicator: str, results: list[Result]) -> bool:
    """Missing for some source and judged by none."""
    judged = any(
        indicator not in result.missing and indicator not in result.not_applicable
        for result in results
    )
    return any(indicator in result.missing for result in results) and not judged
