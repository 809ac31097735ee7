"""Nothing is shown from which a single answer could be inferred."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.model.surveys import Level
from liuxing_cli.programme.survey.change import Direction, changes, comparable
from liuxing_cli.programme.survey.estimate import Figure, Hidden, Row
from liuxing_cli.programme.survey.intervals import Interval
from liuxing_cli.programme.survey.suppress import suppressed
from tests.programme.survey.nouns import cell, place, survey, total


def row(domain: str, n: int, level: Level = Level.COMMUNITY, value: str = "0.8") -> Row:
    figure = Figure(Fraction(value), None, None, None, None, None, None, None, None)
    return Row("know", level, domain, n, 0, figure, None)


def hidden(*rows: Row, streets: dict[str, str] | None = None) -> dict[str, Hidden | None]:
    given_ = streets or {r.domain: "s" for r in rows if r.level is Level.COMMUNITY}
    return {r.domain: r.hidden for r in suppressed(rows, 10, given_)}


def test_a_small_cell_takes_its_smallest_neighbour_along() -> None:
    found = hidden(row("a", 9), row("b", 30), row("c", 12), row("d", 40))
    assert found == {"a": Hidden.FEW, "b": None, "c": Hidden.COMPLEMENT, "d": None}


def test_two_small_cells_protect_each_other_once_they_are_enough() -> None:
    assert hidden(row("a", 6), row("b", 7), row("c", 30))["c"] is None
    assert hidden(row("a", 2), row("b", 3), row("c", 30))["c"] is Hidden.COMPLEMENT


def test_everybody_alike_in_a_small_group() -> None:
    assert hidden(row("a", 19, value="1"), row("b", 30))["a"] is Hidden.ALIKE
    assert hidden(row("a", 20, value="1"), row("b", 30))["a"] is None


def test_a_hidden_street_hides_what_adds_up_to_it() -> None:
    rows = (
        row("", 60, Level.DISTRICT), row("s1", 9, Level.STREET), row("s2", 20, Level.STREET),
        row("s3", 31, Level.STREET), row("a", 9), row("b", 20), row("c", 31),
    )  # fmt: skip
    found = hidden(*rows, streets={"a": "s1", "b": "s2", "c": "s3"})
    assert found["s2"] is Hidden.COMPLEMENT
    assert found["b"] is Hidden.COMPLEMENT
    assert found["c"] is None


@given(st.lists(st.integers(1, 60), min_size=2, max_size=8))
def test_no_hidden_cell_is_alone_and_none_below_the_least_is_shown(sizes: list[int]) -> None:
    rows = [row(f"c{n}", size) for n, size in enumerate(sizes)]
    found = suppressed(rows, 10, {r.domain: "s" for r in rows})
    shown, concealed = ([r for r in found if (r.hidden is None) is side] for side in (True, False))
    assert all(r.n >= 10 for r in shown)
    assert len(concealed) != 1
    assert not concealed or not shown or sum(r.n for r in concealed) >= 10


def figure(value: int, low: int, high: int) -> Figure:
    bounds = Interval(Fraction(low, 100), Fraction(high, 100))
    return Figure(Fraction(value, 100), bounds, None, None, None, None, None, None, None)


def test_change_is_told_only_where_both_rounds_are_shown() -> None:
    now = Row("know", Level.COMMUNITY, "a", 50, 0, figure(80, 70, 88), None)
    before = Row("know", Level.COMMUNITY, "a", 50, 0, figure(60, 48, 69), None)
    found = changes([now], [before], {"know"})["know", Level.COMMUNITY, "a"][0]
    assert found is not None
    assert found.direction is Direction.UP
    concealed = Row("know", Level.COMMUNITY, "a", 5, 0, None, None, hidden=Hidden.FEW)
    assert not changes([now], [concealed], {"know"})
    assert not changes([now], [before], set())


def test_a_question_asked_otherwise_is_not_compared() -> None:
    where = place(1, 500)
    assert comparable(survey(where), survey(where)) == {"know"}
    other = total(survey(where), (where,), cell(1, "know", a1=30, a0=10))
    assert other.question == "know"
