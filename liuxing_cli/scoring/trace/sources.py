"""Sources side by side in a trace: what each gave to a merged result, and why one gave nothing."""

from collections.abc import Callable, Sequence

from liuxing_cli.model.result import Result, SourcePart, TraceNode
from liuxing_cli.scoring.merge import SOURCE_NAMES
from liuxing_cli.scoring.trace.leaves import Record
from liuxing_cli.scoring.wording import bounds, equals, term, tidy, total_of

Scored = Sequence[tuple[Record, Result]]
Explained = Callable[[Scored], tuple[str, tuple[TraceNode, ...]]]
"""Formula and parts of one source from its records."""


def merged_formula(result: Result) -> str:
    """total = Σ weight × score ÷ Σ weight, over the sources that have a score."""
    counted = [part for part in result.sources if part.score is not None]
    if result.total is None or not counted:
        return result.reason
    sums = " + ".join(f"{term(part.weight)} × {term(part.score or 0)}" for part in counted)
    weights = total_of(part.weight for part in counted)
    return tidy(f"（{sums}）÷ {weights} {equals(result.total)}")


def source_nodes(result: Result, scored: Scored, explained: Explained) -> tuple[TraceNode, ...]:
    """A node a source, in the order of the weights."""
    return tuple(_source_node(result, part, scored, explained) for part in result.sources)


def _source_node(
    result: Result, part: SourcePart, scored: Scored, explained: Explained
) -> TraceNode:
    name = f"{SOURCE_NAMES.get(part.source, part.source)}（权重 {term(part.weight)}）"
    if part.score is None:
        note = f"没有得分：{part.reason}"
        return TraceNode("source", part.source, name, None, note=note)
    own = [(record, one) for record, one in scored if record.assessment.source == part.source]
    formula, children = explained(own)
    weights = sum((p.weight for p in result.sources if p.score is not None), part.weight * 0)
    counts = result.total is not None
    return TraceNode(
        kind="source",
        id=part.source,
        label=name,
        value=part.score,
        adds=part.contribution if counts else None,
        formula=formula,
        note=bounds(part.score, part.upper),
        children=children,
        rate=part.share,
        scaling=f"权重 {term(part.weight)} ÷ {term(weights)} {equals(part.share)}",
    )
