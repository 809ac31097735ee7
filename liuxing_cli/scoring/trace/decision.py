"""The upper end of a trace: conditions, grade and the one rounding."""

from fractions import Fraction

from liuxing_cli.model.decision import Lifts
from liuxing_cli.model.numbers import RoundingMode, fixed, fixed_near, scaled
from liuxing_cli.model.profile import Grade
from liuxing_cli.model.result import Condition, NearLine, Outcome, Result, TraceNode, Verdict
from liuxing_cli.scoring.conditions import (
    TOTAL,
    floor_id,
    grade_floor_id,
    is_bar,
    is_floor,
    is_veto,
)
from liuxing_cli.scoring.decide import held
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.wording import term, tidy

_VERDICT_WORDS = {Verdict.MET: "符合", Verdict.NOT_MET: "不符合", Verdict.UNKNOWN: "不能判定"}
_OPEN = {Outcome.PENDING: "待核", Outcome.UNDECIDED: "未定"}
_AGAINST = {
    "grade": "单项达不到该等次的要求（{}）",
    "cap": "等次封顶（{}）",
    "quota": "名额有限（{}）",
}
"""Conditions that hold a grade back, by the start of their ids."""
_MODE_WORDS = {
    RoundingMode.HALF_UP: "四舍五入",
    RoundingMode.GBT8170: "按 GB/T 8170（四舍六入五成双）修约",
}


def decision_nodes(plan: Plan, result: Result) -> tuple[TraceNode, ...]:
    """How the total is published, how it is graded, each condition with its verdict, what lies
    near a line, and whether the period is a trial."""
    return (
        *_rounding_nodes(plan, result),
        *_grade_nodes(plan, result),
        *(_condition_node(plan, result, condition) for condition in result.conditions),
        *(_near_node(plan, near) for near in result.near),
        *_trial_nodes(result),
    )


def _rounding_nodes(plan: Plan, result: Result) -> tuple[TraceNode, ...]:
    if result.total is None:
        return ()
    digits, mode = plan.profile.rounding.digits, plan.profile.rounding.mode
    rounded = fixed(result.total, digits, mode)
    edges = [grade.at_least for grade in plan.profile.grades]
    published = fixed_near(result.total, digits, edges, mode)
    note = "" if published == rounded else f"舍入会看不出没有达到等次线，公布 {published}"
    return (
        TraceNode(
            kind="rounding",
            id="total",
            label="公布总分",
            value=Fraction(scaled(result.total, digits, mode), 10**digits),
            formula=f"{term(result.total)} {_MODE_WORDS[mode]}保留 {digits} 位小数 = {rounded}",
            note=note,
        ),
    )


def _grade_nodes(plan: Plan, result: Result) -> tuple[TraceNode, ...]:
    """The half-open interval that holds the exact score, and why the grade may differ."""
    lower, upper = _graded(result)
    if lower is None or upper is None:
        return ()
    by_total = plan.ladder.at(lower)
    by_upper = plan.ladder.at(upper)
    names = {grade.id: grade.name for grade in plan.profile.grades}
    formula = _interval(plan, lower, by_total)
    if by_upper != by_total:
        formula += f"；上限 {_interval(plan, upper, by_upper)}"
    if result.graded is not None:
        formula = f"定等次的分 {term(lower)}（加分{_lift_words(plan)}）：{formula}"
    label = names.get(result.grade or "", _OPEN.get(result.outcome, ""))
    note = _why(result, by_total)
    return (TraceNode("grade", result.grade or "", f"等次：{label}", None, formula, note),)


def _graded(result: Result) -> tuple[Fraction | None, Fraction | None]:
    """What is held against the grades, between its bounds."""
    if result.graded is None:
        return result.total, result.upper
    return result.graded, result.graded_upper


def _lift_words(plan: Plan) -> str:
    return "计入" if Lifts.GRADE in plan.profile.decision.bonus_lifts else "不计入"


def _why(result: Result, by_total: Grade | None) -> str:
    """Why the grade is not the one of the score alone."""
    if result.outcome is Outcome.PENDING:
        return "没有查实的项可能改变结论，待核"
    if result.outcome is Outcome.UNDECIDED:
        return result.reason
    if by_total is None or result.grade == by_total.id:
        return ""
    return f"按总分为“{by_total.name}”，因{_causes(result)}不能评为该等次"


def _causes(result: Result) -> str:
    """What stands against the grade of the score, a veto before all else."""
    failed = [c for c in result.conditions if c.verdict is Verdict.NOT_MET]
    bars = [condition.text for condition in failed if is_bar(condition)]
    if _vetoed(result):
        return "触发一票否决"
    if bars:
        return f"不得评为达标（{'；'.join(bars)}）"
    found = ["有单项低于底线"] if any(is_floor(condition) for condition in failed) else []
    for kind, words in _AGAINST.items():
        own = [condition for condition in failed if condition.id.startswith(f"{kind}:")]
        if own:
            found.append(words.format("；".join(condition.text for condition in own)))
    return "、".join(found) or "有条件不符合"


def _interval(plan: Plan, value: Fraction, grade: Grade | None) -> str:
    """``80 ≤ 86.94 < 90``: 合格."""
    if grade is None:
        return _near(plan, value, ())
    above = [other.at_least for other in plan.profile.grades if other.at_least > grade.at_least]
    edges = [grade.at_least, *above]
    text = f"{term(grade.at_least)} ≤ {_near(plan, value, edges)}"
    return f"{text} < {term(min(above))}（{grade.name}）" if above else f"{text}（{grade.name}）"


def _condition_node(plan: Plan, result: Result, condition: Condition) -> TraceNode:
    """The exact value against the limit, with the digits that show its side; or what the verdict
    rests on."""
    (lower, upper), limit = _held_to(plan, result, condition)
    formula = condition.detail
    if lower is not None and upper is not None and limit is not None:
        formula = _comparison(plan, lower, limit)
        if upper != lower:
            formula = f"下限 {formula}，上限 {_comparison(plan, upper, limit)}"
    note = _VERDICT_WORDS[condition.verdict]
    return TraceNode("condition", condition.id, condition.text, None, formula, note)


def _held_to(
    plan: Plan, result: Result, condition: Condition
) -> tuple[tuple[Fraction | None, Fraction | None], Fraction | None]:
    """The score that a condition is about, between its bounds, and the line; None where it is
    about something else."""
    mark = plan.ladder.pass_mark
    if condition.id == TOTAL:
        return _graded(result), mark.at_least if mark else None
    for node, branch in zip(plan.branches, result.branches, strict=True):
        if condition.id == floor_id(branch.id):
            return held(plan, branch), node.branch.floor
        for grade in plan.profile.grades:
            if condition.id == grade_floor_id(grade.id, branch.id):
                return held(plan, branch), grade.floors[branch.id]
    return (None, None), None


def _near_node(plan: Plan, near: NearLine) -> TraceNode:
    """A score within the assessors' error of a line: squares are compared, no root is taken."""
    factor = plan.profile.decision.near.factor
    apart, zone = (near.score - near.line) ** 2, factor**2 * near.error_squared
    formula = (
        f"（{term(near.score)} − {term(near.line)}）² = {term(apart)} ≤ "
        f"{term(factor)}² × 评估误差方差 {term(near.error_squared)} = {term(zone)}"
    )
    note = "临界：定结论前再查一次；不改变结论"
    return TraceNode("near", near.id, near.text, None, tidy(formula), note)


def _trial_nodes(result: Result) -> tuple[TraceNode, ...]:
    if not result.trial:
        return ()
    return (
        TraceNode("trial", result.period, "试行：结果只作记录，不生效", None, "", result.trial),
    )


def _comparison(plan: Plan, value: Fraction, limit: Fraction) -> str:
    sign = "≥" if value >= limit else "<"
    return f"{_near(plan, value, [limit])} {sign} {term(limit)}"


def _near(plan: Plan, value: Fraction, limits: list[Fraction] | tuple[()]) -> str:
    return fixed_near(value, plan.profile.rounding.digits, limits, plan.profile.rounding.mode)


def _vetoed(result: Result) -> bool:
    return any(is_veto(c) and c.verdict is Verdict.NOT_MET for c in result.conditions)
