"""Against the numbers that the papers print."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.model.numbers import fixed
from liuxing_cli.programme.quantiles import z_quantile
from liuxing_cli.programme.survey.intervals import (
    Interval,
    conservative,
    korn_graubard,
    newcombe,
    root,
    wilson,
)

TAIL = Fraction(25, 1000)
Z = z_quantile(TAIL)


def shown(interval: Interval) -> tuple[str, str]:
    return fixed(interval.low, 4), fixed(interval.high, 4)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0.0000", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
    ],
)
def test_wilson_as_in_newcombe_1998a_table_1_method_3(
    hits: int, n: int, low: str, high: str
) -> None:
    assert shown(wilson(Fraction(hits, n), Fraction(n), Z)) == (low, high)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        (81, 263, "0.2527", "0.3676"),
        (15, 148, "0.0578", "0.1617"),
        (0, 20, "0.0000", "0.1684"),
        (1, 29, "0.0009", "0.1776"),
    ],
)
def test_clopper_pearson_as_in_newcombe_1998a_table_1_method_5(
    hits: int, n: int, low: str, high: str
) -> None:
    assert shown(conservative(Fraction(hits, n), Fraction(n), TAIL)) == (low, high)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), "0.0524", "0.3339"),
        ((9, 10), (3, 10), "0.1705", "0.8090"),
        ((6, 7), (2, 7), "0.0582", "0.8062"),
        ((5, 56), (0, 29), "-0.0381", "0.1926"),
        ((0, 10), (0, 20), "-0.1611", "0.2775"),
        ((10, 10), (0, 10), "0.6075", "1.0000"),
    ],
)
def test_differences_as_in_newcombe_1998b_table_2_method_10(
    first: tuple[int, int], second: tuple[int, int], low: str, high: str
) -> None:
    a, b = Fraction(*first), Fraction(*second)
    bounds = [wilson(p, Fraction(n), Z) for p, (_, n) in ((a, first), (b, second))]
    assert shown(newcombe(a, bounds[0], b, bounds[1])) == (low, high)


def test_few_degrees_of_freedom_leave_less_of_the_sample() -> None:
    assert korn_graubard(Fraction(100), 100, 99, TAIL) == 100
    assert korn_graubard(Fraction(100), 100, 5, TAIL) < 60


@given(st.integers(0, 500), st.integers(1, 500), st.integers(1, 40))
def test_an_interval_holds_its_estimate(hits: int, more: int, tenths: int) -> None:
    n = hits + more
    p = Fraction(hits, n)
    for found in (wilson(p, Fraction(n * tenths, 10), Z), conservative(p, Fraction(n), TAIL)):
        assert 0 <= found.low <= p <= found.high <= 1
        assert found.low < found.high


@given(st.fractions(0, 100))
def test_root(value: Fraction) -> None:
    assert root(value) ** 2 <= value < (root(value) + Fraction(1, 10**15)) ** 2
