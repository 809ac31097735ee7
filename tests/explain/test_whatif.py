"""Ratings assumed to be otherwise: what a short text stands for, rule by rule."""

from decimal import Decimal
from fractions import Fraction

import pytest

from liuxing_cli.model.assessment import Rating
from liuxing_cli.scoring.kernel import score_row
from liuxing_cli.scoring.row import encode
from liuxing_cli.scoring.whatif import Unreadable, assumed_rating, parts_of, unknown, with_points
from tests.scoring.build import GOOD, PLAN, STANDARD, community, record

ALL = {"company": True}
READ: list[tuple[str, str, object]] = [
    ("sweep", "part", {"level": "part"}),
    ("sweep", "12", Fraction(12)),
    ("bins", "rules+plan", {"checklist": ["rules", "plan"]}),
    ("bins", "all", {"checklist": ["rules", "plan", "sort"]}),
    ("bins", "none", {"checklist": []}),
    ("bins", "4", Fraction(4)),
    ("lamps", "dark:2", {"occurrences": {"dark": 2}}),
    ("stairs", "46/50", {"count": 46, "of": 50}),
    ("stairs", "92.5", {"measure": Decimal("92.5")}),
    ("stairs", "92%", {"measure": Decimal("92")}),
    ("stairs", "６０分", Fraction(60)),
    ("fire", "unmet", {"level": "unmet"}),
]


@pytest.mark.parametrize(("id_", "text", "expected"), READ)
def test_texts_that_are_ratings(id_: str, text: str, expected: object) -> None:
    indicator = STANDARD.indicators[id_]
    found = assumed_rating(indicator, indicator.points, text, ALL)
    if isinstance(found, dict):
        assert found.pop("reason") == "假设"
    assert found == expected


@pytest.mark.parametrize(
    ("text", "state"),
    [("na", "not_applicable"), ("NA", "not_applicable"), ("unchecked", "not_checked")],
)
def test_states(text: str, state: str) -> None:
    indicator = STANDARD.indicators["sweep"]
    found = assumed_rating(indicator, indicator.points, text, ALL)
    assert found == {"state": state, "reason": "假设"}


@pytest.mark.parametrize(
    ("id_", "text"),
    [("sweep", "most"), ("sweep", "21"), ("bins", "rules+x"), ("lamps", "x:1"), ("stairs", "a/b")],
)
def test_texts_that_are_none_say_what_would_be(id_: str, text: str) -> None:
    indicator = STANDARD.indicators[id_]
    found = assumed_rating(indicator, indicator.points, text, ALL)
    assert isinstance(found, Unreadable)
    assert found.hint.startswith(f"{id_} 可以写：")
    assert text in found.problem


def test_parts() -> None:
    assert parts_of("a=4，b=x+y") == [("a", "4"), ("b", "x+y")]
    assert isinstance(parts_of("a"), Unreadable)
    assert isinstance(parts_of("a=1,a=2"), Unreadable)
    assert "clean-08" in unknown("clean-8", ["clean-08", "safe-01"]).hint


def test_points_alone_replace_what_was_found() -> None:
    row = encode(PLAN, community(), record(GOOD))
    less = score_row(PLAN, with_points(PLAN, row, "sweep", Fraction(5)))
    facts: dict[str, Rating] = {**GOOD, "sweep": {"level": "none"}}
    none = score_row(PLAN, encode(PLAN, community(), record(facts)))
    full = score_row(PLAN, row)
    assert none.total is not None
    assert full.total is not None
    assert less.total == none.total + (full.total - none.total) / 4  # 5 of 20 points


def test_a_pure_veto_has_no_points_to_name() -> None:
    found = assumed_rating(STANDARD.indicators["fire"], Fraction(0), "0", ALL)
    assert isinstance(found, Unreadable)
    assert "met（做到）或 unmet（没做到）" in found.hint
