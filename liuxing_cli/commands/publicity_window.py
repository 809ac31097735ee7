"""``liuxing publicity window``: the window of a list, day by day with the reason for each."""

from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from liuxing_cli.commands.kinds import as_date
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import OutputOption, TableForm, TableFormOption, WorkspaceOption
from liuxing_cli.commands.publicity_words import WEEKDAYS, with_weekday
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import describe, emit, find_root
from liuxing_cli.model.workdays import COUNT_NAMES, Count, Day, NoCalendar, WindowRules, walk
from liuxing_cli.publish.tables import Column, Table, render
from liuxing_cli.store.load import Scope, load_workspace
from liuxing_cli.store.missing import SETTINGS
from liuxing_cli.store.tree import FolderTree

DaysOption = Annotated[
    int | None, typer.Option("--days", min=1, max=60, help="公示几天（默认：工作区设置的）")
]
CountOption = Annotated[
    Count | None,
    typer.Option("--count", help="working 数工作日，calendar 数自然日（默认：工作区设置的）"),
]
FirstDayOption = Annotated[
    bool | None,
    typer.Option("--first-day/--no-first-day", help="发布当日算不算第一天（默认：工作区设置的）"),
]


def command(
    ctx: typer.Context,
    start: Annotated[str, typer.Option("--from", help="发布日期，如 2013-12-02")],
    days: DaysOption = None,
    count: CountOption = None,
    first_day: FirstDayOption = None,
    workspace: WorkspaceOption = None,
    output_format: TableFormOption = TableForm.TABLE,
    output: OutputOption = None,
) -> int:
    """算公示期：从哪天到哪天，逐日说明算不算、为什么。"""
    tree = FolderTree(find_root(ctx, workspace))
    loaded = load_workspace(tree, Scope(("standards",), frozenset({"workspace"})))
    ws = loaded.workspace
    if ws is None or SETTINGS in ws.broken:
        faults = [finding for finding in loaded.findings if finding.file == SETTINGS]
        raise Refusal(f"{SETTINGS} 有错误，读不出公示期的设置：\n" + describe(tree, faults))
    rules = chosen(ws.settings.publicity.rules, days, count, first_day)
    walked = reckoned(as_date(start), rules)
    emit(render([day_table(walked)], output_format), output)
    counted = [day for day in walked if day.number]
    say(
        f"公示期 {rules.days} 个{COUNT_NAMES[rules.count]}："
        f"{with_weekday(counted[0].date.isoformat())}起至"
        f"{with_weekday(counted[-1].date.isoformat())}止"
    )
    return 0


def chosen(
    district: WindowRules, days: int | None, count: Count | None, first_day: bool | None
) -> WindowRules:
    """The rules of the settings, as far as the call does not say otherwise."""
    return replace(
        district,
        days=district.days if days is None else days,
        count=district.count if count is None else count,
        first_day_counts=district.first_day_counts if first_day is None else first_day,
    )


def reckoned(start: date, rules: WindowRules) -> list[Day]:
    """Every day of a window.

    Raises:
        Refusal: a year without a holiday calendar, or past the last year that a date can have.
    """
    try:
        return list(walk(start, rules))
    except NoCalendar as gap:
        hint = "只数自然日的，加 --count calendar，或在 data/workspace.yaml 的 publicity 里设置"
        raise Refusal(str(gap), hint) from gap
    except OverflowError:
        raise Refusal(f"“{start}”太晚，算不出公示期", "检查年份") from None


def day_table(days: list[Day]) -> Table:
    """One row a day."""
    rows = [
        [
            day.date.isoformat(),
            f"周{WEEKDAYS[day.date.weekday()]}",
            str(day.number or "—"),
            day.reason,
        ]
        for day in days
    ]
    columns = [
        Column("日期", key="date"),
        Column("星期", key="weekday"),
        Column("第几天", key="number", numeric=True),
        Column("说明", key="reason"),
    ]
    return Table("", columns, rows)
