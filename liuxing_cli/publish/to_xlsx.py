"""Tables as an Excel workbook: a sheet a table, all cells text but plain numbers, ids intact."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from wcwidth import wcswidth

from liuxing_cli.publish.document import Table
from liuxing_cli.publish.ooxml import packed, repacked

_FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook has no time zone, and this no meaning
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_WIDEST = 48
_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def workbook(tables: Sequence[Table]) -> bytes:
    """The tables as ``.xlsx``: the same tables give the same bytes."""
    book = Workbook()
    book.remove(book.active)
    for number, table in enumerate(tables, start=1):
        sheet = book.create_sheet(_FORBIDDEN.sub("", table.caption)[:25] or f"表{number}")
        sheet.append([column.name for column in table.columns])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for line, row in enumerate(table.rows, start=2):
            for place, text in enumerate(row, start=1):
                _fill(sheet.cell(line, place), text, table.columns[place - 1].numeric)
        for place, column in enumerate(table.columns):
            texts = [column.name, *(row[place] for row in table.rows)]
            widest = max(wcswidth(text) for text in texts) + 2
            sheet.column_dimensions[get_column_letter(place + 1)].width = min(_WIDEST, widest)
        sheet.freeze_panes = "A2"
    return _saved(book)


def _fill(cell: Cell, text: str, numeric: bool) -> None:
    """A number where the column is of numbers and the text is one; else text, never a formula."""
    if numeric and _NUMBER.fullmatch(text):
        cell.value = Decimal(text)
        return
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _saved(book: Workbook) -> bytes:
    """The file without the times of its making."""
    out = io.BytesIO()
    book.properties.creator = "liuxing"
    book.properties.created = _FIXED
    book.save(out)  # sets the time of the change to now
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[_CORE] = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", parts[_CORE])
    return repacked(packed(parts))
