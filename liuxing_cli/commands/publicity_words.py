"""How the process of publicity is told: obstacles, objections, days."""

from collections.abc import Mapping
from datetime import date

from liuxing_cli.model.publicity import LIST_NAMES, OUTCOME_NAMES, Objection, ObjectionOutcome
from liuxing_cli.model.subject import Subject
from liuxing_cli.programme.publicity.final import Blocker, Obstacle
from liuxing_cli.programme.publicity.standing import PROGRESS_NAMES, Progress

WEEKDAYS = "一二三四五六日"


def with_weekday(day: str) -> str:
    """``2013-07-10`` → ``2013-07-10（周三）``."""
    return f"{day}（周{WEEKDAYS[date.fromisoformat(day).weekday()]}）"


def told(blocker: Blocker, subjects: Mapping[str, Subject]) -> str:
    """One obstacle as a line of text, its publication first."""
    publication = blocker.publication
    name = f"{publication.id}（{LIST_NAMES[publication.list]}）"
    return f"{name}：{obstacle(blocker, subjects)}"


def obstacle(blocker: Blocker, subjects: Mapping[str, Subject]) -> str:
    """What stands in the way, without its publication."""
    if blocker.obstacle is Obstacle.WINDOW:
        return f"公示期到 {with_weekday(blocker.publication.window.last)}才满"
    if blocker.obstacle is Obstacle.WITHDRAWN or blocker.objection is None:
        return "名单已撤回，没有重新公示"
    objection = f"异议 {blocker.objection.id}（{named(blocker.objection, subjects)}）"
    if blocker.obstacle is Obstacle.DECIDED_LATER:
        return f"{objection}{blocker.after} 才有结果"
    return f"{objection}还没有结果"


def named(objection: Objection, subjects: Mapping[str, Subject]) -> str:
    """The name of the subject of an objection, its id where there is none."""
    subject = subjects.get(objection.subject)
    return objection.subject if subject is None else subject.name


def progress_name(progress: Progress | ObjectionOutcome) -> str:
    """Where an objection stands."""
    if isinstance(progress, Progress):
        return PROGRESS_NAMES[progress]
    return OUTCOME_NAMES[progress]
