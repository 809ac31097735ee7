"""The tables and figures that reports on the district, a working group or a unit share."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from liuxing_cli.model.assessment import State
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.profile import Branch, Profile
from liuxing_cli.model.result import BranchScore, Outcome, Result
from liuxing_cli.publish.charts import Axis, dot_plot, radar
from liuxing_cli.publish.document import Column, Figure, Table
from liuxing_cli.publish.inputs import Comparison
from liuxing_cli.publish.inputs_area import Area, Lost, Spread
from liuxing_cli.publish.ranking import NONE, branch_cell, decision, failures, total_cell
from liuxing_cli.publish.report import number, percent, rounding_note
from liuxing_cli.publish.words import STATES, period_name


def area_values(area: Area) -> dict[str, Any]:
    """Counts and means as every one of these reports says them."""
    results, profile = area.results, area.profile
    return {
        "period": period_name(area.period),
        "profile": profile.name,
        "evaluated": len(results),
        **{str(outcome): count(results, outcome) for outcome in Outcome},
        "unassessed": list(area.unassessed),
        "mean": number(area.mean.total, profile),
        "rounding": rounding_note(profile),
    }


def count(results: Sequence[Result], outcome: Outcome) -> int:
    """How many results have this outcome."""
    return sum(result.outcome is outcome for result in results)


def scores_figure(profile: Profile, own: Comparison, others: Sequence[Comparison]) -> Figure:
    """Means by branch as radar, dot plot and table, beside the line and what to compare with."""
    axes = [
        Axis(
            branch.name,
            own.branches.get(branch.id),
            number(own.branches.get(branch.id), profile),
            branch.full,
            branch.floor,
            tuple(other.branches.get(branch.id) for other in others),
        )
        for branch in profile.branches
    ]
    alt = f"{own.name}各类型得分：" + "，".join(f"{a.name}{a.shown}" for a in axes)
    charts = (
        radar(axes, own.name, f"雷达图。{alt}"),
        dot_plot(axes, own.name, [other.name for other in others], f"点图。{alt}"),
    )
    shown = (own, *others)
    columns = [
        Column("类型", key="branch"),
        *(Column(mean.name, key=f"mean_{n}", numeric=True) for n, mean in enumerate(shown)),
        Column("达标线", key="floor", numeric=True),
    ]
    rows = [
        [
            branch.name,
            *(number(mean.branches.get(branch.id), profile) for mean in shown),
            NONE if branch.floor is None else plain(branch.floor),
        ]
        for branch in profile.branches
    ]
    least = min((g.at_least for g in profile.grades if g.passing), default=None)
    totals = (number(mean.total, profile) for mean in shown)
    rows.append(["总分", *totals, NONE if least is None else plain(least)])
    return Figure(charts, Table("各类型平均得分", columns, rows))


def streets_table(area: Area) -> Table:
    """A row a street: how many passed, the means by branch and in total; the district below."""
    profile = area.profile
    columns = [
        Column("街道（乡镇）", key="street"),
        Column("达标", key="passed", numeric=True),
        *(Column(b.name[:2], key=b.id, numeric=True) for b in profile.branches),
        Column("总分", key="total", numeric=True),
    ]
    rows = [_street_row(area.of_street(id_), area.means[id_], profile) for id_ in area.streets]
    sums = _street_row(area.results, area.mean, profile)
    return Table("各街道（乡镇）情况", columns, [*rows, ["平均", *sums[1:]]])


def _street_row(results: Sequence[Result], mean: Comparison, profile: Profile) -> list[str]:
    return [
        mean.name,
        f"{count(results, Outcome.PASSED)}/{len(results)}",
        *(number(mean.branches.get(branch.id), profile) for branch in profile.branches),
        number(mean.total, profile),
    ]


def failing_table(area: Area) -> Table:
    """Every community that has not passed, by street, and what for."""
    columns = [
        Column("街道（乡镇）", key="street"),
        Column("社区", key="community"),
        Column("总分", key="total", numeric=True),
        Column("结论", key="decision"),
        Column("未过条件", key="failed", width=8),
    ]
    rows = [
        [
            area.streets[area.home[r.subject]],
            area.names[r.subject],
            total_cell(r, area.profile),
            decision(r, area.profile),
            "、".join(failures(r, area.profile)) or r.reason or NONE,
        ]
        for r in sorted(area.results, key=lambda r: r.subject)
        if r.outcome is not Outcome.PASSED
    ]
    return Table("没有达标的社区", columns, rows, names=1)


def weakest(indicators: Sequence[Spread]) -> list[Spread]:
    """Where points are lost, the lowest mean share first; bonuses aside."""
    lacking = [(s.share, s) for s in indicators if s.share is not None and s.share < 1]
    ordered = sorted(lacking, key=lambda pair: (pair[0], -pair[1].failing, pair[1].id))
    return [spread for _, spread in ordered if not spread.bonus]


def spread_table(caption: str, listed: Sequence[Spread], profile: Profile, *, lead: bool) -> Table:
    """Indicators with their mean share and how many did not get full marks."""
    columns = [
        Column("序号", key="number", numeric=True),
        Column("指标", key="indicator"),
        Column("类型", key="branch"),
        Column("平均得分率", key="share", numeric=True),
        Column("未得满分", key="failing", numeric=True),
        Column("未查清", key="unseen", numeric=True),
        Column("不适用", key="left_out", numeric=True),
        *([Column("牵头单位", key="lead")] if lead else []),
    ]
    rows = [
        [
            str(n),
            f"{s.name}（加分）" if s.bonus else s.name,
            s.branch,
            NONE if s.share is None else percent(s.share, profile),
            f"{s.failing}/{s.judged}",
            str(s.unseen),
            str(s.left_out),
            *([s.lead] if lead else []),
        ]
        for n, s in enumerate(listed, start=1)
    ]
    return Table(caption, columns, rows, names=1)


def lost_table(listed: Sequence[Spread], profile: Profile) -> Table:
    """Who did not get full marks: a row an indicator and street, communities with their points."""
    columns = [
        Column("指标", key="indicator", width=6),
        Column("街道（乡镇）", key="street", width=5),
        Column("未得满分的社区（实得/满分）", key="communities", width=14),
    ]
    rows = []
    for spread in listed:
        by_street: dict[str, list[str]] = defaultdict(list)
        for lost in spread.lost:
            by_street[lost.street].append(f"{_stem(lost.community)}（{_points(lost, profile)}）")
        rows += [[spread.name, street, "、".join(names)] for street, names in by_street.items()]
    return Table("未得满分的社区", columns, rows, names=1)


def reasons_table(listed: Sequence[Spread], most: int) -> tuple[Table, int]:
    """The reasons on record by community, as many as ``most``; and how many are not shown."""
    columns = [
        Column("社区", key="community", width=4),
        Column("原因", key="reason", width=10),
        Column("指标", key="indicators", width=10),
    ]
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for spread in listed:
        for lost in spread.lost:
            if lost.reason:
                said[lost.community, lost.reason].append(spread.name)
    rows = [[name, reason, "、".join(which)] for (name, reason), which in said.items()]
    return Table("记录中的失分原因", columns, rows[:most]), max(0, len(rows) - most)


def _stem(community: str) -> str:
    return community.removesuffix("社区")


def _points(lost: Lost, profile: Profile) -> str:
    if lost.state is not State.SCORED:
        return STATES[lost.state]
    rounded = number(lost.earned, profile)
    exact = "" if lost.earned is None else plain(lost.earned)
    shown = exact if len(exact) < len(rounded) else rounded
    return f"{shown}/{plain(lost.points)}"


def branch_of(area: Area, branch_id: str) -> Branch | None:
    """The profile's branch with this id."""
    return next((b for b in area.profile.branches if b.id == branch_id), None)


def branch_scores(area: Area, branch_id: str) -> dict[str, BranchScore]:
    """Each community's score in one branch, by id."""
    return {r.subject: b for r in area.results for b in r.branches if b.id == branch_id}


def branch_table(area: Area, branch: Branch) -> Table:
    """One branch by street: mean, lowest community, how many are below the floor."""
    columns = [
        Column("街道（乡镇）", key="street"),
        Column("社区", key="communities", numeric=True),
        Column("平均得分", key="mean", numeric=True),
        Column("最低得分", key="least", numeric=True),
        Column("最低的社区", key="lowest"),
        Column("低于达标线", key="below", numeric=True),
    ]
    scores = branch_scores(area, branch.id)
    rows = []
    for id_, name in area.streets.items():
        own = [(scores[r.subject], r.subject) for r in area.of_street(id_)]
        known = [(b.score, s, b) for b, s in own if b.score is not None]
        least = min(known, key=lambda each: each[:2], default=None)
        rows.append(
            [
                name,
                str(len(own)),
                number(area.means[id_].branches.get(branch.id), area.profile),
                NONE if least is None else branch_cell(least[2], area.profile),
                NONE if least is None else area.names[least[1]],
                str(below(branch, [b for b, _ in own])),
            ]
        )
    return Table(f"{branch.name}各街道（乡镇）得分", columns, rows)


def below(branch: Branch, scores: Sequence[BranchScore]) -> int:
    """How many are below the branch's floor for certain; none where it has no floor."""
    floor = branch.floor
    uppers: list[Fraction] = [b.upper for b in scores if b.upper is not None]
    return 0 if floor is None else sum(upper < floor for upper in uppers)
