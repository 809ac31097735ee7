"""The assessors' error from double assessments, and who lies near a line."""

from fractions import Fraction
from statistics import stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.model.result import NearLine
from liuxing_cli.scoring.near import assessor_error, is_near

SCORES = st.integers(0, 100).map(Fraction)


def table(pairs: list[tuple[Fraction, Fraction]]) -> dict[str, dict[str, Fraction]]:
    return {f"s{i}": {"a": one, "b": two} for i, (one, two) in enumerate(pairs)}


def test_by_hand() -> None:
    # differences 2, −1, 0, −1: mean 0, variance 6/3 = 2, u² = 2/2 = 1
    pairs = [(475, 477), (450, 449), (458, 458), (465, 464)]
    error = assessor_error(table([(Fraction(a), Fraction(b)) for a, b in pairs]))
    assert error is not None
    assert (error.squared, error.subjects, error.crossed) == (Fraction(1), 4, True)


@given(st.lists(st.tuples(SCORES, SCORES), min_size=3, max_size=8))
def test_two_assessors_are_the_standard_deviation_of_differences(
    pairs: list[tuple[Fraction, Fraction]],
) -> None:
    error = assessor_error(table(pairs))
    assert error is not None
    assert error.squared == pytest.approx(stdev(float(a - b) for a, b in pairs) ** 2 / 2, abs=1e-9)


@given(st.lists(st.tuples(SCORES, SCORES), min_size=3, max_size=8), st.integers(-20, 20))
def test_a_severe_assessor_is_no_error(pairs: list[tuple[Fraction, Fraction]], shift: int) -> None:
    assert assessor_error(table(pairs)) == assessor_error(
        table([(one, two + shift) for one, two in pairs])
    )


def test_assessors_that_differ_count_their_severity() -> None:
    scores = {f"s{i}": {f"a{i}": Fraction(80), f"b{i}": Fraction(84)} for i in range(3)}
    error = assessor_error(scores)
    assert error is not None
    assert (error.squared, error.crossed) == (
        Fraction(8),
        False,
    )  # each (−2)² + 2² = 8 on one degree


def test_too_few_double_assessments_say_nothing() -> None:
    assert assessor_error(table([(Fraction(1), Fraction(2))] * 2)) is None
    assert assessor_error({"s": {"a": Fraction(80)}}) is None


def test_the_edge_of_the_zone_is_inside() -> None:
    factor = Fraction(1645, 1000)
    at = NearLine("total:pass", "", Fraction(70) + factor, Fraction(70), Fraction(1))
    beyond = NearLine("total:pass", "", at.score + Fraction(1, 10**9), Fraction(70), Fraction(1))
    assert is_near(at, factor)
    assert not is_near(beyond, factor)
