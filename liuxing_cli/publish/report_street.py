"""The diagnostic report on a street or town: its communities side by side and what they share."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from liuxing_cli.model.numbers import plain
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.result import BranchScore, Outcome, Result
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.publish.charts import Axis, dot_plot, radar
from liuxing_cli.publish.document import Block, Column, Document, Figure, SignOff, Table
from liuxing_cli.publish.inputs import IndicatorMean, StreetFacts
from liuxing_cli.publish.mutual import in_words
from liuxing_cli.publish.mutual import number as mutual_number
from liuxing_cli.publish.ranking import NONE, branch_cell, decision, failures, total_cell
from liuxing_cli.publish.report import bonus_of, number, percent, rounding_note, sources_figure
from liuxing_cli.publish.template import Templates
from liuxing_cli.publish.words import chinese_date, period_name

TEMPLATE_STREET = "report-street.txt.j2"
WEAK = 10
"""How many of the weakest indicators are shown; the rest are counted."""


def street_report(
    ws: Workspace, facts: StreetFacts, issued: date, templates: Templates
) -> Document:
    """The diagnostic report on one street or town.

    Raises:
        TemplateError: the template is wrong.
    """
    bonus = bonus_of(ws, facts.profile)
    weak = _weakest([i for i in facts.indicators if i.id not in bonus])
    objects: dict[str, Block] = {
        "communities": _communities(facts),
        "scores": _scores(facts),
        "weakest": _weak_table(weak[:WEAK], facts),
        "sources": sources_figure(facts.profile, facts.sources),
        "signoff": SignOff(ws.settings.office, chinese_date(issued)),
    }
    values = {
        "district": ws.settings.district,
        "synthetic": ws.settings.synthetic or facts.street.synthetic,
        "has_weaknesses": bool(weak),
        "more_weak": max(0, len(weak) - WEAK),
        **_values(facts),
        **_mutual(facts),
    }
    blocks = templates.fill(TEMPLATE_STREET, values, objects)
    return Document(blocks, issued, ws.settings.office)


def _values(facts: StreetFacts) -> dict[str, Any]:
    """Counts, means and names as the text says them."""
    profile, results = facts.profile, facts.results
    return {
        "street": facts.street.name,
        "period": period_name(facts.period),
        "profile": profile.name,
        "evaluated": len(results),
        "passed": _count(results, Outcome.PASSED),
        "failed": _count(results, Outcome.FAILED),
        "pending": _count(results, Outcome.PENDING),
        "undecided": _count(results, Outcome.UNDECIDED),
        "unassessed": list(facts.unassessed),
        "mean": number(facts.mean.total, profile),
        "averages": [
            {"name": average.name, "total": number(average.total, profile)}
            for average in facts.averages
        ],
        "failing": _failing(facts),
        "has_bounds": any(b.upper != b.score for r in results for b in r.branches),
        "has_sources": len(facts.sources) > 1,
        "rounding": rounding_note(profile),
    }


def _mutual(facts: StreetFacts) -> dict[str, Any]:
    """What the mutual evaluation came to, in the words of its own report; empty without one."""
    group, member = facts.mutual or (None, None)
    if group is None or member is None:
        names = ("group", "received", "raw", "adjusted", "error", "band")
        return {"has_mutual": False, **{f"mutual_{name}": "" for name in names}}
    return {
        "has_mutual": True,
        "mutual_group": group.name,
        "mutual_received": member.ratings,
        "mutual_raw": mutual_number(member.raw_mean, group.rounding, none=""),
        "mutual_adjusted": mutual_number(member.adjusted, group.rounding, none=""),
        "mutual_error": mutual_number(member.standard_error or None, group.rounding, none=""),
        "mutual_band": "" if member.band is None else f"第{in_words(member.band)}档",
    }


def _count(results: Sequence[Result], outcome: Outcome) -> int:
    return sum(result.outcome is outcome for result in results)


def _failing(facts: StreetFacts) -> list[dict[str, Any]]:
    """Who has not passed, and for what."""
    return [
        {
            "name": facts.names[result.subject],
            "total": total_cell(result, facts.profile),
            "decision": decision(result, facts.profile),
            "why": "、".join(failures(result, facts.profile)) or result.reason,
        }
        for result in facts.results
        if result.outcome is not Outcome.PASSED
    ]


def _communities(facts: StreetFacts) -> Table:
    """A row a community in the order given, its scores by branch, total and decision."""
    profile = facts.profile
    columns = [
        Column("社区", key="community"),
        *(Column(b.name[:2], key=b.id, numeric=True) for b in profile.branches),
        Column("总分", key="total", numeric=True),
        Column("结论", key="decision"),
        Column("全区名次", key="rank", numeric=True),
    ]
    rows = [
        [
            facts.names[result.subject],
            *(least_cell(branch, profile) for branch in result.branches),
            total_cell(result, profile),
            decision(result, profile),
            str(result.rank) if result.rank else NONE,
        ]
        for result in facts.results
    ]
    return Table("各社区得分和结论", columns, rows)


def least_cell(branch: BranchScore, profile: Profile) -> str:
    """A branch's score in little room: the lower bound, starred where something is missing."""
    lower = branch_cell(replace(branch, upper=branch.score), profile)
    return lower if branch.upper == branch.score else f"{lower}*"


def _scores(facts: StreetFacts) -> Figure:
    """The mean of its communities by branch as radar, dot plot and table."""
    profile, mean = facts.profile, facts.mean
    axes = [
        Axis(
            branch.name,
            mean.branches.get(branch.id),
            number(mean.branches.get(branch.id), profile),
            branch.full,
            branch.floor,
            tuple(average.branches.get(branch.id) for average in facts.averages),
        )
        for branch in profile.branches
    ]
    others = [average.name for average in facts.averages]
    alt = f"{mean.name}各类型得分：" + "，".join(f"{a.name}{a.shown}" for a in axes)
    charts = (
        radar(axes, mean.name, f"雷达图。{alt}"),
        dot_plot(axes, mean.name, others, f"点图。{alt}"),
    )
    return Figure(charts, _mean_table(facts))


def _mean_table(facts: StreetFacts) -> Table:
    profile = facts.profile
    shown = (facts.mean, *facts.averages)
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
    return Table("各类型平均得分", columns, rows)


def _weakest(indicators: Sequence[IndicatorMean]) -> list[IndicatorMean]:
    lacking = [indicator for indicator in indicators if indicator.share < 1]
    return sorted(lacking, key=lambda i: (i.share, -i.failing, i.id))


def _weak_table(listed: Sequence[IndicatorMean], facts: StreetFacts) -> Table:
    columns = [
        Column("序号", key="number", numeric=True),
        Column("指标", key="indicator"),
        Column("类型", key="branch"),
        Column("平均得分率", key="share", numeric=True),
        Column("未得满分的社区", key="failing", numeric=True),
        Column("牵头单位", key="lead"),
    ]
    rows = [
        [
            str(n),
            i.name,
            i.branch,
            percent(i.share, facts.profile),
            f"{i.failing}/{i.judged}",
            i.lead,
        ]
        for n, i in enumerate(listed, start=1)
    ]
    return Table("各社区普遍失分的指标", columns, rows, names=1)
