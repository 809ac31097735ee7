"""Who rated whom: missing pairs, and which scores can be compared at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Pair = tuple[str, str]
"""A rater and its target."""

Scores = Mapping[Pair, Fraction]
"""The composite score that each rater gave each target; never a rater's score of itself."""


@dataclass(frozen=True, slots=True)
class Part:
    """Raters and targets that are linked by ratings, in the order of the group.

    Only scores of one part can be compared. A member may rate in one part and be rated in
    another: in a group of two, each score stands alone.
    """

    raters: tuple[str, ...]
    targets: tuple[str, ...]


def missing_pairs(members: Sequence[str], scores: Scores) -> tuple[Pair, ...]:
    """The pairs of a complete round robin (everyone rates everyone else) without a score."""
    return tuple(
        (rater, target)
        for rater in members
        for target in members
        if rater != target and (rater, target) not in scores
    )


def connected_parts(members: Sequence[str], scores: Iterable[Pair]) -> tuple[Part, ...]:
    """Split the ratings into connected parts of the bipartite graph, by union-find.

    Nodes are "r as rater" and "t as target", each rating is an edge. Differences between
    targets are estimable exactly within a connected part (Searle, Linear Models, 1971, ch. 7).
    """
    leader: dict[tuple[str, str], tuple[str, str]] = {}

    def find(node: tuple[str, str]) -> tuple[str, str]:
        while leader.setdefault(node, node) != node:
            leader[node] = node = leader[leader[node]]
        return node

    for rater, target in scores:
        leader[find(("rater", rater))] = find(("target", target))

    parts: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for member in members:
        for place, role in enumerate(("rater", "target")):
            if (role, member) in leader:
                parts.setdefault(find((role, member)), ([], []))[place].append(member)
    return tuple(Part(tuple(raters), tuple(targets)) for raters, targets in parts.values())


def freedom(part: Part, ratings: int) -> int:
    """Degrees of freedom that ``ratings`` leave when the part is fitted: N - (R + T - 1)."""
    return ratings - (len(part.raters) + len(part.targets) - 1)
