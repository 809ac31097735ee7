"""``liuxing calendar``: what is due of the recurring duties, what is done, what is late."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from liuxing_cli.commands.calendar_views import document, each, events, summary
from liuxing_cli.commands.duties import Asked, due
from liuxing_cli.commands.kinds import as_date
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import OutputOption, WorkspaceOption
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import emit, open_session, report_findings
from liuxing_cli.programme.obligations.tasks import State
from liuxing_cli.publish.tables import as_json, render

MOST_YEARS = 10


class CalendarForm(StrEnum):
    """How the calendar is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    ICS = "ics"


def command(
    ctx: typer.Context,
    start: Annotated[
        str | None, typer.Option("--from", help="期限从哪天起，如 2013-07-01（默认：本半年）")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", help="期限到哪天止，如 2013-12-31（默认：本半年）")
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option("--unit", help="只看一家：单位、工作组、街道（乡镇）或社区，编号或名称"),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", help="截至哪一天，如 2013-12-10（默认：今天）")
    ] = None,
    listed: Annotated[bool, typer.Option("--each", help="逐家逐期列出（默认：合计）")] = False,
    late: Annotated[bool, typer.Option("--late", help="只列逾期和不足的")] = False,
    workspace: WorkspaceOption = None,
    output_format: Annotated[
        CalendarForm, typer.Option("--format", "-f", help="输出形式；ics 供手机订阅")
    ] = CalendarForm.TABLE,
    output: OutputOption = None,
) -> int:
    """定期职责和会议决定：哪些到期，办了没有，哪些逾期；可生成手机能订阅的日历。"""
    session = open_session(ctx, workspace, programme=True)
    today = as_date(on) if on else datetime.now(ZoneInfo("Asia/Shanghai")).date()
    first, last = _range(start, end, today)
    asked = Asked(first, last, today, unit)
    body, found = due(session, asked)
    tasks = [task for task in found if task.is_behind] if late else found
    if output_format is CalendarForm.JSON:
        emit(as_json(document(asked, body, tasks)), output)
    elif output_format is CalendarForm.ICS:
        name = body.name if body else session.workspace.settings.district
        emit(events(name, asked, body, tasks), output)
    else:
        in_full = listed or late or body is not None or output_format is CalendarForm.CSV
        emit(render([each(tasks) if in_full else summary(tasks)], output_format), output)
    failed = report_findings(session, ())
    behind = sum(task.is_behind for task in found)
    done = sum(task.state in (State.DONE, State.MADE_UP) for task in found)
    say(
        f"截至 {today}：{first} 至 {last} 到期 {len(found)} 件，办了 {done} 件，"
        f"逾期或不足 {behind} 件，待办 {len(found) - done - behind} 件"
    )
    return 1 if failed else 0


def _range(start: str | None, end: str | None, today: date) -> tuple[date, date]:
    """The days asked about; the half-year of ``today`` where a bound is left out.

    Raises:
        Refusal: not dates, the wrong way round, or more years than anybody plans.
    """
    first_half = today.month <= 6
    first = as_date(start) if start else date(today.year, 1 if first_half else 7, 1)
    last = as_date(end) if end else date(today.year, *((6, 30) if first_half else (12, 31)))
    if last < first:
        raise Refusal(f"--from {first} 晚于 --to {last}", "两个日期调换一下")
    if last.year - first.year > MOST_YEARS or last.year >= date.max.year:
        raise Refusal(f"--from {first} 到 --to {last} 太长", f"最多 {MOST_YEARS} 年")
    return first, last
