"""From scores to a decision: conditions met, not met or not known, then grade and outcome."""

from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.model.profile import Grade, Missing
from liuxing_cli.model.result import BranchScore, Condition, Outcome, Result, Verdict
from liuxing_cli.model.standard import VetoScope
from liuxing_cli.scoring.conditions import (
    TOTAL,
    floor_id,
    is_floor,
    is_veto,
    reached,
    veto_id,
)
from liuxing_cli.scoring.plan import Plan


@dataclass(frozen=True, slots=True)
class Standing:
    """What a decision rests on. ``unsettled`` are vetoes that nobody has looked at; the other
    fields are those of ``Result``."""

    subject: str
    period: str
    total: Fraction | None
    upper: Fraction | None
    branches: tuple[BranchScore, ...]
    bonus: Fraction
    not_applicable: tuple[str, ...]
    missing: tuple[str, ...]
    vetoes: tuple[str, ...]
    unsettled: tuple[str, ...]
    files: tuple[str, ...]


def conclude(plan: Plan, standing: Standing) -> Result:
    """Add conditions, grade and outcome to what was computed."""
    incomplete = bool(standing.missing) and plan.profile.missing is Missing.COMPLETE
    total = None if incomplete else standing.total
    upper = None if incomplete else standing.upper
    conditions = _conditions(plan, standing, total, upper)
    outcome, grade = _decide(plan, standing, total, upper, conditions)
    return Result(
        subject=standing.subject,
        period=standing.period,
        profile=plan.profile.id,
        total=total,
        upper=upper,
        full=plan.profile.full,
        branches=standing.branches,
        bonus=standing.bonus,
        outcome=outcome,
        grade=grade.id if grade else None,
        conditions=conditions,
        not_applicable=standing.not_applicable,
        missing=standing.missing,
        vetoes=standing.vetoes,
        files=standing.files,
        reason=_reason(standing, incomplete) if outcome is Outcome.UNDECIDED else "",
    )


def _conditions(
    plan: Plan, standing: Standing, total: Fraction | None, upper: Fraction | None
) -> tuple[Condition, ...]:
    """Every condition that this subject is held to, with its verdict."""
    verdicts: dict[str, Verdict] = {}
    mark = plan.ladder.pass_mark
    if mark is not None:
        verdicts[TOTAL] = reached(total, upper, mark.at_least)
    for node, branch in zip(plan.branches, standing.branches, strict=True):
        if node.branch.floor is not None and branch.score is not None:
            verdicts[floor_id(branch.id)] = reached(branch.score, branch.upper, node.branch.floor)
    for column in (plan.columns[place] for place in plan.vetoes):
        whole = column.vetoes(VetoScope.WHOLE)
        if column.id in standing.unsettled:
            verdicts[veto_id(column.id)] = Verdict.UNKNOWN
        elif whole and column.id in standing.vetoes:
            verdicts[veto_id(column.id)] = Verdict.NOT_MET
        elif whole and column.id not in standing.not_applicable:
            verdicts[veto_id(column.id)] = Verdict.MET
    return tuple(plan.conditions[id_][verdict] for id_, verdict in verdicts.items())


def _decide(
    plan: Plan,
    standing: Standing,
    total: Fraction | None,
    upper: Fraction | None,
    conditions: tuple[Condition, ...],
) -> tuple[Outcome, Grade | None]:
    """A grade is final only if both bounds give the same one.

    A veto dominates: once fired, no score and nothing missing can lift the decision. One that
    nobody has looked at fires in the lower bound, and never lets a subject pass.
    """
    ladder = plan.ladder
    if any(c.verdict is Verdict.NOT_MET and is_veto(c) for c in conditions):
        return Outcome.FAILED, ladder.lowest_failing
    if total is None or upper is None:
        return Outcome.UNDECIDED, None
    floors = [c.verdict for c in conditions if is_floor(c)]
    grade = ladder.at(total, floors_met=floors.count(Verdict.MET) == len(floors))
    if _may_fail_whole(plan, standing):
        grade = ladder.lowest_failing
    passes = grade is not None and grade.passing
    if standing.missing:
        highest = ladder.at(upper, floors_met=Verdict.NOT_MET not in floors)
        if grade != highest or (passes and standing.unsettled):
            return Outcome.PENDING, None
    if ladder.pass_mark is None:
        return Outcome.UNDECIDED, grade
    return Outcome.PASSED if passes else Outcome.FAILED, grade


def _may_fail_whole(plan: Plan, standing: Standing) -> bool:
    """Whether a veto of the whole is among those that nobody has looked at."""
    return bool(standing.unsettled) and any(
        plan.columns[place].vetoes(VetoScope.WHOLE) and plan.columns[place].id in standing.unsettled
        for place in plan.vetoes
    )


def _reason(standing: Standing, incomplete: bool) -> str:
    """Why the outcome is undecided, for the reader."""
    if incomplete:
        return f"资料不全：还有 {len(standing.missing)} 项没有查实，本办法要求查全后才出结果"
    if standing.total is None:
        return "没有适用的指标"
    return "评分办法没有设达标等次"
