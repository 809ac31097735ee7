"""How points flow from the leaves to the total, and the one path from an indicator upwards."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from liuxing_cli.model.result import TraceNode

UPPER = ("rounding", "grade", "condition", "cap", "model", "near", "trial")
"""Kinds of nodes directly under the result that are about the decision, not about points."""


def spread(root: TraceNode) -> TraceNode:
    """The same tree with ``to_total`` on every node that contributes points.

    A node contributes ``adds`` points of its parent, each worth the product of the rates above.
    """
    return _spread(root, Fraction(1))


def _spread(node: TraceNode, worth: Fraction | None) -> TraceNode:
    """``worth``: what a point of the parent is in the total; None below what does not count, an
    assessment without a total say."""
    own = worth
    if node.rate is not None:
        own = None if node.adds is None or worth is None else worth * node.rate
    return replace(
        node,
        to_total=None if node.adds is None or worth is None else node.adds * worth,
        children=tuple(_spread(child, own) for child in node.children),
    )


def leaves(node: TraceNode) -> Iterator[TraceNode]:
    """The nodes without children that contribute to the total: their ``to_total`` is the total."""
    if not node.children and node.to_total is not None:
        yield node
    for child in node.children:
        yield from leaves(child)


def path_of(root: TraceNode, indicator: str) -> TraceNode | None:
    """The tree cut down to what concerns one indicator: the way from its facts to the total, the
    vetoes on that way, and the decision. None where the indicator is not in it."""
    if root.kind == "indicator":
        return root if root.id == indicator else None
    found = [path_of(child, indicator) for child in root.children]
    if not any(found):
        return None
    kept = [
        part or child
        for child, part in zip(root.children, found, strict=True)
        if part is not None or child.kind in ("veto", *UPPER)
    ]
    return replace(root, children=tuple(kept))
