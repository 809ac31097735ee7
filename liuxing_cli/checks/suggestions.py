"""Suggestions: about something that exists, with a unit that answers, days in their order."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath

from liuxing_cli.checks.references import (
    a_standard_is_broken,
    subject_is_unknown,
    unit_is_unknown,
    unknown,
    unknown_unit,
    unreadable,
)
from liuxing_cli.model.finding import Finding, Related
from liuxing_cli.model.suggestions import Suggestion, lead_of
from liuxing_cli.model.workspace import Workspace


def check_places(ws: Workspace) -> Iterator[Finding]:
    """SGT001: the file is named after the id, which begins with the year it came in."""
    for item in ws.suggestions:
        year = item.received[:4]
        place = PurePosixPath(item.file)
        serial = item.id.partition("-")[2]
        if item.id[:4] != year or place.parent.name != year or place.stem != item.id:
            params = {"expected": f"data/suggestions/{year}/{year}-{serial}.yaml"}
            yield Finding("SGT001", item.file, ("id",), params=params)


def check_references(ws: Workspace) -> Iterator[Finding]:
    """SGT002, SGT003, SGT004: subject, type, indicator and unit exist."""
    types = {t.id for standard in ws.standards.values() for t in standard.types}
    indicators = {
        id_: indicator for s in ws.standards.values() for id_, indicator in s.indicators.items()
    }
    for item in ws.suggestions:
        if subject_is_unknown(ws, item.subject):
            yield unknown("SGT002", item.file, ("subject",), item.subject, ws.subjects)
        if not a_standard_is_broken(ws):
            found = indicators.get(item.indicator)
            if item.type_id and item.type_id not in types:
                yield unknown("SGT003", item.file, ("type",), item.type_id, types)
            if item.indicator and found is None:
                yield unknown("SGT003", item.file, ("indicator",), item.indicator, indicators)
            elif found is not None and item.type_id not in ("", found.type_id):
                hint = f"它属于 {found.type_id}"
                params = {"id": item.indicator, "hint": hint}
                yield Finding("SGT003", item.file, ("indicator",), params=params)
        if item.unit and unit_is_unknown(ws, item.unit):
            yield unknown_unit(ws, "SGT004", item.file, ("unit",), item.unit)


def check_dates(ws: Workspace) -> Iterator[Finding]:
    """SGT005: received, routed, replied; the reply is due after it was received."""
    for item in ws.suggestions:
        steps = [
            ("received", "收到日期", item.received),
            ("routed", "转办日期", item.routed),
            ("replied", "答复日期", item.replied),
        ]
        given = [step for step in steps if step[2]]
        yield from _order(item, given)
        yield from _order(item, [steps[0], ("due", "答复期限", item.due)])


def _order(item: Suggestion, steps: list[tuple[str, str, str]]) -> Iterator[Finding]:
    for (at, name, before), (key, later, after) in pairwise(steps):
        if after < before:
            there = (Related(item.file, None, name, (at,)),)
            params = {"later": later, "after": after, "name": name, "before": before}
            yield Finding("SGT005", item.file, (key,), params=params, related=there)


def check_routes(ws: Workspace) -> Iterator[Finding]:
    """SGT006: who goes past the matrix says why."""
    if a_standard_is_broken(ws) or unreadable(ws, "standards/matrix/"):
        return
    for item in ws.suggestions:
        lead = lead_of(ws.standards.values(), ws.matrix, item.type_id, item.indicator)
        is_known = item.unit in ws.matrix.units and lead is not None
        if is_known and lead != item.unit and not item.reason:
            params = {"unit": item.unit, "lead": str(lead)}
            yield Finding("SGT006", item.file, ("unit",), params=params)
