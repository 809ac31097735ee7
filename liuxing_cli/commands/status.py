"""``liuxing status``: one screen for the office, what needs somebody today."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from liuxing_cli import __version__
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import OutputOption, TableForm, TableFormOption, WorkspaceOption
from liuxing_cli.commands.progress import today
from liuxing_cli.commands.session import emit, open_session, report_findings
from liuxing_cli.commands.status_entries import GROUP_NAMES, PROVIDERS, Asking, Entry, Group
from liuxing_cli.publish.ranking import NONE
from liuxing_cli.publish.tables import Column, Table, as_json, render


def command(
    ctx: typer.Context,
    on: Annotated[
        str | None, typer.Option("--on", help="看哪一天，如 2013-12-10（默认：今天）")
    ] = None,
    workspace: WorkspaceOption = None,
    output_format: TableFormOption = TableForm.TABLE,
    output: OutputOption = None,
) -> int:
    """一屏看今天要办的：逾期、快到期、待核、公示和异议、离目标多远；各写明用哪个命令细看。"""
    session = open_session(ctx, workspace, programme=True)
    asking = Asking(session, today(on), [])
    found = [entry for provider in PROVIDERS for entry in provider(asking)]
    order = list(Group)
    found.sort(key=lambda entry: (order.index(entry.group), entry.day or "9999"))
    if output_format is TableForm.JSON:
        emit(as_json(_document(found, asking.day)), output)
    else:
        table = _table(found, asking.day, session.workspace.settings.district)
        emit(render([table], output_format), output)
    failed = report_findings(session, asking.findings)
    late = [entry for entry in found if entry.group is Group.OVERDUE]
    count = sum(entry.count for entry in late)
    say(f"{asking.day}：{len(found)} 类事，其中逾期 {len(late)} 类 {count} 件。")
    return 1 if failed else 0


def _table(found: Sequence[Entry], day: str, district: str) -> Table:
    head = [
        Column("栏", key="group"),
        Column("事项", key="text"),
        Column("件数", key="count", numeric=True),
        Column("最早期限", key="day"),
        Column("细看：liuxing …", key="more"),
    ]
    rows = []
    before: Group | None = None
    for entry in found:
        name = "" if entry.group is before else GROUP_NAMES[entry.group]
        rows.append([name, entry.text, str(entry.count), entry.day or NONE, entry.more])
        before = entry.group
    return Table(f"{district}：{day} 要办的事", head, rows)


def _document(found: Sequence[Entry], day: str) -> dict[str, Any]:
    """The same for programs; see ``schemas/output/status.schema.json``."""
    return {
        "schema": "liuxing/status@1",
        "tool": {"name": "liuxing", "version": __version__},
        "date": day,
        "entries": [
            {
                "group": str(entry.group),
                "text": entry.text,
                "count": entry.count,
                "day": entry.day or None,
                "more": entry.more,
            }
            for entry in found
        ],
    }
