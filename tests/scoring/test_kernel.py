"""Scores worked out by hand on the district in miniature; see ``build.STANDARD``."""

from fractions import Fraction

import pytest

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.profile import Missing, NotApplicable, Structure
from liuxing_cli.model.result import Outcome, Result
from liuxing_cli.model.standard import Method, Rule, RuleKind, Veto, VetoScope
from liuxing_cli.scoring.kernel import exact_totals, score, score_row
from liuxing_cli.scoring.plan import compile_plan
from liuxing_cli.scoring.row import encode
from liuxing_cli.scoring.rules import Problem
from tests.scoring.build import (
    GOOD,
    PLAN,
    STANDARD,
    community,
    indicator,
    pick,
    profile,
    record,
    scored,
    standard,
    unchecked,
)

HALF: dict[str, Rating | None] = {
    "sweep": {"level": "part"},  # 12 of 20
    "bins": {"checklist": ["rules"]},  # 4 of 10
    "lamps": {"occurrences": {"dark": 2}},  # 10 − 2 × 2.5 = 5 of 10
    "stairs": {"count": 31, "of": 50},  # 62 % of 60 = 37.2
    "patrol": {"occurrences": {"walk": 2}},  # 20 of 30
    "drill": {"measure": 3},  # 10 of 20
}


def branches(result: Result) -> list[Fraction | None]:
    return [branch.score for branch in result.branches]


def test_full_marks() -> None:
    result = scored(PLAN)
    assert pick(result, "total", "upper") == (100, 100)
    assert branches(result) == [100, 100]
    assert pick(result, "outcome", "grade") == (Outcome.PASSED, "excellent")


def test_the_plain_sum_when_everything_applies() -> None:
    result = scored(PLAN, HALF)
    # clean: 12 + 4 + 5 + 37.2 = 58.2 of 100;  safe: 20 + 10 = 30 of 50 = 60 %
    assert branches(result) == [Fraction(582, 10), Fraction(60)]
    assert result.total == (Fraction(582, 10) + 60) / 2
    assert result.branches[0].earned == Fraction(582, 10)
    assert pick(result.branches[1], "earned", "due") == (30, 50)


def test_weights() -> None:
    plan = compile_plan(STANDARD, profile(STANDARD, weights={"clean": 3, "safe": "0.5"}))
    # (3 × 58.2 + 0.5 × 60) ÷ 3.5
    assert scored(plan, HALF).total == (3 * Fraction(582, 10) + 30) / Fraction(7, 2)


def test_other_points_scale_the_rule_in_proportion() -> None:
    plan = compile_plan(STANDARD, profile(STANDARD, points={"sweep": 40}))
    # sweep 12/20 of 40 = 24; clean: 24 + 4 + 5 + 37.2 = 70.2 of 120 = 58.5 %
    assert branches(scored(plan, HALF))[0] == Fraction(585, 10)


NO_COMPANY = {"company": False}  # sweep (20) is out, and 2 of the 10 points inside bins


@pytest.mark.parametrize(
    ("policy", "clean"),
    [
        # yard without sweep: bins 4/8 of 10 = 5, lamps 5: 10 of 20 is half of its 40 = 20
        (NotApplicable.RESCALE, 20 + Fraction(372, 10)),
        # sweep counts 20 of 20: 20 + 5 + 5 = 30 of 40
        (NotApplicable.FULL_MARKS, 30 + Fraction(372, 10)),
        # sweep counts nowhere, nothing is scaled: 10 of 40
        (NotApplicable.EXCLUDE, 10 + Fraction(372, 10)),
    ],
)
def test_not_applicable_by_trait(policy: NotApplicable, clean: Fraction) -> None:
    plan = compile_plan(STANDARD, profile(STANDARD, not_applicable=policy))
    result = scored(plan, {**HALF, "sweep": None}, **NO_COMPANY)
    assert branches(result) == [clean, 60]
    assert result.not_applicable == ("sweep",)
    assert result.branches[0].left_out == 20
    assert result.branches[0].due == 80


def left_out(*ids: str) -> dict[str, Rating | None]:
    return {id_: unchecked("not_applicable") for id_ in ids}


@pytest.mark.parametrize(
    ("policy", "clean", "total"),
    [
        (NotApplicable.RESCALE, None, 60),  # the total is computed from the others
        (NotApplicable.FULL_MARKS, 100, 80),
        (NotApplicable.EXCLUDE, None, 30),  # half of the weight stays empty
    ],
)
def test_a_type_of_which_nothing_applies(
    policy: NotApplicable, clean: int | None, total: int
) -> None:
    plan = compile_plan(STANDARD, profile(STANDARD, not_applicable=policy))
    result = scored(plan, {**HALF, **left_out("sweep", "bins", "lamps", "stairs")})
    assert branches(result) == [clean, 60]
    assert result.total == total


@pytest.mark.parametrize("policy", NotApplicable)
def test_nothing_applicable_at_all_is_undecided(policy: NotApplicable) -> None:
    plan = compile_plan(STANDARD, profile(STANDARD, not_applicable=policy))
    result = scored(plan, left_out(*GOOD))
    assert pick(result, "total", "upper", "outcome") == (None, None, Outcome.UNDECIDED)
    assert result.reason == "没有适用的指标"


@pytest.mark.parametrize("state", ["not_checked", "evidence_missing", "check_failed", None])
def test_missing_counts_nothing_below_and_everything_above(state: str | None) -> None:
    result = scored(PLAN, {**HALF, "sweep": unchecked(state) if state else None})
    # without sweep 46.2, with all of its 20 points 66.2
    clean = result.branches[0]
    assert pick(clean, "score", "upper") == (Fraction(462, 10), Fraction(662, 10))
    assert pick(clean, "unseen", "due") == (20, 100)
    assert pick(result, "total", "upper") == (Fraction(1062, 20), Fraction(1262, 20))
    assert result.missing == ("sweep",)


def test_a_rating_that_does_not_fit_is_missing_and_listed() -> None:
    row = encode(PLAN, community(), record({**GOOD, "sweep": {"level": "most"}}))
    assert [(id_, misfit.problem) for id_, misfit in row.misfits] == [
        ("sweep", Problem.UNKNOWN_LEVEL)
    ]
    assert score_row(PLAN, row).missing == ("sweep",)


def test_the_memo_tells_ratings_apart() -> None:
    given = standard({"a": {"one": [indicator("x", 4, Rule(RuleKind.RANGE))]}})
    plan = compile_plan(given, profile(given))

    def share(rating: Rating) -> Fraction | None:
        return score_row(plan, encode(plan, community(), record({"x": rating}))).upper

    assert share({"award": 1, "reason": "原因"}) == 25
    assert share({"award": 1, "reason": "另一个原因"}) == 25
    assert share({"award": 1}) == 100  # no reason: missing, full marks in the upper bound
    assert share({"award": True, "reason": "原因"}) == 100  # True is not 1


def test_missing_may_demand_completeness() -> None:
    plan = compile_plan(STANDARD, profile(STANDARD, missing=Missing.COMPLETE))
    result = scored(plan, {"sweep": None})
    assert pick(result, "total", "outcome", "grade") == (None, Outcome.UNDECIDED, None)
    assert "1 项" in result.reason
    assert scored(plan).total == 100


def test_bonus_stands_outside_the_denominator_and_is_capped() -> None:
    claimed: dict[str, Rating | None] = {**HALF, "extra": {"level": "met"}}
    base = scored(PLAN, HALF).total
    assert base is not None
    assert scored(PLAN, claimed).total == base + 5
    capped = compile_plan(STANDARD, profile(STANDARD, bonus_cap=3))
    result = scored(capped, claimed)
    assert pick(result, "total", "bonus") == (base + 3, 3)
    assert branches(result) == branches(scored(PLAN, HALF))
    assert scored(PLAN, HALF).missing == ()  # a bonus that nobody claimed is not missing


def test_a_bonus_under_examination_widens_the_upper_bound_only() -> None:
    result = scored(PLAN, {**HALF, "extra": unchecked()})
    base = scored(PLAN, HALF).total
    assert base is not None
    assert pick(result, "total", "upper") == (base, base + 5)
    assert result.missing == ("extra",)


def test_branches_by_method_are_flat() -> None:
    flat = standard(
        {
            "a": {
                "one": [indicator("x", 10, methods=(Method.VISIT,))],
                "two": [indicator("y", 30, methods=(Method.VISIT,))],
            },
            "b": {"three": [indicator("z", 10, methods=(Method.DOCUMENT,))]},
        }
    )
    plan = compile_plan(flat, profile(flat, structure=Structure.METHODS))
    ratings = {"x": {"level": "met"}, "y": unchecked("not_applicable"), "z": {"level": "unmet"}}
    result = score_row(plan, encode(plan, community(), record(ratings)))
    # visit: 10 of the 10 that apply, document: 0 of 10
    assert [branch.id for branch in result.branches] == ["visit", "document"]
    assert branches(result) == [100, 0]
    assert result.total == 50


@pytest.mark.parametrize(
    ("scope", "scores"),
    [
        # x (40 of 100, attained 12) and y (60 of 60) share section one; z is all of section two
        (VetoScope.INDICATOR, [60 + 100, 100]),
        (VetoScope.SECTION, [0 + 100, 100]),
        (VetoScope.TYPE, [0, 100]),
        (VetoScope.WHOLE, [72 + 100, 100]),
    ],
)
def test_the_reach_of_a_veto(scope: VetoScope, scores: list[int]) -> None:
    sweep = STANDARD.indicators["sweep"].rule
    given = standard(
        {
            "a": {
                "one": [
                    indicator("x", 40, sweep, veto=Veto(scope, Fraction(1, 2))),
                    indicator("y", 60),
                ],
                "two": [indicator("z", 100)],
            },
            "b": {"three": [indicator("w", 10)]},
        }
    )
    plan = compile_plan(given, profile(given))
    met: Rating = {"level": "met"}
    ratings: dict[str, Rating] = {"x": {"level": "part"}, "y": met, "z": met, "w": met}

    def run(level: str) -> Result:
        own: dict[str, Rating] = {**ratings, "x": {"level": level}}
        return score_row(plan, encode(plan, community(), record(own)))

    # x is judged by a rule of 20 points: part is 12 of 40, a share of 0.3; below 0.5 it vetoes
    fired = run("part")
    assert fired.vetoes == ("x",)
    # INDICATOR: x counts 0, so a = 160 of 200; WHOLE changes no score: 12 + 60 + 100 = 172
    assert branches(fired) == [Fraction(scores[0], 2), scores[1]]
    assert (fired.outcome is Outcome.FAILED) == (scope in (VetoScope.WHOLE, VetoScope.TYPE))
    assert run("full").vetoes == ()


def test_blocks_of_any_size_give_the_same_results() -> None:
    changes: list[dict[str, Rating | None]] = [{}, HALF, {"sweep": None}, left_out("stairs")]
    rows = [encode(PLAN, community(), record({**GOOD, **_kept(change)})) for change in changes]
    whole = score(PLAN, rows)
    assert [result for row in rows for result in score(PLAN, [row])] == whole
    assert score(PLAN, rows[:3]) + score(PLAN, rows[3:]) == whole
    assert exact_totals(PLAN, rows) == [(result.total, result.upper) for result in whole]


def _kept(changes: dict[str, Rating | None]) -> dict[str, Rating]:
    return {id_: rating for id_, rating in changes.items() if rating is not None}
