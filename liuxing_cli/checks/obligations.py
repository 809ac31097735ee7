"""Recurring duties and what was done: known bodies, terms that exist, amounts where asked for."""

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from liuxing_cli.checks.references import (
    a_standard_is_broken,
    subject_is_unknown,
    unit_is_unknown,
    unknown,
    unknown_unit,
    unreadable,
)
from liuxing_cli.model.finding import Finding, KeyPath, Related
from liuxing_cli.model.obligations import (
    OFFICE,
    WHO_NAMES,
    Activities,
    Activity,
    Obligation,
    Who,
)
from liuxing_cli.model.profile import SubjectKind
from liuxing_cli.model.subject import Subject
from liuxing_cli.model.terms import EVERY_NAMES, term_at, term_of
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.scoring.applies import applies

_MATRIX = "standards/matrix/"


def check_duties(ws: Workspace) -> Iterator[Finding]:
    """OBL001, OBL002, OBL012: ids are unique, bodies and traits exist."""
    file, first = ws.obligations.file, dict[str, KeyPath]()
    traits = {id_ for standard in ws.standards.values() for id_ in standard.traits}
    for duty in ws.obligations.obligations:
        path: KeyPath = ("obligations", duty.place, "id")
        if first.setdefault(duty.id, path) != path:
            there = (Related(file, None, "另一项", first[duty.id]),)
            yield Finding("OBL002", file, path, params={"id": duty.id}, related=there)
        yield from _bodies(ws, duty)
        condition = duty.applies
        if condition and condition.trait not in traits and not a_standard_is_broken(ws):
            at = ("obligations", duty.place, "applies", "trait")
            yield unknown("OBL012", file, at, condition.trait, traits)


def _bodies(ws: Workspace, duty: Obligation) -> Iterator[Finding]:
    groups = [group.id for group in ws.matrix.conference.groups]
    for place, body in enumerate(duty.bodies):
        path: KeyPath = ("obligations", duty.place, "bodies", place)
        if duty.who is Who.UNIT and unit_is_unknown(ws, body):
            yield unknown_unit(ws, "OBL001", ws.obligations.file, path, body)
        elif duty.who is Who.GROUP and body not in groups and not unreadable(ws, _MATRIX):
            yield unknown("OBL001", ws.obligations.file, path, body, groups)
        elif duty.who not in (Who.UNIT, Who.GROUP):
            params = {"id": body, "hint": f"{WHO_NAMES[duty.who]}不用列出，删去 bodies"}
            yield Finding("OBL001", ws.obligations.file, path, params=params)


def check_boundary(ws: Workspace) -> Iterator[Finding]:
    """OBL003: nothing is derived from a duty that the matrix excludes."""
    excluded = {
        duty.clause: (unit.file, duty)
        for unit in ws.matrix.units.values()
        for duty in unit.duties
        if duty.excluded
    }
    for obligation in ws.obligations.obligations:
        if obligation.clause in excluded:
            file, duty = excluded[obligation.clause]
            there = (Related(file, None, "不承载的职责", (*duty.path, "excluded")),)
            path = ("obligations", obligation.place, "clause")
            params = {"clause": obligation.clause}
            yield Finding("OBL003", ws.obligations.file, path, params=params, related=there)


def check_places(ws: Workspace) -> Iterator[Finding]:
    """OBL004: a file is named after its keeper, its folder after the year."""
    for kept in ws.activities:
        place = PurePosixPath(kept.file)
        expected = f"data/activities/{kept.year}/{kept.keeper}.yaml"
        if place.parent.name != kept.year:
            yield Finding("OBL004", kept.file, ("year",), params={"expected": expected})
        elif place.stem != kept.keeper:
            yield Finding("OBL004", kept.file, ("keeper",), params={"expected": expected})


def check_activities(ws: Workspace) -> Iterator[Finding]:
    """OBL005 to OBL011: of every activity the duty, the body, the day, the term, the amount."""
    duties = {duty.id: duty for duty in ws.obligations.obligations}
    for kept in ws.activities:
        first: dict[tuple[str, str, str, str], Activity] = {}
        for activity in kept.activities:
            duty = duties.get(activity.obligation)
            if duty is not None:
                yield from _body(ws, kept, activity, duty)
                yield from _term(activity, duty)
                yield from _measure(activity, duty)
            elif not unreadable(ws, "standards/obligations.yaml"):
                path = _at(activity, "obligation")
                yield unknown("OBL005", kept.file, path, activity.obligation, duties)
            yield from _year(kept, activity)
            key = (activity.obligation, activity.by, activity.date, activity.term)
            other = first.setdefault(key, activity)
            if other is not activity:
                there = (Related(kept.file, None, "另一条", _at(other, "date")),)
                params = {"date": activity.date}
                path = _at(activity, "date")
                yield Finding("OBL011", kept.file, path, params=params, related=there)


def _at(activity: Activity, key: str) -> KeyPath:
    return ("activities", activity.place, key)


def _body(
    ws: Workspace, kept: Activities, activity: Activity, duty: Obligation
) -> Iterator[Finding]:
    """OBL006, OBL007: it is one of those who bear the duty, and the keeper's own to record."""
    path = ("keeper",) if activity.by == kept.keeper else _at(activity, "by")
    problem, subject = "", ws.subjects.get(activity.by)
    if duty.who is Who.OFFICE:
        problem = "" if activity.by == OFFICE else f"由联席会议办公室办，写 {OFFICE}"
    elif duty.who is Who.UNIT:
        problem = "" if activity.by in duty.bodies else f"由 {'、'.join(duty.bodies)} 办"
    elif duty.who is Who.GROUP:
        groups = duty.bodies or tuple(group.id for group in ws.matrix.conference.groups)
        is_known = activity.by in groups or unreadable(ws, _MATRIX)
        problem = "" if is_known else f"由 {'、'.join(groups)} 办"
    elif subject is None:
        if subject_is_unknown(ws, activity.by):
            problem = "名册里没有这个编码"
    elif subject.kind is not _KINDS[duty.who]:
        problem = f"由{WHO_NAMES[duty.who]}办，这个编码不是"
    elif not applies(duty.applies, subject.traits):
        problem = duty.applies.reason if duty.applies else ""
    if problem:
        params = {"by": activity.by, "duty": duty.name, "problem": problem}
        yield Finding("OBL006", kept.file, path, params=params)
    elif subject is not None and _belongs_elsewhere(ws, kept.keeper, subject):
        params = {"by": activity.by, "keeper": kept.keeper}
        yield Finding("OBL007", kept.file, path, params=params)


def _belongs_elsewhere(ws: Workspace, keeper: str, subject: Subject) -> bool:
    """Whether the keeper is neither the subject nor its street, as far as that is known."""
    return keeper not in (subject.id, subject.street) and subject.street in ws.subjects


_KINDS = {Who.STREET: SubjectKind.STREET, Who.COMMITTEE: SubjectKind.COMMUNITY}


def _term(activity: Activity, duty: Obligation) -> Iterator[Finding]:
    """OBL008: the term made up for is one of the duty's and begins no later than the day."""
    if not activity.term:
        return
    term = term_of(duty.every, activity.term)
    if term is None:
        now = term_at(duty.every, date.fromisoformat(activity.date)).id
        problem = f"这项职责{EVERY_NAMES[duty.every]}一次，写成 {now} 这样的"
    elif activity.date < term.first.isoformat():
        problem = f"办的那天 {activity.date} 这一期还没有开始"
    else:
        return
    params = {"term": activity.term, "problem": problem}
    yield Finding("OBL008", activity.file, _at(activity, "term"), params=params)


def _measure(activity: Activity, duty: Obligation) -> Iterator[Finding]:
    """OBL009: an amount where the duty asks for one, and only there."""
    if duty.record is not None:
        params = {"problem": "以评估记录为准，不另记办理"}
        yield Finding("OBL009", activity.file, _at(activity, "obligation"), params=params)
    elif duty.measured is not None and activity.measure is None:
        params = {"problem": f"要写 measure：{duty.measured.name}（{duty.measured.unit}）"}
        yield Finding("OBL009", activity.file, _at(activity, "date"), params=params)
    elif duty.measured is None and activity.measure is not None:
        params = {"problem": "没有数量要求，删去 measure"}
        yield Finding("OBL009", activity.file, _at(activity, "measure"), params=params)


def _year(kept: Activities, activity: Activity) -> Iterator[Finding]:
    """OBL010: what was done lies in the file's year."""
    if activity.date[:4] != kept.year:
        params = {"date": activity.date, "year": kept.year}
        yield Finding("OBL010", kept.file, _at(activity, "date"), params=params)
