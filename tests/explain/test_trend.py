"""Two periods compared on what both have scored."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.trend import Comparison, Direction
from liuxing_cli.scoring.kernel import score_row
from liuxing_cli.scoring.row import encode
from liuxing_cli.scoring.trend import Cuts, Term, compare, direction
from tests.scoring.build import GOOD, PLAN, community, record, unchecked

SAME = {column.id: column.id for column in PLAN.columns}
LEAST = Fraction(1)


def term(ratings: Mapping[str, Rating], period: str) -> Term:
    return Term(period, PLAN, (encode(PLAN, community(), record(dict(ratings))),))


def compared(
    older: Mapping[str, Rating],
    newer: Mapping[str, Rating],
    names: Mapping[str, str] = SAME,
) -> Comparison:
    return compare(term(older, "2012H2"), term(newer, "2013H1"), names, LEAST, Cuts())


def test_with_everything_in_common_the_difference_is_that_of_the_totals() -> None:
    half: dict[str, Rating] = {**GOOD, "sweep": {"level": "part"}}
    found = compared(half, GOOD)
    totals = [score_row(PLAN, term(r, "").rows[0]).total or Fraction(0) for r in (half, GOOD)]
    assert found.total is not None
    assert found.total.difference == totals[1] - totals[0] == 4
    assert (found.direction, found.broken) == (Direction.UP, False)
    assert found.coverage == 1
    assert [move.id for move in found.indicators if move.difference] == ["sweep"]


def test_what_one_period_lacks_is_left_out_of_both() -> None:
    # drill missing in the newer: 10 of its 50 points would look like a fall
    newer: dict[str, Rating] = {**GOOD, "drill": unchecked()}
    found = compared(GOOD, newer)
    assert found.total is not None
    assert found.total.difference == 0
    assert found.direction is Direction.FLAT
    assert "drill" not in {move.id for move in found.indicators}
    assert found.coverage < 1


def test_a_small_change_is_none() -> None:
    small: dict[str, Rating] = {**GOOD, "stairs": {"count": 99, "of": 100}}
    assert compared(GOOD, small).direction is Direction.FLAT


def test_too_little_in_common_is_a_gap() -> None:
    bare: dict[str, Rating] = {id_: unchecked() for id_ in GOOD}
    found = compared(GOOD, {**bare, "lamps": GOOD["lamps"]})
    assert (found.direction, found.total, found.common) == (Direction.GAP, None, 1)


def test_a_renamed_indicator_is_the_same() -> None:
    older: dict[str, Rating] = {**GOOD, "sweep": {"level": "part"}}
    names = {id_: now for id_, now in SAME.items() if id_ != "sweep"}
    assert "sweep" not in {move.id for move in compared(older, GOOD, names).indicators}
    moved = compared(older, GOOD, {**names, "sweep": "sweep"})
    assert {move.id: move.difference for move in moved.indicators}["sweep"] == 8


def test_another_standard_is_a_break() -> None:
    other = replace(PLAN, standard=replace(PLAN.standard, version="2"))
    newer = replace(term(GOOD, "2013H1"), plan=other)
    found = compare(term(GOOD, "2012H2"), newer, SAME, LEAST, Cuts())
    assert found.broken
    assert found.total is not None


@pytest.mark.parametrize(
    ("difference", "expected"),
    [
        (Fraction(1), Direction.UP),
        (Fraction(-1), Direction.DOWN),
        (Fraction(99, 100), Direction.FLAT),
        (Fraction(0), Direction.FLAT),
    ],
)
def test_the_edge_of_a_change_is_included(difference: Fraction, expected: Direction) -> None:
    assert direction(difference, LEAST) is expected
