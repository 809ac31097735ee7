"""What stands outside a record: events, titles, earlier records."""

from dataclasses import replace
from fractions import Fraction

import pytest

from liuxing_cli.model.assessment import Assessment, Rating
from liuxing_cli.model.context import EMPTY, Context
from liuxing_cli.model.events import Event
from liuxing_cli.model.standard import (
    Better,
    Compared,
    Exemption,
    Indicator,
    Rule,
    RuleItem,
    RuleKind,
)
from liuxing_cli.model.titles import Move, Title, TitleState
from liuxing_cli.scoring.cells import Mark
from liuxing_cli.scoring.gather import gathered, informed
from liuxing_cli.scoring.plan import Plan, compile_plan
from liuxing_cli.scoring.row import Row, encode
from liuxing_cli.scoring.rules import judge, working
from tests.scoring.build import community, indicator, item, profile, record, standard

DAY = "2013-06-18"
HONOURS = Rule(
    RuleKind.HONOURS,
    (item("national", 6), item("provincial", 5), item("municipal", 2)),
    events=("honour",),
    within_months=60,
)
TALLY = Rule(
    RuleKind.TALLY,
    tuple(
        RuleItem(id_, name, Fraction(points), Fraction(edge))
        for id_, name, points, edge in (
            ("review", "资质核查", 0, 12),
            ("talk", "约谈", 3, 9),
            ("warning", "预警", 6, 6),
            ("normal", "正常", 12, 0),
        )
    ),
    events=("fault",),
)
WORSE = Rule(RuleKind.WORSE_THAN_LAST, unit="起", better=Better.LESS, off=Fraction(5))


def event(
    day: str, kind: str = "honour", level: str = "", points: int = 0, series: str = ""
) -> Event:
    return Event(
        "110199000001",
        f"{kind}-{day}",
        day,
        kind,
        "某事",
        level,
        Fraction(points) if points else None,
        series,
        file="events.yaml",
    )


def plan_of(*indicators: Indicator) -> Plan:
    given = standard({"clean": {"yard": [indicator("plain", 10), *indicators]}})
    return compile_plan(given, profile(given, bonus_cap=20))


def row_of(
    plan: Plan, context: Context, ratings: dict[str, Rating] | None = None, **traits: bool
) -> Row:
    given = record({"plain": {"level": "met"}, **(ratings or {})})
    return encode(plan, community(**traits), given, context)


def points_of(plan: Plan, row: Row, id_: str) -> tuple[object, object]:
    place = next(i for i, column in enumerate(plan.columns) if column.id == id_)
    return Fraction(row.earned[place], row.scale), Mark(row.marks[place])


BONUS = plan_of(indicator("won", 20, HONOURS, bonus=True))


@pytest.mark.parametrize(
    ("events", "points"),
    [
        ([], 0),
        ([event("2008-06-18", level="provincial")], 0),  # exactly 60 months
        ([event("2008-06-19", level="provincial")], 5),
        ([event("2013-06-19", level="provincial")], 0),  # after the assessment
        ([event("2012-01-01", kind="penalty", level="national")], 0),
        ([event("2012-01-01", level="street")], 0),  # a level that the rule does not know
        # the same honour at two levels counts once, at the higher: 5, not 2 + 5
        (
            [
                event("2011-01-01", level="municipal", series="civilised"),
                event("2012-01-01", level="provincial", series="civilised"),
            ],
            5,
        ),
        ([event("2011-01-01", level="municipal"), event("2012-01-01", level="provincial")], 7),
        ([event(f"2012-0{month}-01", level="national") for month in range(1, 6)], 20),  # 30, cap
    ],
)
def test_honours(events: list[Event], points: int) -> None:
    row = row_of(BONUS, Context(DAY, tuple(events)))
    assert points_of(BONUS, row, "won") == (points, Mark.SCORED)


def test_the_same_honour_may_count_each_time() -> None:
    plan = plan_of(indicator("won", 20, replace(HONOURS, once=False), bonus=True))
    events = tuple(event(f"201{n}-01-01", level="provincial", series="s") for n in (1, 2, 3))
    assert points_of(plan, row_of(plan, Context(DAY, events)), "won")[0] == 15


def test_without_a_context_a_bonus_is_unclaimed() -> None:
    assert points_of(BONUS, row_of(BONUS, EMPTY), "won") == (0, Mark.UNCLAIMED)


def test_an_honour_with_a_state_of_its_own_keeps_it() -> None:
    ratings: dict[str, Rating] = {"won": {"state": "not_checked", "reason": "文件未到"}}
    row = row_of(BONUS, Context(DAY, (event("2012-01-01", level="national"),)), ratings)
    assert points_of(BONUS, row, "won") == (0, Mark.NOT_CHECKED)


FAULTS = plan_of(indicator("faults", 12, TALLY))


@pytest.mark.parametrize(
    ("events", "points"),
    [
        ([], 12),
        ([event("2013-01-01", "fault", points=5)], 12),
        ([event("2013-01-01", "fault", points=6)], 6),  # the line included
        ([event("2012-12-31", "fault", points=11), event("2013-01-01", "fault", points=5)], 12),
        ([event("2013-02-01", "fault", points=5), event("2013-03-01", "fault", points=4)], 3),
        ([event("2013-02-01", "fault", points=12)], 0),
        ([event("2013-02-01", "fault", points=5), event("2013-06-19", "fault", points=7)], 12),
    ],
)
def test_tally(events: list[Event], points: int) -> None:
    row = row_of(FAULTS, Context(DAY, tuple(events)))
    assert points_of(FAULTS, row, "faults") == (points, Mark.SCORED)


def test_the_old_sum_of_a_tally_is_kept_and_shown() -> None:
    events = (event("2012-11-20", "fault", points=8), event("2013-02-11", "fault", points=7))
    rating = gathered(FAULTS.columns[1].indicator, None, Context(DAY, events))
    assert rating is not None
    worked = working(TALLY, Fraction(12), rating, {})
    assert worked.expression == "6 ÷ 12"
    assert worked.words == (
        "2013 年累计 7 分（2013-02-11 某事 7 分），"
        "属于“预警”（满 6 分，得 6 分，再累计到 9 分升一档）；"
        "2012 年累计 8 分，2013 年 1 月 1 日清零后留存备查"
    )


def test_a_tally_that_never_resets() -> None:
    plan = plan_of(indicator("faults", 12, replace(TALLY, yearly=False)))
    events = (event("2009-11-20", "fault", points=8), event("2013-02-11", "fault", points=4))
    assert points_of(plan, row_of(plan, Context(DAY, events)), "faults")[0] == 0


def held(to: TitleState = TitleState.CONFIRMED, until: str = "2014-12-31") -> Title:
    return Title(
        "110199000001",
        "civilised",
        (
            Move(TitleState.CONFIRMED, "2012-01-10", "通报"),
            Move(to, "2012-06-01", "通报", "", until),
        ),
        "示例省",
        "titles.yaml",
    )


FREE = Exemption("civilised", "上一级已经检查")
EXEMPT = plan_of(replace(indicator("green", 10), exempt=FREE))


@pytest.mark.parametrize(
    ("title", "rating", "expected"),
    [
        (held(), None, (10, Mark.SCORED)),
        (held(), {"level": "unmet"}, (10, Mark.SCORED)),  # uninspected, whatever was written
        (held(), {"award": 99}, (10, Mark.SCORED)),
        (held(), {"state": "not_checked", "reason": "免检"}, (10, Mark.SCORED)),
        (held(until="2013-06-17"), None, (0, Mark.NOT_CHECKED)),  # over since yesterday
        (held(until=DAY), None, (10, Mark.SCORED)),
        (held(TitleState.REVOKED, ""), {"level": "unmet"}, (0, Mark.SCORED)),
        (replace(held(), title="other"), None, (0, Mark.NOT_CHECKED)),
    ],
)
def test_exemption(title: Title, rating: Rating | None, expected: tuple[int, Mark]) -> None:
    ratings = {} if rating is None else {"green": rating}
    row = row_of(EXEMPT, Context(DAY, titles=(title,)), ratings)
    assert points_of(EXEMPT, row, "green") == expected
    assert (row.misfits == ()) is (expected[1] is Mark.SCORED or rating is None)


def test_an_exemption_does_not_make_applicable() -> None:
    from tests.scoring.build import NO_COMPANY

    plan = plan_of(replace(indicator("green", 10, applies=NO_COMPANY), exempt=FREE))
    row = row_of(plan, Context(DAY, titles=(held(),)), company=False)
    assert points_of(plan, row, "green") == (0, Mark.NOT_APPLICABLE)


def test_an_exemption_is_shown() -> None:
    rating = gathered(EXEMPT.columns[1].indicator, None, Context(DAY, titles=(held(),)))
    assert rating is not None
    worked = working(EXEMPT.columns[1].indicator.rule, Fraction(10), rating, {})
    assert (worked.expression, worked.words) == (
        "1",
        "免检：持有称号“civilised”（2012-06-01 起，有效至 2014-12-31），"
        "上一级已经检查，不检查，按满分计",
    )


def earlier(rating: Rating) -> Assessment:
    return replace(record({"cases": rating}), period="2012H2", file="2012H2.yaml")


CASES = plan_of(indicator("cases", 5, WORSE))
BY_YEAR = plan_of(indicator("cases", 5, replace(WORSE, than=Compared.LAST_YEAR)))


def test_the_earlier_record_is_compared_with() -> None:
    before, year_ago = earlier({"measure": 12}), earlier({"measure": 20})
    context = Context(DAY, previous=before, last_year=year_ago)
    ratings: dict[str, Rating] = {"cases": {"measure": 14}}
    assert points_of(CASES, row_of(CASES, context, ratings), "cases") == (0, Mark.SCORED)
    assert points_of(BY_YEAR, row_of(BY_YEAR, context, ratings), "cases") == (5, Mark.SCORED)


@pytest.mark.parametrize(
    "context",
    [
        Context(DAY),
        Context(DAY, previous=earlier({"state": "not_checked", "reason": "原因"})),
        Context(DAY, previous=replace(earlier({}), ratings={})),
    ],
)
def test_without_an_earlier_value_the_rating_is_not_guessed(context: Context) -> None:
    row = row_of(CASES, context, {"cases": {"measure": 14}})
    assert points_of(CASES, row, "cases") == (0, Mark.CHECK_FAILED)
    assert [(id_, misfit.problem) for id_, misfit in row.misfits] == [("cases", "no_last")]
    row = row_of(CASES, context, {"cases": {"measure": 14, "last": 13}})
    assert points_of(CASES, row, "cases") == (0, Mark.SCORED)


def test_what_is_told_twice_is_told_once() -> None:
    context = Context(DAY, (event("2012-01-01", level="national"),), (held(),))
    plan = plan_of(
        indicator("won", 20, HONOURS, bonus=True), replace(indicator("g", 9), exempt=FREE)
    )
    given = record({"plain": {"level": "met"}})
    once = informed(plan, given, context)
    assert informed(plan, once, context) == once
    assert encode(plan, community(), once) == encode(plan, community(), given, context)
    assert informed(plan, given, EMPTY) is given


def test_facts_that_were_not_gathered_count_as_none() -> None:
    assert judge(HONOURS, Fraction(20), {"note": "见通报"}, {}) == 0
