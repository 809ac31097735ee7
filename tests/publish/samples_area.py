"""The invented district as a whole, in code; see :mod:`tests.publish.samples`."""

from dataclasses import replace
from datetime import date

from liuxing_cli.model.assessment import State
from liuxing_cli.model.matrix import Conference, Duty, Matrix, Unit, WorkingGroup
from liuxing_cli.model.titles import Move, TitleState
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.publish.document import Document
from liuxing_cli.publish.inputs_area import Area, Lost, Spread
from liuxing_cli.publish.notice_corrigendum import corrigendum
from liuxing_cli.publish.notice_lists import candidates_notice, third_party_notice
from liuxing_cli.publish.notice_titles import TitleMoves, commendation_notice, confirmed_notice
from liuxing_cli.publish.report_district import district_report
from liuxing_cli.publish.report_third_party import third_party_report
from liuxing_cli.publish.report_unit import group_report, unit_report
from liuxing_cli.publish.template import Templates
from tests.publish import samples
from tests.publish.samples import F

DAY = date(2014, 1, 10)


def workspace() -> Workspace:
    """The sample workspace with working groups, duties and one duty that is not carried."""
    ws = samples.workspace()
    groups = tuple(
        WorkingGroup(i, f"{name}创建工作组", i, i, ("clean", "service"), "一(一)")
        for i, (name, _, _) in samples.TYPES.items()
    )
    carried = Duty("二(二)1", "组织检查，督促整改", ("clean",))
    left = Duty("二(二)2", "不予承载", (), "不属于本工具的范围")
    units = {
        i: Unit(i, n, name, (carried, left))
        for n, (i, (_, _, name)) in enumerate(samples.TYPES.items(), start=1)
    }
    return replace(ws, matrix=Matrix(Conference((), "service", (), groups, "一"), units, {}))


def area(ws: Workspace, *, own: bool = False) -> Area:
    """All communities; as they see themselves where ``own``."""
    results = samples.results(ws)
    if own:
        results = [replace(r, total=r.total and r.total + 5) for r in results]
    streets = {s.id: s.name for s in ws.subjects.values() if s.id == s.street}
    home = {r.subject: ws.subjects[r.subject].street for r in results}
    return Area(
        profile=samples.profile(),
        period=samples.PERIOD,
        results=tuple(results),
        streets=streets,
        home=home,
        names={s: ws.subjects[s].name for s in home},
        unassessed=("云锦社区",),
        mean=samples.comparison("全区平均", 84),
        means={
            id_: samples.comparison(name, 80 + n) for n, (id_, name) in enumerate(streets.items())
        },
        indicators=tuple(
            _spread(n, id_, streets, results[0].subject, ws)
            for n, id_ in enumerate(samples.standard().indicators)
        ),
        earlier=(samples.comparison("2012年下半年", 82), samples.comparison("2012年上半年", 81)),
        sources=(samples.comparison("自查自评", 94), samples.comparison("检查验收", 84)),
    )


def _spread(n: int, id_: str, streets: dict[str, str], first: str, ws: Workspace) -> Spread:
    indicator = samples.standard().indicators[id_]
    name, _, lead = samples.TYPES[indicator.type_id]
    lost = (
        Lost(ws.subjects[first].name, "云帆街道", F(10), F(25), State.SCORED, "台账缺两次记录"),
        Lost("听雨里社区", "云帆街道", None, F(25), State.NOT_CHECKED, "未能进入"),
        Lost("锦帆社区", "望江街道", F(25, 3), F(25), State.SCORED),
    )
    full = n % 4 == 3
    share = F(1) if full else F(n % 7 + 1, 8)
    return Spread(
        id=id_,
        name=indicator.name,
        type_id=indicator.type_id,
        branch=name,
        lead_id=indicator.type_id,
        lead=lead,
        support=("clean",) if n % 5 == 0 else (),
        bonus=n == 2,
        share=share,
        judged=46,
        unseen=0 if full else 1,
        left_out=n % 3,
        lost=() if full else lost,
        streets=dict.fromkeys(streets, share),
    )


def moves(ws: Workspace) -> TitleMoves:
    """Titles given, kept and lost."""
    ids = [s.id for s in samples.communities(ws)]
    given = Move(TitleState.CONFIRMED, "2013-12-05", "关于命名的决定", until="2015-12-31")
    lost = Move(TitleState.REVOKED, "2013-12-06", "关于撤销的决定", "复核时发现申报材料不实")
    return TitleMoves(
        title="“六型社区”达标社区",
        period="2013H2",
        named=[(id_, given) for id_ in ids[:20]],
        kept=[(id_, given) for id_ in ids[20:30]],
        lost=[(id_, lost) for id_ in ids[30:32]],
        words={"revoked": "撤销"},
    )


def documents() -> dict[str, Document]:
    """One of every kind that is about the whole district."""
    ws, to = workspace(), Templates()
    whole, own = area(ws), area(ws, own=True)
    profile = samples.profile()
    results = samples.results(ws)
    candidates = candidates_notice(ws, results, "示范社区", DAY, to, profile.sources, {})
    fewer = [r for r in results if r.subject != results[0].subject]
    mended = candidates_notice(ws, fewer, "示范社区", DAY, to, profile.sources, {})
    group = ws.matrix.conference.groups[0]
    return {
        "district": district_report(ws, whole, DAY, to),
        "third-party": third_party_report(ws, whole, own, DAY, to),
        "group": group_report(ws, group, profile.branches[0], whole, DAY, to),
        "unit": unit_report(ws, ws.matrix.units["clean"], whole, DAY, to),
        "candidates": candidates,
        "third-party-notice": third_party_notice(ws, whole, DAY, to),
        "confirmed": confirmed_notice(ws, moves(ws), DAY, to),
        "commendation": commendation_notice(ws, moves(ws), DAY, to),
        "corrigendum": corrigendum(ws, candidates, mended, "经核查有误", DAY, to),
    }
