"""The tree that explains a result: result → branches → sections → indicators → facts.

Every node shows its arithmetic with the numbers in it, and what it adds to the node above:
the contributions of a node's children add up to its value, exactly.
"""

from collections.abc import Sequence
from fractions import Fraction

from liuxing_cli.model.assessment import Assessment
from liuxing_cli.model.result import Result, TraceNode
from liuxing_cli.model.subject import Subject
from liuxing_cli.scoring.kernel import score_row
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.row import encode
from liuxing_cli.scoring.trace.branches import bonus_nodes, branch_nodes, counted
from liuxing_cli.scoring.trace.decision import decision_nodes
from liuxing_cli.scoring.trace.leaves import Record
from liuxing_cli.scoring.wording import bounds, equals, term, tidy, total_of

__all__ = ["explain"]


def explain(
    plan: Plan, subject: Subject, assessments: Sequence[Assessment], result: Result
) -> TraceNode:
    """Explain ``result``, computed from ``assessments`` (several: their mean) under ``plan``."""
    records = [Record(plan, subject, given, encode(plan, subject, given)) for given in assessments]
    scored = [(record, score_row(plan, record.row)) for record in records]
    if len(scored) == 1:
        record, own = scored[0]
        formula, parts = _total_formula(plan, own), _parts(record, own)
    else:
        totals = [own.total for _, own in scored if own.total is not None]
        formula = _mean_formula(totals)
        parts = tuple(_assessment_node(record, own, len(totals)) for record, own in scored)
    return TraceNode(
        kind="result",
        id=subject.id,
        label=subject.name,
        value=result.total,
        formula=result.reason if result.total is None else formula,
        note=bounds(result.total, result.upper),
        children=(*decision_nodes(plan, result), *parts),
    )


def _parts(record: Record, result: Result) -> tuple[TraceNode, ...]:
    """What one assessment's total is made of: the branches and the bonus."""
    return (*branch_nodes(record, result), *bonus_nodes(record, result.bonus))


def _assessment_node(record: Record, result: Result, count: int) -> TraceNode:
    """One of several assessors: the mean gives each an equal part."""
    return TraceNode(
        kind="assessment",
        id=record.assessment.assessor,
        label=f"{record.assessment.assessor} 的评估",
        value=result.total,
        adds=None if result.total is None else result.total / count,
        formula=_total_formula(record.plan, result),
        note=bounds(result.total, result.upper),
        file=record.assessment.file,
        children=_parts(record, result),
    )


def _total_formula(plan: Plan, result: Result) -> str:
    """total = full × Σ weight × (score ÷ full of the branch) ÷ Σ weight + bonus."""
    if result.total is None:
        return result.reason
    parts = counted(plan, result)
    sums = " + ".join(
        f"{term(part.weight)} × {term(part.score or 0)} ÷ {term(part.full)}" for part in parts
    )
    weights = total_of(part.weight for part in parts)
    bonus = f" + 加分 {term(result.bonus)}" if result.bonus else ""
    return tidy(f"{term(result.full)} ×（{sums}）÷ {weights}{bonus} {equals(result.total)}")


def _mean_formula(totals: Sequence[Fraction]) -> str:
    if not totals:
        return ""
    mean = sum(totals, Fraction(0)) / len(totals)
    return tidy(f"{total_of(totals)} ÷ {len(totals)} {equals(mean)}")
