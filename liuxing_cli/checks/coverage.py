"""How duties and indicators cover each other: told as coverage, not as faults.

Only duties that the workspace carries count; what an indicator must not rest on, an excluded
duty, is an error all the same.
"""

import re
from collections.abc import Iterator

from liuxing_cli.checks.references import a_standard_is_broken, unreadable
from liuxing_cli.model.finding import Finding, KeyPath, Related
from liuxing_cli.model.matrix import Duty
from liuxing_cli.model.standard import Indicator
from liuxing_cli.model.workspace import Workspace

_LAST_STEP = re.compile(r"(.+?)(?:[0-9]+|[(（][^()（）]*[)）])")
"""A clause number and what it is a part of: 二(二)5 of 二(二)5(4)."""


def check_sources(ws: Workspace) -> Iterator[Finding]:
    """STD024: no indicator rests on an excluded duty; STD025: the clause it cites exists.

    A clause counts as missing where the matrix lists its neighbours but not it; clauses of other
    chapters and documents are not in the matrix and are left alone.
    """
    duties = {duty.clause: (file, duty) for file, duty in _duties(ws)}
    if unreadable(ws, "standards/matrix/"):
        return
    neighbours = {parent for clause in duties if (parent := _parent(clause))}
    for indicator in _indicators(ws):
        clause = indicator.source.clause
        path: KeyPath = (*indicator.path, "source", "clause")
        if clause in duties:
            file, duty = duties[clause]
            if duty.excluded:
                there = (Related(file, None, "这项职责", (*duty.path, "excluded")),)
                params = {"clause": clause, "reason": duty.excluded}
                yield Finding("STD024", indicator.file, path, params=params, related=there)
        elif _parent(clause) in neighbours:
            yield Finding("STD025", indicator.file, path, params={"clause": clause})


def check_duties_covered(ws: Workspace) -> Iterator[Finding]:
    """MTX012: a duty that no indicator rests on."""
    if a_standard_is_broken(ws) or not ws.standards:
        return
    cited = {indicator.source.clause for indicator in _indicators(ws)}
    for file, duty in _duties(ws):
        if duty.clause not in cited and not duty.excluded:
            params = {"clause": duty.clause, "text": duty.text}
            yield Finding("MTX012", file, (*duty.path, "clause"), params=params)


def check_indicators_covered(ws: Workspace) -> Iterator[Finding]:
    """MTX013: an indicator whose lead unit has no duty that serves the indicator's type."""
    serves = {
        (unit.id, type_)
        for unit in ws.matrix.units.values()
        for duty in unit.duties
        if not duty.excluded
        for type_ in duty.types
    }
    for indicator in _indicators(ws):
        unit = ws.matrix.units.get(indicator.lead)
        if unit is not None and (unit.id, indicator.type_id) not in serves:
            params = {"id": indicator.id, "name": indicator.name, "unit": unit.name}
            path = (*indicator.path, "units", "lead")
            yield Finding("MTX013", indicator.file, path, params=params)


def _duties(ws: Workspace) -> Iterator[tuple[str, Duty]]:
    for unit in ws.matrix.units.values():
        yield from ((unit.file, duty) for duty in unit.duties)
    for duties in ws.matrix.common.values():
        yield from ((ws.matrix.common_file, duty) for duty in duties)


def _indicators(ws: Workspace) -> Iterator[Indicator]:
    for standard in ws.standards.values():
        yield from standard.indicators.values()


def _parent(clause: str) -> str:
    match = _LAST_STEP.fullmatch(clause)
    return match[1] if match else ""
