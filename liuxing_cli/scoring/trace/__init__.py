"""The tree that explains a result: result → branches → sections → indicators → facts.

Every node shows its arithmetic with the numbers in it, and what it adds to the node above:
the contributions of a node's children add up to its value, exactly.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from liuxing_cli.model.assessment import Assessment
from liuxing_cli.model.result import Result, TraceNode
from liuxing_cli.model.subject import Subject
from liuxing_cli.scoring.kernel import score_row
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.row import Row, encode
from liuxing_cli.scoring.trace.branches import bonus_nodes, branch_nodes, counted
from liuxing_cli.scoring.trace.decision import decision_nodes
from liuxing_cli.scoring.trace.flow import spread
from liuxing_cli.scoring.trace.leaves import Record
from liuxing_cli.scoring.trace.models import balancing_nodes, mean_formula
from liuxing_cli.scoring.trace.sources import merged_formula, source_nodes
from liuxing_cli.scoring.wording import bounds, equals, term, tidy, total_of

__all__ = ["explain"]

NOTHING_ASSUMED: Mapping[str, Fraction | None] = {}


def explain(
    plan: Plan,
    subject: Subject,
    assessments: Sequence[Assessment],
    result: Result,
    rows: Sequence[Row] = (),
    assumed: Mapping[str, Fraction | None] = NOTHING_ASSUMED,
) -> TraceNode:
    """Explain ``result``, computed from ``assessments`` (several: their mean) under ``plan``.

    ``rows`` are what the assessments were encoded to, where that was done before; ``assumed``
    names the indicators whose rating is an assumption, with their points where these are assumed.
    """
    rows = rows or [encode(plan, subject, given) for given in assessments]
    records = [
        Record(plan, subject, given, row, assumed)
        for given, row in zip(assessments, rows, strict=True)
    ]
    scored = [(record, score_row(plan, record.row)) for record in records]
    if result.sources:
        formula, parts = merged_formula(result), source_nodes(result, scored, _one_source)
    else:
        formula, parts = _one_source(scored)
    root = TraceNode(
        kind="result",
        id=subject.id,
        label=subject.name,
        value=result.total,
        formula=result.reason if result.total is None else formula,
        note=bounds(result.total, result.upper),
        children=(*decision_nodes(plan, result), *parts),
        adds=result.total,
    )
    return spread(root) if result.total is not None else root


def _parts(record: Record, result: Result) -> tuple[TraceNode, ...]:
    """What one assessment's total is made of: the branches and the bonus."""
    branches = branch_nodes(record, result)
    balance = balancing_nodes(record, result, branches)
    return (*branches, *balance, *bonus_nodes(record, result.bonus))


def _one_source(scored: Sequence[tuple[Record, Result]]) -> tuple[str, tuple[TraceNode, ...]]:
    """The formula and the parts of one source: a record, or several with their mean."""
    if len(scored) == 1:
        record, own = scored[0]
        return _total_formula(record.plan, own), _parts(record, own)
    totals = [own.total for _, own in scored if own.total is not None]
    nodes = tuple(_assessment_node(record, own, len(totals)) for record, own in scored)
    return _mean_formula(totals), nodes


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
        rate=Fraction(1, count) if count else None,
        scaling=f"1 ÷ {count}" if count else "",
    )


def _total_formula(plan: Plan, result: Result) -> str:
    """total = full × Σ weight × (score ÷ full of the branch) ÷ Σ weight + bonus."""
    if result.total is None:
        return result.reason
    parts = counted(plan, result)
    geometric = mean_formula(plan, result, parts)
    if geometric:
        return geometric
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
