"""Visits and what is to be put right: what they name exists, and the steps can follow."""

from collections.abc import Iterator
from dataclasses import replace
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
from liuxing_cli.model.obligations import OFFICE
from liuxing_cli.model.rectification import STATE_NAMES, STEP_NAMES, Item, Seen, Step, Visit
from liuxing_cli.model.workspace import Workspace

_EXTENDED_TO = "延到"


def check_subjects(ws: Workspace) -> Iterator[Finding]:
    """RCT001: the subject of a visit or an item exists."""
    nouns: list[Visit | Item] = [*ws.visits, *ws.rectifications]
    for noun in nouns:
        if subject_is_unknown(ws, noun.subject):
            yield unknown("RCT001", noun.file, ("subject",), noun.subject, ws.subjects)


def check_indicators(ws: Workspace) -> Iterator[Finding]:
    """RCT002: what was found or is to be put right is an indicator of a standard."""
    if a_standard_is_broken(ws):
        return
    known = {id_ for standard in ws.standards.values() for id_ in standard.indicators}
    for visit in ws.visits:
        for seen in visit.findings:
            if seen.indicator not in known:
                path = _at(seen, "indicator")
                yield unknown("RCT002", visit.file, path, seen.indicator, known)
    for item in ws.rectifications:
        if item.indicator not in known:
            yield unknown("RCT002", item.file, ("indicator",), item.indicator, known)


def _at(seen: Seen, key: str) -> KeyPath:
    return ("findings", seen.place, key)


def check_bodies(ws: Workspace) -> Iterator[Finding]:
    """RCT003: units that lead, support, visit and re-check exist."""
    for visit in ws.visits:
        if _is_no_body(ws, visit.by):
            yield unknown("RCT003", visit.file, ("by",), visit.by, _bodies(ws))
        for seen in visit.findings:
            if seen.lead and unit_is_unknown(ws, seen.lead):
                yield unknown_unit(ws, "RCT003", visit.file, _at(seen, "lead"), seen.lead)
    for item in ws.rectifications:
        for path, unit in _units(item):
            if unit_is_unknown(ws, unit):
                yield unknown_unit(ws, "RCT003", item.file, path, unit)
        for place, taken in enumerate(item.steps):
            if taken.by and _is_no_body(ws, taken.by):
                yield unknown("RCT003", item.file, ("steps", place, "by"), taken.by, _bodies(ws))


def _units(item: Item) -> Iterator[tuple[KeyPath, str]]:
    yield ("lead",), item.lead
    for place, unit in enumerate(item.support):
        yield ("support", place), unit


def _bodies(ws: Workspace) -> list[str]:
    groups = [group.id for group in ws.matrix.conference.groups]
    streets = [subject.id for subject in ws.subjects.values() if subject.street == subject.id]
    return [OFFICE, *groups, *ws.matrix.units, *streets]


def _is_no_body(ws: Workspace, body: str) -> bool:
    return body not in _bodies(ws) and not unreadable(ws, "standards/matrix/", "data/subjects/")


def check_places(ws: Workspace) -> Iterator[Finding]:
    """RCT004: a file lies where its own words say."""
    for visit in ws.visits:
        expected = f"data/supervision/{visit.period}/{visit.id}.yaml"
        if visit.file != expected:
            key = "period" if PurePosixPath(visit.file).parent.name != visit.period else "id"
            yield Finding("RCT004", visit.file, (key,), params={"expected": expected})
    for item in ws.rectifications:
        expected = f"data/rectification/{item.subject}/{item.id}.yaml"
        if item.file != expected:
            key = "subject" if PurePosixPath(item.file).parent.name != item.subject else "id"
            yield Finding("RCT004", item.file, (key,), params={"expected": expected})


def check_unique(ws: Workspace) -> Iterator[Finding]:
    """RCT005: a visit has each finding once, and a finding has one item."""
    for visit in ws.visits:
        first: dict[str, Seen] = {}
        for seen in visit.findings:
            other = first.setdefault(seen.id, seen)
            if other is not seen:
                there = Related(visit.file, None, "另一条", _at(other, "id"))
                params = {"what": f"发现 {seen.id}"}
                path = _at(seen, "id")
                yield Finding("RCT005", visit.file, path, params=params, related=(there,))
    items: dict[tuple[str, str], Item] = {}
    for item in ws.rectifications:
        earlier = items.setdefault((item.visit, item.seen), item)
        if item.visit and earlier is not item:
            there = Related(earlier.file, None, "另一件", ("seen",))
            params = {"what": f"{item.visit} 的发现 {item.seen} 的整改"}
            yield Finding("RCT005", item.file, ("seen",), params=params, related=(there,))


def check_steps(ws: Workspace) -> Iterator[Finding]:
    """RCT006: every step can follow the one before it."""
    for item in ws.rectifications:
        for place in item.impossible():
            taken = item.steps[place]
            earlier = item.steps[place - 1].date if place else item.raised
            state = STATE_NAMES[Item.state_on(_until(item, place), max(earlier, taken.date))]
            params = {"step": STEP_NAMES[taken.step], "state": state}
            yield Finding("RCT006", item.file, ("steps", place, "step"), params=params)


def _until(item: Item, place: int) -> Item:
    """The item as it was before a step."""
    return replace(item, steps=item.steps[:place])


def check_dates(ws: Workspace) -> Iterator[Finding]:
    """RCT007: raised, then the steps in order; no last day before what it is the last day of."""
    for item in ws.rectifications:
        path: KeyPath = ("raised",)
        last = ("提出日期", item.raised)
        if item.due < item.raised:
            yield _early(item, ("due",), ("期限", item.due), last, ("raised",))
        due = item.due
        for place, taken in enumerate(item.steps):
            at: KeyPath = ("steps", place, "date")
            if taken.date < last[1]:
                yield _early(item, at, (STEP_NAMES[taken.step], taken.date), last, path)
            last, path = (STEP_NAMES[taken.step], taken.date), at
            if taken.step is Step.EXTENDED:
                if taken.until <= due:
                    until: KeyPath = ("steps", place, "until")
                    yield _early(
                        item, until, (_EXTENDED_TO, taken.until), ("原期限", due), ("due",)
                    )
                due = max(due, taken.until)


def _early(
    item: Item, path: KeyPath, later: tuple[str, str], before: tuple[str, str], there: KeyPath
) -> Finding:
    how = "不晚于" if later[0] == _EXTENDED_TO else "早于"
    params = {"later": " ".join(later), "how": how, "before": " ".join(before)}
    related = (Related(item.file, None, before[0], there),)
    return Finding("RCT007", item.file, path, params=params, related=related)


def check_origins(ws: Workspace) -> Iterator[Finding]:
    """RCT008: the finding that an item comes from is there, of the same subject and indicator."""
    visits = {visit.key: visit for visit in ws.visits}
    for item in ws.rectifications:
        if not item.visit or f"data/supervision/{item.visit}.yaml" in ws.broken:
            continue
        visit = visits.get(item.visit)
        if visit is None:
            params = {"problem": f"没有督导记录 {item.visit}"}
            yield Finding("RCT008", item.file, ("visit",), params=params)
            continue
        problem, path = _mismatch(item, visit)
        if problem and not _is_told(ws, item, visit):
            there = Related(visit.file, None, "督导记录", ("findings",))
            params = {"problem": problem}
            yield Finding("RCT008", item.file, path, params=params, related=(there,))


def _is_told(ws: Workspace, item: Item, visit: Visit) -> bool:
    """Whether the mismatch is but the echo of a subject or an indicator that nobody knows."""
    known = {id_ for standard in ws.standards.values() for id_ in standard.indicators}
    named = [item.indicator, *(s.indicator for s in visit.findings if s.id == item.seen)]
    return not {item.subject, visit.subject} <= ws.subjects.keys() or not known.issuperset(named)


def _mismatch(item: Item, visit: Visit) -> tuple[str, KeyPath]:
    seen = next((seen for seen in visit.findings if seen.id == item.seen), None)
    if visit.subject != item.subject:
        return f"{item.visit} 督导的是 {visit.subject}", ("subject",)
    if seen is None:
        return f"{item.visit} 里没有发现 {item.seen}", ("seen",)
    if seen.indicator != item.indicator:
        return f"发现 {seen.id} 对着的是 {seen.indicator}", ("indicator",)
    return "", ()


def check_followed_up(ws: Workspace) -> Iterator[Finding]:
    """RCT009: every finding of a visit has its item."""
    if unreadable(ws, "data/rectification/"):
        return
    taken_up = {(item.visit, item.seen) for item in ws.rectifications}
    for visit in ws.visits:
        for seen in visit.findings:
            if (visit.key, seen.id) not in taken_up:
                params = {"id": seen.id, "subject": visit.subject}
                yield Finding("RCT009", visit.file, _at(seen, "id"), params=params)


def check_rechecks(ws: Workspace) -> Iterator[Finding]:
    """RCT010: who had to put it right does not re-check it."""
    for item in ws.rectifications:
        for place, taken in enumerate(item.steps):
            if taken.by and taken.by in (item.lead, *item.support):
                params = {"by": taken.by}
                yield Finding("RCT010", item.file, ("steps", place, "by"), params=params)
