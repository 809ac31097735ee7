"""The diagnostic report on one community: where it stands, why, and what to improve first."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from liuxing_cli.model.assessment import State
from liuxing_cli.model.numbers import RoundingMode, fixed, plain
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.result import BranchScore, Outcome, Result, Verdict
from liuxing_cli.model.standard import Standard, VetoScope
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.publish.charts import Axis, dot_plot, radar
from liuxing_cli.publish.document import Block, Column, Document, Figure, SignOff, Table
from liuxing_cli.publish.inputs import CommunityFacts, Comparison, IndicatorScore
from liuxing_cli.publish.ranking import NONE, branch_cell, decision, total_cell
from liuxing_cli.publish.template import Templates
from liuxing_cli.publish.words import OUTCOMES, STATES, VERDICTS, chinese_date, period_name

TEMPLATE_COMMUNITY = "report-community.txt.j2"
LISTED = 5
"""How many of the strongest and of the weakest indicators are shown."""
IMPROVED = 10
"""How many of the improvements that bring most are shown; the rest are counted."""

_MODES = {
    RoundingMode.HALF_UP: "四舍五入",
    RoundingMode.GBT8170: "四舍六入五成双（GB/T 8170—2008）",
}


def community_report(
    ws: Workspace, facts: CommunityFacts, issued: date, templates: Templates
) -> Document:
    """The diagnostic report on one community.

    Raises:
        TemplateError: the template is wrong.
    """
    profile = facts.profile
    fired = vetoes(ws.standards[profile.standard], facts.result)
    indicators = [i for i in facts.indicators if i.points and i.id not in bonus_of(ws, profile)]
    objects: dict[str, Block] = {
        "conditions": conditions_table(facts.result, fired),
        "scores": _scores(facts),
        "strongest": _share_table("得分率最高的指标", _strongest(indicators), profile),
        "weakest": _share_table("得分率最低的指标", _weakest(indicators), profile),
        "sources": sources_figure(profile, facts.sources),
        "improvements": _improvements(_by_gain(indicators)[:IMPROVED], profile),
        "signoff": SignOff(ws.settings.office, chinese_date(issued)),
    }
    values = {
        "district": ws.settings.district,
        "synthetic": ws.settings.synthetic or facts.subject.synthetic,
        "vetoes": fired,
        **_result_values(facts),
        **_indicator_values(indicators),
        "not_applicable": _stated(facts.indicators, State.NOT_APPLICABLE),
        "missing": _stated(facts.indicators, *_UNSEEN),
    }
    blocks = templates.fill(TEMPLATE_COMMUNITY, values, objects)
    return Document(blocks, issued, ws.settings.office)


def bonus_of(ws: Workspace, profile: Profile) -> frozenset[str]:
    """Ids of the bonus indicators: honours, neither strengths nor gaps to close."""
    indicators = ws.standards[profile.standard].indicators.values()
    return frozenset(indicator.id for indicator in indicators if indicator.bonus)


def _result_values(facts: CommunityFacts) -> dict[str, Any]:
    """The result in words and published digits."""
    result, profile = facts.result, facts.profile
    return {
        "street": facts.street.name,
        "community": facts.subject.name,
        "period": period_name(result.period),
        "profile": profile.name,
        "total": total_cell(result, profile),
        "full": plain(profile.full),
        "outcome": OUTCOMES[result.outcome],
        "grade": decision(result, profile) if result.outcome is Outcome.PASSED else "",
        "rank": result.rank or "",
        "ranked": facts.ranked,
        "reason": result.reason,
        "failed": [c.text for c in result.conditions if c.verdict is Verdict.NOT_MET],
        "unknown": [c.text for c in result.conditions if c.verdict is Verdict.UNKNOWN],
        "bonus": plain(result.bonus) if result.bonus else "",
        "has_sources": len(facts.sources) > 1,
        "rounding": rounding_note(profile),
        "files": list(result.files),
    }


def _indicator_values(indicators: Sequence[IndicatorScore]) -> dict[str, Any]:
    """How many were looked at, and how much is left to improve."""
    improvable = _by_gain(indicators)
    return {
        "selected": len(indicators),
        "scored": sum(i.state is State.SCORED for i in indicators),
        "full_marks": sum(i.share == 1 for i in indicators),
        "has_strengths": bool(_strongest(indicators)),
        "has_weaknesses": bool(_weakest(indicators)),
        "has_improvements": bool(improvable),
        "more_to_improve": max(0, len(improvable) - IMPROVED),
    }


_UNSEEN = (State.NOT_CHECKED, State.EVIDENCE_MISSING, State.CHECK_FAILED)


_REACH = {
    VetoScope.INDICATOR: "本项记 0 分",
    VetoScope.SECTION: "所在部分记 0 分",
    VetoScope.TYPE: "所在类型记 0 分",
}


def vetoes(standard: Standard, result: Result) -> list[str]:
    """The vetoes that fired and take points; those that fail the whole are conditions."""
    fired = (standard.indicators[id_] for id_ in result.vetoes)
    return [
        f"{i.name}（{i.id}）触发否决，{_REACH[i.veto.scope]}"
        for i in fired
        if i.veto is not None and i.veto.scope in _REACH
    ]


def conditions_table(result: Result, fired: Sequence[str] = ()) -> Table:
    """Each condition of the decision and whether it is met; then the vetoes that took points."""
    rows = [[condition.text, VERDICTS[condition.verdict]] for condition in result.conditions]
    rows += [[text, "已触发"] for text in fired]
    return Table("评定条件", [Column("条件", key="condition"), Column("结论", key="verdict")], rows)


def _scores(facts: CommunityFacts) -> Figure:
    """Scores by branch as radar, dot plot and table, beside the line and the averages."""
    result, profile = facts.result, facts.profile
    floors = {branch.id: branch.floor for branch in profile.branches}
    axes = [
        Axis(
            branch.name,
            branch.score,
            branch_cell(branch, profile),
            branch.full,
            floors.get(branch.id),
            tuple(average.branches.get(branch.id) for average in facts.averages),
        )
        for branch in result.branches
    ]
    others = [average.name for average in facts.averages]
    own = facts.subject.name
    alt = f"{own}各类型得分：" + "，".join(f"{a.name}{a.shown}" for a in axes)
    charts = (radar(axes, own, f"雷达图。{alt}"), dot_plot(axes, own, others, f"点图。{alt}"))
    return Figure(charts, _score_table(facts))


def _score_table(facts: CommunityFacts) -> Table:
    result, profile = facts.result, facts.profile
    least = min((g.at_least for g in profile.grades if g.passing), default=None)
    columns = [
        Column("类型", key="branch"),
        Column("权重", key="weight", numeric=True),
        Column("应得", key="due", numeric=True),
        Column("实得", key="earned", numeric=True),
        Column("得分", key="score", numeric=True),
        Column("达标线", key="floor", numeric=True),
        *(Column(a.name, key=f"average_{n}", numeric=True) for n, a in enumerate(facts.averages)),
    ]
    rows = [_score_row(branch, facts) for branch in result.branches]
    total = [NONE, NONE, total_cell(result, profile), NONE if least is None else plain(least)]
    averages = [number(average.total, profile) for average in facts.averages]
    weights = plain(sum((branch.weight for branch in result.branches), Fraction(0)))
    rows.append(["总分", weights, *total, *averages])
    return Table("各类型得分", columns, rows)


def _score_row(branch: BranchScore, facts: CommunityFacts) -> list[str]:
    floors = {b.id: b.floor for b in facts.profile.branches}
    floor = floors.get(branch.id)
    return [
        branch.name,
        plain(branch.weight),
        number(branch.due, facts.profile),
        number(branch.earned, facts.profile),
        branch_cell(branch, facts.profile),
        NONE if floor is None else plain(floor),
        *(number(a.branches.get(branch.id), facts.profile) for a in facts.averages),
    ]


def sources_figure(profile: Profile, sources: Sequence[Comparison]) -> Figure:
    """The first source (the subject's own view) against the others, by branch and in total."""
    own, *others = sources or (Comparison("", None, {}),)
    axes = [
        Axis(
            branch.name,
            own.branches.get(branch.id),
            number(own.branches.get(branch.id), profile),
            branch.full,
            None,
            tuple(other.branches.get(branch.id) for other in others),
        )
        for branch in profile.branches
    ]
    names = [other.name for other in others]
    alt = f"点图。{own.name}与{'、'.join(names)}的各类型得分"
    head = [Column("类型", key="branch")]
    head += [Column(s.name, key=f"source_{n}", numeric=True) for n, s in enumerate(sources)]
    rows = [
        [branch.name, *(number(source.branches.get(branch.id), profile) for source in sources)]
        for branch in profile.branches
    ]
    rows.append(["总分", *(number(source.total, profile) for source in sources)])
    return Figure((dot_plot(axes, own.name, names, alt),), Table("自评与他评", head, rows))


def number(value: Fraction | None, profile: Profile) -> str:
    """A score with the profile's digits, or a dash."""
    rounding = profile.rounding
    return NONE if value is None else fixed(value, rounding.digits, rounding.mode)


def percent(share: Fraction, profile: Profile) -> str:
    """A share as a percentage with one decimal."""
    return f"{fixed(100 * share, 1, profile.rounding.mode)}%"


def rounding_note(profile: Profile) -> str:
    """How the published digits came about."""
    rounding = profile.rounding
    return f"{_MODES[rounding.mode]}，保留{rounding.digits}位小数"


def _by_gain(indicators: Sequence[IndicatorScore]) -> list[IndicatorScore]:
    """What full marks would bring, most first."""
    gaining = [i for i in indicators if i.gain > 0]
    return sorted(gaining, key=lambda i: (-i.gain, i.id))


def _strongest(indicators: Sequence[IndicatorScore]) -> list[IndicatorScore]:
    shared = [(i.share, i) for i in indicators if i.share is not None and i.share > 0]
    ordered = sorted(shared, key=lambda pair: (-pair[0], -pair[1].points, pair[1].id))
    return [indicator for _, indicator in ordered[:LISTED]]


def _weakest(indicators: Sequence[IndicatorScore]) -> list[IndicatorScore]:
    shared = [(i.share, i) for i in indicators if i.share is not None and i.share < 1]
    ordered = sorted(shared, key=lambda pair: (pair[0], -pair[1].gain, pair[1].id))
    return [indicator for _, indicator in ordered[:LISTED]]


def _share_table(caption: str, listed: Sequence[IndicatorScore], profile: Profile) -> Table:
    columns = [
        Column("指标", key="indicator"),
        Column("类型", key="branch"),
        Column("满分", key="points", numeric=True),
        Column("得分", key="earned", numeric=True),
        Column("得分率", key="share", numeric=True),
    ]
    rows = [
        [
            i.name,
            i.branch,
            plain(i.points),
            number(i.earned, profile),
            NONE if i.share is None else percent(i.share, profile),
        ]
        for i in listed
    ]
    return Table(caption, columns, rows)


def _improvements(listed: Sequence[IndicatorScore], profile: Profile) -> Table:
    """What to do first; the reasons stand in a column where any is known."""
    columns = [
        Column("序号", key="number", numeric=True),
        Column("指标", key="indicator"),
        Column("类型", key="branch"),
        Column("得分/满分", key="earned", numeric=True),
        Column("可增总分", key="gain", numeric=True),
        Column("牵头单位", key="lead"),
        Column("失分原因", key="reason", width=11),
    ]
    rows = [
        [
            str(n),
            i.name,
            i.branch,
            f"{number(i.earned, profile)}/{plain(i.points)}",
            number(i.gain, profile),
            i.lead,
            _why(i),
        ]
        for n, i in enumerate(listed, start=1)
    ]
    if all(row[-1] == NONE for row in rows):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    return Table("优先改进的指标", columns, rows, names=1)


def _why(indicator: IndicatorScore) -> str:
    if indicator.state is State.SCORED:
        return indicator.reason or NONE
    reason = f"：{indicator.reason}" if indicator.reason else ""
    return f"{STATES[indicator.state]}{reason}"


def _stated(indicators: Sequence[IndicatorScore], *states: State) -> list[dict[str, Any]]:
    """The indicators in one of ``states``, in the words of the report."""
    return [
        {"id": i.id, "name": i.name, "branch": i.branch, "why": _why(i)}
        for i in indicators
        if i.state in states
    ]
