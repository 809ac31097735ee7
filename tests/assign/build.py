"""Short ways to make groups, requests and plans."""

from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from liuxing_cli.model.plan import GroupedBy, Grouping, Pair, PlannedGroup, PlanRules, RoundPlan
from liuxing_cli.model.profile import SubjectKind
from liuxing_cli.model.workspace import PeerGroup
from liuxing_cli.peer.assign.conflict import Conflict
from liuxing_cli.peer.assign.planner import Request, plan_round
from liuxing_cli.peer.assign.problem import Problem

USUAL = PlanRules()


def group(size: int, name: str = "g") -> PeerGroup:
    return PeerGroup(name, f"{name}片", tuple(f"{name}{n:02}" for n in range(size)))


def request(*groups: PeerGroup, rules: PlanRules = USUAL, seed: str = "种子") -> Request:
    return Request(
        period="2014H1",
        level=SubjectKind.STREET,
        seed=seed,
        version="0",
        grouping=Grouping(GroupedBy.FILE),
        rules=rules,
        groups=groups,
    )


def plan(size: int, rules: PlanRules = USUAL, seed: str = "种子") -> RoundPlan:
    found = plan_round(request(group(size), rules=rules, seed=seed))
    assert isinstance(found, RoundPlan), found
    return found


def planned(size: int, rules: PlanRules = USUAL, seed: str = "种子") -> PlannedGroup:
    return plan(size, rules, seed).groups[0]


def conflict(size: int, rules: PlanRules) -> Conflict:
    found = plan_round(request(group(size), rules=rules))
    assert isinstance(found, tuple), found
    return found[0]


def circle(size: int, steps: tuple[int, ...]) -> tuple[tuple[str, ...], list[Pair]]:
    members = group(size).members
    pairs = [(members[i], members[(i + d) % size]) for i in range(size) for d in steps]
    return members, pairs


def is_feasible(problem: Problem) -> bool:
    """Whether an integer programme finds raters for all: an independent referee (HiGHS)."""
    arcs = [p for p in product(problem.members, repeat=2) if p[0] != p[1]]
    rows, low, high = [], [], []
    for member in problem.members:
        rows.append([float(target == member) for _, target in arcs])
        low.append(problem.floor)
        high.append(np.inf)
        rows.append([float(rater == member) for rater, _ in arcs])
        low.append(0)
        high.append(problem.cap)
    if problem.one_way:
        for one, other in arcs:
            rows.append([float(arc in {(one, other), (other, one)}) for arc in arcs])
            low.append(0)
            high.append(1)
    upper = [float(arc not in problem.banned) for arc in arcs]
    done = milp(
        np.zeros(len(arcs)),
        constraints=LinearConstraint(np.array(rows), np.array(low), np.array(high)),
        integrality=np.ones(len(arcs), dtype=np.int64),
        bounds=Bounds(np.zeros(len(arcs)), np.array(upper)),
    )
    return bool(done.success)
