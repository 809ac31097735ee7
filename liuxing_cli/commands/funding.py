"""``liuxing funding``: the yearly money for communities, and whether it grows with the economy."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import OutputOption, TableForm, TableFormOption, WorkspaceOption
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session, emit, open_session, report_findings
from liuxing_cli.model.funding import Funding
from liuxing_cli.model.numbers import fixed, fixed_near, plain
from liuxing_cli.programme.funding import PACE_NAMES, Level, Money, Pace, money
from liuxing_cli.publish.tables import Column, Table, as_json, render

_WAN = 10_000


def command(
    ctx: typer.Context,
    year: Annotated[
        str | None, typer.Option("--year", help="哪一年，如 2013（默认：最近一年）")
    ] = None,
    level: Annotated[
        Level, typer.Option("--by", help="district 全区，street 街道（乡镇），community 社区")
    ] = Level.STREET,
    workspace: WorkspaceOption = None,
    output_format: TableFormOption = TableForm.TABLE,
    output: OutputOption = None,
) -> int:
    """社区经费：各社区一年多少钱，财政投入的增长跟没跟上写明的经济指标。"""
    session = open_session(ctx, workspace, programme=True)
    now, last = _years(session, year)
    ws = session.workspace
    lines = list(money(level, now, last, ws.subjects, ws.settings.district))
    (whole,) = money(Level.DISTRICT, now, last, ws.subjects, ws.settings.district)
    if output_format is TableForm.JSON:
        emit(as_json(_document(now, last, level, [whole, *lines])), output)
    else:
        shown = [whole] if level is Level.DISTRICT else [*lines, whole]
        emit(render([_table(now, shown)], output_format), output)
    failed = report_findings(session, ())
    behind = sum(line.pace is Pace.BEHIND for line in lines)
    economy = f"{now.economy.name}增长 {plain(now.economy.growth)}%（{now.economy.source}）"
    say(f"{now.year} 年 {whole.communities} 个社区；比的是{economy}")
    if last is None:
        say(f"没有 {int(now.year) - 1} 年的经费，增长不能比")
    elif level is not Level.DISTRICT:
        say(f"没跟上的 {behind}/{len(lines)}；可比的社区 {whole.comparable} 个")
    return 1 if failed else 0


def _years(session: Session, asked: str | None) -> tuple[Funding, Funding | None]:
    """The year asked about (the last on record), and the one before.

    Raises:
        Refusal: nothing on record.
    """
    known = {funding.year: funding for funding in session.workspace.funding}
    if not known:
        raise Refusal("没有经费记录（data/funding/）", "写一个 data/funding/<年>.yaml")
    year = asked or max(known)
    if year not in known:
        raise Refusal(f"没有 {year} 年的经费", f"现有：{'、'.join(sorted(known))}")
    return known[year], known.get(f"{int(year) - 1:04d}")


def _table(now: Funding, lines: Sequence[Money]) -> Table:
    rows = [
        [
            line.name,
            str(line.communities),
            fixed(line.district / _WAN, 2),
            fixed(line.street / _WAN, 2),
            fixed(line.society / _WAN, 2),
            fixed(line.fiscal / _WAN, 2),
            "—" if line.per_household is None else fixed(line.per_household, 0),
            _percent(line),
            PACE_NAMES[line.pace],
        ]
        for line in lines
    ]
    columns = [
        Column("对象", key="name"),
        Column("社区", numeric=True, key="communities"),
        Column("区级", numeric=True, key="district"),
        Column("街乡", numeric=True, key="street"),
        Column("社会", numeric=True, key="society"),
        Column("财政合计", numeric=True, key="fiscal"),
        Column("户均（元）", numeric=True, key="per_household"),
        Column("增长%", numeric=True, key="growth"),
        Column("与指标比", key="pace"),
    ]
    return Table(f"{now.year} 年社区经费（万元）", columns, rows)


def _percent(line: Money) -> str:
    """The growth with as many digits as it takes to see on which side of the economy's it is."""
    return "—" if line.growth is None else fixed_near(line.growth, 1, (line.economy,))


def _document(
    now: Funding, last: Funding | None, level: Level, lines: Sequence[Money]
) -> dict[str, Any]:
    """The same for programs; see ``schemas/output/funding.schema.json``."""
    whole, *rest = lines
    return {
        "schema": "liuxing/funding@1",
        "year": now.year,
        "before": None if last is None else last.year,
        "economy": {
            "name": now.economy.name,
            "growth": plain(now.economy.growth),
            "source": now.economy.source,
        },
        "district": _entry(whole),
        "by": level,
        "lines": [_entry(line) for line in rest],
    }


def _entry(line: Money) -> dict[str, Any]:
    """Amounts in yuan, growth in per cent."""
    return {
        "id": line.id or None,
        "name": line.name,
        "communities": line.communities,
        "comparable": line.comparable,
        "district": plain(line.district),
        "street": plain(line.street),
        "society": plain(line.society),
        "fiscal": plain(line.fiscal),
        "per_household": None if line.per_household is None else fixed(line.per_household, 2),
        "growth": None if line.growth is None else fixed_near(line.growth, 2, (line.economy,)),
        "pace": line.pace,
    }
