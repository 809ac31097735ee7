"""Suggestions of residents (意见建议): what is said, who answers, until when. Nobody's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from liuxing_cli.model.finding import KeyPath

if TYPE_CHECKING:
    from liuxing_cli.model.matrix import Matrix
    from liuxing_cli.model.standard import Standard


class Channel(StrEnum):
    """How a suggestion came in."""

    BOX = "box"
    MEETING = "meeting"
    VISIT = "visit"
    HOTLINE = "hotline"
    ONLINE = "online"
    VOLUNTEERS = "volunteers"


CHANNEL_NAMES = {
    Channel.BOX: "意见箱",
    Channel.MEETING: "居民会议、座谈会",
    Channel.VISIT: "入户走访",
    Channel.HOTLINE: "热线",
    Channel.ONLINE: "网上",
    Channel.VOLUNTEERS: "志愿督导队",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``data/suggestions/<year>/<id>.yaml``. ``due`` is the last day for the written reply.

    ``reason`` says why it went elsewhere than the matrix has it. Dates not yet reached are empty.
    """

    id: str
    received: str
    channel: Channel
    subject: str
    text: str
    due: str
    type_id: str = ""
    indicator: str = ""
    unit: str = ""
    routed: str = ""
    reason: str = ""
    replied: str = ""
    reply: str = ""
    document: str = ""
    file: str = ""


def texts(suggestion: Suggestion) -> Iterator[tuple[KeyPath, str]]:
    """The free texts, with their places."""
    for key in ("text", "reason", "reply", "document"):
        yield (key,), getattr(suggestion, key)


def lead_of(
    standards: Iterable[Standard], matrix: Matrix, type_id: str, indicator: str
) -> str | None:
    """The unit that the matrix has for an indicator, else for a type: its group's lead.

    A unit that was reorganised is followed to its successor. None where neither says.
    """
    unit = next(
        (s.indicators[indicator].lead for s in standards if indicator in s.indicators), None
    )
    if unit is None:
        groups = matrix.conference.groups
        unit = next((group.lead for group in groups if group.type_id == type_id), None)
    seen: set[str] = set()
    while unit and unit not in seen:
        seen.add(unit)
        known = matrix.units.get(unit)
        unit = (known.renamed_to if known else None) or unit
    return unit
