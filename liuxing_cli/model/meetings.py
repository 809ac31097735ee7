"""Meetings (会议) and what they decided: who has to do it, until when. Bodies, never people."""

from collections.abc import Iterator
from dataclasses import dataclass

from liuxing_cli.model.finding import KeyPath


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: ``unit`` has to carry it out by ``due``; ``done`` is the day it was."""

    id: str
    text: str
    unit: str
    due: str
    support: tuple[str, ...] = ()
    done: str = ""
    evidence: tuple[str, ...] = ()
    place: int = 0


@dataclass(frozen=True, slots=True)
class Meeting:
    """``data/meetings/<date>-<slug>.yaml``: the minutes as far as they bind anybody.

    ``obligation`` is the recurring duty of the convener that the meeting fulfils, ``term`` the
    term where it makes up for an earlier one.
    """

    id: str
    date: str
    title: str
    convener: str
    decisions: tuple[Decision, ...]
    attended: tuple[str, ...] = ()
    obligation: str = ""
    term: str = ""
    file: str = ""


def texts(meeting: Meeting) -> Iterator[tuple[KeyPath, str]]:
    """The free texts, with their places."""
    yield ("title",), meeting.title
    for decision in meeting.decisions:
        yield ("decisions", decision.place, "text"), decision.text
        for place, paper in enumerate(decision.evidence):
            yield ("decisions", decision.place, "evidence", place), paper
