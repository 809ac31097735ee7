"""A shortlist: reasons, a quota that no order of codes decides, nothing automatic."""

import json
from fractions import Fraction
from pathlib import Path

import jsonschema_rs
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.commands.schema import schema_bytes
from liuxing_cli.model.commendation import Candidate, Commendation, Place
from liuxing_cli.programme.commendation import _placed
from tests.conftest import run_liuxing

P = Place


def placed(scores: list[tuple[str, int]], quota: int, per_street: int | None = None) -> list[Place]:
    listed = [
        Candidate(f"s{n:03d}", street, Fraction(score), P.BEYOND, (), None)
        for n, (street, score) in enumerate(scores)
    ]
    return [candidate.place for candidate in _placed(listed, quota, per_street)]


def test_equals_at_the_edge_are_all_tied() -> None:
    rows = [("a", 95), ("b", 90), ("c", 90), ("d", 80)]
    assert placed(rows, 2) == [P.WITHIN, P.TIED, P.TIED, P.BEYOND]
    assert placed(rows, 3) == [P.WITHIN, P.WITHIN, P.WITHIN, P.BEYOND]


def test_a_street_that_is_full_leaves_its_place_to_the_next() -> None:
    rows = [("a", 95), ("a", 94), ("a", 93), ("b", 90), ("c", 85)]
    assert placed(rows, 3, 2) == [P.WITHIN, P.WITHIN, P.STREET_FULL, P.WITHIN, P.BEYOND]


def test_a_tie_within_a_street_keeps_its_places() -> None:
    rows = [("a", 95), ("a", 95), ("b", 90), ("c", 85)]
    assert placed(rows, 2, 1) == [P.TIED, P.TIED, P.WITHIN, P.BEYOND]
    assert placed([*rows[:2], ("a", 91), *rows[2:]], 2, 1)[2] is P.STREET_FULL


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 5)), max_size=12),
    st.integers(0, 12),
    st.one_of(st.none(), st.integers(1, 3)),
)
def test_no_more_are_within_than_the_quota(
    rows: list[tuple[str, int]], quota: int, per_street: int | None
) -> None:
    places = placed(rows, quota, per_street)
    ordered = [street for street, _ in sorted(rows, key=lambda row: -row[1])]
    within = [street for street, place in zip(ordered, places, strict=True) if place is P.WITHIN]
    assert len(within) <= quota
    if per_street is None and P.TIED not in places:
        assert len(within) == min(quota, len(rows))


def test_a_share_is_rounded_down() -> None:
    rules = Commendation("", "", "", (), share=Fraction(1, 10))
    assert [rules.quota(n) for n in (9, 10, 79)] == [0, 1, 7]
    assert Commendation("", "", "", (), count=3).quota(79) == 3


def test_json_fits_its_schema_and_nothing_is_written(district: Path) -> None:
    before = {path: path.read_bytes() for path in district.rglob("*.yaml")}
    done = run_liuxing("-q", "commend", "--on", "2013-12-31", "-f", "json", cwd=district)
    assert done.returncode == 0, done.stderr.decode()
    document = json.loads(done.stdout)
    jsonschema_rs.validator_for(json.loads(schema_bytes("output/commend"))).validate(document)
    within = [each for each in document["candidates"] if each["place"] == "within"]
    assert len(within) == document["quota"] == 7
    for each in within:
        assert all(r["verdict"] == "met" for r in each["reasons"] if r["must"])
    out = [each for each in document["candidates"] if each["place"] == "out"]
    assert all(
        any(r["must"] and r["verdict"] == "not_met" for r in each["reasons"]) for each in out
    )
    assert before == {path: path.read_bytes() for path in district.rglob("*.yaml")}
