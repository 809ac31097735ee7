"""Publicity: windows as announced, objections in time, re-examined and decided; nobody's name."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath

from liuxing_cli.checks.references import subject_is_unknown, unknown, unreadable
from liuxing_cli.model.finding import Finding, KeyPath, Related
from liuxing_cli.model.paths import is_path
from liuxing_cli.model.privacy import leaks, objector_names
from liuxing_cli.model.publicity import (
    LIST_NAMES,
    ON_THE_MERITS,
    OUTCOME_NAMES,
    Objection,
    ObjectionOutcome,
    Publication,
    PublicationState,
    texts,
)
from liuxing_cli.model.workdays import NoCalendar, bounds, day_of
from liuxing_cli.model.workspace import Workspace

Dated = list[tuple[str, KeyPath, str]]
"""Names of dates, where they stand, and the dates; those not given are empty."""


def process_of(ws: Workspace) -> Iterator[Publication | Objection]:
    """Every record of the process."""
    yield from ws.publications.values()
    yield from ws.objections


def check_names(ws: Workspace) -> Iterator[Finding]:
    """PUB001: files and folders are named after what they hold."""
    for publication in ws.publications.values():
        if PurePosixPath(publication.file).stem != publication.id:
            yield _misplaced(publication.file, ("id",), f"data/publications/{publication.id}.yaml")
    for objection in ws.objections:
        place = PurePosixPath(objection.file)
        expected = f"data/objections/{objection.publication}/{objection.id}.yaml"
        if place.parent.name != objection.publication:
            yield _misplaced(objection.file, ("publication",), expected)
        elif place.stem != objection.id:
            yield _misplaced(objection.file, ("id",), expected)


def _misplaced(file: str, path: KeyPath, expected: str) -> Finding:
    return Finding("PUB001", file, path, params={"expected": expected})


def check_publication_dates(ws: Workspace) -> Iterator[Finding]:
    """PUB002: published, then the window, then the end."""
    for publication in ws.publications.values():
        window = publication.window
        opening: Dated = [
            ("发布日期", ("published",), publication.published),
            ("公示期首日", ("window", "first"), window.first),
            ("公示期末日", ("window", "last"), window.last),
        ]
        end = ("结束日期", ("ended",), publication.ended)
        if publication.state is PublicationState.WITHDRAWN:
            yield from _in_order("PUB002", publication.file, opening)
            yield from _in_order("PUB002", publication.file, [opening[0], end])
        else:
            yield from _in_order("PUB002", publication.file, [*opening, end])


def _in_order(code: str, file: str, dated: Dated) -> Iterator[Finding]:
    given = [entry for entry in dated if entry[2]]
    for (name, at, before), (later, path, after) in pairwise(given):
        if after < before:
            there = Related(file, None, name, at)
            params = {"later": later, "after": after, "name": name, "before": before}
            yield Finding(code, file, path, params=params, related=(there,))


def check_windows(ws: Workspace) -> Iterator[Finding]:
    """PUB003: the window announced is the one that its rules give."""
    for publication in ws.publications.values():
        window = publication.window
        if not publication.published <= window.first <= window.last:
            continue  # PUB002 says so
        hint = "用 liuxing publicity window 看逐日的算法；张贴时就写错了的，延长公示并更正"
        try:
            first, last = bounds(
                day_of(publication.published), window.rules(ws.settings.publicity.rules)
            )
            if (window.first, window.last) == (first.isoformat(), last.isoformat()):
                continue
            problem = f"推算是 {first} 至 {last}"
        except NoCalendar as gap:
            problem = f"没有 {gap.year} 年的放假安排，核对不了"
            hint = "国务院办公厅公布该年安排后更新 chinesecalendar，再检查一次"
        params = {"first": window.first, "last": window.last, "problem": problem, "hint": hint}
        yield Finding("PUB003", publication.file, ("window", "last"), params=params)


def check_profiles(ws: Workspace) -> Iterator[Finding]:
    """PUB004: the profile exists."""
    if unreadable(ws, "standards/"):
        return
    for publication in ws.publications.values():
        if publication.profile not in ws.profiles:
            yield unknown(
                "PUB004", publication.file, ("profile",), publication.profile, ws.profiles
            )


def check_standing_once(ws: Workspace) -> Iterator[Finding]:
    """PUB005: of one list, period and profile one publication stands; others are withdrawn."""
    first: dict[tuple[str, str, str], Publication] = {}
    for publication in sorted(ws.publications.values(), key=lambda p: (p.published, p.id)):
        if publication.state is PublicationState.WITHDRAWN:
            continue
        key = (publication.list, publication.period, publication.profile)
        other = first.setdefault(key, publication)
        if other is not publication:
            there = Related(other.file, None, "另一次", ("list",))
            params = {
                "list": LIST_NAMES[publication.list],
                "period": publication.period,
                "other": other.id,
            }
            yield Finding("PUB005", publication.file, ("list",), params=params, related=(there,))


def check_references(ws: Workspace) -> Iterator[Finding]:
    """PUB006, PUB007, PUB015: publication, subject and re-examining unit of objections exist."""
    known_by = [*ws.matrix.units, *(assessor.id for assessor in ws.settings.assessors)]
    for objection in ws.objections:
        file, again = objection.file, objection.reexamination
        is_broken = f"data/publications/{objection.publication}.yaml" in ws.broken
        if objection.publication not in ws.publications and not is_broken:
            yield unknown("PUB006", file, ("publication",), objection.publication, ws.publications)
        if subject_is_unknown(ws, objection.subject):
            yield unknown("PUB007", file, ("subject",), objection.subject, ws.subjects)
        settled = unreadable(ws, ws.settings.file, "standards/matrix/")
        if again is not None and not settled and again.by not in known_by:
            yield unknown("PUB015", file, ("reexamination", "by"), again.by, known_by)


def check_objection_dates(ws: Workspace) -> Iterator[Finding]:
    """PUB008: published, received, re-examined, decided, replied."""
    for objection in ws.objections:
        publication = ws.publications.get(objection.publication)
        if publication is not None and objection.received < publication.published:
            there = Related(publication.file, None, "发布日期", ("published",))
            params = {
                "later": "收到日期",
                "after": objection.received,
                "name": "发布日期",
                "before": publication.published,
            }
            yield Finding("PUB008", objection.file, ("received",), params=params, related=(there,))
        again = objection.reexamination
        dated: Dated = [
            ("收到日期", ("received",), objection.received),
            ("复查日期", ("reexamination", "date"), again.date if again else ""),
            ("决定日期", ("decided",), objection.decided),
            ("答复日期", ("replied",), objection.replied),
        ]
        yield from _in_order("PUB008", objection.file, dated)


def check_outcomes(ws: Workspace) -> Iterator[Finding]:
    """PUB009: who says right or wrong has looked again."""
    for objection in ws.objections:
        if objection.outcome in ON_THE_MERITS and objection.reexamination is None:
            params = {"outcome": OUTCOME_NAMES[objection.outcome]}
            yield Finding("PUB009", objection.file, ("outcome",), params=params)


def check_in_time(ws: Workspace) -> Iterator[Finding]:
    """PUB010, PUB011: late is what came after the last day, and nothing else."""
    for objection in ws.objections:
        publication = ws.publications.get(objection.publication)
        if publication is None:
            continue
        is_late, last = objection.received > publication.window.last, publication.window.last
        said_late = objection.outcome is ObjectionOutcome.LATE
        params = {"received": objection.received, "last": last}
        there = (Related(publication.file, None, "公示期末日", ("window", "last")),)
        if is_late and not said_late:
            yield Finding("PUB010", objection.file, ("received",), params=params, related=there)
        if said_late and publication.is_within(objection.received):
            yield Finding("PUB011", objection.file, ("outcome",), params=params, related=there)


def check_unique(ws: Workspace) -> Iterator[Finding]:
    """PUB012: the same grounds or the same paper about the same subject, twice."""
    first: dict[tuple[str, str, str], Objection] = {}
    for objection in ws.objections:
        marks = ["".join(objection.grounds.split())]
        marks += [paper.sha256 for paper in objection.evidence if paper.sha256]
        keys = [(objection.publication, objection.subject, mark) for mark in marks]
        other = next((first[key] for key in keys if key in first), None)
        if other is not None:
            there = Related(other.file, None, "另一件", ("grounds",))
            params = {"other": other.id}
            yield Finding("PUB012", objection.file, ("grounds",), params=params, related=(there,))
        for key in keys:
            first.setdefault(key, objection)


def check_closed(ws: Workspace) -> Iterator[Finding]:
    """PUB013: nothing is closed over an undecided objection."""
    for objection in ws.objections:
        publication = ws.publications.get(objection.publication)
        if publication is None or publication.state is not PublicationState.CLOSED:
            continue
        if objection.received <= publication.ended and objection.is_open(publication.ended):
            there = Related(objection.file, None, "这件异议", ("received",))
            params = {"objection": objection.id, "ended": publication.ended}
            yield Finding("PUB013", publication.file, ("state",), params=params, related=(there,))


def check_records(ws: Workspace) -> Iterator[Finding]:
    """PUB014: what a re-examination names is a record of the subject and period."""
    for objection in ws.objections:
        publication = ws.publications.get(objection.publication)
        record = objection.reexamination.record if objection.reexamination else ""
        if not record or publication is None:
            continue
        place = PurePosixPath(record)
        head = place.name.removesuffix(".yaml").partition("--")[0]
        folders = ("data", "assessments", publication.period)
        if place.parts[:3] != folders or len(place.parts) != 5 or head != objection.subject:
            expected = f"data/assessments/{publication.period}/<来源>/{objection.subject}.yaml"
            params = {"record": record, "problem": f"应是 {expected} 这样的"}
            path: KeyPath = ("reexamination", "record")
            yield Finding("PUB014", objection.file, path, params=params)


def check_nobody_named(ws: Workspace) -> Iterator[Finding]:
    """PUB016, PUB017: no objector's name in the texts, no paper kept in the workspace."""
    for noun in process_of(ws):
        for path, text in texts(noun):
            told = leaks(text)  # PII codes
            for leak in objector_names(text):
                if any(leak.start < other.end and other.start < leak.end for other in told):
                    continue
                yield Finding("PUB016", noun.file, path, params={"masked": leak.masked})
    for objection in ws.objections:
        for place, paper in enumerate(objection.evidence):
            if is_path(paper.kept):
                path = ("evidence", place, "kept")
                yield Finding("PUB017", objection.file, path, params={"kept": paper.kept})
