"""Reports on a working group and on a unit: what they lead, and where it fails."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from liuxing_cli.model.matrix import Duty, Unit, WorkingGroup
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.profile import Branch
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.publish.area_tables import (
    area_values,
    below,
    branch_scores,
    branch_table,
    lost_table,
    reasons_table,
    spread_table,
    weakest,
)
from liuxing_cli.publish.document import Block, Column, Document, SignOff, Table
from liuxing_cli.publish.inputs_area import Area, Spread
from liuxing_cli.publish.ranking import NONE
from liuxing_cli.publish.report import number, percent
from liuxing_cli.publish.template import Templates
from liuxing_cli.publish.words import chinese_date

TEMPLATE_GROUP = "report-group.txt.j2"
TEMPLATE_UNIT = "report-unit.txt.j2"
LOST = 5
"""Of how many of a group's weakest indicators the communities are shown; units see all theirs."""
REASONS = 30
"""How many of the reasons on record are shown; the rest are counted."""


def group_report(
    ws: Workspace, group: WorkingGroup, branch: Branch, area: Area, issued: date, to: Templates
) -> Document:
    """The report on one working group: its type by street, indicators and units.

    ``branch`` is the profile's branch of the group's type.

    Raises:
        TemplateError: the template is wrong.
    """
    own = [s for s in area.indicators if s.type_id == group.type_id]
    scores = list(branch_scores(area, branch.id).values())
    objects: dict[str, Block] = {
        **_objects(ws, area, own, issued, lead=True),
        "streets": branch_table(area, branch),
        "lost": lost_table(weakest(own)[:LOST], area.profile),
        "units": _units([s for s in own if not s.bonus]),
    }
    values = {
        **_values(ws, area, own, LOST),
        "group": group.name,
        "type": branch.name,
        "lead": _name(ws, group.lead),
        "members": [_name(ws, unit) for unit in group.members],
        "clause": group.clause,
        "mean": number(area.mean.branches.get(branch.id), area.profile),
        "full": plain(branch.full),
        "floor": "" if branch.floor is None else plain(branch.floor),
        "below": below(branch, scores),
    }
    return Document(to.fill(TEMPLATE_GROUP, values, objects), issued, ws.settings.office)


def unit_report(
    ws: Workspace, unit: Unit, area: Area, issued: date, templates: Templates
) -> Document:
    """The report on one unit: what it leads and supports, and where that fails, by community.

    Raises:
        TemplateError: the template is wrong.
    """
    own = [s for s in area.indicators if s.lead_id == unit.id]
    helped = [s for s in area.indicators if unit.id in s.support]
    groups = ws.matrix.conference.groups
    carried = [duty for duty in unit.duties if not duty.excluded]
    objects: dict[str, Block] = {
        **_objects(ws, area, own, issued, lead=False),
        "streets": _streets(area, own),
        "supported": spread_table("配合的指标", helped, area.profile, lead=True),
        "duties": _duties(carried),
    }
    values = {
        **_values(ws, area, own, len(own)),
        "unit": unit.name,
        "leads": [group.name for group in groups if group.lead == unit.id],
        "joins": [group.name for group in groups if unit.id in group.members],
        "duties": len(carried),
        "not_carried": len(unit.duties) - len(carried),
        "supported": len(helped),
    }
    return Document(templates.fill(TEMPLATE_UNIT, values, objects), issued, ws.settings.office)


def _objects(
    ws: Workspace, area: Area, own: Sequence[Spread], issued: date, *, lead: bool
) -> dict[str, Block]:
    weak = weakest(own)
    return {
        "indicators": spread_table("指标得分情况", _ordered(own), area.profile, lead=lead),
        "lost": lost_table(weak, area.profile),
        "reasons": reasons_table(weak, REASONS)[0],
        "signoff": SignOff(ws.settings.office, chinese_date(issued)),
    }


def _values(ws: Workspace, area: Area, own: Sequence[Spread], most: int) -> dict[str, Any]:
    weak = weakest(own)
    reasons, more = reasons_table(weak, REASONS)
    counted = [s for s in own if not s.bonus]
    return {
        "district": ws.settings.district,
        "synthetic": ws.settings.synthetic,
        **area_values(area),
        "indicators": len(own),
        "lacking": len(weak),
        "bonus": len(own) - len(counted),
        "judged": sum(s.judged for s in counted),
        "failing": sum(s.failing for s in counted),
        "unseen": sum(s.unseen for s in counted),
        "has_lost": any(s.lost for s in weak),
        "more_lost": max(0, len(weak) - most),
        "has_reasons": bool(reasons.rows),
        "more_reasons": more,
    }


def _ordered(own: Sequence[Spread]) -> list[Spread]:
    """Those that lose points first, then the others in their order."""
    weak = weakest(own)
    return [*weak, *(s for s in own if s not in weak)]


def _name(ws: Workspace, unit: str) -> str:
    return ws.matrix.units[unit].name if unit in ws.matrix.units else unit


def _units(own: Sequence[Spread]) -> Table:
    """The units that lead the group's indicators, and how these stand."""
    columns = [
        Column("牵头单位", key="lead"),
        Column("指标", key="indicators", numeric=True),
        Column("有社区未得满分的", key="lacking", numeric=True),
        Column("未得满分（社区次）", key="failing", numeric=True),
        Column("未查清（社区次）", key="unseen", numeric=True),
    ]
    rows = []
    for lead in dict.fromkeys(s.lead for s in own):
        led = [s for s in own if s.lead == lead]
        counts = (len(led), len(weakest(led)), sum(s.failing for s in led))
        rows.append([lead, *map(str, counts), str(sum(s.unseen for s in led))])
    return Table("各牵头单位", columns, rows)


def _streets(area: Area, own: Sequence[Spread]) -> Table:
    """The mean share of what a unit leads, by street, with where it is lowest."""
    columns = [
        Column("街道（乡镇）", key="street"),
        Column("平均得分率", key="share", numeric=True),
        Column("得分率最低的指标", key="lowest"),
        Column("该指标得分率", key="least", numeric=True),
    ]
    counted = [s for s in own if not s.bonus]
    rows = []
    for id_, name in area.streets.items():
        shares = [(s.streets[id_], s.name) for s in counted if id_ in s.streets]
        if not shares:
            rows.append([name, NONE, NONE, NONE])
            continue
        mean = sum((share for share, _ in shares), 0 * shares[0][0]) / len(shares)
        share, lowest = min(shares)
        full = share == 1
        shown = NONE if full else percent(share, area.profile)
        rows.append([name, percent(mean, area.profile), NONE if full else lowest, shown])
    return Table("各街道（乡镇）得分率", columns, rows)


def _duties(duties: Sequence[Duty]) -> Table:
    columns = [Column("条款", key="clause", width=5), Column("职责", key="text")]
    return Table("职责", columns, [[duty.clause, duty.text] for duty in duties])
