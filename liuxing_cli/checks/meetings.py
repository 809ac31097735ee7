"""Meetings: decisions fall to bodies that exist, and days follow one another."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from liuxing_cli.checks.references import subject_is_unknown, unit_is_unknown, unknown, unreadable
from liuxing_cli.model.finding import Finding, KeyPath, Related
from liuxing_cli.model.meetings import Meeting
from liuxing_cli.model.obligations import OFFICE, Obligation, Who
from liuxing_cli.model.profile import SubjectKind
from liuxing_cli.model.terms import term_of
from liuxing_cli.model.workspace import Workspace


def check_places(ws: Workspace) -> Iterator[Finding]:
    """MTG001: the id begins with the date, and the file is named after it."""
    for meeting in ws.meetings:
        if not meeting.id.startswith(f"{meeting.date}-"):
            slug = meeting.id[11:] or "conference"
            params = {"expected": f"id: {meeting.date}-{slug}"}
            yield Finding("MTG001", meeting.file, ("id",), params=params)
        elif PurePosixPath(meeting.file).stem != meeting.id:
            params = {"expected": f"data/meetings/{meeting.id}.yaml"}
            yield Finding("MTG001", meeting.file, ("id",), params=params)


def check_bodies(ws: Workspace) -> Iterator[Finding]:
    """MTG002: convener, those who attended and those who have to act exist."""
    groups = [group.id for group in ws.matrix.conference.groups]
    known = [OFFICE, *ws.matrix.units, *groups, *ws.subjects]
    for meeting in ws.meetings:
        for path, id_ in _bodies(meeting):
            if id_ in known or unreadable(ws, "standards/matrix/"):
                continue
            if unit_is_unknown(ws, id_) and subject_is_unknown(ws, id_):
                yield unknown("MTG002", meeting.file, path, id_, known)


def _bodies(meeting: Meeting) -> Iterator[tuple[KeyPath, str]]:
    yield ("convener",), meeting.convener
    for place, id_ in enumerate(meeting.attended):
        yield ("attended", place), id_
    for decision in meeting.decisions:
        yield ("decisions", decision.place, "unit"), decision.unit
        for place, id_ in enumerate(decision.support):
            yield ("decisions", decision.place, "support", place), id_


def check_decisions(ws: Workspace) -> Iterator[Finding]:
    """MTG003, MTG004: nothing is due or done before it is decided; ids are unique."""
    for meeting in ws.meetings:
        first: dict[str, int] = {}
        there = (Related(meeting.file, None, "会议日期", ("date",)),)
        for decision in meeting.decisions:
            for key, name, day in (
                ("due", "期限", decision.due),
                ("done", "办结日期", decision.done),
            ):
                if day and day < meeting.date:
                    path: KeyPath = ("decisions", decision.place, key)
                    params = {"name": name, "day": day, "date": meeting.date}
                    yield Finding("MTG003", meeting.file, path, params=params, related=there)
            other = first.setdefault(decision.id, decision.place)
            if other != decision.place:
                path = ("decisions", decision.place, "id")
                earlier = (Related(meeting.file, None, "另一项", ("decisions", other, "id")),)
                params = {"id": decision.id}
                yield Finding("MTG004", meeting.file, path, params=params, related=earlier)


def check_obligations(ws: Workspace) -> Iterator[Finding]:
    """MTG005: the duty that a meeting fulfils is its convener's, and so is the term."""
    duties = {duty.id: duty for duty in ws.obligations.obligations}
    for meeting in ws.meetings:
        duty = duties.get(meeting.obligation)
        if duty is None:
            if meeting.obligation and not unreadable(ws, "standards/obligations.yaml"):
                yield _misfit(meeting, "obligation", "没有这项定期职责")
        elif not _bears(ws, duty, meeting.convener):
            yield _misfit(meeting, "obligation", f"“{duty.name}”不是召集单位的职责")
        elif duty.record is not None or duty.measured is not None:
            yield _misfit(meeting, "obligation", f"“{duty.name}”不是开会就算办了")
        elif meeting.term:
            term = term_of(duty.every, meeting.term)
            if term is None or meeting.date < term.first.isoformat():
                yield _misfit(meeting, "term", f"“{duty.name}”没有 {meeting.term} 这一期可补")


def _misfit(meeting: Meeting, key: str, problem: str) -> Finding:
    return Finding("MTG005", meeting.file, (key,), params={"problem": problem})


def _bears(ws: Workspace, duty: Obligation, convener: str) -> bool:
    if duty.who is Who.OFFICE:
        return convener == OFFICE
    if duty.who in (Who.UNIT, Who.GROUP):
        return convener in (duty.bodies or [g.id for g in ws.matrix.conference.groups])
    subject = ws.subjects.get(convener)
    kind = SubjectKind.STREET if duty.who is Who.STREET else SubjectKind.COMMUNITY
    return subject is None or subject.kind is kind  # an unknown one is told as MTG002
