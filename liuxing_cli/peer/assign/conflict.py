"""Rules that cannot be kept together: the smallest set of them, and the shortage behind it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from liuxing_cli.model.plan import Pair, PlanRules
from liuxing_cli.model.workspace import PeerGroup
from liuxing_cli.peer.assign.matching import Answer, Shortage, match
from liuxing_cli.peer.assign.problem import Element, elements_of, problem_of

_CHECKS = 1500
"""Sets of rules that are tried, smallest first, before settling for an irreducible one."""

_STEPS = 60


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a group cannot be planned.

    ``elements``: the fewest rules that already rule out, together with the ratings that each
    member needs, every plan; without any one of them there is a plan. Where ``proven`` is false
    the search gave up: then these are all the rules, and there may be a plan.
    """

    group: PeerGroup
    floor: int
    elements: tuple[Element, ...]
    shortage: Shortage | None
    proven: bool


def conflict_of(
    group: PeerGroup, rules: PlanRules, answer: Answer, order: Sequence[Pair]
) -> Conflict:
    """Explain an ``answer`` without pairs."""
    elements = elements_of(group, rules)
    tester = _Tester(group, rules, order)
    if not answer.proven:
        return Conflict(group, tester.floor, elements, None, proven=False)
    fewest = _smallest(elements, tester) or _irreducible(elements, tester)
    shortage = tester.answer(fewest).shortage
    return Conflict(group, tester.floor, tuple(fewest), shortage, proven=True)


class _Tester:
    def __init__(self, group: PeerGroup, rules: PlanRules, order: Sequence[Pair]) -> None:
        self.group, self.rules, self.order = group, rules, order
        self.floor = problem_of(group, rules, frozenset()).floor

    def answer(self, active: Iterable[Element]) -> Answer:
        problem = problem_of(self.group, self.rules, frozenset(active))
        return match(problem, problem.floor, problem.cap, self.order, _STEPS)

    def rules_out(self, active: Iterable[Element]) -> bool:
        """Whether these rules alone provably leave no plan."""
        answer = self.answer(active)
        return answer.pairs is None and answer.proven


def _smallest(elements: Sequence[Element], tester: _Tester) -> list[Element] | None:
    """The first of the smallest sets that leave no plan; None where there are too many sets."""
    for size in _affordable(len(elements)):
        for chosen in combinations(elements, size):
            if tester.rules_out(chosen):
                return list(chosen)
    return None


def _affordable(count: int) -> Iterator[int]:
    spent = 0
    for size in range(count + 1):
        spent += comb(count, size)
        if spent > _CHECKS:
            return
        yield size


def _irreducible(elements: Sequence[Element], tester: _Tester) -> list[Element]:
    """Drop one rule after the other as long as the rest still leave no plan."""
    kept = list(elements)
    for element in elements:
        rest = [other for other in kept if other != element]
        if tester.rules_out(rest):
            kept = rest
    return kept
