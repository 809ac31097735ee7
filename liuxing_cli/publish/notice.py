"""Public notices (公示). Names of communities, streets and the office only: never of a person."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from liuxing_cli.model.numbers import plain
from liuxing_cli.model.profile import Profile, Source
from liuxing_cli.model.result import Outcome, Result
from liuxing_cli.model.standard import Standard, VetoScope
from liuxing_cli.model.workdays import COUNT_NAMES, NoCalendar, bounds
from liuxing_cli.model.workspace import Contact, Publicity, Workspace
from liuxing_cli.publish.document import Block, Column, Contacts, Document, SignOff, Table
from liuxing_cli.publish.errors import CalendarGap, PublishError
from liuxing_cli.publish.template import Templates
from liuxing_cli.publish.words import (
    SOURCES,
    book_title,
    chinese_date,
    enumerate_names,
    period_name,
)

TEMPLATE_PASSED = "notice-passed.txt.j2"


def passed_notice(
    ws: Workspace,
    results: Sequence[Result],
    period: str,
    issued: date,
    templates: Templates,
    sources: Sequence[Source] = (),
) -> Document:
    """The list of communities that passed in ``period``, published on ``issued``.

    ``results`` are all results of the period under one profile; only those passed are named.
    ``sources`` are those that the period has records of, in the order of the process; without
    them the profile's own sources are named.

    Raises:
        PublishError: nobody passed, or the results are of several profiles.
        CalendarGap: the publicity window reaches a year without a holiday calendar.
        TemplateError: the template is wrong.
    """
    passed = [result for result in results if result.outcome is Outcome.PASSED]
    if not passed:
        raise PublishError(f"{period_name(period)}没有达标的社区，没有名单可以公示")
    if len({result.profile for result in results}) > 1:
        raise PublishError("结果来自不同的评分办法，不能写进同一份公示")
    steps = sources or ws.profiles[passed[0].profile].sources
    values = {
        **list_values(ws, ws.profiles[passed[0].profile], issued),
        "period": period_name(period),
        "steps": enumerate_names([SOURCES[source] for source in steps]),
        "evaluated": len(results),
        "passed": len(passed),
    }
    objects: dict[str, Block] = {
        "communities": by_street(ws, [r.subject for r in passed], "达标社区"),
        "contacts": contacts(ws.settings.contact),
        "signoff": SignOff(ws.settings.office, chinese_date(issued)),
    }
    blocks = templates.fill(TEMPLATE_PASSED, values, objects)
    return Document(blocks, issued, ws.settings.office)


def list_values(ws: Workspace, profile: Profile, issued: date) -> dict[str, Any]:
    """What the settings, the profile and its standard say."""
    standard = ws.standards[profile.standard]
    publicity = ws.settings.publicity
    first, last = publicity_window(publicity, issued)
    return {
        "district": ws.settings.district,
        "office": ws.settings.contact.office,
        "documents": enumerate_names([book_title(d.title) for d in standard.documents.values()]),
        "criteria": criteria(profile, standard),
        "days": publicity.days,
        "day_name": COUNT_NAMES[publicity.count],
        "first": chinese_date(first),
        "last": chinese_date(last),
        "first_day_counts": publicity.first_day_counts,
        "synthetic": ws.settings.synthetic,
    }


def publicity_window(publicity: Publicity, issued: date) -> tuple[date, date]:
    """First and last day that count, of the window that the settings ask for.

    Raises:
        CalendarGap: see :func:`liuxing_cli.model.workdays.bounds`.
    """
    try:
        return bounds(issued, publicity.rules)
    except NoCalendar as gap:
        raise CalendarGap(gap) from gap


def criteria(profile: Profile, standard: Standard) -> str:
    """What passing takes, in one sentence without its full stop."""
    parts = []
    least = min((g.at_least for g in profile.grades if g.passing), default=None)
    if least is not None:
        parts.append(f"总分（满分{plain(profile.full)}分）不低于{plain(least)}分")
    parts += _floors(profile)
    chosen = (standard.indicators[selection.indicator] for selection in profile.selections)
    if any(i.veto is not None and i.veto.scope is VetoScope.WHOLE for i in chosen):
        parts.append("没有一票否决的情形")
    *others, last = parts or ["按评分办法评定为达标"]
    return f"{'，'.join(others)}，且{last}" if others else last


def _floors(profile: Profile) -> list[str]:
    """The floors, as one phrase where all branches have the same."""
    floors = {branch.floor for branch in profile.branches}
    if len(floors) == 1:
        floor = floors.pop()
        return [] if floor is None else [f"各类型得分均不低于{plain(floor)}分"]
    return [
        f"{branch.name}得分不低于{plain(branch.floor)}分"
        for branch in profile.branches
        if branch.floor is not None
    ]


def contacts(contact: Contact) -> Contacts:
    """The office's published contact; what the settings leave empty is left out."""
    entries = (
        ("受理单位", contact.office),
        ("监督电话", contact.phone),
        ("电子邮箱", contact.email),
        ("通信地址", contact.address),
        ("邮政编码", contact.postcode),
        ("受理时间", contact.hours),
    )
    return Contacts(tuple((label, value) for label, value in entries if value))


def by_street(ws: Workspace, subjects: Iterable[str], what: str) -> Table:
    """A row a street with its listed communities, in the order of their codes, and the sum.

    ``what`` says what they are: ``达标社区``.
    """
    names: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(subjects):
        subject = ws.subjects[id_]
        names[subject.street].append(subject.name)
    rows = [
        [ws.subjects[street].name, "、".join(found), str(len(found))]
        for street, found in sorted(names.items())
    ]
    rows.append(["合计", f"{len(rows)}个街道（乡镇）", str(sum(map(len, names.values())))])
    columns = [
        Column("街道（乡镇）", key="street", width=6),
        Column(what, key="communities"),
        Column("数量", key="count", numeric=True, width=3),
    ]
    return Table(f"{what}名单", columns, rows)
