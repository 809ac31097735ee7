"""The designs give the precision that the facts claim for them.

Referee figures: the closed forms of a complete round robin (Warner, Kenny & Stoto 1979) and the
theory of balanced incomplete block designs, E = λv / (rk) (Cochran & Cox 1957, ch. 11).
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.model.plan import DesignKind, PlanRules
from liuxing_cli.peer.assign.cyclic import STEPS, efficiency, most_steps, steps_for, usual_ratings
from liuxing_cli.peer.assign.limits import Limit, limits_of
from liuxing_cli.peer.assign.precision import (
    Precision,
    error_ratio,
    least_difference,
    precision_of,
)
from tests.assign.build import circle, group, planned

CYCLIC = [  # members, steps, ratings per target, df, SED/σ least and most, efficiency
    (7, (1, 2, 4), 3, 8, ".926", ".926", ".778"),
    (9, (1, 2, 3, 5), 4, 19, ".758", ".792", ".832"),
    (10, (1, 2, 3, 6), 4, 21, ".760", ".791", ".823"),
    (11, (1, 3, 4, 5, 9), 5, 34, ".674", ".674", ".880"),
    (12, (1, 2, 3, 5, 8), 5, 37, ".676", ".690", ".870"),
    (13, (1, 2, 4, 10), 4, 27, ".784", ".784", ".813"),
    (15, (1, 2, 3, 5, 11), 5, 46, ".676", ".693", ".851"),
    (19, (1, 4, 5, 6, 7, 9, 11, 16, 17), 9, 134, ".487", ".487", ".938"),
]
COMPLETE = [  # members, df, SED/σ, efficiency
    (3, 1, "1.155", ".75"),
    (4, 5, ".866", ".889"),
    (5, 11, ".730", ".937"),
    (6, 19, ".645", ".960"),
    (7, 29, ".586", ".972"),
    (8, 41, ".540", ".980"),
    (10, 71, ".474", ".988"),
    (12, 109, ".428", ".992"),
]


def near(value: object, text: str) -> bool:
    digits = len(text.partition(".")[2])
    return abs(Fraction(str(value)) - Fraction(text)) <= Fraction(51, 10 ** (digits + 2))


@pytest.mark.parametrize(("size", "steps", "ratings", "df", "least", "most", "share"), CYCLIC)
def test_cyclic_designs(
    size: int, steps: tuple[int, ...], ratings: int, df: int, least: str, most: str, share: str
) -> None:
    assert STEPS[size] == steps
    found = precision_of(*circle(size, steps))
    assert found.df == df
    assert found.parts == 1
    assert found.ratings == found.visits == (ratings, ratings)
    assert found.mutual == 0
    assert found.efficiency is not None
    assert found.least is not None
    assert found.widest is not None
    assert near(error_ratio(found.least), least)
    assert near(error_ratio(found.widest), most)
    assert near(found.efficiency, share)


@pytest.mark.parametrize(
    ("size", "shared", "ratings"), [(7, 1, 3), (11, 2, 5), (13, 1, 4), (19, 4, 9)]
)
def test_balanced_designs_have_the_efficiency_of_the_theory(
    size: int, shared: int, ratings: int
) -> None:
    found = precision_of(*circle(size, STEPS[size]))
    assert found.efficiency == Fraction(shared * size, ratings * ratings)
    assert found.least == found.widest == Fraction(2 * ratings, shared * size)


@pytest.mark.parametrize(("size", "df", "ratio", "share"), COMPLETE)
def test_complete_round_robins(size: int, df: int, ratio: str, share: str) -> None:
    made = planned(size, PlanRules(round_robin_up_to=12))
    assert made.design.kind is DesignKind.COMPLETE
    found = precision_of(made.group.members, made.pairs)
    assert found.complete
    assert found.df == df == size * size - 3 * size + 1
    assert found.efficiency == Fraction(size * (size - 2), (size - 1) ** 2)
    assert found.least == found.widest == Fraction(2 * (size - 1), size * (size - 2))
    assert found.least is not None
    assert near(error_ratio(found.least), ratio)
    assert near(found.efficiency, share)


@pytest.mark.parametrize("size", [n for n in STEPS if n < 19])
def test_no_set_of_steps_is_better_than_the_table(size: int) -> None:
    steps_for.cache_clear()
    known = STEPS.pop(size)
    try:
        assert steps_for(size, len(known)) == known
    finally:
        STEPS[size] = known
        steps_for.cache_clear()


@pytest.mark.parametrize("size", [*range(7, 33), 40, 60])
def test_every_size_has_a_design_without_mutual_pairs(size: int) -> None:
    steps = steps_for(size, usual_ratings(size))
    assert len(set(steps)) == len(steps) == usual_ratings(size) <= most_steps(size)
    assert not {size - d for d in steps} & set(steps)
    found = precision_of(*circle(size, steps)) if size <= 32 else None
    if found:
        assert found.parts == 1
        assert abs(float(found.efficiency or 0) - efficiency(steps, size)) < 1e-9


def test_too_many_steps_are_refused() -> None:
    with pytest.raises(ValueError, match="one-way"):
        steps_for(8, 4)


@given(st.integers(7, 15), st.data())
def test_turning_the_circle_changes_nothing(size: int, data: st.DataObject) -> None:
    steps = steps_for(size, usual_ratings(size))
    factor = data.draw(
        st.sampled_from([u for u in range(1, size) if Fraction(u, size).denominator == size])
    )
    turned = tuple(factor * d % size for d in steps)
    one, other = precision_of(*circle(size, steps)), precision_of(*circle(size, turned))
    assert (one.efficiency, one.least, one.widest) == (other.efficiency, other.least, other.widest)


def test_the_gap_that_tells_two_of_five_apart() -> None:
    found = precision_of(*circle(5, (1, 2, 3, 4)))
    assert round(float(least_difference(found) or 0), 1) == 3.9  # 1.796 · 2.19


def test_each_rates_the_next_one_does_not_hang_together() -> None:
    found = precision_of(*circle(5, (1,)))
    assert found.parts == 5
    assert found.efficiency is None
    assert least_difference(found) is None
    assert list(limits_of(5, found))[:2] == [Limit.DISCONNECTED, Limit.NO_ERROR]


def said(size: int, rules: PlanRules) -> set[Limit]:
    made = planned(size, rules)
    return set(limits_of(size, precision_of(made.group.members, made.pairs)))


def test_limits() -> None:
    usual = PlanRules()
    assert said(3, usual) == {Limit.RAW_ONLY}
    assert said(4, usual) == {Limit.NO_PAIR_TESTS, Limit.POOLED}
    assert said(5, usual) == {Limit.WEAK_PAIR_TESTS, Limit.POOLED}
    assert said(7, usual) == {Limit.ONE_WAY, Limit.POOLED}
    assert said(8, usual) == {Limit.ONE_WAY, Limit.POOLED, Limit.SPARSE}
    assert said(15, usual) == {Limit.ONE_WAY}
    assert said(6, PlanRules(visits_at_most=3)) == {Limit.NO_RECIPROCITY, Limit.POOLED}
    few = said(6, PlanRules(visits_at_most=2, ratings_at_least=2))
    assert Limit.FEW_RATINGS in few


def test_precision_knows_a_member_without_ratings() -> None:
    members = group(4).members
    pairs = [(a, b) for a in members for b in members[:3] if a != b]
    found: Precision = precision_of(members, pairs)
    assert found.ratings == (0, 3)
    assert found.efficiency is None
