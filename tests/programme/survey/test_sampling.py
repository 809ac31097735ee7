"""Sample sizes of published tables, and a draw that anybody can repeat."""

from fractions import Fraction
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.model.surveys import ClusterKind, Clusters, Design, Level
from liuxing_cli.programme.survey.sampling import (
    Place,
    allocate,
    draw,
    invited,
    sample_size,
    shares,
)
from tests.programme.survey.nouns import place


def design(margin: int = 5, **more: object) -> Design:
    settings: dict[str, object] = {
        "strata": Level.COMMUNITY, "level": Level.DISTRICT, "margin": Fraction(margin),
        "seed": "种子", **more,
    }  # fmt: skip
    return Design(**settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(("margin", "size"), [(5, 306), (10, 91)])
def test_a_community_of_1500(margin: int, size: int) -> None:
    assert sample_size(1500, design(margin), Fraction(50)) == size


@pytest.mark.parametrize(
    ("households", "table"),
    [(10, 10), (100, 80), (500, 217), (1000, 278), (1500, 306), (5000, 357), (50000, 381)],
)
def test_krejcie_and_morgan_1970_round_to_nearest_so_ours_is_at_most_one_more(
    households: int, table: int
) -> None:
    assert sample_size(households, design(), Fraction(50)) - table in (0, 1)


def test_design_effect_and_response() -> None:
    assert sample_size(10**9, design(deff=Fraction(2)), Fraction(50)) == 769  # ⌈768.29⌉
    assert invited(306, Fraction(60)) == 510
    assert invited(306, Fraction(100)) == 306


def test_allocation_is_in_proportion_and_leaves_no_stratum_without_variance() -> None:
    assert allocate(10, {"a": 500, "b": 300, "c": 200}) == {"a": 5, "b": 3, "c": 2}
    assert allocate(10, {"a": 990, "b": 9, "c": 1}) == {"a": 10, "b": 2, "c": 1}


@given(st.dictionaries(st.text("abc", min_size=1), st.integers(1, 5000), min_size=1))
def test_allocation_sums_up(sizes: dict[str, int]) -> None:
    total = sum(sizes.values()) // 3
    given_ = allocate(total, sizes)
    floors = {id_: min(2, size) for id_, size in sizes.items()}
    assert all(
        floors[id_] <= count <= max(floors[id_], sizes[id_]) for id_, count in given_.items()
    )
    assert total <= sum(given_.values()) <= total + sum(floors.values())


def test_each_street_gets_its_own_margin() -> None:
    places = place(1, 1500), place(2, 750, "s2"), place(3, 750, "s2")
    found = shares(places, design(level=Level.STREET, response=Fraction(50)), Fraction(50))
    assert [(s.stratum, s.needed, s.invited) for s in found] == [
        ("c1", 306, 612), ("c2", 153, 306), ("c3", 153, 306),
    ]  # fmt: skip


def test_the_draw_is_what_the_documentation_says() -> None:
    (share,) = shares((place(1, 400),), design(), Fraction(50))
    ranked = sorted(range(1, 401), key=lambda n: sha256(f"种子/c1/{n}".encode()).digest())
    assert [one.number for one in draw(design(), share)] == sorted(ranked[: share.asked])


def test_another_seed_another_draw_and_no_number_twice() -> None:
    (share,) = shares((place(1, 400),), design(), Fraction(50))
    one, other = (draw(design(seed=seed), share) for seed in ("甲", "乙"))
    assert one != other
    assert len({drawn.number for drawn in one}) == share.asked


def test_whole_buildings_are_drawn_by_number() -> None:
    made = design(clusters=Clusters(ClusterKind.BUILDING, 3, {"c1": 12}))
    (share,) = shares((place(1, 400),), made, Fraction(50))
    found = draw(made, share)
    assert len({one.building for one in found}) == 3
    assert all(one.number is None and 1 <= (one.building or 0) <= 12 for one in found)


def test_communities_are_drawn_before_their_households() -> None:
    clusters = Clusters(ClusterKind.COMMUNITY, 2, {})
    made = design(strata=Level.STREET, clusters=clusters)
    (share,) = shares(tuple(place(n, 400) for n in range(6)), made, Fraction(50))
    found = draw(made, share)
    assert len({one.community for one in found}) == 2
    assert len(found) == share.asked


def test_a_tiny_community_is_asked_whole() -> None:
    (share,) = shares((Place("c1", "s1", 10),), design(response=Fraction(50)), Fraction(50))
    assert (share.needed, share.invited, share.asked, share.is_short) == (10, 20, 10, True)
