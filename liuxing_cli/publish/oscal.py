"""What is to be put right as an OSCAL 1.1.2 plan of action and milestones (NIST), JSON.

One observation, one risk with its remediation, and one POA&M item for each; the milestone is the
last day. Identifiers are made from the items', so the same items give the same document.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from liuxing_cli.model.rectification import STATE_NAMES, STEP_NAMES, Item, State
from liuxing_cli.model.workspace import Workspace

VERSION = "1.1.2"
_SPACE = "https://liuxing.dev/oscal/"
_STATUS = {
    State.OPEN: "open",
    State.RETURNED: "remediating",
    State.DONE: "investigating",
    State.CLOSED: "closed",
    State.WITHDRAWN: "deviation-approved",
}
"""OSCAL's words for the status of a risk."""


def poam(ws: Workspace, items: Sequence[Item], day: str) -> dict[str, Any]:
    """The plan of action and milestones as it stood at the end of ``day``."""
    settings = ws.settings
    plan: dict[str, Any] = {
        "uuid": _uuid("plan", settings.district, day),
        "metadata": {
            "title": f"{settings.district}“六型社区”创建整改事项",
            "last-modified": _time(day),
            "version": day,
            "oscal-version": VERSION,
        },
        "system-id": {"identifier-type": _SPACE + "district", "id": settings.district},
    }
    if items:
        plan["observations"] = [_observation(ws, item) for item in items]
        plan["risks"] = [_risk(ws, item, day) for item in items]
    plan["poam-items"] = [_item(ws, item, day) for item in items]
    return {"plan-of-action-and-milestones": plan}


def _uuid(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, _SPACE + "/".join(parts)))


def _of(item: Item, what: str) -> str:
    return _uuid(what, item.subject, item.id)


def _time(day: str) -> str:
    """A day as OSCAL has times: in Beijing, from its beginning."""
    return f"{day}T00:00:00+08:00"


def _title(ws: Workspace, item: Item) -> str:
    subject = ws.subjects.get(item.subject)
    return f"{subject.name if subject else item.subject} {item.indicator}"


def _observation(ws: Workspace, item: Item) -> dict[str, Any]:
    return {
        "uuid": _of(item, "observation"),
        "title": _title(ws, item),
        "description": item.problem,
        "props": [_prop("source", item.visit or item.record or item.file)],
        "methods": ["EXAMINE"],
        "collected": _time(item.raised),
    }


def _risk(ws: Workspace, item: Item, day: str) -> dict[str, Any]:
    due = item.due_on(day)
    task = {
        "uuid": _of(item, "milestone"),
        "type": "milestone",
        "title": "整改期限",
        "timing": {"on-date": {"date": _time(due)}},
    }
    remediation = {
        "uuid": _of(item, "remediation"),
        "lifecycle": "completed" if item.state_on(day) is State.CLOSED else "planned",
        "title": f"整改 {item.indicator}",
        "description": item.problem,
        "props": [_prop("lead", item.lead), *(_prop("support", unit) for unit in item.support)],
        "tasks": [task],
    }
    found: dict[str, Any] = {
        "uuid": _of(item, "risk"),
        "title": _title(ws, item),
        "description": item.problem,
        "statement": item.problem,
        "status": _STATUS[item.state_on(day)],
        "deadline": _time(due),
        "remediations": [remediation],
        "related-observations": [{"observation-uuid": _of(item, "observation")}],
    }
    entries = list(_entries(item, day))
    return {**found, "risk-log": {"entries": entries}} if entries else found


def _entries(item: Item, day: str) -> Iterator[dict[str, Any]]:
    for place, taken in enumerate(item.steps):
        if taken.date <= day:
            told = "；".join(filter(None, (taken.note, *taken.evidence)))
            entry = {
                "uuid": _uuid("step", item.subject, item.id, str(place)),
                "title": STEP_NAMES[taken.step],
                "start": _time(taken.date),
            }
            yield {**entry, "description": told} if told else entry


def _item(ws: Workspace, item: Item, day: str) -> dict[str, Any]:
    return {
        "uuid": _of(item, "item"),
        "title": _title(ws, item),
        "description": f"{item.problem}（{STATE_NAMES[item.state_on(day)]}）",
        "related-observations": [{"observation-uuid": _of(item, "observation")}],
        "related-risks": [{"risk-uuid": _of(item, "risk")}],
    }


def _prop(name: str, value: str) -> dict[str, str]:
    return {"name": name, "ns": _SPACE, "value": value}
