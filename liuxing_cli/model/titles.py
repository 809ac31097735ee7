"""Titles (称号): what a subject was named, and the records that moved it from state to state.

A title moves by an explicit record only. No score, no date and no command moves one by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class TitleState(StrEnum):
    """Where a title stands after a move."""

    NOMINATED = "nominated"  # 申报
    PASSED = "passed"  # 验收通过
    IN_PUBLICITY = "in_publicity"  # 公示中
    CONFIRMED = "confirmed"  # 已命名; again from itself: kept at a re-check (保留)
    EXPIRED = "expired"  # 到期
    REVOKED = "revoked"  # 撤销
    STRUCK_OFF = "struck_off"  # 注销: the subject was merged or abolished


STATE_NAMES = {
    TitleState.NOMINATED: "申报",
    TitleState.PASSED: "验收通过",
    TitleState.IN_PUBLICITY: "公示中",
    TitleState.CONFIRMED: "已命名",
    TitleState.EXPIRED: "到期",
    TitleState.REVOKED: "撤销",
    TitleState.STRUCK_OFF: "注销",
}

_S = TitleState

FOLLOWS: dict[TitleState | None, frozenset[TitleState]] = {
    None: frozenset({_S.NOMINATED}),
    _S.NOMINATED: frozenset({_S.NOMINATED, _S.PASSED, _S.STRUCK_OFF}),
    _S.PASSED: frozenset({_S.NOMINATED, _S.IN_PUBLICITY, _S.STRUCK_OFF}),
    _S.IN_PUBLICITY: frozenset({_S.NOMINATED, _S.CONFIRMED, _S.STRUCK_OFF}),
    _S.CONFIRMED: frozenset({_S.CONFIRMED, _S.EXPIRED, _S.REVOKED, _S.STRUCK_OFF}),
    _S.EXPIRED: frozenset({_S.NOMINATED, _S.STRUCK_OFF}),
    _S.REVOKED: frozenset({_S.NOMINATED, _S.STRUCK_OFF}),
    _S.STRUCK_OFF: frozenset(),
}
"""What may follow a state (None: no record yet). Whoever drops out on the way is nominated anew."""


@dataclass(frozen=True, slots=True)
class Move:
    """One record: on ``date`` the title went to ``to`` by the document ``by``.

    ``until`` is the last day of the term of a confirmed title, empty where it has none. Dates are
    ISO text, so they compare as text.
    """

    to: TitleState
    date: str
    by: str
    reason: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """One title of one subject. ``issuer``: the body that gives it, where it is not the office;
    such a title is recorded by its outcome, so its first move may be ``confirmed``.

    ``file`` and ``place`` say where it stands: ``titles[place]`` of ``data/titles/<subject>.yaml``.
    """

    subject: str
    title: str
    moves: tuple[Move, ...]
    issuer: str = ""
    file: str = ""
    place: int = 0

    def last_move(self, date: str | None = None) -> Move | None:
        """The last move up to and including ``date`` (None: of all), None before the first."""
        past = [move for move in self.moves if date is None or move.date <= date]
        return past[-1] if past else None

    def state_on(self, date: str) -> TitleState | None:
        """The recorded state at the end of ``date``, None before the first record."""
        move = self.last_move(date)
        return None if move is None else move.to

    def is_held(self, date: str) -> bool:
        """Whether the subject holds the title on ``date``: confirmed, and its term not over."""
        move = self.last_move(date)
        if move is None or move.to is not TitleState.CONFIRMED:
            return False
        return not move.until or date <= move.until

    def is_overdue(self, date: str) -> bool:
        """Whether the term is over by ``date`` while no record says that the title expired."""
        move = self.last_move(date)
        return (
            move is not None
            and move.to is TitleState.CONFIRMED
            and bool(move.until)
            and date > move.until
        )

    def may_follow(self) -> frozenset[TitleState]:
        """The states that the next move may lead to."""
        if not self.moves and self.issuer:
            return frozenset({*FOLLOWS[None], TitleState.CONFIRMED})
        return FOLLOWS[self.moves[-1].to if self.moves else None]

    def impossible(self) -> Iterator[int]:
        """The places of the moves that cannot follow the one before."""
        first = {TitleState.NOMINATED, *({TitleState.CONFIRMED} if self.issuer else ())}
        if self.moves and self.moves[0].to not in first:
            yield 0
        for place, (before, after) in enumerate(pairwise(self.moves), start=1):
            if after.to not in FOLLOWS[before.to]:
                yield place


def holds(titles: tuple[Title, ...], title: str, date: str) -> bool:
    """Whether one of ``titles`` is ``title`` and is held on ``date``."""
    return any(item.title == title and item.is_held(date) for item in titles)
