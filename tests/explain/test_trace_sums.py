"""The leaves of a trace add up to the total, in every model, and so do the parts of every node."""

from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liuxing_cli.model.result import TraceNode
from liuxing_cli.scoring.combine import combine
from liuxing_cli.scoring.kernel import score_row
from liuxing_cli.scoring.plan import compile_plan
from liuxing_cli.scoring.row import encode
from liuxing_cli.scoring.trace import explain
from liuxing_cli.scoring.trace.flow import leaves, path_of
from tests.scoring.build import community, record
from tests.scoring.strategies import Case, cases, records

STEADY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=150)


def check(node: TraceNode) -> None:
    parts = [child.adds for child in node.children if child.adds is not None]
    if node.value is not None and parts:
        assert sum(parts, Fraction(0)) == node.value, (node.kind, node.id)
    if node.rate is not None and node.value is not None and node.adds is not None:
        assert node.value * node.rate == node.adds, (node.kind, node.id)
    for child in node.children:
        check(child)


def total_of(root: TraceNode) -> Fraction:
    found = [leaf.to_total for leaf in leaves(root) if leaf.to_total is not None]
    return sum(found, Fraction(0))


@STEADY
@given(cases())
def test_leaves_add_up_to_the_total(case: Case) -> None:
    plan, subject = compile_plan(case.standard, case.profile), community(**case.traits)
    given = record(case.ratings)
    result = score_row(plan, encode(plan, subject, given))
    root = explain(plan, subject, [given], result)
    if result.total is not None:
        assert total_of(root) == result.total
        check(root)


@STEADY
@given(cases(), st.data())
def test_leaves_of_several_assessors_add_up_to_their_mean(case: Case, data: st.DataObject) -> None:
    plan, subject = compile_plan(case.standard, case.profile), community(**case.traits)
    given = [
        record(case.ratings, assessor="a"),
        record(data.draw(records(case.standard)), assessor="b"),
    ]
    result = combine(plan, [score_row(plan, encode(plan, subject, each)) for each in given])
    if result.total is not None:
        assert total_of(explain(plan, subject, given, result)) == result.total


@STEADY
@given(cases())
def test_the_path_of_an_indicator_keeps_its_numbers(case: Case) -> None:
    plan, subject = compile_plan(case.standard, case.profile), community(**case.traits)
    given = record(case.ratings)
    root = explain(plan, subject, [given], score_row(plan, encode(plan, subject, given)))
    for column in plan.columns:
        path = path_of(root, column.id)
        assert path is not None
        own = [node for node in walk(path) if node.kind == "indicator"]
        assert [node.id for node in own] == [column.id]
        assert own[0] in list(walk(root))
    assert path_of(root, "nothing") is None


def walk(node: TraceNode) -> list[TraceNode]:
    return [node, *(each for child in node.children for each in walk(child))]
