"""Conditions, grades and outcomes, on the edge and on both sides of it."""

from dataclasses import replace
from fractions import Fraction

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.profile import Grade
from liuxing_cli.model.result import Outcome, Result, Verdict
from liuxing_cli.scoring.plan import compile_plan
from tests.scoring.build import PLAN, STANDARD, decimal, pick, profile, scored, unchecked

FLOORED = compile_plan(STANDARD, profile(STANDARD, floors={"clean": 60, "safe": 60}))


def verdicts(result: Result) -> dict[str, str]:
    return {condition.id: condition.verdict.value for condition in result.conditions}


def stairs(percent: str) -> dict[str, Rating | None]:
    """The clean type loses 0.6 points for each percent, the total 0.3."""
    return {"stairs": {"measure": decimal(percent)}}


def test_the_lower_edge_belongs_to_the_grade() -> None:
    # total = 100 − 0.3 × (100 − p): p = 66 2/3 would be 90; 66.7 is 90.01, 66.6 is 89.98
    assert scored(PLAN, stairs("66.7")).grade == "excellent"
    assert scored(PLAN, stairs("66.6")).grade == "pass"
    # clean = 100 − 60 = 40, safe = 100: exactly 70
    edge = scored(PLAN, stairs("0"))
    assert pick(edge, "total", "grade", "outcome") == (70, "pass", Outcome.PASSED)


def test_the_exact_value_decides_not_the_printed_one() -> None:
    # p = 66.665: 89.9995, printed 90.00
    assert scored(PLAN, stairs("66.665")).grade == "pass"


def test_a_floor_that_is_not_met_falls_to_the_best_grade_that_does_not_pass() -> None:
    low = scored(FLOORED, stairs("0"))  # clean is 40, below 60; the total of 70 would pass
    assert verdicts(low) == {
        "total": "met",
        "floor:clean": "not_met",
        "floor:safe": "met",
        "veto:major": "met",
    }
    assert pick(low, "grade", "outcome") == ("near", Outcome.FAILED)


def test_a_grade_that_does_not_pass_is_kept() -> None:
    none: dict[str, Rating | None] = {
        "patrol": {"occurrences": {}},
        "drill": {"measure": 0},
        "stairs": {"measure": 0},
    }
    assert scored(FLOORED, none).grade == "fail"  # (40 + 0) ÷ 2 = 20


def test_a_whole_veto_fails_whatever_the_score() -> None:
    result = scored(PLAN, {"major": {"level": "unmet"}})
    assert pick(result, "total", "grade", "outcome") == (100, "fail", Outcome.FAILED)
    assert verdicts(result)["veto:major"] == "not_met"
    assert result.vetoes == ("major",)


def test_a_type_veto_takes_the_score_of_its_type() -> None:
    result = scored(PLAN, {"fire": {"level": "unmet"}})
    assert [branch.score for branch in result.branches] == [100, 0]
    assert pick(result, "total", "upper") == (50, 50)
    assert "veto:fire" not in verdicts(result)  # it shows in the score


def test_a_veto_on_a_missing_rating_is_pending() -> None:
    for id_ in ("major", "fire"):
        result = scored(PLAN, {id_: unchecked()})
        assert pick(result, "outcome", "grade") == (Outcome.PENDING, None)
        assert verdicts(result)[f"veto:{id_}"] == "unknown"
    both = scored(PLAN, {"fire": unchecked()})
    assert pick(both.branches[1], "score", "upper") == (0, 100)


def test_a_veto_nobody_looked_at_never_passes_even_where_both_bounds_would() -> None:
    grades = (
        Grade("pass", "达标", Fraction(40), True),
        Grade("fail", "未达标", Fraction(0), False),
    )
    plan = compile_plan(STANDARD, profile(STANDARD, grades=grades))
    result = scored(plan, {"fire": unchecked()})
    assert pick(result, "total", "upper") == (50, 100)
    assert result.outcome is Outcome.PENDING


def test_a_whole_veto_nobody_looked_at_may_still_cost_a_grade() -> None:
    # the floor makes it "near"; the veto, should it fire, makes it "fail"
    result = scored(FLOORED, {**stairs("0"), "major": unchecked()})
    assert pick(result, "outcome", "grade") == (Outcome.PENDING, None)


def test_a_veto_that_does_not_apply_is_no_condition() -> None:
    result = scored(PLAN, {"major": unchecked("not_applicable")})
    assert "veto:major" not in verdicts(result)
    assert result.outcome is Outcome.PASSED


def test_bounds_on_both_sides_of_a_line_are_pending() -> None:
    # clean 40..100: the total lies in 70..100, both pass but not with one grade
    result = scored(PLAN, {"stairs": unchecked()})
    assert pick(result, "total", "upper") == (70, 100)
    assert pick(result, "outcome", "grade") == (Outcome.PENDING, None)
    assert verdicts(result)["total"] == "met"


def test_bounds_within_one_grade_are_final() -> None:
    # lamps is 10 of 100 in clean: 95..100 in the total
    result = scored(PLAN, {"lamps": unchecked()})
    assert pick(result, "total", "outcome", "grade") == (95, Outcome.PASSED, "excellent")


def test_a_floor_in_doubt_is_pending() -> None:
    plan = compile_plan(
        STANDARD,
        profile(
            STANDARD,
            weights={"clean": 9, "safe": 1},
            floors={"safe": 50},
            grades=(
                Grade("pass", "达标", Fraction(60), True),
                Grade("fail", "未达标", Fraction(0), False),
            ),
        ),
    )
    result = scored(plan, {"patrol": unchecked()})  # safe 40..100, total 94..100
    assert verdicts(result)["floor:safe"] == Verdict.UNKNOWN
    assert result.outcome is Outcome.PENDING


def test_a_floor_of_a_type_that_does_not_apply_is_no_condition() -> None:
    out: dict[str, Rating | None] = {
        id_: unchecked("not_applicable") for id_ in ("sweep", "bins", "lamps", "stairs")
    }
    result = scored(FLOORED, out)
    assert "floor:clean" not in verdicts(result)
    assert verdicts(result)["whole:clean"] == "unknown"
    assert pick(result, "total", "outcome", "grade") == (100, Outcome.UNDECIDED, None)
    assert "缺型" in result.reason
    branches = tuple(
        replace(branch, optional=True) for branch in FLOORED.profile.branches
    )  # the same where every type is optional
    optional = compile_plan(STANDARD, replace(FLOORED.profile, branches=branches))
    assert pick(scored(optional, out), "outcome", "grade") == (Outcome.PASSED, "excellent")


def test_without_a_passing_grade_there_is_a_grade_but_no_decision() -> None:
    grades = (Grade("a", "甲", Fraction(80), False), Grade("b", "乙", Fraction(0), False))
    result = scored(compile_plan(STANDARD, profile(STANDARD, grades=grades)))
    assert pick(result, "outcome", "grade") == (Outcome.UNDECIDED, "a")
    assert result.reason == "评分办法没有设达标等次"


def test_where_every_grade_passes_a_floor_still_fails() -> None:
    grades = (Grade("all", "达标", Fraction(0), True),)
    plan = compile_plan(STANDARD, profile(STANDARD, grades=grades, floors={"clean": 60}))
    result = scored(plan, stairs("0"))
    assert pick(result, "outcome", "grade") == (Outcome.FAILED, None)
