"""Who bears an obligation: the bodies of a workspace, in the order of its files."""

from collections.abc import Iterator
from dataclasses import dataclass

from liuxing_cli.model.obligations import OFFICE, WHO_NAMES, Obligation, Who
from liuxing_cli.model.profile import SubjectKind
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.scoring.applies import applies

_KINDS = {Who.STREET: SubjectKind.STREET, Who.COMMITTEE: SubjectKind.COMMUNITY}


@dataclass(frozen=True, slots=True)
class Body:
    """A body that has something to do; ``street`` is the street or town that it belongs to."""

    who: Who
    id: str
    name: str
    street: str = ""


def bodies_of(ws: Workspace, duty: Obligation) -> Iterator[Body]:
    """The bodies that bear an obligation; communities that it does not apply to are left out."""
    if duty.who is Who.OFFICE:
        yield Body(Who.OFFICE, OFFICE, WHO_NAMES[Who.OFFICE])
    elif duty.who is Who.GROUP:
        for group in ws.matrix.conference.groups:
            if not duty.bodies or group.id in duty.bodies:
                yield Body(Who.GROUP, group.id, group.name)
    elif duty.who is Who.UNIT:
        for id_ in duty.bodies:
            unit = ws.matrix.units.get(id_)
            yield Body(Who.UNIT, id_, unit.name if unit else id_)
    else:
        for subject in ws.subjects.values():
            if subject.kind is _KINDS[duty.who] and applies(duty.applies, subject.traits):
                yield Body(duty.who, subject.id, subject.name, subject.street)


def named(ws: Workspace, id_: str) -> Body | None:
    """The body with this id, whatever it is; None where there is none."""
    if id_ == OFFICE:
        return Body(Who.OFFICE, OFFICE, WHO_NAMES[Who.OFFICE])
    if id_ in ws.matrix.units:
        return Body(Who.UNIT, id_, ws.matrix.units[id_].name)
    subject = ws.subjects.get(id_)
    if subject is not None:
        is_street = subject.kind is SubjectKind.STREET
        who = Who.STREET if is_street else Who.COMMITTEE
        return Body(who, id_, subject.name, subject.street)
    found = (g for g in ws.matrix.conference.groups if g.id == id_)
    return next((Body(Who.GROUP, g.id, g.name) for g in found), None)
