"""Notices made from the records of titles: who was named, who lost it, who is commended."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from liuxing_cli.model.titles import Move
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.publish.document import Block, Column, Document, SignOff, Table
from liuxing_cli.publish.errors import PublishError
from liuxing_cli.publish.notice import by_street, contacts
from liuxing_cli.publish.template import Templates
from liuxing_cli.publish.words import chinese_date, period_name

TEMPLATE_CONFIRMED = "notice-confirmed.txt.j2"
TEMPLATE_COMMENDATION = "notice-commendation.txt.j2"


@dataclass(frozen=True, slots=True)
class TitleMoves:
    """What happened to one title in a period; pairs of subject and record, by code.

    ``named`` anew, ``kept`` at a re-check, ``lost`` (expired, revoked or struck off), with the
    ``words`` for each way of losing it; ``issuer`` only where it is not the office.
    """

    title: str
    period: str
    named: Sequence[tuple[str, Move]]
    kept: Sequence[tuple[str, Move]] = ()
    lost: Sequence[tuple[str, Move]] = ()
    issuer: str = ""
    words: dict[str, str] = field(default_factory=dict)


def confirmed_notice(
    ws: Workspace, moves: TitleMoves, issued: date, templates: Templates
) -> Document:
    """Who was given a title in a period, who kept it, and who lost it.

    Raises:
        PublishError: the records say nothing of the title in the period.
        TemplateError: the template is wrong.
    """
    if not (moves.named or moves.kept or moves.lost):
        raise PublishError(f"{period_name(moves.period)}没有{moves.title}的命名、复核或撤销记录")
    values = {
        **_values(ws, moves),
        "kept": len(moves.kept),
        "lost": len(moves.lost),
    }
    objects: dict[str, Block] = {
        "named": _list(ws, moves.named, "命名社区"),
        "kept": _list(ws, moves.kept, "复核保留社区"),
        "lost": _lost(ws, moves),
        **_closing(ws, issued),
    }
    blocks = templates.fill(TEMPLATE_CONFIRMED, values, objects)
    return Document(blocks, issued, ws.settings.office)


def commendation_notice(
    ws: Workspace, moves: TitleMoves, issued: date, templates: Templates
) -> Document:
    """The praise of those that were given a title in a period.

    Raises:
        PublishError: nobody was.
        TemplateError: the template is wrong.
    """
    if not moves.named:
        raise PublishError(f"{period_name(moves.period)}没有命名{moves.title}的记录，无可表扬")
    objects: dict[str, Block] = {
        "communities": _list(ws, moves.named, "表扬社区"),
        **_closing(ws, issued),
    }
    blocks = templates.fill(TEMPLATE_COMMENDATION, _values(ws, moves), objects)
    return Document(blocks, issued, ws.settings.office)


def _values(ws: Workspace, moves: TitleMoves) -> dict[str, object]:
    entries = (*moves.named, *moves.kept)
    until = sorted({move.until for _, move in entries if move.until})
    return {
        "district": ws.settings.district,
        "synthetic": ws.settings.synthetic,
        "office": ws.settings.contact.office,
        "title": moves.title,
        "period": period_name(moves.period),
        "issuer": moves.issuer,
        "documents": sorted({move.by for _, move in entries}),
        "named": len(moves.named),
        "until": chinese_date(date.fromisoformat(until[0])) if len(until) == 1 else "",
    }


def _closing(ws: Workspace, issued: date) -> dict[str, Block]:
    return {
        "contacts": contacts(ws.settings.contact),
        "signoff": SignOff(ws.settings.office, chinese_date(issued)),
    }


def _list(ws: Workspace, entries: Sequence[tuple[str, Move]], what: str) -> Table:
    return by_street(ws, [subject for subject, _ in entries], what)


def _lost(ws: Workspace, moves: TitleMoves) -> Table:
    columns = [
        Column("街道（乡镇）", key="street", width=5),
        Column("社区", key="community", width=5),
        Column("处理", key="state", width=3),
        Column("日期", key="date", width=6),
        Column("理由", key="reason", width=8),
    ]
    rows = []
    for id_, move in moves.lost:
        subject = ws.subjects[id_]
        day = chinese_date(date.fromisoformat(move.date))
        state = moves.words.get(str(move.to), str(move.to))
        rows.append([ws.subjects[subject.street].name, subject.name, state, day, move.reason])
    return Table("不再保留称号的社区", columns, rows, names=1)
