"""The middle of a trace: branches, sections and the bonus, and how their parts add up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from liuxing_cli.model.profile import NotApplicable
from liuxing_cli.model.result import BranchScore, Result, TraceNode
from liuxing_cli.scoring.cells import FIRST_MISSING, Mark
from liuxing_cli.scoring.plan import BranchNode, Plan, SectionNode
from liuxing_cli.scoring.shape import SectionShape
from liuxing_cli.scoring.trace.leaves import Record, indicator_node
from liuxing_cli.scoring.wording import bounds, equals, term, tidy, total_of

_MANY_LEFT_OUT = Fraction(1, 5)
"""Leaving requirements out is the cheapest way to a higher score: above this share, say so."""


def counted(plan: Plan, result: Result) -> list[BranchScore]:
    """The branches whose weight counts: those that apply; with ``exclude`` all that have points."""
    keep = plan.profile.not_applicable is NotApplicable.EXCLUDE
    return [
        score
        for node, score in zip(plan.branches, result.branches, strict=True)
        if node.weight and node.units and (score.score is not None or keep)
    ]


def branch_nodes(record: Record, result: Result) -> tuple[TraceNode, ...]:
    """The branches; each adds full × weight ÷ Σ weight × (score ÷ full of the branch)."""
    weights = sum((score.weight for score in counted(record.plan, result)), Fraction(0))
    nodes = []
    for node, score in zip(record.plan.branches, result.branches, strict=True):
        part = result.full * score.weight / weights / score.full if weights else Fraction(0)
        scaling = (
            f"{term(result.full)} × 权重 {term(score.weight)} ÷ 权重合计 {term(weights)} "
            f"÷ {term(score.full)} {equals(part)}"
        )
        nodes.append(replace(_branch_node(record, node, score, part), scaling=scaling))
    return tuple(nodes)


def bonus_nodes(record: Record, bonus: Fraction) -> tuple[TraceNode, ...]:
    """bonus = min(cap, Σ points), on the scale of the total and in no denominator."""
    places = range(record.plan.bonus, len(record.plan.columns))
    if not places:
        return ()
    children = [indicator_node(record, place, Fraction(1), "加分按实得计") for place in places]
    claimed = [child.value for child in children if child.value]
    above = bonus - sum(claimed, Fraction(0))
    formula = tidy(f"{total_of(claimed)} {equals(bonus - above)}")
    if above:
        cap = term(record.plan.profile.bonus_cap)
        formula += f"，以上限 {cap} 分为限"
        children.append(TraceNode("cap", "bonus", f"加分上限 {cap} 分", None, adds=above))
    return (
        TraceNode(
            kind="bonus",
            id="bonus",
            label="加分",
            value=bonus,
            formula=formula,
            children=tuple(children),
            adds=bonus,
            rate=Fraction(1),
            scaling="加分直接加在总分上",
        ),
    )


@dataclass(frozen=True, slots=True)
class _SectionSum:
    """A section in points: ``got ÷ due`` is its rate, ``points`` what it counts in the branch,
    ``score`` = points × rate unless a veto takes it, and a point given is worth ``per_point``."""

    node: SectionNode
    shape: SectionShape
    points: Fraction
    got: Fraction
    due: Fraction
    left_out: Fraction
    declared: Fraction  # its points in the standard, whatever it weighs
    score: Fraction
    upper: Fraction
    per_point: Fraction
    shown: bool


def _section_sum(record: Record, node: SectionNode, shape: SectionShape) -> _SectionSum:
    row, scale = record.row, record.plan.scale
    got = Fraction(sum(row.earned[node.start : node.stop]), row.scale)
    got += Fraction(shape.granted, scale)
    due = Fraction(shape.due, scale)
    per_point = Fraction(shape.weight, shape.due) if shape.due else Fraction(0)
    taken = shape.vetoed or shape.doubted
    return _SectionSum(
        node=node,
        shape=shape,
        points=due * per_point,
        got=got,
        due=due,
        left_out=Fraction(shape.left_out, scale),
        declared=Fraction(shape.units, scale),
        score=Fraction(0) if taken else got * per_point,
        upper=Fraction(0) if shape.vetoed else (got + Fraction(shape.unseen, scale)) * per_point,
        per_point=per_point,
        shown=shape.units > shape.left_out or shape.granted > 0,
    )


def _branch_node(record: Record, node: BranchNode, score: BranchScore, part: Fraction) -> TraceNode:
    """score of a branch = full × Σ scores of its sections ÷ Σ points of its sections."""
    shape = node.shape(record.row.marks[node.start : node.stop])
    sums = [
        _section_sum(record, section, own)
        for section, own in zip(node.sections, shape.sections, strict=True)
    ]
    points = sum((each.points for each in sums), Fraction(0))
    per_point = score.full / points if points else Fraction(0)
    scaling = f"{term(score.full)} ÷ {term(points)} {equals(per_point)}"
    children: list[TraceNode] = []
    for each in sums:
        if each.node.id:
            children.append(_section_node(record, each, per_point, scaling))
        else:  # a branch by method: its indicators hang directly under it
            rate = each.per_point * per_point
            own = f"{term(score.full)} ÷ 应得分 {term(each.due)} {equals(rate)}"
            children += _indicators(record, each, rate, own)
    reach = [slot.branch_veto for section in node.sections for slot in section.slots]
    veto = _veto_nodes(record, node, reach, children) if score.score is not None else ()
    return TraceNode(
        kind="branch",
        id=score.id,
        label=score.name,
        value=score.score,
        adds=None if score.score is None else score.score * part,
        formula=_branch_formula(score, sums) + ("，否决后记 0 分" if veto else ""),
        note=bounds(score.score, score.upper),
        children=(*children, *veto),
        rate=part,
    )


def _branch_formula(score: BranchScore, sums: Sequence[_SectionSum]) -> str:
    if score.score is None:
        return "没有适用的指标"
    counting = [each for each in sums if each.points]
    by_section = bool(counting[0].node.id)
    got = [each.score if by_section else each.got for each in counting]
    due = [each.points if by_section else each.due for each in counting]
    value = score.full * sum(got, Fraction(0)) / sum(due, Fraction(0))
    return tidy(f"{term(score.full)} × {total_of(got)} ÷ {total_of(due)} {equals(value)}")


def _section_node(
    record: Record, each: _SectionSum, per_point: Fraction, scaling: str
) -> TraceNode:
    """score of a section = points × points given ÷ points that apply."""
    children = _indicators(record, each, each.per_point, _section_scaling(record.plan, each))
    reach = [slot.section_veto for slot in each.node.slots]
    veto = _veto_nodes(record, each.node, reach, children) if each.shown else ()
    value = each.score if each.shown else None
    return TraceNode(
        kind="section",
        id=each.node.id,
        label=each.node.name,
        value=value,
        adds=None if value is None else value * per_point,
        formula=_section_formula(record.plan, each) + ("，否决后记 0 分" if veto else ""),
        note="；".join(filter(None, (bounds(value, each.upper), _left_out_note(each)))),
        children=(*children, *veto),
        rate=per_point,
        scaling=scaling,
    )


def _section_scaling(plan: Plan, each: _SectionSum) -> str:
    """points of the section ÷ points that apply, as a formula."""
    if not each.due:
        return ""
    due = term(each.due)
    if each.left_out and plan.profile.not_applicable is NotApplicable.RESCALE:
        due = f"（{term(each.declared)} − 不适用 {term(each.left_out)}）"
    return tidy(f"{term(each.points)} ÷ {due} {equals(each.per_point)}")


def _section_formula(plan: Plan, each: _SectionSum) -> str:
    if not each.shown:
        return "没有适用的指标" if each.points or each.left_out else "只作否决，不计分"
    got, due = term(each.got), term(each.due)
    if each.left_out and plan.profile.not_applicable is NotApplicable.RESCALE:
        due = f"（{term(each.declared)} − 不适用 {term(each.left_out)}）"
    if each.left_out and plan.profile.not_applicable is NotApplicable.FULL_MARKS:
        got = f"（{term(each.got - each.left_out)} + 不适用按满分 {term(each.left_out)}）"
    value = equals(each.points * each.got / each.due)
    return tidy(f"{term(each.points)} × 得分 {got} ÷ 应得分 {due} {value}")


def _left_out_note(each: _SectionSum) -> str:
    if not each.left_out or not each.shown:
        return ""
    warning = "，缺项较多" if each.left_out > _MANY_LEFT_OUT * each.declared else ""
    return f"{term(each.declared)} 分中不适用 {term(each.left_out)} 分{warning}"


def _indicators(
    record: Record, each: _SectionSum, per_point: Fraction, scaling: str
) -> list[TraceNode]:
    places = range(each.node.start, each.node.stop)
    return [indicator_node(record, place, per_point, scaling) for place in places]


def _veto_nodes(
    record: Record,
    node: BranchNode | SectionNode,
    reach: Sequence[bool],
    parts: Sequence[TraceNode],
) -> tuple[TraceNode, ...]:
    """Where a veto takes the score of ``node``, a counter-entry that brings its parts to 0;
    ``reach`` says which of its columns can."""
    places = [place for place, can in zip(range(node.start, node.stop), reach, strict=True) if can]
    fired = [place for place in places if record.row.marks[place] == Mark.VETOED]
    doubted = [place for place in places if record.row.marks[place] >= FIRST_MISSING]
    if not fired and not doubted:
        return ()
    column = record.plan.columns[(fired or doubted)[0]]
    label = f"触发否决：{column.indicator.name}"
    if not fired:
        label = f"否决项没有查实，下限按触发计：{column.indicator.name}"
    taken = sum((part.adds or Fraction(0) for part in parts), Fraction(0))
    return (TraceNode("veto", column.id, label, None, adds=-taken),)
