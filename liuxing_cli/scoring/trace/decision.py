"""The upper end of a trace: conditions, grade and the one rounding."""

from fractions import Fraction

from liuxing_cli.model.numbers import RoundingMode, fixed, fixed_near, scaled
from liuxing_cli.model.profile import Grade
from liuxing_cli.model.result import Condition, Outcome, Result, TraceNode, Verdict
from liuxing_cli.scoring.conditions import TOTAL, floor_id, is_veto
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.wording import term

_VERDICT_WORDS = {Verdict.MET: "符合", Verdict.NOT_MET: "不符合", Verdict.UNKNOWN: "不能判定"}
_MODE_WORDS = {
    RoundingMode.HALF_UP: "四舍五入",
    RoundingMode.GBT8170: "按 GB/T 8170（四舍六入五成双）修约",
}


def decision_nodes(plan: Plan, result: Result) -> tuple[TraceNode, ...]:
    """How the total is published, how it is graded, and each condition with its verdict."""
    return (
        *_rounding_nodes(plan, result),
        *_grade_nodes(plan, result),
        *(_condition_node(plan, result, condition) for condition in result.conditions),
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
    """The half-open interval that holds the exact total, and why the grade may differ."""
    if result.total is None or result.upper is None:
        return ()
    by_total = plan.ladder.at(result.total)
    by_upper = plan.ladder.at(result.upper)
    names = {grade.id: grade.name for grade in plan.profile.grades}
    formula = _interval(plan, result.total, by_total)
    if by_upper != by_total:
        formula += f"；上限 {_interval(plan, result.upper, by_upper)}"
    note = ""
    if result.outcome is Outcome.PENDING:
        note = "没有查实的项可能改变结论，待核"
    elif by_total is not None and result.grade != by_total.id:
        cause = "触发一票否决" if _vetoed(result) else "有单项低于底线"
        note = f"按总分为“{by_total.name}”，因{cause}不能评为该等次"
    label = names.get(result.grade or "", "待核" if result.grade is None else "")
    return (TraceNode("grade", result.grade or "", f"等次：{label}", None, formula, note),)


def _interval(plan: Plan, value: Fraction, grade: Grade | None) -> str:
    """``80 ≤ 86.94 < 90``: 合格."""
    if grade is None:
        return _near(plan, value, ())
    above = [other.at_least for other in plan.profile.grades if other.at_least > grade.at_least]
    edges = [grade.at_least, *above]
    text = f"{term(grade.at_least)} ≤ {_near(plan, value, edges)}"
    return f"{text} < {term(min(above))}（{grade.name}）" if above else f"{text}（{grade.name}）"


def _condition_node(plan: Plan, result: Result, condition: Condition) -> TraceNode:
    """The exact value against the limit, with the digits that show its side."""
    scores = {floor_id(branch.id): (branch.score, branch.upper) for branch in result.branches}
    scores[TOTAL] = (result.total, result.upper)
    limits = {floor_id(b.branch.id): b.branch.floor for b in plan.branches}
    mark = plan.ladder.pass_mark
    limits[TOTAL] = mark.at_least if mark else None
    (lower, upper), limit = scores.get(condition.id, (None, None)), limits.get(condition.id)
    formula = ""
    if lower is not None and upper is not None and limit is not None:
        formula = _comparison(plan, lower, limit)
        if upper != lower:
            formula = f"下限 {formula}，上限 {_comparison(plan, upper, limit)}"
    note = _VERDICT_WORDS[condition.verdict]
    return TraceNode("condition", condition.id, condition.text, None, formula, note)


def _comparison(plan: Plan, value: Fraction, limit: Fraction) -> str:
    sign = "≥" if value >= limit else "<"
    return f"{_near(plan, value, [limit])} {sign} {term(limit)}"


def _near(plan: Plan, value: Fraction, limits: list[Fraction] | tuple[()]) -> str:
    return fixed_near(value, plan.profile.rounding.digits, limits, plan.profile.rounding.mode)


def _vetoed(result: Result) -> bool:
    return any(is_veto(c) and c.verdict is Verdict.NOT_MET for c in result.conditions)
