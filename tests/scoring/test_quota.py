"""Quotas: best first, ties all in or all out, and what pending results leave open."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.model.decision import Quota, QuotaOf, Ties
from liuxing_cli.model.profile import Grade, Profile
from liuxing_cli.model.result import Outcome, Result
from liuxing_cli.scoring.plan import compile_plan
from liuxing_cli.scoring.quota import apportion
from tests.scoring.build import STANDARD, profile, scored

ONE = scored(compile_plan(STANDARD, profile(STANDARD)))


def rules(quota: Quota) -> Profile:
    grades = (
        Grade("top", "优秀", Fraction(90), True, quota=quota),
        Grade("pass", "达标", Fraction(60), True),
        Grade("fail", "未达标", Fraction(0), False),
    )
    return profile(STANDARD, grades=grades)


def results(totals: Sequence[int], pending: Sequence[tuple[int, int]] = ()) -> list[Result]:
    found = [
        replace(
            ONE,
            subject=f"s{place:02d}",
            total=Fraction(total),
            upper=Fraction(total),
            grade="top" if total >= 90 else "pass" if total >= 60 else "fail",
            outcome=Outcome.PASSED if total >= 60 else Outcome.FAILED,
        )
        for place, total in enumerate(totals)
    ]
    return found + [
        replace(
            ONE,
            subject=f"p{place:02d}",
            total=Fraction(low),
            upper=Fraction(high),
            grade=None,
            outcome=Outcome.PENDING,
        )
        for place, (low, high) in enumerate(pending)
    ]


def top(found: Sequence[Result]) -> list[str]:
    return [result.subject for result in found if result.grade == "top"]


TENTH = Quota(QuotaOf.PASSED, Ties.ALL_IN, share=Fraction(1, 10))


def test_a_tenth_of_those_that_passed_rounded_down() -> None:
    totals = [99, 98, 97, *[70] * 16, 50]  # 19 passed: 1.9 → 1
    assert top(apportion(rules(TENTH), results(totals))) == ["s00"]
    assert top(apportion(rules(TENTH), results([*totals, 70]))) == ["s00", "s01"]  # 20: 2


def test_ties_at_the_edge() -> None:
    totals = [99, 98, 98, *[70] * 17]
    out = replace(TENTH, ties=Ties.ALL_OUT)
    assert top(apportion(rules(TENTH), results(totals))) == ["s00", "s01", "s02"]
    assert top(apportion(rules(out), results(totals))) == ["s00"]


def test_those_outside_fall_to_the_next_grade_and_still_pass() -> None:
    quota = Quota(QuotaOf.ALL, Ties.ALL_IN, count=1)
    second = apportion(rules(quota), results([99, 95]))[1]
    assert (second.grade, second.outcome) == ("pass", Outcome.PASSED)
    assert second.conditions[-1].detail == "第 2 名"


def test_a_pending_result_that_may_come_first_leaves_it_open() -> None:
    quota = Quota(QuotaOf.ALL, Ties.ALL_IN, count=1)
    found = apportion(rules(quota), results([95], pending=[(60, 96)]))
    assert (found[0].grade, found[0].outcome) == (None, Outcome.PENDING)
    settled = apportion(rules(quota), results([97], pending=[(60, 96)]))
    assert settled[0].grade == "top"


@given(
    st.lists(st.integers(0, 100), min_size=1, max_size=12),
    st.integers(1, 6),
    st.sampled_from(Ties),
)
def test_best_first_whatever_the_numbers(totals: list[int], count: int, ties: Ties) -> None:
    quota = Quota(QuotaOf.ALL, ties, count=count)
    found = apportion(rules(quota), results(totals))
    chosen = sorted((r.total or Fraction(0) for r in found if r.grade == "top"), reverse=True)
    reach = sorted((Fraction(t) for t in totals if t >= 90), reverse=True)
    assert chosen == reach[: len(chosen)]  # no one below is in while one above is out
    if ties is Ties.ALL_OUT:
        assert len(chosen) <= count
    else:
        assert len(chosen) >= min(count, len(reach))
    assert not set(reach[len(chosen) :]) & set(chosen)  # equal print, equal grade
    shuffled = apportion(rules(quota), list(reversed(results(totals))))
    assert set(top(shuffled)) == set(top(found))
