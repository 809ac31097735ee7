"""The comparison for the terminal, and all its tables for a spreadsheet."""

from collections.abc import Iterator
from dataclasses import replace

from liuxing_cli.publish.document import Table
from liuxing_cli.publish.mutual import ComparisonView, GroupView
from liuxing_cli.publish.mutual_notes import folded, group_notes
from liuxing_cli.publish.mutual_office import office_notes, office_tables
from liuxing_cli.publish.mutual_office_view import LABEL
from liuxing_cli.publish.mutual_sources import source_notes, source_tables
from liuxing_cli.publish.mutual_tables import (
    WIDE,
    given_table,
    is_panel,
    method_tables,
    missing_table,
    result_tables,
    robustness_table,
    severity_table,
)
from liuxing_cli.publish.tables import render

_RULE = "═" * 40
INVENTED = "（虚构示例）"
"""What stands beside a title where the district is invented."""


def comparison_text(view: ComparisonView) -> str:
    """Results first, short notes below them; what the office alone may see comes last."""
    return "\n\n".join(_sections(view)) + "\n"


def _sections(view: ComparisonView) -> Iterator[str]:
    yield view.title + (INVENTED if view.synthetic else "")
    for group in view.groups:
        yield _shown(result_tables(group))
        yield folded(group_notes(group))
        rest = [severity_table(group)] if is_panel(group) else []
        rest += [*method_tables(group), *([missing_table(group)] if group.missing else [])]
        if fits_terminal(group):
            rest.append(given_table(group))
        if rest:
            yield _shown(rest)
    if view.sources:
        rounding = view.groups[0].rounding
        yield _shown(source_tables(view.sources, rounding, brief=True))
        yield folded(source_notes(view.sources, rounding))
    if view.office:
        yield f"{_RULE}\n{LABEL}"
        yield folded(office_notes(view)[1:])
        tables = office_tables(view, brief=True)
        if tables:
            yield _shown(tables)


def _shown(tables: list[Table]) -> str:
    text = render(tables, "table")
    return (text if isinstance(text, str) else text.decode("utf-8")).rstrip("\n")


def fits_terminal(group: GroupView) -> bool:
    """Whether the scores of everyone by everyone fit a terminal."""
    return sum(m.rated for m in group.members) <= WIDE


def comparison_tables(view: ComparisonView) -> list[Table]:
    """Every table in full, for a spreadsheet: without the signs that it would take for text."""
    tables = []
    for group in view.groups:
        tables += [*result_tables(group), severity_table(group), robustness_table(group)]
        tables += [*method_tables(group), *([missing_table(group)] if group.missing else [])]
        tables.append(given_table(group))
    if view.sources:
        tables += source_tables(view.sources, view.groups[0].rounding)
    if view.office:
        tables += [replace(t, caption=f"{t.caption}（{LABEL}）") for t in office_tables(view)]
    return [_unsigned(table) for table in tables]


def _unsigned(table: Table) -> Table:
    """The same numbers without a plus sign."""
    rows = [
        [
            cell.removeprefix("+") if column.numeric else cell
            for column, cell in zip(table.columns, row, strict=True)
        ]
        for row in table.rows
    ]
    return replace(table, rows=rows)
