"""Raters for targets under limits: exact, by augmenting paths, and by branching on mutual pairs.

Without the rule that no two members rate each other this is a bipartite matching with capacities,
and a failure proves that there is no plan (Ford & Fulkerson 1956; Hall 1935). With it, a mutual
pair of the matching is broken one way and, if that fails, the other; a search that ends has looked
everywhere, one that runs out of steps has not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from liuxing_cli.model.plan import Pair
from liuxing_cli.peer.assign.problem import Problem

STEPS = 400
"""Mutual pairs that are broken before the search gives up."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """Why there is no plan: these targets need ``needed`` ratings and can get ``possible``."""

    targets: tuple[str, ...]
    needed: int
    possible: int


@dataclass(frozen=True, slots=True)
class Answer:
    """``pairs`` where there is a plan; else whether that is ``proven``, and a reason if known."""

    pairs: frozenset[Pair] | None
    proven: bool = True
    shortage: Shortage | None = None


@dataclass(slots=True)
class _State:
    """Who rates each target so far, how much each rater has, and which pairs are given up."""

    raters: dict[str, list[str]]
    load: dict[str, int]
    banned: set[Pair]

    def copy(self) -> "_State":
        raters = {target: list(names) for target, names in self.raters.items()}
        return _State(raters, dict(self.load), set(self.banned))


def match(
    problem: Problem, ratings: int, cap: int, order: Sequence[Pair], steps: int = STEPS
) -> Answer:
    """Give each target ``ratings`` raters (or all it may have), each rater at most ``cap``.

    ``order`` holds all pairs of two members: what comes first is preferred.
    """
    choice: dict[str, list[str]] = {member: [] for member in problem.members}
    for rater, target in order:
        if (rater, target) not in problem.banned:
            choice[target].append(rater)
    for target, names in choice.items():
        if len(names) < problem.floor:
            return Answer(None, shortage=Shortage((target,), problem.floor, len(names)))
    needs = {target: min(ratings, len(names)) for target, names in choice.items()}
    most = cap * len(problem.members)
    if problem.one_way:
        most = min(most, len({frozenset((r, t)) for t, names in choice.items() for r in names}))
    if sum(needs.values()) > most:
        return Answer(None, shortage=Shortage(problem.members, sum(needs.values()), most))
    return _Matcher(choice, needs, cap, one_way=problem.one_way).solve(steps)


class _Matcher:
    def __init__(
        self,
        choice: Mapping[str, Sequence[str]],
        needs: Mapping[str, int],
        cap: int,
        *,
        one_way: bool,
    ) -> None:
        self.choice, self.needs, self.cap, self.one_way = choice, needs, cap, one_way

    def solve(self, steps: int) -> Answer:
        state = _State({t: [] for t in self.choice}, dict.fromkeys(self.choice, 0), set())
        for target in self.choice:
            shortage = self.fill(state, target)
            if shortage:
                return Answer(None, shortage=shortage)
        stack = [state]
        while stack and steps:
            steps -= 1
            state = stack.pop()
            mutual = self.mutual(state) if self.one_way else None
            if mutual is None:
                return Answer(frozenset((r, t) for t, names in state.raters.items() for r in names))
            stack += filter(None, [self.without(state, pair) for pair in reversed(mutual)])
        return Answer(None, proven=not stack)

    def fill(self, state: _State, target: str) -> Shortage | None:
        """Give a target all the raters it needs; what stands in the way, if anything."""
        while len(state.raters[target]) < self.needs[target]:
            seen: set[str] = set()
            if not self.augment(state, target, seen):
                return self.shortage(state, target, seen)
        return None

    def augment(self, state: _State, target: str, seen: set[str]) -> bool:
        """One more rater for a target: a free one, or one that another target can replace."""
        for rater in self.choice[target]:
            mine = state.raters[target]
            if rater in seen or rater in mine or (rater, target) in state.banned:
                continue
            seen.add(rater)
            if state.load[rater] < self.cap:
                state.load[rater] += 1
                mine.append(rater)
                return True
            for other, names in state.raters.items():
                if rater in names and other != target and self.augment(state, other, seen):
                    names.remove(rater)
                    mine.append(rater)
                    return True
        return False

    def shortage(self, state: _State, target: str, full: set[str]) -> Shortage:
        """The targets that share the raters who are full: all of their visits go there already."""
        names = state.raters
        among = [t for t in names if t == target or full.intersection(names[t])]
        others = sum(len(set(self.choice[t]) - full) for t in among)
        return Shortage(
            targets=tuple(among),
            needed=sum(self.needs[t] for t in among),
            possible=len(full) * self.cap + others,
        )

    def mutual(self, state: _State) -> tuple[Pair, Pair] | None:
        """The first two pairs that rate each other."""
        for target, names in state.raters.items():
            for rater in names:
                if target in state.raters[rater]:
                    return (rater, target), (target, rater)
        return None

    def without(self, state: _State, pair: Pair) -> _State | None:
        """The state with one pair given up and replaced, None where it cannot be."""
        rater, target = pair
        after = state.copy()
        after.banned.add(pair)
        after.raters[target].remove(rater)
        after.load[rater] -= 1
        return None if self.fill(after, target) else after


def topped_up(problem: Problem, pairs: Iterable[Pair], order: Sequence[Pair]) -> frozenset[Pair]:
    """More pairs, as far as ``wish`` and the rules allow: information that costs no fairness."""
    found = set(pairs)
    given = {m: sum(rater == m for rater, _ in found) for m in problem.members}
    got = {m: sum(target == m for _, target in found) for m in problem.members}
    most = min(problem.wish, problem.cap)
    for rater, target in order:
        if (rater, target) in problem.banned or (rater, target) in found:
            continue
        if problem.one_way and (target, rater) in found:
            continue
        if given[rater] < most and got[target] < problem.wish:
            found.add((rater, target))
            given[rater] += 1
            got[target] += 1
    return frozenset(found)
