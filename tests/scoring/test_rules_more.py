"""Rules that rest on more than one plain fact: the arithmetic, and what does not fit."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.model.assessment import Fact
from liuxing_cli.model.standard import Better, Partial, Rule, RuleItem, RuleKind, Shortfall
from liuxing_cli.model.survey import Answer, Composition, Figure, Question, SurveyForm, Unknown
from liuxing_cli.scoring.rules import Misfit, Problem, judge, working
from tests.scoring.arithmetic import computed
from tests.scoring.build import band, item

FIRE = RuleItem("fire", "火灾", None, Fraction(5), at_most=Fraction(10))


def short(partial: Partial, better: Better = Better.MORE, **more: Any) -> Rule:
    """10 points for every 10 % below 90 % (above, where less is better)."""
    step = Shortfall(Fraction(90), Fraction(10), better, partial)
    line = RuleItem("rate", "每差 10 个百分点", Fraction(10), shortfall=step, **more)
    return Rule(RuleKind.DEDUCT, (line,), unit="%")


IGNORE, STARTED = short(Partial.IGNORE), short(Partial.STARTED)
PROPORTIONAL = short(Partial.PROPORTIONAL)
OVER = short(Partial.IGNORE, Better.LESS)
MIXED = Rule(
    RuleKind.DEDUCT,
    (item("grave", 10), FIRE, RuleItem("lamp", "缺灯", Fraction(1), cap=Fraction(3))),
)
CAPPED = Rule(
    RuleKind.PER_UNIT,
    (
        RuleItem("enterprise", "企业", Fraction(10), cap=Fraction(50)),
        RuleItem("person", "人", Fraction(1), cap=Fraction(100)),
    ),
)
ASKED = Rule(RuleKind.BANDS, (band(90, 6), band(80, "4.5"), band(0, 0)), unit="%", least=50)
FEWER = Rule(RuleKind.WORSE_THAN_LAST, unit="起", better=Better.LESS, off=Fraction(5))
PER_CASE = Rule(
    RuleKind.WORSE_THAN_LAST, unit="起", better=Better.LESS, off=Fraction(2), per=Fraction(3)
)
MORE_RATE = Rule(RuleKind.WORSE_THAN_LAST, unit="%", better=Better.MORE, off=Fraction(5))

SCALE = (
    Answer("good", "满意", Fraction(100), favourable=True),
    Answer("fair", "一般", Fraction(60)),
    Answer("unsure", "不清楚", unsure=True),
)
QUESTIONS = (Question("hygiene", "卫生", Fraction(3)), Question("safety", "安全", Fraction(1)))


def survey(figure: Figure, unknown: Unknown = Unknown.EXCLUDE, **more: Any) -> Rule:
    form = SurveyForm(
        figure, SCALE, QUESTIONS, unknown, Composition("residents", "普通居民", Fraction(70))
    )
    return Rule(RuleKind.SURVEY, survey=form, least=50, **more)


BANDS = (band(90, 10), band(80, 8), band(0, 0))
INDEX, RATE = survey(Figure.INDEX, items=BANDS), survey(Figure.RATE, items=BANDS)
COUNTED = survey(Figure.RATE, Unknown.COUNT, items=BANDS)
LINE = survey(Figure.RATE, floor=Fraction(60), target=Fraction(90))
SHEETS: dict[str, Fact] = {"given": 120, "returned": 110, "valid": 100, "residents": 70}


def answers(hygiene: tuple[int, int, int], safety: tuple[int, int, int]) -> dict[str, Fact]:
    ids = [answer.id for answer in SCALE]
    return {
        "sheets": SHEETS,
        "answers": {
            "hygiene": dict(zip(ids, hygiene, strict=True)),
            "safety": dict(zip(ids, safety, strict=True)),
        },
    }


JUDGED = [
    # 50 points, 67 %: 23 below 90 is two whole tens, three started ones, 2.3 in proportion
    (IGNORE, 50, {"measure": 67}, Fraction(30, 50)),
    (STARTED, 50, {"measure": 67}, Fraction(20, 50)),
    (PROPORTIONAL, 50, {"measure": 67}, Fraction(27, 50)),
    (IGNORE, 50, {"count": 4, "of": 5}, Fraction(40, 50)),  # 80 %: exactly one
    (IGNORE, 50, {"measure": Decimal("80.1")}, 1),
    (IGNORE, 50, {"measure": 95}, 1),
    (IGNORE, 50, {"measure": 0}, 0),  # nine tens are 90 points
    (OVER, 50, {"measure": 100}, Fraction(40, 50)),
    (OVER, 50, {"measure": 20}, 1),
    (short(Partial.IGNORE, cap=Fraction(15)), 50, {"measure": 0}, Fraction(35, 50)),
    # 50 − 10 − (7 + 5) − 3 (five lamps, at most 3) = 25
    (
        MIXED,
        50,
        {
            "occurrences": {"grave": 1, "lamp": 5},
            "deductions": {"fire": [7, 5]},
            "reason": "两起小火",
        },
        Fraction(25, 50),
    ),
    (MIXED, 50, {"occurrences": {}, "deductions": {}}, 1),
    # 50 of seven enterprises, 36 of 36 people
    (CAPPED, 150, {"occurrences": {"enterprise": 7, "person": 36}}, Fraction(86, 150)),
    (CAPPED, 150, {"occurrences": {"enterprise": 5, "person": 100}}, 1),
    (ASKED, 6, {"count": 45, "of": 50}, 1),
    # 14 after 12 is worse; 12 after 12 is not
    (FEWER, 5, {"measure": 14, "last": 12}, 0),
    (FEWER, 5, {"measure": 12, "last": 12}, 1),
    (FEWER, 8, {"measure": 14, "previous": {"measure": 12}}, Fraction(3, 8)),
    (FEWER, 8, {"measure": 14, "last": 12, "previous": {"measure": 12}}, Fraction(3, 8)),
    # 2 points for each whole three: 19 after 12 is two of them
    (PER_CASE, 10, {"measure": 19, "last": 12}, Fraction(6, 10)),
    (PER_CASE, 10, {"measure": 14, "last": 12}, 1),
    (MORE_RATE, 10, {"count": 8, "of": 10, "last": 85}, Fraction(5, 10)),
    (MORE_RATE, 10, {"measure": 80, "previous": {"count": 8, "of": 10}}, 1),
    # index: hygiene (80×100 + 10×60) ÷ 90 = 95.56, safety 60; (3 × 95.56 + 60) ÷ 4 = 86.67
    (INDEX, 10, answers((80, 10, 10), (0, 100, 0)), Fraction(8, 10)),
    # rate: 80 ÷ 90 = 88.89 % and 0 %; (3 × 88.89 + 0) ÷ 4 = 66.67
    (RATE, 10, answers((80, 10, 10), (0, 100, 0)), 0),
    # rate of 90 ÷ 90 = 100 % without 不清楚, of 90 ÷ 100 with it
    (RATE, 10, answers((90, 0, 10), (90, 0, 10)), 1),
    (COUNTED, 10, answers((89, 1, 10), (89, 1, 10)), Fraction(8, 10)),
    (LINE, 6, answers((75, 25, 0), (75, 25, 0)), Fraction(1, 2)),
    (LINE, 6, answers((10, 90, 0), (10, 90, 0)), 0),
    (LINE, 6, answers((100, 0, 0), (100, 0, 0)), 1),
]


@pytest.mark.parametrize(("rule", "points", "rating", "share"), JUDGED)
def test_share(rule: Rule, points: int, rating: dict[str, Fact], share: Fraction) -> None:
    assert judge(rule, Fraction(points), rating, {}) == share


@pytest.mark.parametrize(("rule", "points", "rating", "share"), JUDGED)
def test_working_computes_the_same_share(
    rule: Rule, points: int, rating: dict[str, Fact], share: Fraction
) -> None:
    worked = working(rule, Fraction(points), rating, {})
    assert computed(worked.expression) == share
    assert worked.words


FULL: dict[str, Any] = answers((90, 10, 0), (90, 10, 0))
MISFITS: list[Any] = [
    (MIXED, {"occurrences": {}}, (), Problem.MISSING_FACT),
    (MIXED, {"deductions": {}}, (), Problem.MISSING_FACT),
    (
        MIXED,
        {"occurrences": {"fire": 1}, "deductions": {}},
        ("occurrences", "fire"),
        Problem.RANGED_ITEM,
    ),
    (
        MIXED,
        {"occurrences": {}, "deductions": {"grave": [10]}},
        ("deductions", "grave"),
        Problem.COUNTED_ITEM,
    ),
    (
        MIXED,
        {"occurrences": {}, "deductions": {"fires": [10]}},
        ("deductions", "fires"),
        Problem.UNKNOWN_ITEM,
    ),
    (
        MIXED,
        {"occurrences": {}, "deductions": {"fire": [11]}, "reason": "x"},
        ("deductions", "fire", 0),
        Problem.OUTSIDE_RANGE,
    ),
    (
        MIXED,
        {"occurrences": {}, "deductions": {"fire": ["7"]}, "reason": "x"},
        ("deductions", "fire", 0),
        Problem.WRONG_SHAPE,
    ),
    (
        MIXED,
        {"occurrences": {}, "deductions": {"fire": 7}, "reason": "x"},
        ("deductions", "fire"),
        Problem.WRONG_SHAPE,
    ),
    (MIXED, {"occurrences": {}, "deductions": [7]}, ("deductions",), Problem.WRONG_SHAPE),
    (MIXED, {"occurrences": {}, "deductions": {"fire": [7]}}, (), Problem.MISSING_REASON),
    (IGNORE, {"occurrences": {}}, ("occurrences",), Problem.FOREIGN_FACT),
    (IGNORE, {}, (), Problem.MISSING_FACT),
    (ASKED, {"count": 40, "of": 49}, ("of",), Problem.TOO_FEW_ANSWERS),
    (ASKED, {"measure": 94}, ("measure",), Problem.FOREIGN_FACT),
    (FEWER, {"measure": 3}, (), Problem.NO_LAST),
    (FEWER, {"last": 3}, (), Problem.MISSING_FACT),
    (FEWER, {"measure": 3, "last": "x"}, ("last",), Problem.WRONG_SHAPE),
    (
        FEWER,
        {"measure": 3, "last": 4, "previous": {"measure": 5}},
        ("last",),
        Problem.LAST_DIFFERS,
    ),
    (INDEX, {"answers": FULL["answers"]}, (), Problem.MISSING_FACT),
    (INDEX, {"sheets": SHEETS}, (), Problem.MISSING_FACT),
    (INDEX, {**FULL, "sheets": 5}, ("sheets",), Problem.WRONG_SHAPE),
    (INDEX, {**FULL, "answers": 5}, ("answers",), Problem.WRONG_SHAPE),
    (INDEX, {**FULL, "sheets": {"valid": 100}}, ("sheets",), Problem.MISSING_FACT),
    (
        INDEX,
        {**FULL, "sheets": {"valid": "100", "residents": 70}},
        ("sheets", "valid"),
        Problem.WRONG_SHAPE,
    ),
    (
        INDEX,
        {**FULL, "sheets": {**SHEETS, "returned": 99}},
        ("sheets", "valid"),
        Problem.SHEETS_DIFFER,
    ),
    (
        INDEX,
        {**FULL, "sheets": {**SHEETS, "residents": 69}},
        ("sheets", "residents"),
        Problem.COMPOSITION,
    ),
    (
        INDEX,
        {**answers((20, 0, 0), (20, 0, 0)), "sheets": {"valid": 49, "residents": 49}},
        ("sheets", "valid"),
        Problem.TOO_FEW_ANSWERS,
    ),
    (INDEX, answers((100, 1, 0), (50, 0, 0)), ("answers", "hygiene"), Problem.SHEETS_DIFFER),
    (INDEX, answers((0, 0, 9), (50, 0, 0)), ("answers", "hygiene"), Problem.NO_ANSWERS),
    (
        INDEX,
        {"sheets": SHEETS, "answers": {"hygiene": {"good": 60}}},
        ("answers",),
        Problem.MISSING_FACT,
    ),
    (
        INDEX,
        {"sheets": SHEETS, "answers": {"hygiene": 3, "safety": {"good": 1}}},
        ("answers", "hygiene"),
        Problem.WRONG_SHAPE,
    ),
    (
        INDEX,
        {"sheets": SHEETS, "answers": {"hygiene": {"best": 3}, "safety": {"good": 1}}},
        ("answers", "hygiene", "best"),
        Problem.UNKNOWN_ITEM,
    ),
    (
        INDEX,
        {"sheets": SHEETS, "answers": {"hygiene": {"good": -3}, "safety": {"good": 1}}},
        ("answers", "hygiene", "good"),
        Problem.NEGATIVE,
    ),
]


@pytest.mark.parametrize(("rule", "rating", "path", "problem"), MISFITS)
def test_misfit(
    rule: Rule, rating: dict[str, Fact], path: tuple[str | int, ...], problem: Problem
) -> None:
    misfit = judge(rule, Fraction(50), rating, {})
    assert isinstance(misfit, Misfit)
    assert (misfit.path, misfit.problem) == (path, problem)


def test_all_problems_of_a_rating_are_told() -> None:
    bad: Any = {
        "sheets": {"valid": 40, "residents": 10},
        "answers": {"hygiene": {"best": 3}, "noise": {}},
    }
    misfit = judge(INDEX, Fraction(10), bad, {})
    assert isinstance(misfit, Misfit)
    assert [each.problem for each in misfit.each()] == [
        Problem.TOO_FEW_ANSWERS,
        Problem.COMPOSITION,
        Problem.UNKNOWN_ITEM,
        Problem.UNKNOWN_ITEM,
        Problem.MISSING_FACT,
    ]


def test_a_deduction_beyond_full_marks_stops_at_zero() -> None:
    rating: dict[str, Fact] = {"occurrences": {"grave": 6}, "deductions": {}}
    assert working(MIXED, Fraction(50), rating, {}).words.endswith("合计扣 60 分，扣完为止")


@given(st.integers(0, 1000), st.integers(0, 1000), st.sampled_from([IGNORE, STARTED, PROPORTIONAL]))
def test_a_smaller_shortfall_never_takes_more(a: int, b: int, rule: Rule) -> None:
    low, high = sorted((a, b))
    shares = [
        judge(rule, Fraction(50), {"measure": Decimal(tenths) / 10}, {}) for tenths in (low, high)
    ]
    assert isinstance(shares[0], Fraction)
    assert isinstance(shares[1], Fraction)
    assert shares[0] <= shares[1]


@given(st.lists(st.integers(0, 40), min_size=6, max_size=6))
def test_the_working_of_a_survey_is_its_share(counts: list[int]) -> None:
    rating = answers((counts[0] + 1, counts[1], counts[2] // 2), (counts[3] + 1, 5, counts[5] // 4))
    rating["sheets"] = {"valid": 200, "residents": 200}
    share = judge(LINE, Fraction(6), rating, {})
    expression = working(LINE, Fraction(6), rating, {}).expression
    if "…" not in expression:
        assert computed(expression) == share


@given(st.integers(0, 30), st.integers(0, 200))
def test_a_line_never_gives_more_than_its_cap(enterprises: int, people: int) -> None:
    rating: dict[str, Fact] = {"occurrences": {"enterprise": enterprises, "person": people}}
    got = judge(CAPPED, Fraction(150), rating, {})
    assert got == Fraction(min(50, 10 * enterprises) + min(100, people), 150)
