"""The calendar as a summary, as a list, as a document for programs, as events of a telephone."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from liuxing_cli.commands.duties import Asked
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.obligations import WHO_NAMES
from liuxing_cli.model.terms import EVERY_NAMES, Every
from liuxing_cli.programme.obligations.bodies import Body
from liuxing_cli.programme.obligations.tasks import STATE_NAMES, State, Task
from liuxing_cli.publish.icalendar import Event, as_icalendar
from liuxing_cli.publish.tables import Column, Table

ONCE, DECISION = "一次", "会议决定"


def summary(tasks: Sequence[Task]) -> Table:
    """One row a duty: how many are due, done, open and late."""
    rows = []
    for group in _grouped(tasks, _duty):
        count = {state: sum(task.state is state for task in group) for state in State}
        head = group[0]
        rows.append(
            [
                head.name if head.every else DECISION,
                WHO_NAMES[head.body.who] if head.every else "有关单位",
                _frequency(head),
                head.clause if head.every else "会议",
                str(len(group)),
                str(count[State.DONE]),
                str(count[State.MADE_UP]),
                str(count[State.OPEN]),
                str(count[State.SHORT]),
                str(count[State.LATE]),
            ]
        )
    columns = [
        Column("职责", key="name"),
        Column("承办", key="who"),
        Column("频次", key="every"),
        Column("依据", key="clause"),
        Column("应办", numeric=True, key="tasks"),
        *(Column(STATE_NAMES[state], numeric=True, key=state) for state in _ORDER),
    ]
    return Table("", columns, rows)


_ORDER = (State.DONE, State.MADE_UP, State.OPEN, State.SHORT, State.LATE)


def _duty(task: Task) -> tuple[str, str]:
    """What is summed in one row: a duty; the decisions of all meetings together."""
    return (task.key, task.every) if task.every else ("", "")


def _frequency(task: Task) -> str:
    return EVERY_NAMES[Every(task.every)] if task.every else ONCE


def _grouped(tasks: Iterable[Task], key: Any) -> Iterable[list[Task]]:
    """Tasks with the same key, by the first of each."""
    found: dict[Any, list[Task]] = {}
    for task in tasks:
        found.setdefault(key(task), []).append(task)
    return found.values()


def each(tasks: Iterable[Task]) -> Table:
    """One row a task."""
    rows = [
        [
            task.due.isoformat(),
            task.name,
            task.body.name,
            task.term or "—",
            STATE_NAMES[task.state],
            task.done or "—",
            _amount(task),
            task.clause,
        ]
        for task in tasks
    ]
    columns = [
        Column("期限", key="due"),
        Column("职责", key="name"),
        Column("承办", key="body"),
        Column("期次", key="term"),
        Column("状态", key="state"),
        Column("办理日期", key="done"),
        Column("数量", key="measure"),
        Column("依据", key="clause"),
    ]
    if not any(row[6] != "—" for row in rows):
        columns.pop(6)
        for row in rows:
            row.pop(6)
    return Table("", columns, rows, names=1)


def _amount(task: Task) -> str:
    if task.measured is None or task.measure is None:
        return "—"
    return f"{plain(task.measure)}{task.measured.unit}"


def document(asked: Asked, body: Body | None, tasks: Iterable[Task]) -> dict[str, Any]:
    """The same for programs; see ``schemas/output/calendar.schema.json``."""
    return {
        "schema": "liuxing/calendar@1",
        "date": asked.on.isoformat(),
        "from": asked.first.isoformat(),
        "to": asked.last.isoformat(),
        "unit": None if body is None else _body(body),
        "tasks": [_entry(task) for task in tasks],
    }


def _body(body: Body) -> dict[str, str]:
    return {"who": body.who, "id": body.id, "name": body.name}


def _entry(task: Task) -> dict[str, Any]:
    measured = task.measured
    return {
        "key": task.key,
        "name": task.name,
        "what": task.what,
        "body": _body(task.body),
        "clause": task.clause,
        "every": task.every or None,
        "term": task.term or None,
        "first": task.first.isoformat(),
        "due": task.due.isoformat(),
        "state": task.state,
        "done": task.done or None,
        "measure": None if task.measure is None else plain(task.measure),
        "at_least": None if measured is None else plain(measured.at_least),
    }


def events(name: str, asked: Asked, body: Body | None, tasks: Sequence[Task]) -> bytes:
    """One event a duty and term, however many bodies have to do it: a telephone shows a day."""
    scope = body.id if body else "all"
    found = [
        _event(group, scope)
        for group in _grouped(tasks, lambda t: (t.due, t.key, t.term, t.body.who))
    ]
    return as_icalendar(f"{name}“六型社区”职责", asked.on, found)


def _event(group: Sequence[Task], scope: str) -> Event:
    head = group[0]
    left = [t for t in group if t.state not in (State.DONE, State.MADE_UP)]
    state = _overall(group)
    who = head.body.name if len(group) == 1 else f"{len(group)}家"
    left_text = "" if len(group) == 1 or not left else f"，{len(left)}家没有办"
    text = [head.what, f"依据：{head.clause}", f"状态：{STATE_NAMES[state]}{left_text}"]
    for name, tasks in groupby(
        sorted(left, key=lambda t: _ORDER.index(t.state)), key=lambda t: STATE_NAMES[t.state]
    ):
        text.append(f"{name}：{'、'.join(t.body.name for t in tasks)}")
    return Event(
        uid=f"{head.key}.{head.term or head.due.isoformat()}.{scope}@liuxing",
        day=head.due,
        summary=f"{head.name}（{who}）{STATE_NAMES[state]}",
        description="\n".join(text),
        category=STATE_NAMES[state],
        remind=state is State.OPEN,
    )


def _overall(group: Sequence[Task]) -> State:
    """The worst of the states of several."""
    return max((task.state for task in group), key=_ORDER.index)
