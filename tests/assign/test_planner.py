"""Plans keep their rules, come out the same from the same seed, and conflicts are real ones."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liuxing_cli.model.plan import (
    DesignKind,
    Exclusion,
    LastRound,
    PlanRule,
    PlanRules,
    RoundPlan,
)
from liuxing_cli.model.workspace import PeerGroup
from liuxing_cli.peer.assign.conflict import Conflict
from liuxing_cli.peer.assign.evenness import unevenness
from liuxing_cli.peer.assign.planner import drawn_circle, plan_group, plan_round
from liuxing_cli.peer.assign.precision import precision_of
from liuxing_cli.peer.assign.problem import elements_of, problem_of
from liuxing_cli.peer.assign.verify import breaches, deviations
from liuxing_cli.store.builders.plan import plan_bytes
from tests.assign.build import conflict, group, is_feasible, plan, planned, request

RULES = st.builds(
    PlanRules,
    round_robin_up_to=st.integers(2, 7),
    ratings_at_least=st.none() | st.integers(1, 4),
    visits_at_most=st.none() | st.integers(2, 6),
    one_way=st.booleans(),
)


@st.composite
def tasks(draw: st.DrawFn) -> tuple[PeerGroup, PlanRules]:
    made = group(draw(st.integers(3, 9)))
    pairs = st.sampled_from(list(combinations(made.members, 2)))
    apart = draw(st.lists(pairs, max_size=4, unique=True))
    last = draw(st.lists(pairs, max_size=12, unique=True))
    turned = [(b, a) if draw(st.booleans()) else (a, b) for a, b in last]
    rules = replace(
        draw(RULES),
        excluded=tuple(Exclusion(*pair) for pair in apart),
        last_round=LastRound("2013H2", "", tuple(sorted(turned))) if turned else None,
    )
    return made, rules


@settings(max_examples=150, deadline=None)
@given(tasks(), st.text("甲乙丙|", min_size=1, max_size=3))
def test_a_plan_keeps_its_rules_and_can_be_drawn_again(
    task: tuple[PeerGroup, PlanRules], seed: str
) -> None:
    made, rules = task
    found = plan_round(request(made, rules=rules, seed=seed))
    if isinstance(found, RoundPlan):
        assert list(breaches(found)) == []
        assert list(deviations(found)) == []
        again = plan_round(request(made, rules=rules, seed=seed))
        assert isinstance(again, RoundPlan)
        assert plan_bytes(again) == plan_bytes(found)


@settings(max_examples=120, deadline=None)
@given(tasks())
def test_the_verdict_is_that_of_an_integer_programme(task: tuple[PeerGroup, PlanRules]) -> None:
    made, rules = task
    elements = elements_of(made, rules)
    found = plan_group(made, rules, "s")
    feasible = is_feasible(problem_of(made, rules, frozenset(elements)))
    if not isinstance(found, Conflict):
        assert feasible
        return
    if not found.proven:
        return
    assert not feasible
    assert not is_feasible(problem_of(made, rules, frozenset(found.elements)))
    for element in found.elements:
        rest = frozenset(found.elements) - {element}
        assert is_feasible(problem_of(made, rules, rest))


@given(st.integers(7, 20), st.text("abc", min_size=1))
def test_large_groups_have_no_mutual_pairs(size: int, seed: str) -> None:
    made = planned(size, seed=seed)
    assert made.design.kind is DesignKind.CYCLIC
    assert not {(b, a) for a, b in made.pairs} & set(made.pairs)
    assert sorted(made.design.order) == sorted(made.group.members)
    assert made.design.order == drawn_circle(made.group, seed, 0)


def test_the_seed_shuffles_the_labels() -> None:
    assert len({planned(15, seed=str(n)).pairs for n in range(20)}) == 20


def test_the_order_of_members_in_the_file_does_not_move_the_circle() -> None:
    made = group(11)
    turned = replace(made, members=made.members[::-1])
    one, other = (plan_group(g, PlanRules(), "s") for g in (made, turned))
    assert not isinstance(one, Conflict)
    assert not isinstance(other, Conflict)
    assert set(one.pairs) == set(other.pairs)


@pytest.mark.parametrize("size", [7, 9, 10, 12, 15])
def test_round_after_round_without_repeating(size: int) -> None:
    rules, before = PlanRules(), planned(size)
    for number in range(3):
        rules = PlanRules(last_round=LastRound(str(number), "", before.pairs))
        after = planned(size, rules, seed=f"{number}")
        assert not set(before.pairs) & set(after.pairs)
        assert len(after.pairs) == len(before.pairs)
        first, then = (precision_of(p.group.members, p.pairs) for p in (planned(size), after))
        assert (then.efficiency or 0) > (first.efficiency or 1) * 98 / 100
        before = after


def test_few_exclusions_keep_a_cyclic_design_where_one_exists() -> None:
    members = group(15).members
    rules = PlanRules(excluded=(Exclusion(members[0], members[1]),))
    made = planned(15, rules)
    assert made.design.kind is DesignKind.CYCLIC
    assert list(breaches(plan(15, rules))) == []


def test_searched_designs_are_even() -> None:
    made = planned(6, PlanRules(visits_at_most=3))
    assert made.design.kind is DesignKind.SEARCHED
    shared = 6 * 3  # each rater links three pairs of its targets
    assert unevenness(made.group.members, made.pairs) <= shared + 6  # 15 pairs share 18 raters


def names(found: Conflict) -> list[PlanRule]:
    return [element.rule for element in found.elements]


def test_a_repeated_round_robin_is_impossible() -> None:
    last = planned(6).pairs
    found = conflict(6, PlanRules(last_round=LastRound("2013H2", "", last), visits_at_most=4))
    assert names(found) == [PlanRule.LAST_ROUND]
    assert found.shortage is not None
    assert (found.shortage.needed, found.shortage.possible) == (3, 0)


def test_too_few_visits() -> None:
    found = conflict(6, PlanRules(visits_at_most=2))
    assert names(found) == [PlanRule.VISITS]
    assert found.shortage is not None
    assert len(found.shortage.targets) == 6
    assert (found.shortage.needed, found.shortage.possible) == (18, 12)


def test_too_many_ratings_for_one_way() -> None:
    assert names(conflict(9, PlanRules(ratings_at_least=5))) == [PlanRule.ONE_WAY]
    assert len(planned(9, PlanRules(ratings_at_least=5, one_way=False)).pairs) == 45


def test_too_many_ratings_for_the_group() -> None:
    assert names(conflict(4, PlanRules(ratings_at_least=5))) == []


def test_the_fewest_exclusions_are_named() -> None:
    members = group(6).members
    apart = tuple(Exclusion(members[0], other) for other in members[1:5])
    unrelated = Exclusion(members[4], members[5])
    found = conflict(6, PlanRules(excluded=(unrelated, *apart), visits_at_most=5))
    assert names(found) == [PlanRule.EXCLUDED] * 3
    assert unrelated not in [element.exclusion for element in found.elements]


def test_a_crowd_of_exclusions_still_gets_an_irreducible_answer() -> None:
    members = group(12).members
    apart = tuple(Exclusion(a, b) for a, b in combinations(members[:11], 2))
    found = conflict(12, PlanRules(excluded=apart, round_robin_up_to=12))
    assert found.proven
    problem = problem_of(found.group, PlanRules(excluded=apart), frozenset(found.elements))
    assert not is_feasible(problem)


def test_superiors_are_not_rated() -> None:
    members = group(5).members
    rules = PlanRules(superiors={members[1]: members[0]})
    made = planned(5, rules)
    assert (members[1], members[0]) not in made.pairs
    assert len(made.pairs) == 19


def test_one_way_with_one_pair_apart_gives_the_most_that_is_left() -> None:
    members = group(9).members
    made = planned(9, PlanRules(excluded=(Exclusion(members[0], members[1]),)))
    assert len(made.pairs) == 35  # all pairs but the one, each one way
    found = precision_of(members, made.pairs)
    assert found.ratings == found.visits == (3, 4)


def test_rules_keep_only_what_concerns_the_groups() -> None:
    one, other = group(4, "a"), group(4, "b")
    pairs = (("a00", "b00"), ("x", "y"))
    rules = PlanRules(last_round=LastRound("2013H2", "", pairs), superiors={"a00": "b00"})
    found = plan_round(request(one, other, rules=rules))
    assert isinstance(found, RoundPlan)
    assert found.rules.last_round == LastRound("2013H2", "", ())
    assert found.rules.superiors == {}
