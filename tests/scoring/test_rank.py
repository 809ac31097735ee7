"""Ranks: by the printed total, shared on ties, the rest behind."""

from dataclasses import replace
from fractions import Fraction

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.numbers import RoundingMode
from liuxing_cli.model.result import Outcome, Result
from liuxing_cli.scoring.rank import rank
from tests.scoring.build import PLAN, scored, unchecked


def result(
    subject: str, total: str | None, changes: dict[str, Rating | None] | None = None
) -> Result:
    base = scored(PLAN, changes)
    return replace(base, subject=subject, total=None if total is None else Fraction(total))


def ranks(results: list[Result]) -> list[tuple[str, int | None]]:
    return [(r.subject, r.rank) for r in rank(results, 2, RoundingMode.HALF_UP)]


def test_equal_print_equal_rank() -> None:
    # 88.884 and 88.8750 print as 88.88: they share 2, the next is 4
    given = [result("d", "80"), result("c", "88.8750"), result("b", "88.884"), result("a", "90")]
    assert ranks(given) == [("a", 1), ("b", 2), ("c", 2), ("d", 4)]
    assert ranks(given[::-1]) == ranks(given)


def test_vetoed_then_pending_then_undecided_stand_behind() -> None:
    given = [
        replace(result("u", None), outcome=Outcome.UNDECIDED),
        result("p", "99", {"stairs": unchecked()}),
        result("v", "98", {"major": {"level": "unmet"}}),
        result("w", "99", {"major": {"level": "unmet"}}),
        result("low", "10"),
    ]
    assert ranks(given) == [("low", 1), ("w", None), ("v", None), ("p", None), ("u", None)]


def test_the_rounding_of_the_profile_decides_ties() -> None:
    # 88.865 is a tie at two digits: half up 88.87, half even 88.86
    given = [result("a", "88.865"), result("b", "88.87")]
    half_up = rank(given, 2, RoundingMode.HALF_UP)
    half_even = rank(given, 2, RoundingMode.GBT8170)
    assert [r.rank for r in half_up] == [1, 1]
    assert [(r.subject, r.rank) for r in half_even] == [("b", 1), ("a", 2)]
