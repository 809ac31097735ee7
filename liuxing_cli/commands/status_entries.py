"""What each mechanism has to say to the office on a day; ``liuxing status`` puts it on one screen.

A mechanism is one function and one line of :data:`PROVIDERS`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from liuxing_cli.commands.duties import Asked, due
from liuxing_cli.commands.progress_facts import gathered
from liuxing_cli.commands.session import Session
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.publicity import LIST_NAMES
from liuxing_cli.model.rectification import State as ItemState
from liuxing_cli.model.result import Outcome
from liuxing_cli.model.terms import Every, term_at
from liuxing_cli.programme.publicity.standing import Phase, standing
from liuxing_cli.programme.rectification.standing import standings
from liuxing_cli.programme.suggestions import ANSWERED, standing_of
from liuxing_cli.programme.suggestions import Standing as Heard
from liuxing_cli.publish.progress import summary

SOON = 30
"""Days ahead that count as due."""


class Group(StrEnum):
    """Under which heading an entry stands, in the order of the screen."""

    OVERDUE = "overdue"
    DUE = "due"
    UNDECIDED = "undecided"
    OBJECTION = "objection"
    NEAR = "near"


GROUP_NAMES = {
    Group.OVERDUE: "逾期",
    Group.DUE: f"{SOON} 天内到期",
    Group.UNDECIDED: "待核待定",
    Group.OBJECTION: "公示和异议",
    Group.NEAR: "目标和临近线",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: how many it is about, until when (empty: no day), and what command says more."""

    group: Group
    text: str
    count: int
    day: str
    more: str


@dataclass(frozen=True, slots=True)
class Asking:
    """What a provider is asked: the workspace and the day; it adds the ``findings`` it meets."""

    session: Session
    day: str
    findings: list[Finding]

    @property
    def soon(self) -> str:
        """The last day that counts as due."""
        return (date.fromisoformat(self.day) + timedelta(days=SOON)).isoformat()


Provider = Callable[[Asking], Iterator[Entry]]


def duties(asking: Asking) -> Iterator[Entry]:
    """Recurring duties and decisions of meetings, of this half-year, the one before, and soon."""
    ws, on = asking.session.workspace, date.fromisoformat(asking.day)
    if not ws.obligations.obligations and not ws.meetings:
        return
    now = term_at(Every.HALF_YEAR, on)
    first = term_at(Every.HALF_YEAR, now.first - timedelta(days=1)).first
    _, tasks = due(asking.session, Asked(first, date.fromisoformat(asking.soon), on))
    late: dict[str, list[str]] = defaultdict(list)
    coming: dict[str, list[str]] = defaultdict(list)
    for task in tasks:
        last = task.due.isoformat()
        if task.is_behind:
            late[task.name].append(last)
        elif not task.done and last >= asking.day:
            coming[task.name].append(last)
    more = f"calendar --late --from {first}"
    for name, days in late.items():
        yield Entry(Group.OVERDUE, f"职责：{name}", len(days), min(days), more)
    for name, days in coming.items():
        yield Entry(Group.DUE, f"职责：{name}", len(days), min(days), "calendar")


def suggestions(asking: Asking) -> Iterator[Entry]:
    """Suggestions that wait for a reply."""
    received = [i for i in asking.session.workspace.suggestions if i.received <= asking.day]
    where = {item.id: standing_of(item, asking.day) for item in received}
    late = [item.due for item in received if where[item.id] is Heard.OVERDUE]
    if late:
        yield Entry(Group.OVERDUE, "意见建议没有答复", len(late), min(late), "feedback status")
    waiting = [i.due for i in received if where[i.id] not in (*ANSWERED, Heard.OVERDUE)]
    coming = [last for last in waiting if last <= asking.soon]
    if coming:
        yield Entry(Group.DUE, "意见建议待答复", len(coming), min(coming), "feedback status")


def rectifications(asking: Asking) -> Iterator[Entry]:
    """What is to be put right, what waits for a re-check, and findings that nobody took up."""
    ws, more = asking.session.workspace, "rectify status"
    found = standings(ws.rectifications, asking.day)
    late = [s.due for s in found if s.late]
    if late:
        yield Entry(Group.OVERDUE, "整改没有完成", len(late), min(late), more)
    work = (ItemState.OPEN, ItemState.RETURNED)
    coming = [s.due for s in found if s.state in work and not s.late and s.due <= asking.soon]
    if coming:
        yield Entry(Group.DUE, "整改", len(coming), min(coming), more)
    done = sum(s.state is ItemState.DONE for s in found)
    if done:
        yield Entry(Group.UNDECIDED, "整改报了完成，待复查", done, "", more)
    taken_up = {(item.visit, item.seen) for item in ws.rectifications}
    visits = [visit for visit in ws.visits if visit.date <= asking.day]
    left = sum((v.key, seen.id) not in taken_up for v in visits for seen in v.findings)
    if left:
        yield Entry(Group.UNDECIDED, "督导发现没有建整改", left, "", "rectify plan --all")


def publicity(asking: Asking) -> Iterator[Entry]:
    """Lists on show, windows that are over, objections without outcome or reply."""
    ws, more = asking.session.workspace, "publicity status"
    for publication in ws.publications.values():
        at = standing(publication, ws.objections, asking.day, ws.settings.publicity.rules)
        name, last = LIST_NAMES[publication.list], publication.window.last
        if at.phase is Phase.RUNNING:
            yield Entry(Group.OBJECTION, f"{name}公示中（{publication.id}）", 1, last, more)
        if at.phase is Phase.OVER:
            yield Entry(
                Group.OBJECTION, f"{name}公示期满，未结束（{publication.id}）", 1, last, more
            )
        if at.undecided:
            text = f"异议没有结果（{publication.id}）"
            yield Entry(Group.OBJECTION, text, len(at.undecided), "", more)
        if at.unanswered:
            text = f"异议没有答复（{publication.id}）"
            yield Entry(Group.OBJECTION, text, len(at.unanswered), "", more)


def titles(asking: Asking) -> Iterator[Entry]:
    """Titles whose term is over without a record, and those that end soon."""
    every = [t for held in asking.session.workspace.titles.values() for t in held]
    late = [m.until for t in every if t.is_overdue(asking.day) and (m := t.last_move(asking.day))]
    if late:
        yield Entry(Group.OVERDUE, "称号应到期，待记录", len(late), min(late), "titles")
    last = [m.until for t in every if t.is_held(asking.day) and (m := t.last_move(asking.day))]
    coming = [until for until in last if until and until <= asking.soon]
    if coming:
        yield Entry(Group.DUE, "称号到期", len(coming), min(coming), "titles")


def progress(asking: Asking) -> Iterator[Entry]:
    """The goal, who is near it, and what is undecided of the last results."""
    from liuxing_cli.commands.refusal import Refusal

    try:
        view, findings = gathered(asking.session, asking.day)
    except Refusal:  # no goal, or nothing judged yet: nothing to say
        return
    asking.findings.extend(findings)
    open_ = (Outcome.PENDING, Outcome.UNDECIDED)
    pending = sum(result.outcome in open_ for result in view.last.values())
    if pending:
        yield Entry(Group.UNDECIDED, "评分待核", pending, "", "score")
    zone = sum(bool(result.near) for result in view.last.values())
    if zone:
        yield Entry(Group.UNDECIDED, "评分临界，定前复看", zone, "", "score")
    text = f"目标：{summary(view)[0]}"
    yield Entry(Group.NEAR, text, view.pace.gap, view.goal.by, "progress")
    if view.near:
        yield Entry(Group.NEAR, "够得着的", len(view.near), "", "progress")
    if view.changed is not None and view.changed[1]:
        yield Entry(Group.NEAR, "失去的", len(view.changed[1]), "", "progress")


PROVIDERS: tuple[Provider, ...] = (
    duties,
    suggestions,
    rectifications,
    titles,
    publicity,
    progress,
)
"""Who is asked, in the order of the lines under a heading."""
