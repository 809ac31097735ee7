"""From scores to a decision: conditions met, not met or not known, then grade and outcome.

What is missing makes two cases, the lower and the upper. A grade is final only where both give the
same one.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from liuxing_cli.model.decision import Lifts
from liuxing_cli.model.profile import Grade, Missing
from liuxing_cli.model.result import BranchScore, Condition, Limit, Outcome, Result, Verdict
from liuxing_cli.model.standard import VetoScope
from liuxing_cli.scoring.conditions import (
    TOTAL,
    floor_id,
    grade_floor_id,
    is_bar,
    is_floor,
    is_veto,
    is_whole,
    limit_id,
    reached,
    veto_id,
    whole_id,
)
from liuxing_cli.scoring.plan import Plan

Bounds = tuple[Fraction | None, Fraction | None]


class Standing(NamedTuple):
    """What a decision rests on. ``unsettled`` are vetoes that nobody has looked at; ``graded`` is
    what is held against the grades where that is not the total; the other fields are those of
    ``Result``."""

    subject: str
    period: str
    total: Fraction | None
    upper: Fraction | None
    branches: Sequence[BranchScore]
    bonus: Fraction
    not_applicable: tuple[str, ...]
    missing: tuple[str, ...]
    vetoes: tuple[str, ...]
    unsettled: tuple[str, ...]
    files: tuple[str, ...]
    graded: Bounds | None = None
    limits: tuple[Limit, ...] = ()


class Decision(NamedTuple):
    """What follows from a standing; the same for every standing that lies on the same side of
    every line and has the same vetoes, limits and gaps."""

    conditions: tuple[Condition, ...]
    outcome: Outcome
    grade: str | None
    reason: str


def conclude(plan: Plan, standing: Standing) -> Result:
    """Add conditions, grade and outcome to what was computed."""
    return result_of(plan, standing, decision_on(plan, standing))


def is_incomplete(plan: Plan, standing: Standing) -> bool:
    """Whether something is missing under a profile that gives no result until all is there."""
    return bool(standing.missing) and plan.profile.missing is Missing.COMPLETE


def decision_on(plan: Plan, standing: Standing) -> Decision:
    """Decide on a standing."""
    incomplete = is_incomplete(plan, standing)
    own = standing.graded or (standing.total, standing.upper)
    graded: Bounds = (None, None) if incomplete else own
    conditions = _conditions(plan, standing, graded)
    outcome, grade = _decide(plan, standing, graded, conditions)
    undecided = outcome is Outcome.UNDECIDED
    reason = _reason(standing, incomplete, conditions) if undecided else ""
    return Decision(conditions, outcome, grade.id if grade else None, reason)


def result_of(plan: Plan, standing: Standing, decision: Decision) -> Result:
    """The result of a standing that has been decided on."""
    none: Bounds = (None, None)
    incomplete = is_incomplete(plan, standing)
    total, upper = none if incomplete else (standing.total, standing.upper)
    graded, graded_upper = none if incomplete or standing.graded is None else standing.graded
    return Result(
        subject=standing.subject,
        period=standing.period,
        profile=plan.profile.id,
        total=total,
        upper=upper,
        full=plan.profile.full,
        branches=standing.branches,
        bonus=standing.bonus,
        outcome=decision.outcome,
        grade=decision.grade,
        conditions=decision.conditions,
        not_applicable=standing.not_applicable,
        missing=standing.missing,
        vetoes=standing.vetoes,
        files=standing.files,
        reason=decision.reason,
        graded=graded,
        graded_upper=graded_upper,
        limits=standing.limits,
        trial=trial_reason(plan, standing.period),
    )


def trial_reason(plan: Plan, period: str) -> str:
    """Why the results of ``period`` are recorded without effect; empty where they have one."""
    trial = plan.profile.decision.trial
    return trial.reason if trial and period in trial.periods else ""


def _conditions(plan: Plan, standing: Standing, graded: Bounds) -> tuple[Condition, ...]:
    """Every condition that this subject is held to, with its verdict."""
    verdicts: dict[str, Verdict] = {}
    mark = plan.ladder.pass_mark
    if mark is not None:
        verdicts[TOTAL] = reached(*graded, mark.at_least)
    for node, branch in zip(plan.branches, standing.branches, strict=True):
        if branch.score is None:
            if not node.branch.optional and standing.total is not None and branch.left_out:
                verdicts[whole_id(branch.id)] = Verdict.UNKNOWN
        elif node.branch.floor is not None:
            bounds = held(plan, branch)
            verdicts[floor_id(branch.id)] = reached(*bounds, node.branch.floor)
    if plan.ladder.has_floors:
        verdicts |= _grade_floors(plan, standing)
    for column in (plan.columns[place] for place in plan.vetoes):
        whole = column.vetoes(VetoScope.WHOLE)
        if column.id in standing.unsettled:
            verdicts[veto_id(column.id)] = Verdict.UNKNOWN
        elif whole and column.id in standing.vetoes:
            verdicts[veto_id(column.id)] = Verdict.NOT_MET
        elif whole and column.id not in standing.not_applicable:
            verdicts[veto_id(column.id)] = Verdict.MET
    prepared = tuple(plan.conditions[id_][verdict] for id_, verdict in verdicts.items())
    return prepared + tuple(
        Condition(limit_id(limit), limit.text, limit.verdict, limit.detail)
        for limit in standing.limits
    )


def held(plan: Plan, branch: BranchScore) -> Bounds:
    """A branch as it is held against floors: with its bonus, where that may lift them."""
    if branch.score is None or branch.upper is None:
        return None, None
    if Lifts.FLOORS not in plan.profile.decision.bonus_lifts:
        return branch.score, branch.upper
    return branch.score + branch.bonus, branch.upper + branch.bonus_upper


def _grade_floors(plan: Plan, standing: Standing) -> dict[str, Verdict]:
    return {
        grade_floor_id(grade.id, branch.id): reached(*held(plan, branch), grade.floors[branch.id])
        for grade in plan.ladder.grades
        for branch in standing.branches
        if branch.id in grade.floors and branch.score is not None
    }


def _decide(
    plan: Plan, standing: Standing, graded: Bounds, conditions: tuple[Condition, ...]
) -> tuple[Outcome, Grade | None]:
    """The outcome and the grade of the lower case, where the upper case gives the same.

    A veto or a bar dominates: once it stands, no score and nothing missing can lift the decision.
    One that nobody can tell binds in the lower case, and never lets a subject pass.
    """
    ladder = plan.ladder
    if any(c.verdict is Verdict.NOT_MET and (is_veto(c) or is_bar(c)) for c in conditions):
        return Outcome.FAILED, ladder.lowest_failing
    if None in graded or any(is_whole(c) for c in conditions):
        return Outcome.UNDECIDED, None
    lower = _grade(plan, standing, graded[0], conditions, doubt=Verdict.NOT_MET)
    if _may_fail_whole(plan, standing):
        lower = ladder.lowest_failing
    passes = lower is not None and lower.passing
    barred = any(is_bar(c) and c.verdict is Verdict.UNKNOWN for c in conditions)
    if standing.missing or any(limit.verdict is Verdict.UNKNOWN for limit in standing.limits):
        upper = _grade(plan, standing, graded[1], conditions, doubt=Verdict.MET)
        if lower != upper or (passes and (standing.unsettled or barred)):
            return Outcome.PENDING, None
    if ladder.pass_mark is None:
        return Outcome.UNDECIDED, lower
    return Outcome.PASSED if passes else Outcome.FAILED, lower


def _grade(
    plan: Plan,
    standing: Standing,
    value: Fraction | None,
    conditions: tuple[Condition, ...],
    doubt: Verdict,
) -> Grade | None:
    """The grade of one case; ``doubt`` is how a verdict that nobody can tell is read in it."""
    if value is None:
        return None
    failed = {c.id for c in conditions if _read(c.verdict, doubt) is Verdict.NOT_MET}
    floors_met = not any(is_floor(c) for c in conditions if c.id in failed)
    grade = plan.ladder.at(value, floors_met=floors_met, failed=failed)
    caps = [
        limit.at_most
        for limit in standing.limits
        if limit.at_most and _read(limit.verdict, doubt) is Verdict.NOT_MET
    ]
    return plan.ladder.capped(grade, caps)


def _read(verdict: Verdict, doubt: Verdict) -> Verdict:
    return doubt if verdict is Verdict.UNKNOWN else verdict


def _may_fail_whole(plan: Plan, standing: Standing) -> bool:
    """Whether a veto of the whole is among those that nobody has looked at."""
    return bool(standing.unsettled) and any(
        plan.columns[place].vetoes(VetoScope.WHOLE) and plan.columns[place].id in standing.unsettled
        for place in plan.vetoes
    )


def _reason(standing: Standing, incomplete: bool, conditions: tuple[Condition, ...]) -> str:
    """Why the outcome is undecided, for the reader."""
    if incomplete:
        return f"资料不全：还有 {len(standing.missing)} 项没有查实，本办法要求查全后才出结果"
    if standing.total is None:
        return "没有适用的指标"
    whole = [c.id.partition(":")[2] for c in conditions if is_whole(c)]
    if whole:
        names = [branch.name for branch in standing.branches if branch.id in whole]
        return f"缺型：{'、'.join(names)}没有一项适用，总分只由其余各型算出，等次待定"
    return "评分办法没有设达标等次"
