"""Everything that is due between two days, for one body or for all."""

from dataclasses import dataclass
from datetime import date

from liuxing_cli.commands.duty_records import deeds_of
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.model.obligations import OFFICE, Who
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.programme.obligations.bodies import Body, named
from liuxing_cli.programme.obligations.tasks import Task, decisions_due, tasks_due


@dataclass(frozen=True, slots=True)
class Asked:
    """Due days from ``first`` to ``last``, as the records say at the end of ``on``."""

    first: date
    last: date
    on: date
    unit: str | None = None


def due(session: Session, asked: Asked) -> tuple[Body | None, list[Task]]:
    """The body asked about (None: all), and its tasks by due day, duty and body.

    Raises:
        Refusal: nothing is named so, or the workspace has no recurring duties.
    """
    ws = session.workspace
    body = None if asked.unit is None else find_body(ws, asked.unit)
    if not ws.obligations.obligations and not ws.meetings:
        raise Refusal(
            "没有定期职责，也没有会议：缺 standards/obligations.yaml", "写法见 docs/formats.md"
        )
    order = {duty.id: duty.place for duty in ws.obligations.obligations}
    found = list(tasks_due(ws, deeds_of(session), asked.first, asked.last, asked.on))
    found += decisions_due(ws, asked.first, asked.last, asked.on)
    own = [task for task in found if body is None or concerns(ws, body, task)]
    own.sort(key=lambda task: (task.due, order.get(task.key, len(order)), task.body.id))
    return body, own


def concerns(ws: Workspace, body: Body, task: Task) -> bool:
    """Whether a task is the body's: its own, of a group or office that it leads, of its street."""
    if task.body.id == body.id and task.body.who is body.who:
        return True
    if body.who is Who.STREET:
        return task.body.street == body.id
    if body.who is not Who.UNIT:
        return False
    conference = ws.matrix.conference
    if task.body.who is Who.OFFICE:
        return conference.office_lead == body.id
    led = (group.id for group in conference.groups if group.lead == body.id)
    return task.body.who is Who.GROUP and task.body.id in led


def find_body(ws: Workspace, asked: str) -> Body:
    """The unit, group, street, community or office of this id or name.

    Raises:
        Refusal: none, or several.
    """
    found = named(ws, asked)
    if found is not None:
        return found
    names: dict[str, list[str]] = {}
    ids = [OFFICE, *ws.matrix.units, *ws.subjects, *(g.id for g in ws.matrix.conference.groups)]
    for id_ in ids:
        body = named(ws, id_)
        if body is not None:
            names.setdefault(body.name, []).append(id_)
    matching = names.get(asked) or names.get(f"{asked}社区") or []
    if len(matching) > 1:
        raise Refusal(f"不止一个“{asked}”", f"写编号：{'、'.join(matching)}")
    if not matching:
        hint = suggestion(asked, [*names, *ids], "单位编号见 liuxing matrix，社区编码见名册")
        raise Refusal(f"没有“{asked}”这个单位、工作组、街道（乡镇）或社区", hint)
    body = named(ws, matching[0])
    if body is None:
        raise Refusal(f"没有“{asked}”")
    return body
