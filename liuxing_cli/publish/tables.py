"""Tables for the terminal, CSV, JSON and Markdown, all from the one :class:`Table` of text."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

import tabulate
from wcwidth import wcswidth

from liuxing_cli.publish import to_markdown
from liuxing_cli.publish.document import Column, Table
from liuxing_cli.publish.widths import fit

__all__ = ["Column", "Table", "as_csv", "as_json", "render", "terminal", "unguarded"]

tabulate.MIN_PADDING = 0  # its extra space in heads would cost two columns each

_GAP = 2  # spaces between columns, where there is room
_NARROW_GAP = 1
_WHOLE = 12  # columns of the terminal up to which a word is not broken
_NARROWEST = 8  # columns of the terminal that a wrapped text column keeps
_PIECE = re.compile(r"\s*(?:[!-~]+|.[，。；：、！？）》”’]*)")
"""What stays on one line: a Latin word or number, a character with the punctuation after it."""
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r]")


def render(tables: Sequence[Table], form: str) -> str | bytes:
    """All tables as ``table`` (terminal), ``csv`` (bytes), ``json`` or ``md``.

    Raises:
        KeyError: no such form.
    """
    if form == "csv":
        return as_csv(tables)
    if form == "json":
        return as_json({"schema": "liuxing/tables@1", "tables": [_as_dict(t) for t in tables]})
    shapes = {"table": _titled, "md": _markdown}
    return "\n\n".join(map(shapes[form], tables)) + "\n"


def _titled(table: Table) -> str:
    return f"{table.heading}\n{terminal(table)}" if table.caption else terminal(table)


def _markdown(table: Table) -> str:
    content = to_markdown.table(table)
    return f"**{to_markdown.escape(table.heading)}**\n\n{content}" if table.caption else content


def terminal(table: Table, width: int = 80) -> str:
    """The table as aligned text, Chinese counted as two columns, numbers to the right.

    A wider table first has its columns set closer, then its longest text columns wrapped until it
    fits ``width``. Numbers and the column that names the rows are never broken, so that a table
    can be wider all the same.
    """
    between = " " * _gap(table, width)
    widths = _widths(table, width, len(between))
    return tabulate.tabulate(
        [line for row in table.rows for line in _lines(row, widths)],
        headers=[column.name for column in table.columns],
        tablefmt=_shape(between),
        disable_numparse=True,
        colalign=["right" if column.numeric else "left" for column in table.columns],
    )


def _shape(between: str) -> tabulate.TableFormat:
    rule, row = tabulate.Line("", "-", between, ""), tabulate.DataRow("", between, "")
    return tabulate.TableFormat(None, rule, None, None, row, row, 0, None)


def _measured(table: Table) -> list[list[int]]:
    """How many columns of the terminal each cell takes, heads first."""
    texts = [[column.name for column in table.columns], *table.rows]
    return [[wcswidth(cell) for cell in row] for row in texts]


def _gap(table: Table, width: int) -> int:
    """The spaces between columns: fewer where the table is wider than the terminal."""
    widest = sum(max(cells) for cells in zip(*_measured(table), strict=True))
    return _GAP if widest + _GAP * (len(table.columns) - 1) <= width else _NARROW_GAP


def _widths(table: Table, width: int, gap: int) -> list[int]:
    """How wide each column is: as its widest text asks, less where the line is too short."""
    rows = _measured(table)
    least = [
        max(row[index] for row in rows)
        if column.numeric or index == table.names
        else max(_NARROWEST, rows[0][index], _unbroken(table, index))
        for index, column in enumerate(table.columns)
    ]
    return fit(rows, least, width - gap * (len(table.columns) - 1))


def _unbroken(table: Table, index: int) -> int:
    """The widest piece of a column that should stay in one line, an indicator's id say."""
    pieces = (piece for row in table.rows for piece in _PIECE.findall(row[index]))
    return min(_WHOLE, max((wcswidth(piece.strip()) for piece in pieces), default=0))


def _lines(row: Sequence[str], widths: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """The lines that a row takes once its cells are wrapped."""
    cells = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    return zip_longest(*cells, fillvalue="")


def _wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of at most ``width``, closing punctuation never first in a line."""
    done: list[str] = []
    line = ""
    for piece in _PIECE.findall(text):
        for part in [piece] if wcswidth(piece.strip()) <= width else piece:
            if line and wcswidth((line + part).rstrip()) > width:
                done.append(line.rstrip())
                line = ""
            line += part if line else part.lstrip()
    return [*done, line]


def as_csv(tables: Sequence[Table]) -> bytes:
    """CSV for spreadsheets (UTF-8 with a mark, CRLF); no cell can act as a formula.

    One table is head and rows alone; several are each preceded by their caption and parted by an
    empty line.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    for number, table in enumerate(tables):
        if number:
            writer.writerow([])
        if len(tables) > 1:
            writer.writerow([_guarded(table.heading)])
        writer.writerow([_guarded(column.name) for column in table.columns])
        writer.writerows([_guarded(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _guarded(cell: str) -> str:
    """A text that a spreadsheet would calculate gets an apostrophe; plain numbers do not."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unguarded(cell: str) -> str:
    """Undo the apostrophe of :func:`as_csv` on reading."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def as_json(value: Any) -> str:
    """One JSON document, readable Chinese, keys in the order given."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _as_dict(table: Table) -> dict[str, Any]:
    keys = [column.key or f"column_{n}" for n, column in enumerate(table.columns, start=1)]
    return {
        "title": table.caption,
        "columns": [
            {"key": key, "name": column.name}
            for key, column in zip(keys, table.columns, strict=True)
        ],
        "rows": [dict(zip(keys, row, strict=True)) for row in table.rows],
    }
