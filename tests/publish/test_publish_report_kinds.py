"""Reports on the district, a working group, a unit and a third-party evaluation."""

from dataclasses import replace

from liuxing_cli.publish.document import Document, Figure, Table, lines
from liuxing_cli.publish.report_district import district_report
from liuxing_cli.publish.report_third_party import third_party_report
from liuxing_cli.publish.report_unit import group_report, unit_report
from liuxing_cli.publish.template import Templates
from tests.publish import samples, samples_area
from tests.publish.samples_area import DAY

WS = samples_area.workspace()
AREA = samples_area.area(WS)
TO = Templates()


def text(document: Document) -> str:
    return "\n".join(lines(document))


def tables(document: Document) -> dict[str, Table]:
    found = [b.table if isinstance(b, Figure) else b for b in document.blocks]
    return {table.caption: table for table in found if isinstance(table, Table)}


def test_the_district_is_summed_up() -> None:
    document = district_report(WS, AREA, DAY, TO)
    shown = text(document)
    assert "7个街道（乡镇）参加评定的47个社区中，达标37个，达标率78.7%，未达标6个，待核4个" in shown
    assert "（2012年下半年为84.33分，2012年上半年为83.33分）" in shown
    periods = [row[0] for row in tables(document)["各期平均得分"].rows]
    assert periods == ["2012年上半年", "2012年下半年", "本期"]
    streets = tables(document)["各街道（乡镇）情况"].rows
    assert [row[0] for row in streets] == [*samples.STREETS, "平均"]
    assert streets[-1][1] == "37/47"
    assert len(tables(document)["没有达标的社区"].rows) == 10
    groups = tables(document)["各工作组牵头的类型"].rows
    assert groups[0][:2] == ("干净社区创建工作组", "区市政市容委")
    assert groups[0][-1].startswith("云帆街道（")


def test_a_district_where_all_is_well_says_so() -> None:
    passed = tuple(r for r in AREA.results if str(r.outcome) == "passed")
    full = tuple(replace(s, share=samples.F(1), lost=()) for s in AREA.indicators)
    calm = replace(AREA, results=passed, indicators=full, earlier=(), sources=(), unassessed=())
    shown = text(district_report(WS, calm, DAY, TO))
    assert "参加评定的社区全部达标。" in shown
    assert "各社区的适用指标均已得满分。" in shown
    assert "本期没有可以对照的其他来源。" in shown
    assert "各期平均得分" not in shown


def test_bonuses_are_no_gaps_of_a_group() -> None:
    group, branch = WS.matrix.conference.groups[0], AREA.profile.branches[0]
    document = group_report(WS, group, branch, AREA, DAY, TO)
    rows = tables(document)["指标得分情况"].rows
    (bonus,) = (row for row in rows if row[1].endswith("（加分）"))
    assert bonus[1] == "楼道照明完好率（加分）"
    lost = {row[0] for row in tables(document)["未得满分的社区"].rows}
    assert lost == {"环境卫生制度和计划", "指导监督物业保洁"}
    shown = text(document)
    assert "共有4项指标（含加分项1项），其中2项有社区未得满分" in shown
    assert "已评138社区次，未得满分4社区次，未查清2社区次" in shown
    assert "成员单位有区市政市容委、区民政局（通知一(一)）" in shown


def test_a_unit_sees_where_it_fails_and_why() -> None:
    document = unit_report(WS, WS.matrix.units["clean"], AREA, DAY, TO)
    lost = tables(document)["未得满分的社区"].rows
    assert lost[0] == ("环境卫生制度和计划", "云帆街道", "望江苑（10/25）、听雨里（未检查）")
    assert lost[1] == ("环境卫生制度和计划", "望江街道", "锦帆（8.33/25）")
    reasons = tables(document)["记录中的失分原因"].rows
    assert ("听雨里社区", "未能进入", "环境卫生制度和计划、指导监督物业保洁") in reasons
    assert tables(document)["职责"].rows == (("二(二)1", "组织检查，督促整改"),)
    shown = text(document)
    assert "通知所列职责中有1项不属于本办法的评定范围，未列出。" in shown
    assert "不予承载" not in shown


def test_a_unit_without_indicators_of_its_own_has_those_it_supports() -> None:
    others = replace(AREA, indicators=tuple(s for s in AREA.indicators if s.lead_id != "clean"))
    shown = text(unit_report(WS, WS.matrix.units["clean"], others, DAY, TO))
    assert "没有由本单位牵头的计分指标" in shown
    assert "没有牵头的指标。" in shown
    assert "未得满分的社区" not in shown
    assert "配合的指标" in shown


def test_a_third_party_is_set_beside_the_communities_own_view() -> None:
    own = samples_area.area(WS, own=True)
    document = third_party_report(WS, AREA, own, DAY, TO)
    shown = text(document)
    assert "可以对照的47个社区" in shown
    assert "自评高于第三方评估的47个" in shown
    apart = tables(document)["自评高出最多的社区"].rows
    assert len(apart) == 10
    assert {row[-1] for row in apart} == {"5.00"}
    alone = text(third_party_report(WS, AREA, None, DAY, TO))
    assert "本期没有可以对照的自查自评。" in alone
