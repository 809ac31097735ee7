"""The score of one branch of one row, made once for all rows that have the same."""

from collections.abc import Sequence
from fractions import Fraction

from liuxing_cli.model.result import BranchScore
from liuxing_cli.scoring.plan import BranchNode, Plan
from liuxing_cli.scoring.row import Row
from liuxing_cli.scoring.shape import BranchShape, Part, in_points
from liuxing_cli.scoring.total import points

_MOST_PARTS = 4096
"""Scores kept a branch and pattern of marks."""

Branches = tuple[Sequence[BranchShape], Sequence[Part]]


def branches_of(plan: Plan, row: Row) -> Branches:
    """Shape and part of each branch of a row."""
    earned, factor = row.earned, row.scale // plan.scale
    shapes, parts = [], []
    for node in plan.branches:
        shape = node.shape(row.marks[node.start : node.stop])
        sums = [sum(earned[section.start : section.stop]) for section in node.sections]
        lower = shape.lower.numerator(sums, factor) if shape.lower else 0
        upper = lower
        if shape.upper is not None and shape.upper != shape.lower:
            upper = shape.upper.numerator(sums, factor)
        shapes.append(shape)
        parts.append(part_of(plan, node, shape, (factor, sum(sums), lower, upper)))
    return shapes, parts


def part_of(
    plan: Plan, node: BranchNode, shape: BranchShape, key: tuple[int, int, int, int]
) -> Part:
    """The part for a factor, the points given, and the numerators of the rate's bounds."""
    known = shape.parts.get(key)
    if known is None:
        known = _part(plan, node, shape, *key)
        if len(shape.parts) >= _MOST_PARTS:
            shape.parts.clear()
        shape.parts[key] = known
    return known


def _part(
    plan: Plan,
    node: BranchNode,
    shape: BranchShape,
    factor: int,
    earned: int,
    lower: int,
    upper: int,
) -> Part:
    low = high = least = most = None
    full = node.branch.full
    if shape.lower is not None:
        low = high = (lower, shape.lower.denominator * factor)
        least = most = points(full, low)
    if shape.upper is not None and shape.upper != shape.lower:
        high = (upper, shape.upper.denominator * factor)
        most = points(full, high)
    score = BranchScore(
        node.branch.id,
        node.branch.name,
        full,
        Fraction(shape.weight, plan.scale) if node.flat else node.branch.weight,
        least if shape.shown else None,
        most if shape.shown else None,
        in_points(earned, plan.scale * factor),
        shape.due,
        shape.unseen,
        shape.left_out,
    )
    return Part(score, low, high)
