"""The second look: exact, the same on any machine, and never a change of the result."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.numbers import RoundingMode
from liuxing_cli.model.profile import Aggregation, Mean
from liuxing_cli.model.result import Outcome, Result
from liuxing_cli.model.robustness import Choice, Robustness
from liuxing_cli.scoring.kernel import score
from liuxing_cli.scoring.plan import Plan, compile_plan
from liuxing_cli.scoring.rank import ranked
from liuxing_cli.scoring.restrict import restricted
from liuxing_cli.scoring.robustness import Asked, Given, robustness, weighting
from liuxing_cli.scoring.robustness.draws import Scale, factors, ranks_of, totals_of
from liuxing_cli.scoring.robustness.variant import Part, weighted
from liuxing_cli.scoring.row import Row, encode
from tests.scoring.build import GOOD, PLAN, STANDARD, community, profile, record, unchecked
from tests.scoring.strategies import Case, cases

STEADY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)

LEVELS: list[dict[str, Rating]] = [
    GOOD,
    {**GOOD, "sweep": {"level": "part"}},
    {**GOOD, "stairs": {"count": 31, "of": 50}},
    {**GOOD, "lamps": {"occurrences": {"dark": 3}}, "drill": {"measure": 1}},
    {**GOOD, "drill": {"measure": 0}, "stairs": {"count": 20, "of": 50}},
    {**GOOD, "sweep": unchecked(), "stairs": unchecked()},
]


def look(plan: Plan = PLAN, seed: int = 7, draws: int = 200) -> Robustness:
    rows: dict[str, tuple[Row, ...]] = {}
    for number, ratings in enumerate(LEVELS):
        id_ = f"11019900000{number}"
        given = replace(record(ratings), subject=id_)
        rows[id_] = (encode(plan, community(id_), given),)
    before = score(plan, [row for own in rows.values() for row in own])
    results = ranked(plan.profile, before)
    asked = Asked(seed, draws, lambda result: result.grade or str(result.outcome))
    return robustness(Given(plan, rows, results, before), asked)


def test_the_same_seed_gives_the_same_and_blocks_do_not_matter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = look()
    assert look() == first
    monkeypatch.setattr(weighting, "_BLOCK", 7)
    assert look() == first
    assert look(seed=8) != first


def test_what_it_says() -> None:
    found = look()
    by_id = {each.subject: each for each in found.subjects}
    assert found.ranked == 5
    best = by_id["110199000000"]
    assert best.rank == best.kept == best.mean == 1
    pending = by_id["110199000005"]
    assert pending.rank is None
    assert pending.missing is not None
    assert pending.missing.best == 1
    assert any(d.choice is Choice.MISSING for d in pending.dependences)
    assert {each.choice for each in found.effects} == set(Choice)
    assert [each.indicator for each in found.drops] == [c.id for c in PLAN.columns]


def test_draws_stay_within_a_fifth_and_are_their_own() -> None:
    drawn = [factors(1, number, 6, Fraction(1, 5)) for number in range(300)]
    assert all(8000 <= factor <= 12000 for own in drawn for factor in own)
    assert len(set(drawn)) == 300
    assert drawn[17] == factors(1, 17, 6, Fraction(1, 5))


rates = st.fractions(0, 1, max_denominator=997)


@STEADY
@given(
    st.lists(st.tuples(st.lists(rates, min_size=3, max_size=3), rates), min_size=1, max_size=8),
    st.integers(0, 3),
    st.sampled_from(RoundingMode),
    st.integers(0, 99),
)
def test_fixed_point_totals_are_the_exact_ones(
    drawn: list[tuple[list[Fraction], Fraction]], digits: int, mode: RoundingMode, seed: int
) -> None:
    weights = (Fraction(20), Fraction(15, 2), Fraction(1, 3))
    parts = [
        (Part(Fraction(1), weights, tuple(own), tuple(own), rest, rest),) for own, rest in drawn
    ]
    chosen = [factors(seed, number, 3, Fraction(1, 5)) for number in range(5)] + [(1, 1, 1)]
    edges = tuple(sorted({100 * own[0] for own, _ in drawn} | {Fraction(60)}))
    scale = Scale(Fraction(100), digits, mode, edges)

    def exact(place: int, factor: tuple[int, ...]) -> Fraction:
        (part,) = parts[place]
        scaled = tuple(w * k for w, k in zip(part.weights, factor, strict=True))
        return 100 * weighted(scaled, part.rates) + part.rest

    table = totals_of(parts, chosen, scale, exact)
    for draw, factor in enumerate(chosen):
        for place in range(len(parts)):
            assert table.published[draw, place] == scale.published(exact(place, factor))
            assert table.intervals[draw, place] == scale.interval(exact(place, factor))


def test_equal_totals_share_a_rank() -> None:
    import numpy as np

    assert ranks_of(np.array([[5, 7, 7, 1]])).tolist() == [[3, 1, 1, 4]]


def test_without_drops_a_decision_is_the_one_of_a_profile_without_the_indicator() -> None:
    found = {each.indicator: each for each in look().drops}
    for column in PLAN.columns:
        cut = restricted(PLAN, {c.id for c in PLAN.columns} - {column.id})
        own: list[Result] = []
        for number, ratings in enumerate(LEVELS):
            id_ = f"11019900000{number}"
            given = replace(record(ratings), subject=id_)
            own.append(score(cut.plan, [encode(cut.plan, community(id_), given)])[0])
        before = {r.subject: r for r in score(PLAN, _rows())}
        changed = tuple(
            sorted(
                r.subject
                for r in own
                if (r.outcome, r.grade) != (before[r.subject].outcome, before[r.subject].grade)
            )
        )
        assert found[column.id].changed == changed


def _rows() -> list[Row]:
    rows = []
    for number, ratings in enumerate(LEVELS):
        id_ = f"11019900000{number}"
        given = replace(record(ratings), subject=id_)
        rows.append(encode(PLAN, community(id_), given))
    return rows


def test_a_geometric_profile_is_compared_with_the_arithmetic() -> None:
    plan = compile_plan(STANDARD, profile(STANDARD, aggregation=Aggregation(mean=Mean.GEOMETRIC)))
    found = look(plan, draws=20)
    assert found.mean == "算术平均"
    assert found.draws == 20


@STEADY
@given(cases())
def test_a_restricted_row_is_the_row_of_the_restricted_plan(case: Case) -> None:
    plan = compile_plan(case.standard, case.profile)
    subject, given = community(**case.traits), record(case.ratings)
    ids = [column.id for column in plan.columns]
    kept = set(Random(len(ids)).sample(ids, (len(ids) + 1) // 2))  # noqa: S311 - no secret
    cut = restricted(plan, kept)
    row, again = cut.row(encode(plan, subject, given)), encode(cut.plan, subject, given)
    assert row.marks == again.marks
    assert [Fraction(n, row.scale) for n in row.earned] == [
        Fraction(n, again.scale) for n in again.earned
    ]


def test_outcomes_are_untouched() -> None:
    before = score(PLAN, _rows())
    look()
    assert score(PLAN, _rows()) == before
    assert before[-1].outcome is Outcome.PENDING
