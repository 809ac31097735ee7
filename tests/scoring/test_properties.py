"""What must hold for any standard, profile and record."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from liuxing_cli.model.profile import Missing, NotApplicable
from liuxing_cli.model.result import Outcome, Result, TraceNode
from liuxing_cli.model.standard import VetoScope
from liuxing_cli.scoring.kernel import exact_totals, score, score_row
from liuxing_cli.scoring.plan import compile_plan
from liuxing_cli.scoring.row import Row, encode
from liuxing_cli.scoring.trace import explain
from tests.scoring.build import community, record
from tests.scoring.reference import MISSING, expected, share
from tests.scoring.strategies import Case, cases, records, scored_ratings

STEADY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no reason to fail."""


def encoded(case: Case) -> Row:
    row = encode(
        compile_plan(case.standard, case.profile), community(**case.traits), record(case.ratings)
    )
    assert row.misfits == ()
    return row


def result_of(case: Case) -> Result:
    return score_row(compile_plan(case.standard, case.profile), encoded(case))


@STEADY
@given(cases())
def test_the_kernel_agrees_with_the_reference(case: Case) -> None:
    result = result_of(case)
    slow = expected(case.standard, case.profile, case.ratings, case.traits)
    assert tuple((b.score, b.upper) for b in result.branches) == slow.branches
    assert (result.total, result.upper) == (slow.total, slow.upper)
    assert (result.outcome, result.grade) == (slow.outcome, slow.grade)


@STEADY
@given(cases(), st.data())
def test_blocks_of_any_size_give_the_same_results(case: Case, data: st.DataObject) -> None:
    plan = compile_plan(case.standard, case.profile)
    others = [data.draw(records(case.standard)) for _ in range(3)]
    rows = [encode(plan, community(**case.traits), record(r)) for r in (case.ratings, *others)]
    cut = data.draw(st.integers(0, len(rows)))
    fresh = compile_plan(case.standard, case.profile)
    assert score(plan, rows) == score(fresh, rows[:cut]) + score(fresh, rows[cut:])
    if case.profile.missing is Missing.BOUNDS:
        assert exact_totals(fresh, rows) == [(r.total, r.upper) for r in score(plan, rows)]


@STEADY
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_keys_changes_nothing(case: Case, random: Random) -> None:
    keys = sorted(case.ratings)
    random.shuffle(keys)
    shuffled = replace(case, ratings={key: case.ratings[key] for key in keys})
    assert result_of(shuffled) == result_of(case)


@STEADY
@given(cases(), st.data())
def test_bounds_hold_every_completion(case: Case, data: st.DataObject) -> None:
    """Whatever the missing ratings turn out to be, the total lies between the bounds."""
    assume(case.profile.missing is Missing.BOUNDS)
    completed = dict(case.ratings)
    for each in case.standard.indicators.values():
        if share(each, case.ratings, case.traits) == MISSING:
            completed[each.id] = data.draw(scored_ratings(each.rule, each.points))
    before, after = result_of(case), result_of(replace(case, ratings=completed))
    assert after.missing == ()
    if before.total is not None and before.upper is not None and after.total is not None:
        assert before.total <= after.total <= before.upper
    if before.outcome in (Outcome.PASSED, Outcome.FAILED):
        assert (after.outcome, after.grade) == (before.outcome, before.grade)


@STEADY
@given(cases(), st.data())
def test_the_total_rises_with_every_rating(case: Case, data: st.DataObject) -> None:
    """Full marks in place of a scored rating never lower the total or a branch."""
    judged = [
        each.id
        for each in case.standard.indicators.values()
        if isinstance(share(each, case.ratings, case.traits), Fraction) and each.id in case.ratings
    ]
    assume(judged)
    plan, row = compile_plan(case.standard, case.profile), encoded(case)
    place = [column.id for column in plan.columns].index(data.draw(st.sampled_from(judged)))
    full = plan.columns[place].units * (row.scale // plan.scale)
    lifted = replace(
        row,
        earned=(*row.earned[:place], full, *row.earned[place + 1 :]),
        marks=row.marks[:place] + b"\0" + row.marks[place + 1 :],
    )
    before, after = score(plan, [row, lifted])
    for old, new in zip(before.branches, after.branches, strict=True):
        assert old.score is None or (new.score is not None and old.score <= new.score)
    if before.total is not None and after.total is not None:
        assert before.total <= after.total


@STEADY
@given(cases(), st.data())
def test_leaving_out_in_one_section_changes_no_other(case: Case, data: st.DataObject) -> None:
    assume(case.profile.not_applicable is NotApplicable.RESCALE)
    rated = sorted(set(case.ratings) & set(case.standard.indicators))
    assume(rated)
    chosen = data.draw(st.sampled_from(rated))
    left_out = {**case.ratings, chosen: {"state": "not_applicable", "reason": "原因"}}
    before, after = _sections(case), _sections(replace(case, ratings=left_out))
    home = next(id_ for id_, ids in _members(case) if chosen in ids)
    for id_, value in before.items():
        if id_ != home:
            assert after[id_] == value


def _members(case: Case) -> Iterator[tuple[str, set[str]]]:
    for type_ in case.standard.types:
        for section in type_.sections:
            yield section.id, {each.id for each in section.indicators}


def _sections(case: Case) -> dict[str, Fraction | None]:
    return {node.id: node.value for node in _walk(_tree(case)) if node.kind == "section"}


@STEADY
@given(cases())
def test_a_whole_veto_dominates(case: Case) -> None:
    result = result_of(case)
    whole = {
        each.id
        for each in case.standard.indicators.values()
        if each.veto and each.veto.scope is VetoScope.WHOLE
    }
    if whole & set(result.vetoes):
        assert result.outcome is Outcome.FAILED
    unseen = {each.id for each in case.standard.indicators.values() if each.veto}
    if unseen & set(result.missing):
        assert result.outcome is not Outcome.PASSED


@STEADY
@given(cases())
def test_the_trace_adds_up(case: Case) -> None:
    """At every node the contributions of the children are its value, exactly."""
    result = result_of(case)
    tree = _tree(case)
    assert tree.value == result.total
    for node in _walk(tree):
        parts = [child.adds for child in node.children if child.adds is not None]
        if node.value is not None and parts:
            assert sum(parts) == node.value
        if node.kind == "branch":
            same = next(branch for branch in result.branches if branch.id == node.id)
            assert node.value == same.score


def _tree(case: Case) -> TraceNode:
    plan = compile_plan(case.standard, case.profile)
    return explain(plan, community(**case.traits), [record(case.ratings)], result_of(case))


def _walk(node: TraceNode) -> Iterator[TraceNode]:
    yield node
    for child in node.children:
        yield from _walk(child)
