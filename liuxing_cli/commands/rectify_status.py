"""``liuxing rectify status``: what is to be put right, how old it is, and what is closed."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from liuxing_cli import __version__
from liuxing_cli.commands.explained import find_subject
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import OutputOption, WorkspaceOption
from liuxing_cli.commands.progress import today
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session, emit, open_session, report_findings
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.model.numbers import fixed
from liuxing_cli.model.rectification import STATE_NAMES
from liuxing_cli.programme.rectification.standing import (
    AGES,
    Standing,
    Tally,
    standings,
    tallies,
    tally,
)
from liuxing_cli.publish.ranking import NONE
from liuxing_cli.publish.tables import Column, Table, as_json, render


class Format(StrEnum):
    """How the status is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    XLSX = "xlsx"
    OSCAL = "oscal"


def command(
    ctx: typer.Context,
    subject: Annotated[
        str | None, typer.Argument(metavar="[对象]", help="社区或街道（乡镇）；街道连同它的社区")
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", help="只看一个牵头单位，写编号或名称")
    ] = None,
    everything: Annotated[bool, typer.Option("--every", help="连已销号、已撤销的也列出")] = False,
    on: Annotated[
        str | None, typer.Option("--on", help="看哪一天，如 2014-01-10（默认：今天）")
    ] = None,
    workspace: WorkspaceOption = None,
    output_format: Annotated[
        Format, typer.Option("--format", "-f", help="输出形式；oscal 是 OSCAL 1.1 的 POA&M（JSON）")
    ] = Format.TABLE,
    output: OutputOption = None,
) -> int:
    """看整改到哪一步：哪些超期、多久了、销号多少；可导出 CSV、Excel 和 OSCAL。"""
    session = open_session(ctx, workspace, programme=True)
    day = today(on)
    found = _chosen(session, standings(session.workspace.rectifications, day), subject, unit)
    whole = tally("合计", found)
    listed = [s for s in found if everything or not s.is_over]
    if output_format is Format.XLSX:
        if output is None:
            raise Refusal("xlsx 要写到文件", "加 -o 整改.xlsx")
        emit(_xlsx([items_table(session, found), *_tallied(session, found, whole)]), output)
    elif output_format is Format.OSCAL:
        from liuxing_cli.publish.oscal import poam

        emit(as_json(poam(session.workspace, [s.item for s in found], day)), output)
    elif output_format is Format.JSON:
        emit(as_json(_document(session, found, whole, day)), output)
    elif output_format is Format.CSV:
        emit(render([items_table(session, found)], "csv"), output)
    else:
        tables = [items_table(session, listed), *_tallied(session, found, whole)]
        emit(render([t for t in tables if t.rows] or tables[:1], output_format), output)
    failed = report_findings(session, ())
    say(_summary(whole, day))
    return 1 if failed else 0


def _summary(whole: Tally, day: str) -> str:
    if not whole.total:
        return f"到 {day} 没有整改事项；由评分和督导提出：liuxing rectify plan --all"
    share = "—" if whole.share is None else f"{fixed(whole.share * 100, 1)}%"
    return (
        f"到 {day}：{whole.total} 件，销号 {whole.closed} 件（{share}），"
        f"待复查 {whole.waiting} 件，超期 {whole.overdue} 件。"
    )


def _chosen(
    session: Session, found: Sequence[Standing], subject: str | None, unit: str | None
) -> list[Standing]:
    ws = session.workspace
    kept = list(found)
    if subject is not None:
        asked = find_subject(session, subject).id
        own = {s.id for s in ws.subjects.values() if asked in (s.id, s.street)}
        kept = [s for s in kept if s.item.subject in own]
    if unit is not None:
        names = {each.name: id_ for id_, each in ws.matrix.units.items()}
        lead = names.get(unit, unit)
        if lead not in ws.matrix.units:
            hint = suggestion(unit, {**ws.matrix.units, **names}, "liuxing matrix 列出全部单位")
            raise Refusal(f"没有“{unit}”这个单位", hint)
        kept = [s for s in kept if s.item.lead == lead]
    return kept


def items_table(session: Session, found: Sequence[Standing]) -> Table:
    """An item a row."""
    ws = session.workspace
    head = [
        Column("对象", key="subject"),
        Column("事项", key="id"),
        Column("指标", key="indicator"),
        Column("问题", key="problem"),
        Column("牵头", key="lead"),
        Column("提出", key="raised"),
        Column("期限", key="due"),
        Column("处在", key="state"),
        Column("天数", key="age", numeric=True),
        Column("超期", key="late", numeric=True),
    ]
    rows = [
        [
            _subject(session, s),
            s.item.id,
            s.item.indicator,
            s.item.problem,
            ws.matrix.units[s.item.lead].name if s.item.lead in ws.matrix.units else s.item.lead,
            s.item.raised,
            s.due,
            STATE_NAMES[s.state],
            str(s.age),
            str(s.late) if s.late else NONE,
        ]
        for s in found
    ]
    return Table("整改事项", head, rows)


def _subject(session: Session, standing: Standing) -> str:
    known = session.workspace.subjects.get(standing.item.subject)
    return known.name if known else standing.item.subject


def _tallied(session: Session, found: Sequence[Standing], whole: Tally) -> list[Table]:
    """By unit and by street, with the sum."""
    ws = session.workspace

    def street(standing: Standing) -> str:
        subject = ws.subjects.get(standing.item.subject)
        return (
            ws.subjects[subject.street].name if subject and subject.street in ws.subjects else NONE
        )

    def lead(standing: Standing) -> str:
        unit = ws.matrix.units.get(standing.item.lead)
        return unit.name if unit else standing.item.lead

    return [
        _tally_table("按牵头单位", "单位", [*tallies(found, lead), whole]),
        _tally_table("按街道（乡镇）", "街道", [*tallies(found, street), whole]),
    ]


def _tally_table(caption: str, what: str, listed: Sequence[Tally]) -> Table:
    edges = [f"≤{AGES[0]}天", *(f"≤{edge}天" for edge in AGES[1:]), f">{AGES[-1]}天"]
    head = [Column(what, key="name"), Column("件数", key="total", numeric=True)]
    head += [
        Column("销号", key="closed", numeric=True),
        Column("销号率", key="share", numeric=True),
    ]
    head += [Column("待复查", key="waiting", numeric=True)]
    head += [Column("超期", key="overdue", numeric=True)]
    head += [Column(edge, key=f"age_{n}", numeric=True) for n, edge in enumerate(edges)]
    rows = [
        [
            each.name,
            str(each.total),
            str(each.closed),
            NONE if each.share is None else f"{fixed(each.share * 100, 1)}%",
            str(each.waiting),
            str(each.overdue),
            *map(str, each.ages),
        ]
        for each in listed
        if each.total
    ]
    return Table(f"{caption}（天数：没有办结的已有多久）", head, rows)


def _xlsx(tables: Sequence[Table]) -> bytes:
    try:
        from liuxing_cli.publish.to_xlsx import workbook
    except ModuleNotFoundError as missing:
        raise Refusal("写 Excel 要装 openpyxl", "pip install 'liuxing[xlsx]'") from missing
    return workbook(tables)


def _document(
    session: Session, found: Sequence[Standing], whole: Tally, day: str
) -> dict[str, Any]:
    """The same for programs; see ``schemas/output/rectify-status.schema.json``."""
    return {
        "schema": "liuxing/rectify-status@1",
        "tool": {"name": "liuxing", "version": __version__},
        "date": day,
        "total": whole.total,
        "closed": whole.closed,
        "withdrawn": whole.withdrawn,
        "waiting": whole.waiting,
        "overdue": whole.overdue,
        "ages": dict(zip((*map(str, AGES), "more"), whole.ages, strict=True)),
        "items": [
            {
                "id": s.item.id,
                "subject": s.item.subject,
                "name": _subject(session, s),
                "indicator": s.item.indicator,
                "problem": s.item.problem,
                "lead": s.item.lead,
                "raised": s.item.raised,
                "due": s.due,
                "state": str(s.state),
                "age": s.age,
                "late": s.late,
                "file": s.item.file,
            }
            for s in found
        ],
    }
