"""Several assessors of one subject: exact means, and what one of them saw."""

from dataclasses import replace
from fractions import Fraction

import pytest

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.profile import Missing
from liuxing_cli.model.result import Outcome
from liuxing_cli.scoring.combine import combine
from liuxing_cli.scoring.plan import compile_plan
from tests.scoring.build import PLAN, STANDARD, pick, profile, scored, unchecked


def test_one_assessor_is_himself() -> None:
    result = scored(PLAN)
    assert combine(PLAN, [result]) is result


def test_the_mean_is_exact() -> None:
    percents = (100, 50, 51)
    results = [scored(PLAN, {"stairs": {"measure": p}}) for p in percents]
    # clean: 100, 70, 70.6 → 240.6 ÷ 3; total: 100, 85, 85.3 → 270.3 ÷ 3 = 90.1
    both = combine(PLAN, results)
    assert both.branches[0].score == Fraction(2406, 30)
    assert pick(both, "total", "grade") == (Fraction(901, 10), "excellent")
    assert len(both.files) == 3


def test_a_branch_that_applies_for_one_only_is_his() -> None:
    out: dict[str, Rating | None] = {
        id_: unchecked("not_applicable") for id_ in ("patrol", "drill", "fire", "major")
    }
    both = combine(PLAN, [scored(PLAN, out), scored(PLAN, {"drill": {"measure": 3}})])
    # safe: (30 + 10) of 50 = 80, from the second only; total (100 + 90) ÷ 2
    assert both.branches[1].score == 80
    assert both.total == 95
    assert both.not_applicable == ()


def test_a_veto_seen_by_one_fires() -> None:
    both = combine(PLAN, [scored(PLAN), scored(PLAN, {"major": {"level": "unmet"}})])
    assert pick(both, "outcome", "vetoes") == (Outcome.FAILED, ("major",))


def test_a_veto_is_settled_by_one_who_looked() -> None:
    unseen = scored(PLAN, {"major": unchecked()})
    assert combine(PLAN, [scored(PLAN), unseen]).outcome is Outcome.PASSED
    assert combine(PLAN, [unseen, unseen]).outcome is Outcome.PENDING
    exempt = scored(PLAN, {"major": unchecked("not_applicable")})
    assert combine(PLAN, [exempt, unseen]).outcome is Outcome.PENDING


def test_one_incomplete_assessor_leaves_it_undecided_where_completeness_is_asked() -> None:
    plan = compile_plan(STANDARD, profile(STANDARD, missing=Missing.COMPLETE))
    both = combine(plan, [scored(plan), scored(plan, {"lamps": None})])
    assert pick(both, "total", "outcome") == (None, Outcome.UNDECIDED)


def test_only_results_of_one_subject() -> None:
    other = replace(scored(PLAN), subject="other")
    with pytest.raises(ValueError, match="one subject"):
        combine(PLAN, [scored(PLAN), other])
