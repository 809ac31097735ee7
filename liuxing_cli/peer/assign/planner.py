"""From groups, rules and a seed to who rates whom; the same input always gives the same plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from liuxing_cli.model.plan import (
    Design,
    DesignKind,
    Grouping,
    LastRound,
    Pair,
    PlannedGroup,
    PlanRules,
    RoundPlan,
)
from liuxing_cli.model.profile import SubjectKind
from liuxing_cli.model.workspace import PeerGroup
from liuxing_cli.peer.assign.conflict import Conflict, conflict_of
from liuxing_cli.peer.assign.cyclic import steps_for
from liuxing_cli.peer.assign.evenness import evened, unevenness
from liuxing_cli.peer.assign.lots import lot
from liuxing_cli.peer.assign.matching import Answer, match, topped_up
from liuxing_cli.peer.assign.problem import (
    Problem,
    can_be_cyclic,
    elements_of,
    last_pairs,
    problem_of,
)
from liuxing_cli.peer.design import connected_parts

_ORDERS = 200
"""Orders of the circle that are drawn until one breaks no rule."""

_SEARCHES = 6
"""Designs that are searched for under the rules, to keep the most even one."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a plan is drawn from: everything but the pairs."""

    period: str
    level: SubjectKind
    seed: str
    version: str
    grouping: Grouping
    rules: PlanRules
    groups: tuple[PeerGroup, ...]
    left_out: tuple[PeerGroup, ...] = ()
    synthetic: bool = False


def request_of(plan: RoundPlan) -> Request:
    """What a plan says it was drawn from."""
    return Request(
        period=plan.period,
        level=plan.level,
        seed=plan.seed,
        version=plan.version,
        grouping=plan.grouping,
        rules=plan.rules,
        groups=tuple(planned.group for planned in plan.groups),
        left_out=plan.left_out,
        synthetic=plan.synthetic,
    )


def plan_round(request: Request) -> RoundPlan | tuple[Conflict, ...]:
    """Plan every group; the conflicts of all groups where the rules of any cannot be kept."""
    rules = _within(request.rules, request.groups)
    outcomes = [plan_group(group, rules, request.seed) for group in request.groups]
    conflicts = tuple(outcome for outcome in outcomes if isinstance(outcome, Conflict))
    if conflicts:
        return conflicts
    return RoundPlan(
        period=request.period,
        level=request.level,
        seed=request.seed,
        version=request.version,
        grouping=request.grouping,
        rules=rules,
        groups=tuple(outcome for outcome in outcomes if isinstance(outcome, PlannedGroup)),
        left_out=request.left_out,
        synthetic=request.synthetic,
    )


def plan_group(group: PeerGroup, rules: PlanRules, seed: str) -> PlannedGroup | Conflict:
    """Plan one group of three members or more."""
    problem = problem_of(group, rules, frozenset(elements_of(group, rules)))
    size = len(group.members)
    if not problem.banned and not problem.one_way and problem.cap == problem.wish == size - 1:
        return PlannedGroup(group, Design(DesignKind.COMPLETE), tuple(_all_pairs(group)))
    if can_be_cyclic(problem):
        found = _cyclic(group, problem, seed)
        if found is not None:
            return found
    pairs_found = _searched(group, problem, seed)
    if isinstance(pairs_found, Answer):
        return conflict_of(group, rules, pairs_found, _order(group, seed, 0))
    return PlannedGroup(group, Design(DesignKind.SEARCHED), _sorted(group, pairs_found))


def _within(rules: PlanRules, groups: Sequence[PeerGroup]) -> PlanRules:
    """The rules without what concerns no group: pairs, and superiors, across groups."""

    def together(pair: Pair) -> bool:
        return any({*pair} <= {*group.members} for group in groups)

    last = rules.last_round
    if last is not None:
        kept = tuple(sorted(set(filter(together, last_pairs(rules)))))
        last = LastRound(last.period, last.plan, kept)
    superiors = dict(sorted(pair for pair in rules.superiors.items() if together(pair)))
    return replace(rules, last_round=last, superiors=superiors)


def _cyclic(group: PeerGroup, problem: Problem, seed: str) -> PlannedGroup | None:
    """The first circle, in the order of the draw, that needs no banned pair."""
    size = len(group.members)
    steps = steps_for(size, problem.wish)
    for attempt in range(_ORDERS if problem.banned else 1):
        order = drawn_circle(group, seed, attempt)
        pairs = frozenset((order[i], order[(i + d) % size]) for i in range(size) for d in steps)
        if not pairs & problem.banned:
            design = Design(DesignKind.CYCLIC, steps, order)
            return PlannedGroup(group, design, _sorted(group, pairs))
    return None


def drawn_circle(group: PeerGroup, seed: str, attempt: int) -> tuple[str, ...]:
    """The members in the order of their lots ``seed|group|order|attempt|member``."""
    keys = {m: lot(seed, group.id, "order", str(attempt), m) for m in group.members}
    return tuple(sorted(group.members, key=keys.__getitem__))


def _searched(group: PeerGroup, problem: Problem, seed: str) -> frozenset[Pair] | Answer:
    """The most even design with the most ratings; the answer for the fewest where there is none."""
    answer = Answer(None)
    for ratings in range(problem.wish, problem.floor - 1, -1):
        found = []
        for attempt in range(_SEARCHES):
            order = _order(group, seed, attempt)
            answer = _balanced(problem, ratings, order)
            if answer.pairs is not None:
                pairs = topped_up(problem, evened(problem, answer.pairs), order)
                parts = len(connected_parts(group.members, pairs))
                found.append((parts, -len(pairs), unevenness(group.members, pairs), attempt, pairs))
            elif answer.proven:
                break
        if found:
            return min(found, key=lambda one: one[:-1])[-1]
    return answer


def _balanced(problem: Problem, ratings: int, order: Sequence[Pair]) -> Answer:
    """As many visits as ratings if possible, then one more, then as many as the rules allow."""
    answer = Answer(None)
    for cap in sorted({min(problem.cap, c) for c in (ratings, ratings + 1, problem.cap)}):
        answer = match(problem, ratings, cap, order)
        if answer.pairs is not None:
            return answer
    return answer


def _order(group: PeerGroup, seed: str, attempt: int) -> tuple[Pair, ...]:
    """All pairs of a group in the order of their lots."""

    def key(pair: Pair) -> str:
        return lot(seed, group.id, "pair", str(attempt), *pair)

    return tuple(sorted(_all_pairs(group), key=key))


def _all_pairs(group: PeerGroup) -> Iterator[Pair]:
    return permutations(group.members, 2)


def _sorted(group: PeerGroup, pairs: frozenset[Pair]) -> tuple[Pair, ...]:
    """The pairs in the order of the members, raters first."""
    return tuple(pair for pair in _all_pairs(group) if pair in pairs)
