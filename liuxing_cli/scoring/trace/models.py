"""What stands between the plain weighted sum of the branches and the total, as counter-entries.

A tree adds up; a geometric mean and the absolute model do not, nor does a bonus that may not lift
the total or may not exceed full marks. The difference is a node of its own, so that the
contributions still add up to the total, exactly.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from liuxing_cli.model.decision import Lifts
from liuxing_cli.model.profile import Mean, Model
from liuxing_cli.model.result import BranchScore, Result, TraceNode
from liuxing_cli.scoring.parts import branches_of
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.total import total_of, total_rate
from liuxing_cli.scoring.trace.leaves import Record
from liuxing_cli.scoring.wording import equals, term, tidy


def balancing_nodes(
    record: Record, result: Result, branches: Sequence[TraceNode]
) -> Iterator[TraceNode]:
    """The counter-entries of one assessment, under its total."""
    plan = record.plan
    base = total_of(plan, total_rate(plan, *branches_of(plan, record.row)))[0]
    if base is None or result.total is None:
        return
    summed = sum((node.adds for node in branches if node.adds is not None), Fraction(0))
    if base != summed:
        formula = tidy(f"{term(base)} − {term(summed)} {equals(base - summed)}")
        yield TraceNode("model", _id(plan), _label(plan), None, formula, adds=base - summed)
    if result.total != base + result.bonus:
        lifts = Lifts.TOTAL in plan.profile.decision.bonus_lifts
        label = f"总分以满分 {term(result.full)} 分为限" if lifts else "加分不计入总分"
        yield TraceNode("cap", "total", label, None, adds=result.total - base - result.bonus)


def mean_formula(plan: Plan, result: Result, parts: Sequence[BranchScore]) -> str:
    """The total of a profile that takes no weighted sum, written out; empty for others."""
    how = plan.profile.aggregation
    if result.total is None or (how.mean is Mean.ARITHMETIC and how.model is not Model.ABSOLUTE):
        return ""
    weights = sum((part.weight for part in parts), Fraction(0))
    if how.model is Model.ABSOLUTE:
        got = sum((part.weight * (part.score or 0) / part.full for part in parts), Fraction(0))
        rate = f"得分 {term(got)} ÷ 应得分 {term(weights)} {equals(got / weights)}"
        return f"{rate}；等于 1 得满分 {term(result.full)}，否则 0 分"
    product = " × ".join(
        f"（{term(part.score or 0)} ÷ {term(part.full)}）^({term(part.weight)}/{term(weights)})"
        for part in parts
    )
    bonus = f" + 加分 {term(result.bonus)}" if result.bonus else ""
    return tidy(f"{term(result.full)} × {product}{bonus} {equals(result.total)}") + (
        f"（几何平均，取 {how.precision} 位有效数字）"
    )


def _id(plan: Plan) -> str:
    how = plan.profile.aggregation
    return str(how.mean if how.model is Model.HIERARCHICAL else how.model)


def _label(plan: Plan) -> str:
    if plan.profile.aggregation.model is Model.ABSOLUTE:
        return "各项没有全部满分，按 0 分计"
    return "几何平均与算术平均之差（短板拉低）"
