"""The responsibility matrix: conference, office, working groups, units and their duties."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from liuxing_cli.checks.references import (
    a_standard_is_broken,
    unit_is_unknown,
    unknown,
    unknown_unit,
)
from liuxing_cli.model.finding import Finding, KeyPath, Related
from liuxing_cli.model.matrix import Duty, Matrix
from liuxing_cli.model.workspace import Workspace


def check_units_exist(ws: Workspace) -> Iterator[Finding]:
    """MTX001: members, office and groups name units that exist."""
    file = ws.matrix.conference.file
    for path, unit in named_units(ws.matrix):
        if unit_is_unknown(ws, unit):
            yield unknown_unit(ws, "MTX001", file, path, unit)


def named_units(matrix: Matrix) -> Iterator[tuple[KeyPath, str]]:
    """Yield every place of the conference file that names a unit, and the unit's id."""
    conference = matrix.conference
    if not conference.file:
        return
    for place, unit in enumerate(conference.members):
        yield ("members", place), unit
    yield ("office", "lead"), conference.office_lead
    for place, unit in enumerate(conference.office_deputies):
        yield ("office", "deputies", place), unit
    for number, group in enumerate(conference.groups):
        yield ("groups", number, "lead"), group.lead
        for place, unit in enumerate(group.members):
            yield ("groups", number, "members", place), unit


def check_groups(ws: Workspace) -> Iterator[Finding]:
    """MTX002, MTX005, MTX006: a lead is no member as well; ids are unique; types exist."""
    conference, types = ws.matrix.conference, _types(ws)
    for number, group in enumerate(conference.groups):
        for place, unit in enumerate(group.members):
            if unit == group.lead:
                path: KeyPath = ("groups", number, "members", place)
                lead = Related(conference.file, None, "牵头写在这里", ("groups", number, "lead"))
                params = {"unit": _name(ws, unit), "group": group.name}
                yield Finding("MTX002", conference.file, path, params=params, related=(lead,))
        if group.id in {earlier.id for earlier in conference.groups[:number]}:
            path = ("groups", number, "id")
            yield Finding("MTX006", conference.file, path, params={"what": f"工作组 {group.id}"})
        if types and group.type_id not in types:
            path = ("groups", number, "type")
            yield unknown("MTX005", conference.file, path, group.type_id, types)


def check_seats(ws: Workspace) -> Iterator[Finding]:
    """MTX004: a unit that works in a group also sits in the conference (a warning: the notice
    itself leaves two of them out)."""
    conference = ws.matrix.conference
    without_seat: dict[str, list[tuple[int, KeyPath]]] = {}
    for number, group in enumerate(conference.groups):
        places: list[tuple[KeyPath, str]] = [(("groups", number, "lead"), group.lead)]
        places += [(("groups", number, "members", i), u) for i, u in enumerate(group.members)]
        for path, unit in places:
            if unit in ws.matrix.units and unit not in conference.members:
                without_seat.setdefault(unit, []).append((number, path))
    for unit, found in without_seat.items():
        names = "、".join(conference.groups[number].name for number, _ in found)
        others = tuple(Related(conference.file, None, "也在这个组", path) for _, path in found[1:])
        params = {"unit": _name(ws, unit), "groups": names}
        yield Finding("MTX004", conference.file, found[0][1], params=params, related=others)


def check_duties(ws: Workspace) -> Iterator[Finding]:
    """MTX003, MTX005, MTX006: every unit has duties, their clauses are unique, types exist."""
    numbers: dict[int, str] = {}
    for unit in ws.matrix.units.values():
        if not unit.duties:
            yield Finding("MTX003", unit.file, ("duties",), params={"unit": unit.name}, on_key=True)
        if numbers.setdefault(unit.number, unit.id) != unit.id:
            params = {"what": f"序号 {unit.number}"}
            yield Finding("MTX006", unit.file, ("number",), params=params)
        yield from _duties(ws, unit.duties, unit.file)
    for duties in ws.matrix.common.values():
        yield from _duties(ws, duties, ws.matrix.common_file)


def _duties(ws: Workspace, duties: tuple[Duty, ...], file: str) -> Iterator[Finding]:
    types = _types(ws)
    seen: set[str] = set()
    for duty in duties:
        if duty.clause in seen:
            params = {"what": f"条款 {duty.clause}"}
            yield Finding("MTX006", file, (*duty.path, "clause"), params=params)
        seen.add(duty.clause)
        for place, type_ in enumerate(duty.types):
            if types and type_ not in types:
                yield unknown("MTX005", file, (*duty.path, "types", place), type_, types)


def check_clauses(ws: Workspace) -> Iterator[Finding]:
    """MTX009: a clause stands under one bearer only, so that every duty has one owner."""
    first: dict[str, tuple[str, KeyPath]] = {}
    for unit in ws.matrix.units.values():
        yield from _owned(unit.duties, unit.file, first)
    for duties in ws.matrix.common.values():
        yield from _owned(duties, ws.matrix.common_file, first)


def _owned(
    duties: tuple[Duty, ...], file: str, first: dict[str, tuple[str, KeyPath]]
) -> Iterator[Finding]:
    for duty in duties:
        owner, path = first.setdefault(duty.clause, (file, duty.path))
        same_list = owner == file and path[:-1] == duty.path[:-1]
        if not same_list:
            related = (Related(owner, None, "另一处", (*path, "clause")),)
            params = {"clause": duty.clause}
            at = (*duty.path, "clause")
            yield Finding("MTX009", file, at, params=params, related=related)


def check_names(ws: Workspace) -> Iterator[Finding]:
    """MTX007: a unit's file is named after its number and its id."""
    for unit in ws.matrix.units.values():
        expected = f"{unit.number:02d}-{unit.id}"
        if PurePosixPath(unit.file).stem != expected:
            yield Finding("MTX007", unit.file, ("id",), params={"expected": f"{expected}.yaml"})


def check_office(ws: Workspace) -> Iterator[Finding]:
    """MTX008: the office and its deputies come from members of the conference."""
    conference = ws.matrix.conference
    named: list[tuple[KeyPath, str]] = [(("office", "lead"), conference.office_lead)]
    named += [(("office", "deputies", i), u) for i, u in enumerate(conference.office_deputies)]
    for path, unit in named:
        if unit in ws.matrix.units and unit not in conference.members:
            yield Finding("MTX008", conference.file, path, params={"unit": _name(ws, unit)})


def _types(ws: Workspace) -> set[str]:
    """All type ids; empty where a standard is broken, so that nothing is called unknown."""
    if a_standard_is_broken(ws):
        return set()
    return {type_.id for standard in ws.standards.values() for type_ in standard.types}


def _name(ws: Workspace, unit: str) -> str:
    known = ws.matrix.units.get(unit)
    return known.name if known else unit
