"""Each kind of rule with its arithmetic written out, and every way a rating can fail to fit."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest

from liuxing_cli.model.assessment import Fact
from liuxing_cli.model.standard import Applicability, Rule, RuleKind
from liuxing_cli.scoring.rules import Misfit, Problem, judge, working
from tests.scoring.build import band, item

RANGE = Rule(RuleKind.RANGE, step=Fraction(1, 2))
OPTIONS = Rule(RuleKind.OPTIONS, (item("full", 5), item("part", 3), item("none", 0)))
GAS = Applicability("gas", equals=True)
CHECKLIST = Rule(RuleKind.CHECKLIST, (item("rules", 2), item("plan", 3), item("gas", 1, GAS)))
ALL = Rule(RuleKind.ALL_OR_NOTHING)
BANDS = Rule(RuleKind.BANDS, (band(90, 4), band(80, 2), band(0, 0)), unit="%")
LINEAR = Rule(RuleKind.LINEAR, unit="次", floor=Fraction(0), target=Fraction(4))
FEWER = Rule(RuleKind.LINEAR, unit="件", floor=Fraction(10), target=Fraction(2))
PER_UNIT = Rule(RuleKind.PER_UNIT, (item("talk", 1), item("visit", "0.5")))
DEDUCT = Rule(RuleKind.DEDUCT, (item("lamp", "0.5"), item("lid", 2)))
SAMPLE = Rule(RuleKind.SAMPLE, (band(5, 5, "A"), band(4, 3, "B"), band(0, 0, "C")), draw=5)

JUDGED = [
    # 酌情: 3.5 of 6 points
    (RANGE, 6, {"award": Decimal("3.5"), "reason": "台账缺两次"}, Fraction(35, 60)),
    (RANGE, 6, {"award": 6}, 1),
    (RANGE, 6, {"award": 0, "reason": "没有开展"}, 0),
    # full marks need no step: 5.3 points in steps of 0.5
    (RANGE, Fraction("5.3"), {"award": Decimal("5.3")}, 1),
    # 选项 5/3/0 of 5 points
    (OPTIONS, 5, {"level": "full"}, 1),
    (OPTIONS, 5, {"level": "part"}, Fraction(3, 5)),
    (OPTIONS, 5, {"level": "none"}, 0),
    # 分项: all six points apply, 2 + 3 are met
    (CHECKLIST, 6, {"checklist": ["rules", "plan"]}, Fraction(5, 6)),
    (CHECKLIST, 6, {"checklist": []}, 0),
    (ALL, 4, {"level": "met"}, 1),
    (ALL, 4, {"level": "unmet"}, 0),
    (ALL, 0, {"level": "unmet"}, 0),  # a pure veto is worth no points
    # 分档 90 up = 4, 80 up = 2 of 4 points; 46/50 is 92 %, 89.9 has not reached 90
    (BANDS, 4, {"count": 46, "of": 50}, 1),
    (BANDS, 4, {"measure": 90}, 1),
    (BANDS, 4, {"measure": Decimal("89.9")}, Fraction(2, 4)),
    (BANDS, 4, {"count": 0, "of": 50}, 0),
    # 按比例: 3 of 4 times; more than 4 is capped
    (LINEAR, 8, {"measure": 3}, Fraction(3, 4)),
    (LINEAR, 8, {"measure": 9}, 1),
    # less is better: (5 − 10) / (2 − 10) = 5/8
    (FEWER, 8, {"measure": 5}, Fraction(5, 8)),
    (FEWER, 8, {"measure": 1}, 1),
    (FEWER, 8, {"measure": 30}, 0),
    # 按件: 3 talks of 1 and 2 visits of 0.5 = 4 of 6 points; 9 talks are capped at 6
    (PER_UNIT, 6, {"occurrences": {"talk": 3, "visit": 2}}, Fraction(4, 6)),
    (PER_UNIT, 6, {"occurrences": {"talk": 9}}, 1),
    (PER_UNIT, 6, {"occurrences": {}}, 0),
    # 扣分: 6 − 3 × 0.5 − 1 × 2 = 2.5; 6 − 4 × 2 is used up at 0
    (DEDUCT, 6, {"occurrences": {"lamp": 3, "lid": 1}}, Fraction(25, 60)),
    (DEDUCT, 6, {"occurrences": {"lid": 4}}, 0),
    (DEDUCT, 6, {"occurrences": {}}, 1),
    # 抽样: 5 of 5 is A, 4 of 5 is B with 3 of 5 points, else C
    (SAMPLE, 5, {"count": 5, "of": 5}, 1),
    (SAMPLE, 5, {"count": 4, "of": 5}, Fraction(3, 5)),
    (SAMPLE, 5, {"count": 3, "of": 5}, 0),
]


@pytest.mark.parametrize(("rule", "points", "rating", "share"), JUDGED)
def test_share(rule: Rule, points: int, rating: dict[str, Fact], share: Fraction) -> None:
    assert judge(rule, Fraction(points), rating, {"gas": True}) == share


@pytest.mark.parametrize(("rule", "points", "rating", "share"), JUDGED)
def test_working_computes_the_same_share(
    rule: Rule, points: int, rating: dict[str, Fact], share: Fraction
) -> None:
    """The expression shown to the reader, typed into a calculator, gives the share."""
    worked = working(rule, Fraction(points), rating, {"gas": True})
    typed = worked.expression.translate(str.maketrans("（）÷×−", "()/*-"))
    numbers = "".join(f"Fraction('{c}')" if c[:1].isdigit() else c for c in _tokens(typed))
    assert eval(numbers, {"Fraction": Fraction}) == share  # noqa: S307 - our own expression
    assert worked.words


def _tokens(text: str) -> list[str]:
    spaced = "".join(f" {c} " if c in "()*+-/" else c for c in text)
    return spaced.split()


def test_an_item_that_does_not_apply_leaves_the_denominator() -> None:
    # without gas 2 + 3 points apply; 2 of 5 are met
    assert judge(CHECKLIST, Fraction(6), {"checklist": ["rules"]}, {"gas": False}) == Fraction(2, 5)


FULL, AWARD = Fraction(6), {"award": 6}
MISFITS = [
    (RANGE, {}, (), Problem.MISSING_FACT, {"expected": "award"}),
    (RANGE, {"award": 7}, ("award",), Problem.ABOVE_MAXIMUM, {"value": "7", "maximum": "6"}),
    (RANGE, {"award": -1}, ("award",), Problem.NEGATIVE, {"value": "-1"}),
    (
        RANGE,
        {"award": Decimal("3.3")},
        ("award",),
        Problem.OFF_STEP,
        {"value": "3.3", "step": "0.5"},
    ),
    (RANGE, {"award": 3}, (), Problem.MISSING_REASON, {"state": "scored"}),
    (RANGE, {"award": 3, "reason": "  "}, (), Problem.MISSING_REASON, {"state": "scored"}),
    (
        RANGE,
        {"award": True},
        ("award",),
        Problem.WRONG_SHAPE,
        {"value": "True", "expected": "number"},
    ),
    (RANGE, {"award": "6"}, ("award",), Problem.WRONG_SHAPE, {"value": "6", "expected": "number"}),
    (
        RANGE,
        {"award": Decimal("1E+999999")},
        ("award",),
        Problem.WRONG_SHAPE,
        {"value": "1E+999999", "expected": "number"},
    ),
    (
        RANGE,
        {"award": Decimal("NaN")},
        ("award",),
        Problem.WRONG_SHAPE,
        {"value": "NaN", "expected": "number"},
    ),
    (
        RANGE,
        {"level": "full"},
        ("level",),
        Problem.FOREIGN_FACT,
        {"fact": "level", "expected": "award"},
    ),
    (OPTIONS, {}, (), Problem.MISSING_FACT, {"expected": "level"}),
    (
        OPTIONS,
        {"level": "most"},
        ("level",),
        Problem.UNKNOWN_LEVEL,
        {"value": "most", "known": "full、part、none"},
    ),
    (OPTIONS, {"level": 5}, ("level",), Problem.WRONG_SHAPE, {"value": "5", "expected": "text"}),
    (
        ALL,
        {"level": "full"},
        ("level",),
        Problem.UNKNOWN_LEVEL,
        {"value": "full", "known": "met、unmet"},
    ),
    (
        CHECKLIST,
        {"checklist": "plan"},
        ("checklist",),
        Problem.WRONG_SHAPE,
        {"value": "plan", "expected": "list"},
    ),
    (CHECKLIST, {}, (), Problem.MISSING_FACT, {"expected": "checklist"}),
    (
        CHECKLIST,
        {"checklist": ["plan", "plans"]},
        ("checklist", 1),
        Problem.UNKNOWN_ITEM,
        {"value": "plans", "known": "rules、plan、gas"},
    ),
    (
        CHECKLIST,
        {"checklist": ["plan", "plan"]},
        ("checklist", 1),
        Problem.REPEATED_ITEM,
        {"value": "plan"},
    ),
    (
        CHECKLIST,
        {"checklist": [1]},
        ("checklist", 0),
        Problem.WRONG_SHAPE,
        {"value": "1", "expected": "text"},
    ),
    (
        CHECKLIST,
        {"checklist": ["gas"]},
        ("checklist", 0),
        Problem.ITEM_NOT_APPLICABLE,
        {"value": "gas"},
    ),
    (BANDS, {}, (), Problem.MISSING_FACT, {"expected": "measure"}),
    (BANDS, {"count": 46}, (), Problem.MISSING_OF, {}),
    (BANDS, {"of": 46}, (), Problem.MISSING_FACT, {"expected": "count"}),
    (
        BANDS,
        {"count": 51, "of": 50},
        ("count",),
        Problem.COUNT_ABOVE_OF,
        {"count": "51", "of": "50"},
    ),
    (BANDS, {"count": 0, "of": 0}, ("of",), Problem.EMPTY_WHOLE, {"value": "0"}),
    (BANDS, {"measure": 101}, ("measure",), Problem.NOT_A_PERCENTAGE, {"value": "101"}),
    (
        BANDS,
        {"measure": 92, "count": 46, "of": 50},
        ("measure",),
        Problem.FOREIGN_FACT,
        {"fact": "measure", "expected": "count、of"},
    ),
    (
        Rule(RuleKind.BANDS, (band(10, 4),), unit="次"),
        {"measure": 9},
        ("measure",),
        Problem.OUTSIDE_BANDS,
        {"value": "9", "lowest": "10"},
    ),
    (
        LINEAR,
        {"count": 3, "of": 4},
        ("count",),
        Problem.FOREIGN_FACT,
        {"fact": "count", "expected": "measure"},
    ),
    (PER_UNIT, {}, (), Problem.MISSING_FACT, {"expected": "occurrences"}),
    (
        PER_UNIT,
        {"occurrences": ["talk"]},
        ("occurrences",),
        Problem.WRONG_SHAPE,
        {"value": "['talk']", "expected": "mapping"},
    ),
    (
        PER_UNIT,
        {"occurrences": {"talks": 1}},
        ("occurrences", "talks"),
        Problem.UNKNOWN_ITEM,
        {"value": "talks", "known": "talk、visit"},
    ),
    (
        DEDUCT,
        {"occurrences": {"lamp": -1}},
        ("occurrences", "lamp"),
        Problem.NEGATIVE,
        {"value": "-1"},
    ),
    (
        DEDUCT,
        {"occurrences": {"lamp": Decimal("1.5")}},
        ("occurrences", "lamp"),
        Problem.WRONG_SHAPE,
        {"value": "1.5", "expected": "integer"},
    ),
    (SAMPLE, {"count": 4}, (), Problem.MISSING_OF, {}),
    (SAMPLE, {"count": 4, "of": 6}, ("of",), Problem.WRONG_DRAW, {"value": "6", "draw": "5"}),
    (
        SAMPLE,
        {"count": True, "of": 5},
        ("count",),
        Problem.WRONG_SHAPE,
        {"value": "True", "expected": "integer"},
    ),
]


@pytest.mark.parametrize(("rule", "rating", "path", "problem", "params"), MISFITS)
def test_misfit(
    rule: Rule,
    rating: dict[str, Fact],
    path: tuple[str | int, ...],
    problem: Problem,
    params: Mapping[str, str],
) -> None:
    found = judge(rule, FULL, rating, {"gas": False})
    assert isinstance(found, Misfit)
    assert (found.path, found.problem, dict(found.params)) == (path, problem, dict(params))


def test_all_problems_of_a_rating_come_at_once() -> None:
    found = judge(PER_UNIT, FULL, {"occurrences": {"talks": 1, "visit": -2}}, {})
    assert isinstance(found, Misfit)
    assert [(each.problem, each.path[-1]) for each in found.each()] == [
        (Problem.UNKNOWN_ITEM, "talks"),
        (Problem.NEGATIVE, "visit"),
    ]


def test_a_checklist_of_which_nothing_applies_cannot_be_judged() -> None:
    rule = Rule(RuleKind.CHECKLIST, (item("gas", 6, GAS),))
    found = judge(rule, FULL, {"checklist": []}, {"gas": False})
    assert isinstance(found, Misfit)
    assert found.problem is Problem.NOTHING_APPLIES
