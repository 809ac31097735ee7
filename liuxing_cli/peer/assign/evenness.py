"""Making a searched design more efficient without touching how often anyone rates or is rated.

Two targets are compared through the raters they share, so the shared raters should be spread
evenly: the sum over all pairs of targets of (raters in common)² is brought down by exchanging the
targets of two pairs. Source: Eccleston & Hedayat, "On the theory of connected designs", Annals of
Statistics 2 (1974): (M,S)-optimality.
"""

from collections.abc import Iterable
from itertools import combinations

from liuxing_cli.model.plan import Pair
from liuxing_cli.peer.assign.problem import Problem

_TRIALS = 60_000
"""Exchanges that are tried at most; small groups are done long before."""


def unevenness(members: Iterable[str], pairs: Iterable[Pair]) -> int:
    """Σ (raters in common)² over all pairs of targets."""
    raters: dict[str, set[str]] = {member: set() for member in members}
    for rater, target in pairs:
        raters[target].add(rater)
    return sum(len(a & b) ** 2 for a, b in combinations(raters.values(), 2))


def evened(problem: Problem, pairs: Iterable[Pair]) -> frozenset[Pair]:
    """The pairs after every exchange that helps: (a, b), (c, d) become (a, d), (c, b)."""
    return _Exchange(problem, pairs).run()


class _Exchange:
    def __init__(self, problem: Problem, pairs: Iterable[Pair]) -> None:
        self.problem = problem
        self.pairs = set(pairs)
        self.bit = {member: 1 << place for place, member in enumerate(problem.members)}
        self.raters = dict.fromkeys(problem.members, 0)
        for rater, target in self.pairs:
            self.raters[target] |= self.bit[rater]

    def run(self) -> frozenset[Pair]:
        trials, changed = _TRIALS, True
        while changed and trials > 0:
            changed = False
            for one, other in combinations(sorted(self.pairs), 2):
                trials -= 1
                if one in self.pairs and other in self.pairs and self.helps(one, other):
                    changed = True
                if trials <= 0:
                    break
        return frozenset(self.pairs)

    def helps(self, one: Pair, other: Pair) -> bool:
        """Exchange the targets of two pairs if that is allowed and makes the design more even."""
        (a, b), (c, d) = one, other
        new = ((a, d), (c, b))
        if a == c or b == d or not all(map(self.allows, new)):
            return False
        swap = self.bit[a] | self.bit[c]
        before, after = self.raters, {b: self.raters[b] ^ swap, d: self.raters[d] ^ swap}
        gain = sum(
            (before[t] & before[u]).bit_count() ** 2 - (after[t] & before[u]).bit_count() ** 2
            for t in (b, d)
            for u in before
            if u not in after
        )
        gain += (before[b] & before[d]).bit_count() ** 2 - (after[b] & after[d]).bit_count() ** 2
        if gain <= 0:
            return False
        self.pairs -= {one, other}
        self.pairs.update(new)
        self.raters.update(after)
        return True

    def allows(self, pair: Pair) -> bool:
        rater, target = pair
        if rater == target or pair in self.pairs or pair in self.problem.banned:
            return False
        return not (self.problem.one_way and (target, rater) in self.pairs)
