"""Arrays and plain integers: the same digits, whatever the block, the scale or the overflow."""

import pickle
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from liuxing_cli.model.decision import DecisionRules, Lifts
from liuxing_cli.scoring import arrays, kernel
from liuxing_cli.scoring.batch import Batch
from liuxing_cli.scoring.kernel import exact_totals, score, score_row
from liuxing_cli.scoring.plan import Plan, compile_plan
from liuxing_cli.scoring.restrict import restricted
from liuxing_cli.scoring.robustness.hollow import hollow
from liuxing_cli.scoring.row import Row, encode
from liuxing_cli.scoring.single import totals_row
from tests.scoring.build import GOOD, PLAN, community, record
from tests.scoring.strategies import Case, cases, records

STEADY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
FINER = st.sampled_from([1, 3, 1 << 19, 1 << 21, 1 << 40, 1 << 70])


def finer(row: Row, factor: int) -> Row:
    """The same row in units ``factor`` times as fine."""
    earned = tuple(points * factor for points in row.earned)
    return replace(row, scale=row.scale * factor, earned=earned)


def rows_of(plan: Plan, case: Case, data: st.DataObject) -> list[Row]:
    others = data.draw(st.lists(records(case.standard), max_size=4))
    rows = [encode(plan, community(**case.traits), record(r)) for r in (case.ratings, *others)]
    return [finer(row, data.draw(FINER)) for row in rows]


@STEADY
@given(cases(), st.data())
def test_arrays_give_what_single_rows_give(case: Case, data: st.DataObject) -> None:
    lifts = frozenset(data.draw(st.sets(st.sampled_from([Lifts.TOTAL, Lifts.GRADE]))))
    rules = DecisionRules(bonus_lifts=lifts, exceeds_full=data.draw(st.booleans()))
    plan = compile_plan(case.standard, replace(case.profile, decision=rules))
    rows = rows_of(plan, case, data)
    assert Batch(plan).results(rows) == [score_row(plan, row) for row in rows]
    assert Batch(plan).totals(rows) == [totals_row(plan, row) for row in rows]


@STEADY
@given(cases(), st.data())
def test_blocks_of_any_size_give_the_same(case: Case, data: st.DataObject) -> None:
    plan = compile_plan(case.standard, case.profile)
    rows = rows_of(plan, case, data)
    batch, size = Batch(plan), data.draw(st.integers(1, len(rows)))
    blocks = [rows[start : start + size] for start in range(0, len(rows), size)]
    assert [r for own in blocks for r in batch.results(own)] == Batch(plan).results(rows)


@STEADY
@given(cases(), FINER)
def test_finer_units_change_nothing(case: Case, factor: int) -> None:
    plan = compile_plan(case.standard, case.profile)
    row = encode(plan, community(**case.traits), record(case.ratings))
    assert score_row(plan, finer(row, factor)) == score_row(plan, row)
    assert Batch(plan).results([finer(row, factor), row]) == [score_row(plan, row)] * 2


@STEADY
@given(cases(), st.data())
def test_tight_room_is_detected(case: Case, data: st.DataObject) -> None:
    """With little room most rows must be left to plain integers, and none may come out wrong."""
    plan = compile_plan(case.standard, case.profile)
    rows = rows_of(plan, case, data)
    patch = pytest.MonkeyPatch()
    with patch.context() as limits:
        limits.setattr(arrays, "_ROOM", data.draw(st.sampled_from([1, 100, 10_000, 1 << 30])))
        limits.setattr(arrays, "_LARGEST", data.draw(st.sampled_from([1, 50, 1 << 20])))
        assert Batch(plan).totals(rows) == [totals_row(plan, row) for row in rows]
        assert Batch(plan).results(rows) == [score_row(plan, row) for row in rows]


@STEADY
@given(cases(), st.data())
def test_a_hollow_plan_is_one_without_the_indicator(case: Case, data: st.DataObject) -> None:
    """Row by row, and where the sums of the whole plan are used again."""
    plan = compile_plan(case.standard, case.profile)
    assume(len(plan.columns) > 1)
    rows = rows_of(plan, case, data)
    place = data.draw(st.integers(0, len(plan.columns) - 1))
    without = restricted(plan, {c.id for n, c in enumerate(plan.columns) if n != place})
    expected = [score_row(without.plan, without.row(row)) for row in rows]
    made = hollow(plan, place)
    assert [score_row(made.plan, made.row(row)) for row in rows] == expected
    block = arrays.Block(plan, rows).without(made.plan, place)
    totals = [totals_row(without.plan, without.row(row)) for row in rows]
    for known, total in zip(Batch(made.plan).known_totals(block), totals, strict=True):
        assert known in (None, total)


def test_scores_made_later_are_the_tuple_of_them() -> None:
    row = encode(PLAN, community(), record(GOOD))
    (later,), now = Batch(PLAN).results([row]), score_row(PLAN, row)
    assert later == now
    assert now == later
    assert hash(later.branches) == hash(now.branches)
    assert pickle.loads(pickle.dumps(later)) == now  # noqa: S301 - its own bytes
    assert (later.branches[0], later.branches[1:]) == (now.branches[0], now.branches[1:])
    assert repr(later.branches) == repr(now.branches)
    assert later.branches != list(now.branches)


def test_many_rows_take_arrays(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many rows there are, and whatever is loaded, the results are the same."""
    row = encode(PLAN, community(), record(GOOD))
    random = Random(4)  # noqa: S311 - a fixed sample
    rows = [
        replace(row, subject=str(n), earned=tuple(random.choice((p, 0)) for p in row.earned))
        for n in range(600)
    ]
    one_by_one = [score_row(PLAN, row) for row in rows]
    assert score(PLAN, rows) == score(PLAN, rows, block=7) == one_by_one
    monkeypatch.setattr(kernel, "_WORTH_ARRAYS", 10_000)
    assert score(PLAN, rows) == one_by_one
    assert exact_totals(PLAN, rows) == [(r.total, r.upper) for r in one_by_one]


def test_points_outside_the_range_are_left_to_plain_integers() -> None:
    row = encode(PLAN, community(), record(GOOD))
    wild = replace(row, earned=(10**30, *row.earned[1:]))
    below = replace(row, earned=(-1, *row.earned[1:]))
    rows = [wild, row, below]
    assert Batch(PLAN).results(rows) == [score_row(PLAN, each) for each in rows]


@STEADY
@given(cases())
def test_rates_lie_within_their_bounds(case: Case) -> None:
    """What the arrays rely on: 0 ≤ rate ≤ 1."""
    plan = compile_plan(case.standard, case.profile)
    result = score_row(plan, encode(plan, community(**case.traits), record(case.ratings)))
    assume(result.branches)
    for branch in result.branches:
        if branch.score is not None and branch.upper is not None:
            assert Fraction(0) <= branch.score <= branch.upper <= branch.full
