"""Notices made from results: the candidates for a title, and a third-party evaluation's results."""

from collections.abc import Mapping, Sequence
from datetime import date

from liuxing_cli.model.profile import Source
from liuxing_cli.model.result import Outcome, Result
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.publish.area_tables import area_values
from liuxing_cli.publish.document import Block, Column, Document, SignOff, Table
from liuxing_cli.publish.errors import PublishError
from liuxing_cli.publish.inputs_area import Area
from liuxing_cli.publish.notice import by_street, contacts, list_values
from liuxing_cli.publish.ranking import decision, total_cell
from liuxing_cli.publish.report_street import least_cell
from liuxing_cli.publish.report_third_party import grades_table
from liuxing_cli.publish.template import Templates
from liuxing_cli.publish.words import SOURCES, chinese_date, enumerate_names, period_name

TEMPLATE_CANDIDATES = "notice-candidates.txt.j2"
TEMPLATE_THIRD_PARTY = "notice-third-party.txt.j2"


def candidates_notice(
    ws: Workspace,
    results: Sequence[Result],
    title: str,
    issued: date,
    templates: Templates,
    sources: Sequence[Source],
    holders: Mapping[str, str],
) -> Document:
    """The communities that are to be given ``title``, open to objections before they are.

    ``results`` are all results of the period under one profile, ``sources`` those that the period
    has records of. ``holders`` hold the title already (subject and since when) and are not named.

    Raises:
        PublishError: nobody is to be named.
        CalendarGap: the publicity window reaches a year without a holiday calendar.
        TemplateError: the template is wrong.
    """
    passed = [r.subject for r in results if r.outcome is Outcome.PASSED]
    named = [subject for subject in passed if subject not in holders]
    if not named:
        period = period_name(results[0].period) if results else ""
        raise PublishError(f"{period}没有可以拟命名的社区：没有达标的，或者都已有这个称号")
    profile = ws.profiles[results[0].profile]
    values = {
        **list_values(ws, profile, issued),
        "period": period_name(results[0].period),
        "title": title,
        "steps": enumerate_names([SOURCES[source] for source in sources or profile.sources]),
        "evaluated": len(results),
        "candidates": len(named),
        "holders": len(passed) - len(named),
    }
    objects: dict[str, Block] = {
        "communities": by_street(ws, named, "拟命名社区"),
        "contacts": contacts(ws.settings.contact),
        "signoff": SignOff(ws.settings.office, chinese_date(issued)),
    }
    blocks = templates.fill(TEMPLATE_CANDIDATES, values, objects)
    return Document(blocks, issued, ws.settings.office)


def third_party_notice(ws: Workspace, area: Area, issued: date, templates: Templates) -> Document:
    """What a third party found in each community that it evaluated.

    Raises:
        TemplateError: the template is wrong.
    """
    assessors = [a.name for a in ws.settings.assessors if set(a.sources) & {*area.profile.sources}]
    values = {
        "district": ws.settings.district,
        "synthetic": ws.settings.synthetic,
        "office": ws.settings.contact.office,
        "assessors": assessors,
        "streets": len(area.streets),
        "unseen": sum(bool(r.missing) for r in area.results),
        **area_values(area),
    }
    objects: dict[str, Block] = {
        "grades": grades_table(area),
        "communities": _communities(area),
        "contacts": contacts(ws.settings.contact),
        "signoff": SignOff(ws.settings.office, chinese_date(issued)),
    }
    blocks = templates.fill(TEMPLATE_THIRD_PARTY, values, objects)
    return Document(blocks, issued, ws.settings.office)


def _communities(area: Area) -> Table:
    """A row a community in the order of their codes: no ranks, a third party only diagnoses."""
    profile = area.profile
    columns = [
        Column("街道（乡镇）", key="street", width=5),
        Column("社区", key="community", width=5),
        *(Column(b.name[:2], key=b.id, numeric=True) for b in profile.branches),
        Column("总分", key="total", numeric=True),
        Column("等次", key="grade"),
    ]
    rows = [
        [
            area.streets[area.home[r.subject]],
            area.names[r.subject].removesuffix("社区"),
            *(least_cell(branch, profile) for branch in r.branches),
            total_cell(r, profile),
            decision(r, profile),
        ]
        for r in sorted(area.results, key=lambda r: r.subject)
    ]
    return Table("各社区第三方评估结果", columns, rows, names=1)
