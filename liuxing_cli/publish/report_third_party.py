"""The report on a third-party evaluation: what it found, and how far it is from self-checks."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from liuxing_cli.model.result import Outcome
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.publish.document import Block, Column, Document, Table
from liuxing_cli.publish.inputs_area import Area
from liuxing_cli.publish.ranking import NONE
from liuxing_cli.publish.report import number, percent
from liuxing_cli.publish.report_district import area_objects, whole_values
from liuxing_cli.publish.template import Templates

TEMPLATE_THIRD_PARTY = "report-third-party.txt.j2"
APART = 10
"""How many of the communities whose own view differs most are shown."""

_Gap = tuple[Fraction, str, Fraction, Fraction]
"""How much higher a community puts itself, its id, its own view, the third party's."""


def third_party_report(
    ws: Workspace, area: Area, own: Area | None, issued: date, templates: Templates
) -> Document:
    """What the third party found, and how far it is from the communities' ``own`` view.

    Raises:
        TemplateError: the template is wrong.
    """
    apart = [] if own is None else _apart(area, own)
    objects: dict[str, Block] = {
        **area_objects(ws, area, issued),
        "grades": grades_table(area),
        "gaps": _gaps_by_street(area, own),
        "apart": _apart_table(apart[:APART], area),
    }
    values = {
        **whole_values(ws, area),
        "assessors": [
            a.name for a in ws.settings.assessors if set(a.sources) & set(area.profile.sources)
        ],
        "has_own": own is not None,
        "own_mean": NONE if own is None else number(own.mean.total, own.profile),
        "higher": sum(gap > 0 for gap, *_ in apart),
        "compared": len(apart),
        "left": len(area.unassessed),
        "unseen": sum(bool(r.missing) for r in area.results),
    }
    blocks = templates.fill(TEMPLATE_THIRD_PARTY, values, objects)
    return Document(blocks, issued, ws.settings.office)


def grades_table(area: Area) -> Table:
    """How many communities have each grade; what could not be settled after them."""
    names = [(grade.id, grade.name) for grade in area.profile.grades]
    counts = [(name, sum(r.grade == id_ for r in area.results)) for id_, name in names]
    for outcome, name in ((Outcome.PENDING, "待核"), (Outcome.UNDECIDED, "未定")):
        open_ = sum(r.outcome is outcome for r in area.results)
        counts += [(name, open_)] if open_ else []
    whole = len(area.results)
    rows = [[n, str(c), percent(Fraction(c, whole), area.profile)] for n, c in counts]
    columns = [
        Column("等次", key="grade"),
        Column("社区", key="count", numeric=True),
        Column("占比", key="share", numeric=True),
    ]
    return Table("等次分布", columns, [*rows, ["合计", str(whole), "100.0%"]])


def _gaps_by_street(area: Area, own: Area | None) -> Table:
    columns = [
        Column("街道（乡镇）", key="street"),
        Column("自查自评", key="self", numeric=True),
        Column("第三方评估", key="third_party", numeric=True),
        Column("自评高出", key="gap", numeric=True),
    ]
    rows = []
    for id_, name in area.streets.items():
        mean = area.means[id_].total
        self_mean = own.means[id_].total if own and id_ in own.means else None
        gap = None if mean is None or self_mean is None else self_mean - mean
        shown = (number(value, area.profile) for value in (self_mean, mean, gap))
        rows.append([name, *shown])
    return Table("各街道（乡镇）自评与第三方评估", columns, rows)


def _apart(area: Area, own: Area) -> list[_Gap]:
    """How much higher each community puts itself, the widest gap first."""
    self_totals = {r.subject: r.total for r in own.results}
    found = []
    for result in area.results:
        mine = self_totals.get(result.subject)
        if mine is not None and result.total is not None:
            found.append((mine - result.total, result.subject, mine, result.total))
    return sorted(found, key=lambda each: (-each[0], each[1]))


def _apart_table(apart: Sequence[_Gap], area: Area) -> Table:
    columns = [
        Column("社区", key="community"),
        Column("街道（乡镇）", key="street"),
        Column("自查自评", key="self", numeric=True),
        Column("第三方评估", key="third_party", numeric=True),
        Column("自评高出", key="gap", numeric=True),
    ]
    rows = [
        [
            area.names[subject],
            area.streets[area.home[subject]],
            *(number(value, area.profile) for value in (mine, theirs, gap)),
        ]
        for gap, subject, mine, theirs in apart
    ]
    return Table("自评高出最多的社区", columns, rows)
