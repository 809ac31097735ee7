"""The comparison of a group: worked example, small groups, holes, ranks."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from liuxing_cli.peer.closed_form import round_robin
from liuxing_cli.peer.compare import Caution, GroupComparison, compare_group
from liuxing_cli.peer.design import Part, Scores
from liuxing_cli.peer.fit import least_squares
from liuxing_cli.peer.results import MemberComparison

STREETS = ("1", "2", "3", "4")

# The example of docs and of the issue: rows are raters, street 3 marks hard.
EXAMPLE = {
    ("1", "2"): 80, ("1", "3"): 88, ("1", "4"): 90,
    ("2", "1"): 84, ("2", "3"): 92, ("2", "4"): 96,
    ("3", "1"): 70, ("3", "2"): 66, ("3", "4"): 74,
    ("4", "1"): 86, ("4", "2"): 78, ("4", "3"): 85,
}  # fmt: skip

ADJUSTED = {
    "1": Fraction(1945, 24), "2": Fraction(1843, 24), "3": Fraction(1013, 12),
    "4": Fraction(1049, 12),
}  # fmt: skip

SEVERITY = {"1": Fraction(25, 8), "2": Fraction(51, 8), "3": Fraction(-47, 4), "4": Fraction(9, 4)}


def exact(scores: dict[tuple[str, str], int]) -> Scores:
    return {pair: Fraction(score) for pair, score in scores.items()}


def flat(members: tuple[str, ...]) -> Scores:
    return {(r, t): Fraction(80) for r in members for t in members if r != t}


def compared(
    members: tuple[str, ...],
    scores: Scores,
    self_scores: Mapping[str, Fraction] | None = None,
    digits: int = 2,
) -> GroupComparison:
    return compare_group(members, scores, self_scores or {}, digits)


def by_name(comparison: GroupComparison) -> dict[str, MemberComparison]:
    return {member.member: member for member in comparison.members}


def test_worked_example_by_closed_form() -> None:
    fit = round_robin(STREETS, exact(EXAMPLE))
    assert fit.adjusted == ADJUSTED
    assert fit.severity == SEVERITY


def test_worked_example_by_least_squares() -> None:
    fit = least_squares(Part(STREETS, STREETS), exact(EXAMPLE))
    assert fit.adjusted == ADJUSTED
    assert fit.severity == SEVERITY
    assert fit == round_robin(STREETS, exact(EXAMPLE))


def test_worked_example_compared() -> None:
    comparison = compared(STREETS, exact(EXAMPLE), {"3": Fraction(90)})
    assert comparison.complete
    assert comparison.cautions == (Caution.NO_PAIR_TESTS,)
    received = [member.received for member in comparison.members if member.received]
    assert [r.raw_mean for r in received] == [
        80,
        Fraction(224, 3),
        Fraction(265, 3),
        Fraction(260, 3),
    ]
    assert [r.raw_rank for r in received] == [3, 4, 1, 2]  # the hard marker leads
    assert [r.adjusted_rank for r in received] == [3, 4, 2, 1]  # and no longer does
    assert by_name(comparison)["3"].self_gap == 90 - Fraction(1013, 12)
    assert by_name(comparison)["1"].self_gap is None


def test_hard_marker_gains_nothing_by_marking_harder() -> None:
    harder = {(r, t): x - 10 if r == "3" else x for (r, t), x in exact(EXAMPLE).items()}
    before = round_robin(STREETS, exact(EXAMPLE)).adjusted
    after = round_robin(STREETS, harder).adjusted
    assert {after[street] - before[street] for street in STREETS} == {Fraction(-5, 2)}


def test_a_hole_is_listed_and_its_target_not_ranked() -> None:
    scores = {pair: x for pair, x in exact(EXAMPLE).items() if pair != ("1", "2")}
    comparison = compared(STREETS, scores)
    assert comparison.missing == (("1", "2"),)
    assert Caution.FEW_RATINGS in comparison.cautions
    poor = by_name(comparison)["2"].received
    assert poor is not None
    assert (poor.ratings, poor.raw_rank, poor.adjusted_rank) == (2, None, None)
    assert poor.adjusted is not None
    others = [by_name(comparison)[s].received for s in ("1", "3", "4")]
    assert sorted(r.adjusted_rank or 0 for r in others if r) == [1, 2, 3]


def test_two_members_are_refused() -> None:
    scores = {("a", "b"): Fraction(80), ("b", "a"): Fraction(90)}
    comparison = compared(("a", "b"), scores, {"a": Fraction(95)})
    assert comparison.cautions == (Caution.TOO_SMALL,)
    assert comparison.parts == ()
    assert all(m.received is None and m.given is None for m in comparison.members)
    assert comparison.members[0].self_score == 95


def test_three_members_get_raw_means_only() -> None:
    comparison = compared(("a", "b", "c"), flat(("a", "b", "c")), {"a": Fraction(95)})
    assert Caution.RAW_ONLY in comparison.cautions
    for member in comparison.members:
        assert member.received is not None
        assert member.received.raw_mean == 80
        assert member.received.raw_rank is None
        assert member.received.adjusted is None
        assert member.self_gap is None


def test_parts_that_no_rating_links_are_never_ranked_together() -> None:
    """Raters a, b, c, d mark e to h and the other way round: nothing links the two halves."""
    left, right = ("a", "b", "c", "d"), ("e", "f", "g", "h")
    scores = {(r, t): Fraction(80 + i) for r in left for i, t in enumerate(right)}
    scores |= {(r, t): Fraction(60 + i) for r in right for i, t in enumerate(left)}
    comparison = compared(left + right, scores)
    assert Caution.DISCONNECTED in comparison.cautions
    assert [part.part for part in comparison.parts] == [Part(left, right), Part(right, left)]
    for half in (left, right):
        rows = [by_name(comparison)[member].received for member in half]
        assert [row.adjusted_rank for row in rows if row] == [4, 3, 2, 1]


def test_each_rates_the_next_one_gives_a_part_each() -> None:
    ring = {("a", "b"): 80, ("b", "c"): 85, ("c", "d"): 90, ("d", "e"): 70, ("e", "a"): 60}
    comparison = compared(("a", "b", "c", "d", "e"), exact(ring))
    assert len(comparison.parts) == 5
    assert {Caution.DISCONNECTED, Caution.RAW_ONLY} <= set(comparison.cautions)
    assert all(m.received and m.received.adjusted_rank is None for m in comparison.members)


def test_who_took_no_part_stands_in_the_list_without_numbers() -> None:
    comparison = compared((*STREETS, "5"), exact(EXAMPLE))
    absent = by_name(comparison)["5"]
    assert absent.received is None
    assert absent.given is None
    assert len(comparison.missing) == 8
    ranked = [m.received.adjusted for m in comparison.members if m.received]
    assert ranked == list(ADJUSTED.values())  # by least squares now, with the same result


def test_perfectly_additive_scores_are_pointed_out() -> None:
    comparison = compared(STREETS, flat(STREETS))
    assert Caution.NO_SPREAD in comparison.cautions
    rows = [m.received for m in comparison.members if m.received]
    assert {row.standard_error for row in rows} == {0}
    assert {row.adjusted_rank for row in rows} == {1}


def test_scores_that_print_the_same_share_a_rank() -> None:
    scores = {(r, t): x / 1000 for (r, t), x in exact(EXAMPLE).items()}
    coarse = compared(STREETS, scores, digits=2)
    assert [m.received.adjusted_rank for m in coarse.members if m.received] == [2, 2, 2, 1]


@pytest.mark.parametrize("pair", [("1", "1"), ("1", "x"), ("x", "1")])
def test_self_scores_and_strangers_are_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="two members"):
        compared(STREETS, {**exact(EXAMPLE), pair: Fraction(80)})
