"""Units renamed or merged in a later reorganisation: both sides agree, and the old name is out."""

from collections.abc import Iterator

from liuxing_cli.checks.matrix import named_units
from liuxing_cli.checks.references import unit_is_unknown, unknown
from liuxing_cli.model.finding import Finding, Related
from liuxing_cli.model.matrix import Unit
from liuxing_cli.model.workspace import Workspace


def check_links(ws: Workspace) -> Iterator[Finding]:
    """MTX010: ``renamed_to`` and ``formerly`` name each other, and lead round no circle."""
    units = ws.matrix.units
    for unit in units.values():
        if unit.renamed_to:
            yield from _successor(ws, unit)
        for place, id_ in enumerate(unit.formerly):
            earlier = units.get(id_)
            if earlier is not None and earlier.renamed_to != unit.id:
                problem = f"{earlier.name}的文件没有写 renamed_to: {unit.id}"
                there = (Related(earlier.file, None, "写在这里", ("id",)),)
                path = ("formerly", place)
                params = {"problem": problem}
                yield Finding("MTX010", unit.file, path, params=params, related=there)


def _successor(ws: Workspace, unit: Unit) -> Iterator[Finding]:
    successor = ws.matrix.units.get(unit.renamed_to)
    if successor is None:
        if unit_is_unknown(ws, unit.renamed_to):
            missing = unknown("", unit.file, (), unit.renamed_to, ws.matrix.units)
            problem = f"没有责任单位 {unit.renamed_to}（{missing.params['hint']}）"
            yield Finding("MTX010", unit.file, ("renamed_to",), params={"problem": problem})
    elif _returns(ws, unit):
        problem = f"{unit.name}改来改去又成了自己"
        yield Finding("MTX010", unit.file, ("renamed_to",), params={"problem": problem})
    elif unit.id not in successor.formerly:
        problem = f"{successor.name}的文件没有写 formerly: [{unit.id}]"
        there = (Related(successor.file, None, "写在这里", ("id",)),)
        params = {"problem": problem}
        yield Finding("MTX010", unit.file, ("renamed_to",), params=params, related=there)


def _returns(ws: Workspace, unit: Unit) -> bool:
    seen, at = {unit.id}, unit.renamed_to
    while at and at not in seen:
        seen.add(at)
        at = ws.matrix.units[at].renamed_to if at in ws.matrix.units else ""
    return at == unit.id


def check_use(ws: Workspace) -> Iterator[Finding]:
    """MTX011: members, groups and indicators name the unit of today, not the one renamed since."""
    units = ws.matrix.units
    known = [unit for unit in units.values() if unit.renamed_to in units]
    gone = {unit.id: unit for unit in known if not _returns(ws, unit)}
    if not gone:
        return
    for path, id_ in named_units(ws.matrix):
        if id_ in gone:
            yield _outdated(ws, gone[id_], ws.matrix.conference.file, path)
    for standard in ws.standards.values():
        for indicator in standard.indicators.values():
            if indicator.lead in gone:
                path = (*indicator.path, "units", "lead")
                yield _outdated(ws, gone[indicator.lead], indicator.file, path)
            for place, id_ in enumerate(indicator.support):
                if id_ in gone:
                    path = (*indicator.path, "units", "support", place)
                    yield _outdated(ws, gone[id_], indicator.file, path)


def _outdated(ws: Workspace, unit: Unit, file: str, path: tuple[str | int, ...]) -> Finding:
    successor = ws.matrix.units[unit.renamed_to]
    params = {"unit": unit.name, "successor": successor.name, "id": successor.id}
    return Finding("MTX011", file, path, params=params)
