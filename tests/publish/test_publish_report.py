"""Diagnostic reports: what they show and how they say what is not known."""

from dataclasses import replace
from datetime import date

from liuxing_cli.model.assessment import State
from liuxing_cli.publish.document import Document, Figure, Table, lines
from liuxing_cli.publish.report import community_report
from liuxing_cli.publish.report_street import street_report
from liuxing_cli.publish.template import Templates
from liuxing_cli.publish.words import period_name
from tests.publish import samples

DAY = date(2013, 7, 15)
WS = samples.workspace()


def report(n: int) -> Document:
    return community_report(WS, samples.community_facts(WS, n), DAY, Templates())


def text(document: Document) -> str:
    return "\n".join(lines(document))


def tables(document: Document) -> dict[str, Table]:
    found = [b.table if isinstance(b, Figure) else b for b in document.blocks]
    return {table.caption: table for table in found if isinstance(table, Table)}


def test_a_failed_community_reads_why_and_what_to_do_first() -> None:
    document = report(3)
    shown = text(document)
    assert "结论为“未达标”" in shown
    assert "没有达到的条件：安全社区不低于 60 分。" in shown
    scores = tables(document)["各类型得分"]
    assert scores.rows[3][4:6] == ("57.00", "60")
    improvements = tables(document)["优先改进的指标"]
    gains = [float(row[4]) for row in improvements.rows]
    assert gains == sorted(gains, reverse=True)
    assert improvements.rows[0][5] == "区市政市容委"
    assert "没有物业服务企业的社区不适用" in shown
    assert "缺材料：没有巡逻记录" in shown


def test_a_pending_community_shows_both_bounds() -> None:
    shown = text(report(5))
    assert "结论为“待核”" in shown
    assert "~" in tables(report(5))["各类型得分"].rows[0][4]
    assert "尚待核实的条件：总分不低于 80 分（良好）。" in shown


def test_charts_stand_beside_their_numbers() -> None:
    figures = [block for block in report(3).blocks if isinstance(block, Figure)]
    assert [len(figure.charts) for figure in figures] == [2, 1]
    assert figures[0].table.rows[0][4] in figures[0].charts[0].svg


def test_bonus_indicators_are_neither_strength_nor_gap() -> None:
    standard = samples.standard()
    bonus = replace(standard.indicators["clean-01"], bonus=True)
    indicators = {**standard.indicators, "clean-01": bonus}
    ws = replace(WS, standards={"six-type@1": replace(standard, indicators=indicators)})
    document = community_report(ws, samples.community_facts(ws, 3), DAY, Templates())
    assert bonus.name in text(report(3))
    assert bonus.name not in text(document)


def test_full_marks_everywhere_leave_nothing_to_improve() -> None:
    facts = samples.community_facts(WS, 4)
    full = tuple(
        replace(i, state=State.SCORED, earned=i.points, gain=samples.F(0), reason="")
        for i in facts.indicators
    )
    done = replace(facts, indicators=full, sources=())
    shown = text(community_report(WS, done, DAY, Templates()))
    assert "各项适用指标均已得满分。" in shown
    assert "没有不适用的指标。" in shown
    assert "本期没有可以对照的其他来源。" in shown


def test_an_undecided_community_says_why() -> None:
    facts = samples.community_facts(WS, 4)
    result = replace(facts.result, total=None, upper=None, rank=None, reason="没有检查验收记录")
    shown = text(community_report(WS, replace(facts, result=result), DAY, Templates()))
    assert "结果未定：没有检查验收记录。" in shown


def test_a_street_sees_its_communities_side_by_side() -> None:
    facts = samples.street_facts(WS)
    document = street_report(WS, replace(facts, unassessed=("云锦社区",)), DAY, Templates())
    shown = text(document)
    assert "参加评定的6个社区中，达标4个，未达标1个，待核1个。" in shown
    assert "未参加评定的社区：云锦社区。" in shown
    assert "带“*”的类型得分为下限" in shown
    assert "柳荫东里社区（84.47分，未达标）：安全<60" in shown
    weak = tables(document)["各社区普遍失分的指标"]
    assert len(weak.rows) == 10
    assert "另有" in shown


def test_periods_have_names() -> None:
    names = [period_name(p) for p in ("2013H1", "2013H2", "2013Q3", "2013", "其他")]
    assert names == ["2013年上半年", "2013年下半年", "2013年第三季度", "2013年度", "其他"]
