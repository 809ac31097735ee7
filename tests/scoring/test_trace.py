"""The tree that explains a result: its numbers, its words, its places in files."""

from collections.abc import Iterator
from fractions import Fraction

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.profile import NotApplicable
from liuxing_cli.model.result import TraceNode
from liuxing_cli.scoring.combine import combine
from liuxing_cli.scoring.kernel import score_row
from liuxing_cli.scoring.plan import Plan, compile_plan
from liuxing_cli.scoring.row import encode
from liuxing_cli.scoring.trace import explain
from tests.scoring.build import GOOD, PLAN, STANDARD, community, profile, record, unchecked

HALF: dict[str, Rating] = {
    **GOOD,
    "sweep": {"level": "part"},
    "bins": {"checklist": ["rules"], "evidence": ["照片"], "note": "桶少"},
    "lamps": {"occurrences": {"dark": 2}},
    "stairs": {"count": 31, "of": 50},
}


def tree(ratings: dict[str, Rating], plan: Plan = PLAN, *, company: bool = True) -> TraceNode:
    subject, assessment = community(company=company), record(ratings)
    result = score_row(plan, encode(plan, subject, assessment))
    return explain(plan, subject, [assessment], result)


def walk(node: TraceNode) -> Iterator[TraceNode]:
    yield node
    for child in node.children:
        yield from walk(child)


def node(root: TraceNode, kind: str, id_: str) -> TraceNode:
    return next(each for each in walk(root) if (each.kind, each.id) == (kind, id_))


def test_every_step_can_be_redone() -> None:
    root = tree(HALF)
    assert root.formula == "100 ×（1 × 58.2 ÷ 100 + 1 × 100 ÷ 100）÷（1 + 1）= 79.1"
    clean = node(root, "branch", "clean")
    assert clean.formula == "100 ×（21 + 37.2）÷（40 + 60）= 58.2"
    assert (clean.value, clean.adds) == (Fraction(582, 10), Fraction(291, 10))
    yard = node(root, "section", "yard")
    assert yard.formula == "40 × 得分 21 ÷ 应得分 40 = 21"
    assert node(root, "indicator", "sweep").formula == "12 ÷ 20 × 20 = 12"
    assert node(root, "indicator", "bins").formula == "4 ÷（4 + 4 + 2）× 10 = 4"
    assert node(root, "indicator", "lamps").formula == "（10 − 5）÷ 10 × 10 = 5"
    assert node(root, "indicator", "stairs").formula == "（62 − 0）÷（100 − 0）× 60 = 37.2"


def test_leaves_name_their_place_and_what_was_found() -> None:
    root = tree(HALF)
    fact = node(root, "indicator", "bins").children[0]
    assert (fact.file, fact.path) == (
        "110199000001--team.yaml",
        ("ratings", "bins", "checklist"),
    )
    assert fact.label == "符合 1/3 个分项：名rules。不符合：名plan；名sort"
    assert fact.note == "说明：桶少；佐证：照片"
    indicator = node(root, "indicator", "bins")
    assert (indicator.file, indicator.path) == ("standard.yaml", ("indicators", "bins"))
    assert indicator.note == "依据：notice 一"


def test_what_does_not_apply_is_shown_in_the_denominator() -> None:
    root = tree(HALF, company=False)
    # yard: bins 4 of 8 → 5 of 10, lamps 5; 10 of the 40 − 20 points that apply
    yard = node(root, "section", "yard")
    assert yard.formula == "40 × 得分 10 ÷ 应得分（40 − 不适用 20）= 20"
    assert yard.note == "40 分中不适用 20 分，缺项较多"
    sweep = node(root, "indicator", "sweep")
    assert (sweep.value, sweep.adds) == (None, None)
    fact = sweep.children[0]
    assert (fact.label, fact.note, fact.file, fact.path) == (
        "company：否",
        "没有物业",
        "community.yaml",
        ("traits", "company"),
    )


def test_not_applicable_by_the_record_and_with_full_marks() -> None:
    plan = compile_plan(STANDARD, profile(STANDARD, not_applicable=NotApplicable.FULL_MARKS))
    root = tree({**HALF, "sweep": unchecked("not_applicable")}, plan)
    yard = node(root, "section", "yard")
    assert yard.formula == "40 × 得分（9 + 不适用按满分 20）÷ 应得分 40 = 29"
    sweep = node(root, "indicator", "sweep")
    assert sweep.value == 20
    assert sweep.children[0].label == "不适用"
    assert sweep.children[0].path == ("ratings", "sweep", "state")


def test_missing_shows_both_bounds() -> None:
    root = tree({**HALF, "sweep": unchecked()})
    assert root.note == "有未查实的项：下限 73.1，上限 83.1"
    assert node(root, "indicator", "sweep").formula == "未查：下限计 0 分，上限计满分 20 分"
    total = node(root, "condition", "total")
    assert total.formula == "下限 73.10 ≥ 70，上限 83.10 ≥ 70"
    absent = tree({id_: rating for id_, rating in HALF.items() if id_ != "sweep"})
    assert node(absent, "indicator", "sweep").children[0].label == "没有评分：未查"


def test_a_veto_is_a_counter_entry() -> None:
    root = tree({**HALF, "fire": {"level": "unmet"}})
    safe = node(root, "branch", "safe")
    assert safe.value == 0
    assert safe.formula == "100 × 50 ÷ 50 = 100，否决后记 0 分"
    assert safe.children[-1].kind == "veto"
    assert safe.children[-1].adds == -100
    doubted = node(tree({**HALF, "fire": unchecked()}), "branch", "safe")
    assert doubted.children[-1].label == "否决项没有查实，下限按触发计：指标fire"
    assert doubted.note == "有未查实的项：下限 0，上限 100"


def test_a_misfit_is_named_at_its_place() -> None:
    root = tree({**HALF, "sweep": {"level": "most"}})
    fact = node(root, "indicator", "sweep").children[0]
    assert (fact.id, fact.path) == ("unknown_level", ("ratings", "sweep", "level"))


def test_the_bonus_and_its_cap() -> None:
    capped = compile_plan(STANDARD, profile(STANDARD, bonus_cap=3))
    root = tree({**HALF, "extra": {"level": "met"}}, capped)
    bonus = node(root, "bonus", "bonus")
    assert bonus.value == 3
    assert bonus.formula == "5 = 5，以上限 3 分为限"
    assert [child.adds for child in bonus.children] == [5, -2]
    assert root.formula.endswith("+ 加分 3 = 82.1")


def test_the_one_rounding_is_shown_and_the_line_beside_it() -> None:
    # stairs 1/3 of 60 = 20; clean 41: total (41 + 100) ÷ 2
    root = tree({**HALF, "stairs": {"count": 1, "of": 3}})
    assert node(root, "rounding", "total").formula == "70.5 四舍五入保留 2 位小数 = 70.50"
    # 199/300 of 60 is 39.8; with 21 it makes 60.8. A value just below 90 keeps its digits:
    near = tree({**GOOD, "stairs": {"count": 19999, "of": 30000}})
    assert near.value == Fraction(89999, 1000)
    assert node(near, "condition", "total").formula == "90.00 ≥ 70"
    assert node(near, "grade", "pass").formula == "70 ≤ 89.999 < 90（达标）"


def test_the_grade_says_why_it_fell() -> None:
    plan = compile_plan(STANDARD, profile(STANDARD, floors={"clean": 60}))
    fallen = node(tree(HALF, plan), "grade", "near")
    assert fallen.note == "按总分为“达标”，因有单项低于底线不能评为该等次"
    vetoed = node(tree({**HALF, "major": {"level": "unmet"}}), "grade", "fail")
    assert vetoed.note == "按总分为“达标”，因触发一票否决不能评为该等次"
    pending = node(tree({**HALF, "stairs": unchecked()}), "grade", "")
    assert (pending.label, pending.note) == ("等次：待核", "没有查实的项可能改变结论，待核")


def test_several_assessors() -> None:
    subject = community(company=True)
    records = [record(GOOD, assessor="a"), record(HALF, assessor="b")]
    results = [score_row(PLAN, encode(PLAN, subject, given)) for given in records]
    root = explain(PLAN, subject, records, combine(PLAN, results))
    assert root.formula == "（100 + 79.1）÷ 2 = 89.55"
    parts = [child for child in root.children if child.kind == "assessment"]
    assert [(part.id, part.adds) for part in parts] == [("a", 50), ("b", Fraction(791, 20))]
    assert sum((part.adds or 0 for part in parts), Fraction(0)) == root.value


def test_nothing_applicable_says_so() -> None:
    root = tree({id_: unchecked("not_applicable") for id_ in GOOD})
    assert (root.value, root.formula) == (None, "没有适用的指标")
