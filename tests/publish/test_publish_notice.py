"""The public list: who is on it, until when, and what never is."""

from dataclasses import replace
from datetime import date

import pytest

from liuxing_cli.model.profile import Source
from liuxing_cli.model.result import Outcome
from liuxing_cli.model.workspace import Publicity, Workspace
from liuxing_cli.publish.document import Document, Remark, Table, content_digest, lines
from liuxing_cli.publish.errors import CalendarGap, PublishError
from liuxing_cli.publish.notice import criteria, passed_notice
from liuxing_cli.publish.template import Templates
from tests.publish import samples

DAY = date(2013, 7, 1)
ALL = (Source.SELF, Source.PEER, Source.THIRD_PARTY, Source.INSPECTION)


def notice(ws: Workspace, day: date = DAY) -> Document:
    return passed_notice(ws, samples.results(ws), samples.PERIOD, day, Templates(), ALL)


def text(document: Document) -> str:
    return "\n".join(lines(document))


def test_exactly_those_that_passed_are_listed_by_street() -> None:
    names = {s.id: f"编号{s.id}社区" for s in samples.communities(samples.workspace())}
    ws = samples.workspace(names=names)
    results = samples.results(ws)
    shown = text(notice(ws))
    for result in results:
        assert (names[result.subject] in shown) == (result.outcome is Outcome.PASSED)
    (table,) = (b for b in notice(ws).blocks if isinstance(b, Table))
    *streets, total = table.rows
    assert [row[0] for row in streets] == samples.STREETS
    assert all(row[1].count("社区") == int(row[2]) for row in streets)
    passed = sum(r.outcome is Outcome.PASSED for r in results)
    assert total[2] == str(passed) == str(sum(int(row[2]) for row in streets))
    assert f"参加评定的{len(results)}个社区中，有{passed}个社区达到" in shown


def test_what_it_says() -> None:
    document = notice(samples.workspace())
    shown = text(document)
    assert document.title == "关于2013年上半年示例区“六型社区”创建达标社区名单的公示"
    assert "经自查自评、互评、第三方评估和检查验收" in shown
    assert "总分（满分100分）不低于80分，各类型得分均不低于60分，且没有一票否决的情形。" in shown
    assert "公示期为7个工作日，自2013年7月2日起至2013年7月10日止（发布当日不计入）。" in shown
    assert "应当加盖公章" in shown
    assert "监督电话：010-00000000" in shown
    *_, office, issued, stamp = lines(document)
    assert (office, issued) == ("示例区“六型社区”创建工作联席会议办公室", "2013年7月1日")
    assert stamp == f"内容校验码：{content_digest(document)[:16]}"


def test_the_day_of_publication_counts_where_the_settings_say_so() -> None:
    ws = samples.workspace()
    publicity = Publicity(5, True, ("2013-07-02",), ("2013-07-06",))
    shown = text(notice(replace(ws, settings=replace(ws.settings, publicity=publicity))))
    assert "公示期为5个工作日，自2013年7月1日起至2013年7月6日止。" in shown


def test_invented_data_is_marked_and_real_data_is_not() -> None:
    first = notice(samples.workspace()).blocks[0]
    assert isinstance(first, Remark)
    assert "虚构" in first.text
    assert "虚构" not in text(notice(samples.workspace(synthetic=False)))


def test_different_floors_are_listed_one_by_one() -> None:
    profile = samples.profile()
    first, second, *others = profile.branches
    unlike = replace(
        profile,
        branches=(replace(first, floor=samples.F(70)), replace(second, floor=None), *others),
    )
    said = criteria(unlike, samples.standard())
    assert "干净社区得分不低于70分，服务社区得分不低于60分" in said
    assert "规范社区" not in said


def test_nothing_to_publish_and_years_without_a_calendar_are_refused() -> None:
    ws = samples.workspace()
    failed = [r for r in samples.results(ws) if r.outcome is not Outcome.PASSED]
    with pytest.raises(PublishError, match="没有达标的社区"):
        passed_notice(ws, failed, samples.PERIOD, DAY, Templates())
    mixed = [*samples.results(ws), replace(samples.results(ws)[0], profile="other")]
    with pytest.raises(PublishError, match="不同的评分办法"):
        passed_notice(ws, mixed, samples.PERIOD, DAY, Templates())
    with pytest.raises(CalendarGap):
        notice(ws, date(2003, 7, 1))
