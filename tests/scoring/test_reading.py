"""States, reasons, applicability: what a rating is before any points."""

from fractions import Fraction

import pytest

from liuxing_cli.model.assessment import Fact, State
from liuxing_cli.model.standard import Applicability
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.applies import applies
from liuxing_cli.scoring.reading import read
from liuxing_cli.scoring.rules import Problem
from tests.scoring.build import STANDARD, indicator

STAIRS = STANDARD.indicators["stairs"]
SWEEP = STANDARD.indicators["sweep"]


@pytest.mark.parametrize("state", ["not_applicable", "not_checked", "evidence_missing"])
def test_a_state_with_a_reason(state: str) -> None:
    reading = read(STAIRS, {"state": state, "reason": "原因"}, {})
    assert (reading.state, reading.share, reading.misfit) == (State(state), None, None)


def test_no_rating_is_not_checked_and_a_scored_one_has_a_share() -> None:
    assert read(STAIRS, None, {}).state is State.NOT_CHECKED
    assert read(STAIRS, {"measure": 50}, {}).share == Fraction(1, 2)
    assert read(STAIRS, {"state": "scored", "measure": 50}, {}).share == Fraction(1, 2)


def test_traits_decide_before_the_rating() -> None:
    assert read(SWEEP, {"level": "full"}, {"company": False}).state is State.NOT_APPLICABLE
    assert read(SWEEP, None, {"company": False}).state is State.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("rating", "problems"),
    [
        ({"state": "not_checked"}, [Problem.MISSING_REASON]),
        ({"state": "done", "reason": "x"}, [Problem.UNKNOWN_STATE]),
        ({"state": "not_checked", "measure": 3, "reason": "x"}, [Problem.FACT_WITH_STATE]),
        (
            {"state": "not_applicable", "measure": 3},
            [Problem.FACT_WITH_STATE, Problem.MISSING_REASON],
        ),
        ({"level": "full"}, [Problem.FOREIGN_FACT]),
    ],
)
def test_a_misfit_is_a_failed_check(rating: dict[str, Fact], problems: list[Problem]) -> None:
    reading = read(STAIRS, rating, {})
    assert reading.state is State.CHECK_FAILED
    assert reading.misfit is not None
    assert [each.problem for each in reading.misfit.each()] == problems


@pytest.mark.parametrize(
    ("condition", "value", "holds"),
    [
        (Applicability("t", equals=True), True, True),
        (Applicability("t", equals=True), False, False),
        (Applicability("t", equals=False), False, True),
        (Applicability("t", equals="rural"), "urban", False),
        (Applicability("t", at_least=Fraction(30)), Fraction(30), True),
        (Applicability("t", at_least=Fraction(30)), Fraction(29), False),
        (Applicability("t", below=Fraction(30)), Fraction(30), False),
        (Applicability("t", below=Fraction(30)), Fraction(29), True),
        (Applicability("other", equals=True), True, True),  # an unknown trait exempts nobody
        (Applicability("t", at_least=Fraction(30)), "many", True),
    ],
)
def test_applies(condition: Applicability, value: TraitValue, holds: bool) -> None:
    assert applies(condition, {"t": value}) is holds


def test_no_condition_always_applies() -> None:
    assert read(indicator("x", 1), {"level": "met"}, {}).share == 1
