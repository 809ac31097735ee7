"""Growth is exact, compared with the stated indicator, and only over what both years list."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.model.funding import Allocation, Economy, Funding
from liuxing_cli.model.kinds import SubjectKind
from liuxing_cli.model.subject import Subject
from liuxing_cli.programme.funding import PACE_NAMES, Level, Money, Pace, money
from liuxing_cli.store.builders.meetings import funding_of

SUBJECTS = {
    "S": Subject("S", "甲街道", SubjectKind.STREET, "S", {}),
    "A": Subject("A", "一社区", SubjectKind.COMMUNITY, "S", {"households": Fraction(1000)}),
    "B": Subject("B", "二社区", SubjectKind.COMMUNITY, "S", {"households": Fraction(500)}),
}


def of_year(year: str, **amounts: int) -> Funding:
    lines = tuple(
        Allocation(community, Fraction(amount), Fraction(0), Fraction(0))
        for community, amount in amounts.items()
    )
    return Funding(year, Economy("x", Fraction(10), "y"), lines)


def whole(now: Funding, last: Funding | None) -> Money:
    (line,) = money(Level.DISTRICT, now, last, SUBJECTS, "示例区")
    return line


@pytest.mark.parametrize(
    ("before", "now", "pace"),
    [
        (1000, 1100, Pace.KEPT),  # exactly
        (1000, 1099, Pace.BEHIND),
        (0, 1000, Pace.UNKNOWN),
        (1000, 0, Pace.BEHIND),
    ],
)
def test_pace(before: int, now: int, pace: Pace) -> None:
    assert whole(of_year("2013", A=now), of_year("2012", A=before)).pace is pace


def test_no_year_before_no_growth() -> None:
    line = whole(of_year("2013", A=1000), None)
    assert line.growth is None
    assert (line.pace, line.comparable) == (Pace.UNKNOWN, 0)


def test_a_new_community_is_no_growth() -> None:
    line = whole(of_year("2013", A=1100, B=9000), of_year("2012", A=1000))
    assert line.growth == 10
    assert (line.comparable, line.communities) == (1, 2)
    assert line.fiscal == 10100
    gone = whole(of_year("2013", A=1100), of_year("2012", A=1000, B=9000))
    assert gone.growth == 10


def test_households() -> None:
    assert whole(of_year("2013", A=3000, B=1500), None).per_household == 3
    unknown = {**SUBJECTS, "B": Subject("B", "二社区", SubjectKind.COMMUNITY, "S", {})}
    (line,) = money(Level.DISTRICT, of_year("2013", A=1, B=1), None, unknown, "区")
    assert line.per_household is None


def test_levels() -> None:
    now, last = of_year("2013", A=1100, B=500), of_year("2012", A=1000, B=500)
    streets = list(money(Level.STREET, now, last, SUBJECTS, "示例区"))
    assert [(line.name, line.communities) for line in streets] == [("甲街道", 2)]
    communities = list(money(Level.COMMUNITY, now, last, SUBJECTS, "示例区"))
    assert [(line.name, line.pace) for line in communities] == [
        ("一社区", Pace.KEPT),
        ("二社区", Pace.BEHIND),
    ]


@given(
    st.dictionaries(
        st.sampled_from("AB"), st.tuples(st.integers(1, 10**9), st.integers(0, 10**9)), min_size=1
    )
)
def test_a_sum_is_the_sum_of_its_parts(amounts: dict[str, tuple[int, int]]) -> None:
    now = of_year("2013", **{key: pair[1] for key, pair in amounts.items()})
    last = of_year("2012", **{key: pair[0] for key, pair in amounts.items()})
    parts = list(money(Level.COMMUNITY, now, last, SUBJECTS, "示例区"))
    line = whole(now, last)
    assert line.fiscal == sum(part.fiscal for part in parts)
    assert line.growth is not None
    growths = [part.growth for part in parts if part.growth is not None]
    assert min(growths) <= line.growth <= max(growths)


def test_units_of_money_are_one() -> None:
    def value(unit: str, amount: str) -> dict[str, object]:
        return {
            "year": "2013",
            "unit": unit,
            "economy": {"name": "x", "growth": Decimal("9.6"), "source": "y"},
            "allocations": [{"community": "A", "district": Decimal(amount), "street": 1}],
        }

    yuan, wan = funding_of(value("yuan", "85000"), "f"), funding_of(value("wan", "8.5"), "f")
    assert yuan.allocations[0].district == wan.allocations[0].district == 85000
    assert wan.allocations[0].society == 0
    assert wan.economy.growth == Fraction(48, 5)


def test_everything_has_a_name() -> None:
    assert set(PACE_NAMES) == set(Pace)
