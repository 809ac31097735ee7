"""The half-year report on the district: by street, by type, by working group."""

from datetime import date
from fractions import Fraction
from typing import Any

from liuxing_cli.model.numbers import plain
from liuxing_cli.model.result import Outcome
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.publish.area_tables import (
    area_values,
    failing_table,
    scores_figure,
    spread_table,
    streets_table,
    weakest,
)
from liuxing_cli.publish.document import Block, Column, Document, Figure, SignOff, Table
from liuxing_cli.publish.inputs import Comparison
from liuxing_cli.publish.inputs_area import Area
from liuxing_cli.publish.ranking import NONE
from liuxing_cli.publish.report import number, percent, sources_figure
from liuxing_cli.publish.template import Templates
from liuxing_cli.publish.trend_charts import Panel, panels
from liuxing_cli.publish.words import chinese_date

TEMPLATE_DISTRICT = "report-district.txt.j2"
WEAK = 15
"""How many of the weakest indicators are shown; the rest are counted."""


def district_report(ws: Workspace, area: Area, issued: date, templates: Templates) -> Document:
    """Where the district stands after a half-year: by street, by type, by working group.

    Raises:
        TemplateError: the template is wrong.
    """
    objects: dict[str, Block] = {
        **area_objects(ws, area, issued),
        "groups": groups_table(ws, area),
        "trend": trend_figure(area),
    }
    values = {
        **whole_values(ws, area),
        "earlier": [
            {"period": e.name, "mean": number(e.total, area.profile)} for e in area.earlier
        ],
    }
    blocks = templates.fill(TEMPLATE_DISTRICT, values, objects)
    return Document(blocks, issued, ws.settings.office)


def area_objects(ws: Workspace, area: Area, issued: date) -> dict[str, Block]:
    """What both reports on the whole district place."""
    return {
        "scores": scores_figure(area.profile, area.mean, area.earlier[:1]),
        "streets": streets_table(area),
        "failing": failing_table(area),
        "weakest": spread_table(
            "普遍失分的指标", weakest(area.indicators)[:WEAK], area.profile, lead=True
        ),
        "sources": sources_figure(area.profile, area.sources),
        "signoff": SignOff(ws.settings.office, chinese_date(issued)),
    }


def whole_values(ws: Workspace, area: Area) -> dict[str, Any]:
    """What both reports on the whole district say."""
    weak = weakest(area.indicators)
    passed = sum(r.outcome is Outcome.PASSED for r in area.results)
    return {
        "district": ws.settings.district,
        "synthetic": ws.settings.synthetic,
        **area_values(area),
        "rate": percent(Fraction(passed, len(area.results)), area.profile),
        "streets": len(area.streets),
        "has_failing": passed < len(area.results),
        "has_weaknesses": bool(weak),
        "more_weak": max(0, len(weak) - WEAK),
        "has_sources": len(area.sources) > 1,
    }


def groups_table(ws: Workspace, area: Area) -> Table:
    """Each working group's type: who leads it, the district's mean, the lowest street."""
    units = ws.matrix.units
    branches = {branch.id: branch for branch in area.profile.branches}
    columns = [
        Column("工作组", key="group"),
        Column("牵头单位", key="lead"),
        Column("平均得分", key="mean", numeric=True),
        Column("达标线", key="floor", numeric=True),
        Column("平均得分最低的街道（乡镇）", key="lowest"),
    ]
    rows = []
    for group in ws.matrix.conference.groups:
        branch = branches.get(group.type_id)
        if branch is None:
            continue
        means = [(m.branches.get(branch.id), s) for s, m in area.means.items()]
        known = [(mean, street) for mean, street in means if mean is not None]
        least = min(known, default=None)
        shown = "" if least is None else area.streets[least[1]]
        shown += "" if least is None else f"（{number(least[0], area.profile)}）"
        rows.append(
            [
                group.name,
                units[group.lead].name if group.lead in units else group.lead,
                number(area.mean.branches.get(branch.id), area.profile),
                NONE if branch.floor is None else plain(branch.floor),
                shown or NONE,
            ]
        )
    return Table("各工作组牵头的类型", columns, rows)


def trend_figure(area: Area) -> Figure:
    """The means of this period and of those before, a panel for the total and for each type.

    The same profile in every period, so the points of a line compare as they stand.
    """
    profile = area.profile
    means = _means(area)
    lines = [("总分", [mean.total for mean in means], profile.full)]
    lines += [(b.name, [m.branches.get(b.id) for m in means], b.full) for b in profile.branches]
    drawn = [
        Panel(
            name=name,
            values=tuple(None if value is None else value / full * 100 for value in values),
            links=("solid",) * (len(values) - 1),
            shown=number(values[-1], profile),
        )
        for name, values, full in lines
    ]
    charts = panels(drawn, [mean.name for mean in means], "各期平均得分（占满分的百分数）")
    return Figure(charts, _periods(area))


def _means(area: Area) -> list[Comparison]:
    """The means of the periods, the earliest first, this one last."""
    return [*area.earlier[::-1], Comparison("本期", area.mean.total, area.mean.branches)]


def _periods(area: Area) -> Table:
    """The numbers of the trend."""
    profile = area.profile
    columns = [
        Column("评估期", key="period"),
        *(Column(b.name[:2], key=b.id, numeric=True) for b in profile.branches),
        Column("总分", key="total", numeric=True),
    ]
    rows = [
        [
            mean.name,
            *(number(mean.branches.get(branch.id), profile) for branch in profile.branches),
            number(mean.total, profile),
        ]
        for mean in _means(area)
    ]
    return Table("各期平均得分", columns, rows)
