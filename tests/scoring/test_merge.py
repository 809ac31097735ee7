"""Several sources by weight: what each contributes adds up to the total."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.model.decision import Combination, MissingSource
from liuxing_cli.model.result import Outcome, Result
from liuxing_cli.scoring.merge import gap, merge
from tests.scoring.build import PLAN, scored, unchecked

WHOLE = scored(PLAN)
WEIGHTS = {"self": Fraction(20), "peer": Fraction(30), "third_party": Fraction(50)}
RENORMALISE = Combination(WEIGHTS, MissingSource.RENORMALISE)
NO_RESULT = Combination(WEIGHTS, MissingSource.NO_RESULT)


def of(totals: Mapping[str, int | None]) -> dict[str, Result]:
    return {
        source: replace(WHOLE, total=Fraction(total), upper=Fraction(total), files=(source,))
        for source, total in totals.items()
        if total is not None
    }


def test_by_hand() -> None:
    # 90 × 20 % + 80 × 30 % + 70 × 50 % = 18 + 24 + 35
    result = merge(PLAN, RENORMALISE, of({"self": 90, "peer": 80, "third_party": 70}))
    assert result.total == 77
    assert [part.contribution for part in result.sources] == [18, 24, 35]
    # 90 − (30 × 80 + 50 × 70) / 80 = 90 − 73.75
    assert gap(result.sources) == Fraction("16.25")


def test_a_missing_source_scales_the_others_up() -> None:
    result = merge(PLAN, RENORMALISE, of({"self": 90, "third_party": 70}))
    assert result.total == Fraction(90 * 20 + 70 * 50, 70)
    missing = next(part for part in result.sources if part.source == "peer")
    assert (missing.score, missing.reason) == (None, "没有记录")


def test_a_missing_source_may_mean_no_result() -> None:
    result = merge(PLAN, NO_RESULT, of({"self": 90, "third_party": 70}))
    assert (result.total, result.outcome, result.grade) == (None, Outcome.UNDECIDED, None)
    assert "互评" in result.reason


def test_a_veto_that_one_source_found_fires() -> None:
    vetoed = scored(PLAN, {"major": {"level": "unmet"}})
    results = {"self": WHOLE, "peer": vetoed, "third_party": WHOLE}
    assert merge(PLAN, RENORMALISE, results).outcome is Outcome.FAILED


def test_what_one_source_has_not_looked_at_is_within_bounds() -> None:
    open_ = scored(PLAN, {"stairs": unchecked()})
    result = merge(PLAN, RENORMALISE, {"self": WHOLE, "peer": open_, "third_party": WHOLE})
    assert result.total is not None
    assert result.upper is not None
    assert result.total < result.upper == WHOLE.upper
    assert result.missing == ("stairs",)


@given(
    st.fixed_dictionaries(dict.fromkeys(WEIGHTS, st.none() | st.integers(0, 100))).filter(
        lambda totals: any(total is not None for total in totals.values())
    )
)
def test_contributions_add_up(totals: dict[str, int | None]) -> None:
    result = merge(PLAN, RENORMALISE, of(totals))
    parts = [part for part in result.sources if part.contribution is not None]
    assert sum(part.contribution or 0 for part in parts) == result.total
    assert sum(part.share for part in parts) == 1
    known = [total for total in totals.values() if total is not None]
    assert min(known) <= (result.total or 0) <= max(known)
