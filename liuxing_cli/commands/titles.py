"""``liuxing titles``: where the titles stand on a day, and the one way to move one."""

from dataclasses import dataclass
from datetime import date as calendar_date
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from liuxing_cli import __version__
from liuxing_cli.commands.explained import find_subject
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import (
    OutputOption,
    ProfileOption,
    TableForm,
    TableFormOption,
    WorkspaceOption,
)
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.scored import Scored, pick_profile, score_period
from liuxing_cli.commands.session import Session, emit, open_session, report_findings
from liuxing_cli.commands.titles_move import Asked, move_title
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.result import Outcome, Result
from liuxing_cli.model.titles import STATE_NAMES, Move, Title, TitleState
from liuxing_cli.publish.ranking import NONE, decision
from liuxing_cli.publish.tables import Column, Table, as_json, render
from liuxing_cli.publish.words import period_name
from liuxing_cli.scoring.rank import is_vetoed
from liuxing_cli.store.records import assessment_files, periods

EXPIRING_DAYS = 90
"""A term that ends within so many days is listed as expiring."""


class Action(StrEnum):
    """What to do with titles."""

    LIST = "list"
    MOVE = "move"


@dataclass(frozen=True)
class Line:
    """One title on the day asked about."""

    title: Title
    move: Move
    held: bool
    left: int | None  # days until the term ends, negative: over
    result: Result | None
    says: str


def command(
    ctx: typer.Context,
    action: Annotated[
        Action, typer.Argument(help="list 列出；move 记一条变动（只写这一条，不改别的）")
    ] = Action.LIST,
    subject: Annotated[
        str | None, typer.Argument(metavar="[对象]", help="社区或街道的编码或名称")
    ] = None,
    state: Annotated[
        TitleState | None, typer.Argument(metavar="[状态]", help="move：变为哪一步")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", help="看哪一天，如 2013-12-01（默认：今天）")
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", help="称号编号（默认：评分办法授予的）")
    ] = None,
    date: Annotated[str | None, typer.Option("--date", help="move：生效日期")] = None,
    by: Annotated[
        str | None, typer.Option("--by", help="move：依据的文件（名称、文号或路径）")
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", help="move：理由（撤销、注销必写）")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", help="move：有效期至")] = None,
    profile: ProfileOption = None,
    workspace: WorkspaceOption = None,
    output_format: TableFormOption = TableForm.TABLE,
    output: OutputOption = None,
) -> int:
    """列出称号处在哪一步、谁有称号、哪些将到期；move 按文件记一条变动。"""
    session = open_session(ctx, workspace)
    if action is Action.MOVE:
        asked = Asked(subject, state, date, by, reason, until, title)
        return move_title(session, pick_profile(session, profile), asked)
    if state is not None or any((date, by, reason, until)):
        raise Refusal("状态、--date、--by、--reason、--until 只和 move 一起用")
    day = _day(on)
    chosen = pick_profile(session, profile)
    scored = _last_score(session, chosen, day)
    wanted = None if subject is None else find_subject(session, subject).id
    lines = [
        line
        for line in _lines(session, chosen, scored, day)
        if wanted in (None, line.title.subject) and title in (None, line.title.title)
    ]
    if output_format is TableForm.JSON:
        emit(as_json(_document(session, chosen, scored, day, lines)), output)
    else:
        emit(render([_table(session, lines, day)], output_format), output)
    _tell(lines, scored, day)
    return 1 if report_findings(session, ()) else 0


def _day(asked: str | None) -> str:
    """The day asked about; today in Beijing unless told.

    Raises:
        Refusal: not a day.
    """
    if asked is None:
        return datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()
    try:
        return calendar_date.fromisoformat(asked).isoformat()
    except ValueError as problem:
        raise Refusal(f"“{asked}”不是日期", "写成 2013-12-01 的样子") from problem


def _last_score(session: Session, profile: Profile, day: str) -> Scored | None:
    """The results of the last period that was finished by ``day``, None where there is none."""
    known = {p for p in periods(session.tree) if begins(p) <= day}
    for period in sorted(known, key=begins, reverse=True):
        if any(assessment_files(session.tree, period, s) for s in profile.sources):
            scored = score_period(session, profile, period)
            if scored.latest <= day:
                return scored
    return None


def begins(period: str) -> str:
    """The first day of a period.

    >>> begins("2013H2"), begins("2013Q2"), begins("2013")
    ('2013-07-01', '2013-04-01', '2013-01-01')
    """
    months = {"H2": "07", "Q2": "04", "Q3": "07", "Q4": "10"}
    return f"{period[:4]}-{months.get(period[4:], '01')}-01"


def _lines(session: Session, profile: Profile, scored: Scored | None, day: str) -> list[Line]:
    results = {} if scored is None else {result.subject: result for result in scored.results}
    awarded = profile.decision.awards
    found = []
    for subject, titles in sorted(session.workspace.titles.items()):
        for title in titles:
            move = title.last_move(day)
            if move is None or subject not in session.workspace.subjects:
                continue
            result = results.get(subject) if awarded and awarded.title == title.title else None
            says = _says(title, result, day)
            found.append(Line(title, move, title.is_held(day), _left(move, day), result, says))
    return found


def _left(move: Move, day: str) -> int | None:
    if move.to is not TitleState.CONFIRMED or not move.until:
        return None
    return (calendar_date.fromisoformat(move.until) - calendar_date.fromisoformat(day)).days


def _says(title: Title, result: Result | None, day: str) -> str:
    """What the records have yet to say, for a person to decide; nothing is moved here."""
    if title.is_overdue(day):
        return "应到期，待记录"
    if not title.is_held(day) or result is None:
        return ""
    if is_vetoed(result):
        return "应撤销，待记录"
    if result.outcome is Outcome.FAILED:
        return "最近一次未达标，待复核"
    return ""


def _table(session: Session, lines: list[Line], day: str) -> Table:
    head = [
        Column("对象", key="name"),
        Column("称号", key="title"),
        Column("处在", key="state"),
        Column("自", key="since"),
        Column("有效期至", key="until"),
        Column("余天", key="left", numeric=True),
        Column("最近评分", key="score"),
        Column("提醒", key="says"),
    ]
    rows = [
        [
            session.workspace.subjects[line.title.subject].name,
            _name(session, line.title),
            STATE_NAMES[line.move.to],
            line.move.date,
            line.move.until or NONE,
            NONE if line.left is None else str(line.left),
            _score(session, line.result),
            line.says,
        ]
        for line in lines
    ]
    return Table(f"{session.workspace.settings.district}称号（{day}）", head, rows, names=0)


def _name(session: Session, title: Title) -> str:
    awards = [profile.decision.awards for profile in session.workspace.profiles.values()]
    known = {award.title: award.name for award in awards if award}
    return known.get(title.title, title.title)


def _score(session: Session, result: Result | None) -> str:
    if result is None:
        return NONE
    return decision(result, session.workspace.profiles[result.profile])


def _tell(lines: list[Line], scored: Scored | None, day: str) -> None:
    if scored is not None:
        say(f"最近评分：{period_name(scored.period)}{scored.plan.profile.name}。")
    held = sum(line.held for line in lines)
    soon = [line for line in lines if line.held and line.left is not None]
    soon = [line for line in soon if (line.left or 0) <= EXPIRING_DAYS]
    waiting = sum(bool(line.says) for line in lines)
    say(f"{day}：共 {len(lines)} 个称号，持有 {held} 个，{EXPIRING_DAYS} 天内到期 {len(soon)} 个。")
    if waiting:
        say(f"有 {waiting} 个待人处理；称号不会自己变，按文件用 liuxing titles move 记录。")


def _document(
    session: Session, profile: Profile, scored: Scored | None, day: str, lines: list[Line]
) -> dict[str, Any]:
    return {
        "schema": "liuxing/titles@1",
        "tool": {"name": "liuxing", "version": __version__},
        "date": day,
        "profile": profile.id,
        "period": None if scored is None else scored.period,
        "titles": [
            {
                "subject": line.title.subject,
                "name": session.workspace.subjects[line.title.subject].name,
                "title": line.title.title,
                "issuer": line.title.issuer,
                "state": str(line.move.to),
                "since": line.move.date,
                "by": line.move.by,
                "until": line.move.until or None,
                "days_left": line.left,
                "held": line.held,
                "outcome": None if line.result is None else str(line.result.outcome),
                "grade": None if line.result is None else line.result.grade,
                "says": line.says,
                "file": line.title.file,
            }
            for line in lines
        ],
    }
