"""Groups by code: balanced, neighbours together; lots that anybody can draw again."""

from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.peer.assign.grouping import groups_by_code
from liuxing_cli.peer.assign.lots import drawn, lot


@given(st.integers(3, 60), st.integers(3, 20), st.text("ab", min_size=1))
def test_groups_are_balanced_neighbours(count: int, size: int, seed: str) -> None:
    members = [f"{n:03}" for n in range(count)]
    groups = groups_by_code(members[::-1], size, seed)
    sizes = [len(group) for group in groups]
    assert [m for group in groups for m in group] == members
    assert max(sizes) - min(sizes) <= 1
    assert min(sizes) >= min(count, max(3, min(5, size)))
    assert groups == groups_by_code(members, size, seed)


def test_sizes() -> None:
    def sizes(count: int, size: int) -> list[int]:
        return sorted(len(g) for g in groups_by_code([f"{n:02}" for n in range(count)], size, "s"))

    assert sizes(11, 5) == [5, 6]
    assert sizes(11, 6) == [5, 6]
    assert sizes(11, 4) == [5, 6]
    assert sizes(11, 3) == [3, 4, 4]
    assert sizes(15, 5) == [5, 5, 5]
    assert sizes(15, 15) == [15]
    assert sizes(9, 5) == [9]
    assert sizes(2, 5) == [2]


def test_which_groups_take_one_more_is_drawn() -> None:
    members = [f"{n:02}" for n in range(11)]
    assert len({tuple(map(len, groups_by_code(members, 5, str(n)))) for n in range(20)}) == 2


def test_lots_are_sha256() -> None:
    # printf %s '种子|east|order|0|110199001000' | sha256sum
    assert lot("种子", "east", "order", "0", "110199001000") == (
        "126f90f03a08b9a58b947751de88e2cbc4491f5d8b4afafca533f6dd53d23e17"
    )


def test_drawn_is_a_permutation_that_depends_on_the_context() -> None:
    items = [str(n) for n in range(10)]
    assert sorted(drawn(items, "s")) == items
    assert drawn(items, "s") == drawn(items[::-1], "s")
    assert drawn(items, "s") != drawn(items, "t")
