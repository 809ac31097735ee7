"""``liuxing feedback status``: what is open and overdue; half-yearly by unit and type."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from liuxing_cli.commands.kinds import as_date
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import OutputOption, TableForm, TableFormOption, WorkspaceOption
from liuxing_cli.commands.session import Session, emit, open_session, report_findings
from liuxing_cli.commands.titled import bounds
from liuxing_cli.model.suggestions import Suggestion
from liuxing_cli.programme.suggestions import (
    ANSWERED,
    STANDING_NAMES,
    Standing,
    Tally,
    standing_of,
    tallies,
)
from liuxing_cli.publish.tables import Column, Table, as_json, render


def command(
    ctx: typer.Context,
    on: Annotated[
        str | None, typer.Option("--on", help="截至哪一天，如 2013-12-10（默认：今天）")
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="只看一个单位的，写编号")] = None,
    summary: Annotated[
        str | None, typer.Option("--summary", help="汇总一期收到的，如 2013H1：按单位和类型")
    ] = None,
    listed: Annotated[bool, typer.Option("--all", help="答复了的也列出")] = False,
    workspace: WorkspaceOption = None,
    output_format: TableFormOption = TableForm.TABLE,
    output: OutputOption = None,
) -> int:
    """看意见建议：哪些没转办、没答复、逾期；--summary 按单位和类型汇总一期。"""
    session = open_session(ctx, workspace, programme=True)
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    day = (as_date(on) if on else today).isoformat()
    first, last = bounds(summary) if summary else ("", day)
    found = [
        item
        for item in session.workspace.suggestions
        if first <= item.received <= min(last, day) and unit in (None, item.unit)
    ]
    if output_format is TableForm.JSON:
        emit(as_json(_document(session, found, day)), output)
    elif summary:
        emit(render([_summary(session, found, day)], output_format), output)
    else:
        open_ = [i for i in found if listed or standing_of(i, day) not in ANSWERED]
        emit(render([_list(session, open_, day)], output_format), output)
    failed = report_findings(session, ())
    states = [standing_of(item, day) for item in found]
    answered = sum(state in ANSWERED for state in states)
    overdue = states.count(Standing.OVERDUE)
    say(f"截至 {day}：{len(found)} 件，答复 {answered} 件，逾期未答复 {overdue} 件")
    return 1 if failed else 0


def _list(session: Session, items: Sequence[Suggestion], day: str) -> Table:
    ws = session.workspace
    rows = [
        [
            item.id,
            ws.subjects[item.subject].name if item.subject in ws.subjects else item.subject,
            _unit(session, item.unit) if item.routed and item.routed <= day else "—",
            item.due,
            STANDING_NAMES[standing_of(item, day)],
            item.text,
        ]
        for item in items
    ]
    columns = [
        Column("编号", key="id"),
        Column("哪里", key="subject"),
        Column("承办", key="unit"),
        Column("答复期限", key="due"),
        Column("状态", key="standing"),
        Column("内容", key="text"),
    ]
    return Table("", columns, rows)


def _unit(session: Session, id_: str) -> str:
    unit = session.workspace.matrix.units.get(id_)
    return unit.name if unit else id_ or "（未转办）"


def _tallies(session: Session, items: Sequence[Suggestion], day: str) -> list[Tally]:
    standards = session.workspace.standards.values()
    types = {id_: i.type_id for s in standards for id_, i in s.indicators.items()}
    return tallies(items, types, day)


def _summary(session: Session, items: Sequence[Suggestion], day: str) -> Table:
    names = {t.id: t.name for s in session.workspace.standards.values() for t in s.types}
    rows = [
        [
            _unit(session, tally.unit),
            names.get(tally.type_id, "（未分类）"),
            str(len(tally.standings)),
            str(tally.count(Standing.REPLIED)),
            str(tally.count(Standing.REPLIED_LATE)),
            str(tally.count(Standing.NEW, Standing.ROUTED)),
            str(tally.count(Standing.OVERDUE)),
        ]
        for tally in _tallies(session, items, day)
    ]
    columns = [
        Column("承办", key="unit"),
        Column("类型", key="type"),
        Column("收到", numeric=True, key="received"),
        Column("按期答复", numeric=True, key="replied"),
        Column("逾期答复", numeric=True, key="replied_late"),
        Column("办理中", numeric=True, key="open"),
        Column("逾期未答复", numeric=True, key="overdue"),
    ]
    return Table("", columns, rows)


def _document(session: Session, items: Sequence[Suggestion], day: str) -> dict[str, Any]:
    """The same for programs; see ``schemas/output/feedback.schema.json``."""
    return {
        "schema": "liuxing/feedback@1",
        "date": day,
        "suggestions": [
            {
                "id": item.id,
                "subject": item.subject,
                "channel": item.channel,
                "type": item.type_id or None,
                "indicator": item.indicator or None,
                "received": item.received,
                "due": item.due,
                "unit": item.unit or None,
                "standing": standing_of(item, day),
                "replied": item.replied if item.replied and item.replied <= day else None,
            }
            for item in items
        ],
        "summary": [
            {
                "unit": tally.unit or None,
                "type": tally.type_id or None,
                **{standing: tally.count(standing) for standing in Standing},
            }
            for tally in _tallies(session, items, day)
        ],
    }
