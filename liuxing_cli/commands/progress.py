"""``liuxing progress``: how many have reached the standard, how far the goal is, who is near."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from liuxing_cli import __version__
from liuxing_cli.commands.kinds import as_date
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import OutputOption, WorkspaceOption
from liuxing_cli.commands.progress_facts import gathered
from liuxing_cli.commands.session import emit, open_session, report_findings
from liuxing_cli.publish.progress import notes, progress_json, progress_page, summary, tables
from liuxing_cli.publish.tables import as_json, render


class Format(StrEnum):
    """How the progress is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    HTML = "html"


def command(
    ctx: typer.Context,
    on: Annotated[
        str | None, typer.Option("--on", help="看哪一天，如 2013-12-31（默认：今天）")
    ] = None,
    workspace: WorkspaceOption = None,
    output_format: Annotated[
        Format, typer.Option("--format", "-f", help="输出形式")
    ] = Format.TABLE,
    output: OutputOption = None,
) -> int:
    """进度：达标多少，离目标差多少、要多快，谁够得着，谁失去了；够四个半年才外推。"""
    session = open_session(ctx, workspace, programme=True)
    view, findings = gathered(session, today(on))
    if output_format is Format.JSON:
        emit(as_json(progress_json(view, __version__)), output)
    elif output_format in (Format.HTML, Format.MD):
        emit(progress_page(view, output_format), output)
    else:
        shown = tables(view)
        text = render([t for t in shown if t.rows], output_format)
        lines = [*summary(view), *notes(view)] if output_format is Format.TABLE else []
        told = "".join(f"· {line}\n" for line in lines)
        emit(f"{told}\n{text}" if isinstance(text, str) else text, output)
    failed = report_findings(session, findings)
    say(f"看到 {view.day}：{len(view.points)} 个半年，够得着的 {len(view.near)} 个。")
    return 1 if failed else 0


def today(asked: str | None) -> str:
    """The day asked about, as ISO text; today in Beijing unless told.

    Raises:
        Refusal: not a day.
    """
    day: date = as_date(asked) if asked else datetime.now(ZoneInfo("Asia/Shanghai")).date()
    return day.isoformat()
