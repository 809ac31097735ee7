"""Digits that are published: one rounding, exact sides of a line."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.model.numbers import RoundingMode, fixed, fixed_near, plain, scaled

FRACTIONS = st.fractions(min_value=-1000, max_value=1000, max_denominator=10_000)


def test_half_up_is_sishewuru() -> None:
    assert [fixed(Fraction(x), 1) for x in ("0.05", "0.15", "0.25", "2.45")] == [
        "0.1",
        "0.2",
        "0.3",
        "2.5",
    ]
    assert fixed(Fraction("-0.05"), 1) == "-0.1"


def test_gbt8170_is_half_even_and_never_rounds_twice() -> None:
    """GB/T 8170-2008, 3.2 and 3.3: 15.4546 becomes 15, not 15.455, 15.46, 15.5, 16."""
    even = RoundingMode.GBT8170
    assert fixed(Fraction("0.25"), 1, even) == "0.2"
    assert fixed(Fraction("0.35"), 1, even) == "0.4"
    assert fixed(Fraction("15.4546"), 0, even) == "15"
    assert fixed(Fraction("15.4546"), 0) == "15"


@pytest.mark.parametrize(
    ("value", "limits", "shown"),
    [
        ("89.996", ["90"], "89.996"),
        ("90", ["90"], "90.00"),
        ("90.004", ["90"], "90.004"),
        ("89.99", ["90"], "89.99"),
        ("59.99999", ["60", "90"], "59.99999"),
    ],
)
def test_more_digits_where_the_side_of_a_line_would_be_hidden(
    value: str, limits: list[str], shown: str
) -> None:
    assert fixed_near(Fraction(value), 2, map(Fraction, limits)) == shown


@given(FRACTIONS, st.integers(0, 6))
def test_agrees_with_decimal(value: Fraction, digits: int) -> None:
    exact = Decimal(value.numerator * 10**20 // value.denominator)  # 20 digits, cut
    if Fraction(int(exact), 10**20) != value:
        return
    unit = Decimal(1).scaleb(-digits)
    number = Decimal(value.numerator) / Decimal(value.denominator)
    assert Decimal(fixed(value, digits)) == number.quantize(unit, ROUND_HALF_UP)
    assert Decimal(fixed(value, digits, RoundingMode.GBT8170)) == number.quantize(
        unit, ROUND_HALF_EVEN
    )


@given(FRACTIONS, FRACTIONS, st.integers(0, 4))
def test_rounding_is_monotone(one: Fraction, other: Fraction, digits: int) -> None:
    low, high = sorted((one, other))
    assert scaled(low, digits) <= scaled(high, digits)


@given(FRACTIONS)
def test_plain_is_exact(value: Fraction) -> None:
    assert Fraction(plain(value)) == value
