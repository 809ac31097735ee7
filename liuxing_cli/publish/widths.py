"""How wide text is and how columns share a line, for terminal and paper alike."""

import unicodedata
from collections.abc import Sequence

from liuxing_cli.publish.document import Table
from liuxing_cli.publish.layout import SIZES_TABLE

_WEIGHED = 40
"""How many of the longest rows decide; more make no visible difference."""


def half_ems(text: str) -> int:
    """Width on paper in half characters; in a Chinese font “ ” … — are as wide as a character."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def fit(rows: Sequence[Sequence[int]], least: Sequence[int], room: int) -> list[int]:
    """Widths for the columns of ``rows`` (the widths of their cells) that together fit ``room``.

    Every column starts as wide as its widest cell; then, one by one, the column gives that makes
    the rows grow least by wrapping, the widest where several do. None falls below its ``least``
    (or its widest cell), so the result exceeds ``room`` where it must.
    """
    given = [max(cells) for cells in zip(*rows, strict=True)]
    floors = [min(own, need) for own, need in zip(given, least, strict=True)]
    weighed = sorted(rows, key=sum, reverse=True)[:_WEIGHED]
    while sum(given) > max(room, sum(floors)):
        candidates = [index for index, floor in enumerate(floors) if given[index] > floor]
        chosen = min(candidates, key=lambda index: (_height(weighed, given, index), -given[index]))
        given[chosen] -= 1
    return given


def _height(rows: Sequence[Sequence[int]], given: Sequence[int], narrowed: int) -> int:
    """Lines that the rows take once the column ``narrowed`` has given one unit."""
    widths = [width - (index == narrowed) for index, width in enumerate(given)]
    return sum(
        max(-(-cell // width) for cell, width in zip(row, widths, strict=True)) for row in rows
    )


def measured(table: Table, total: int) -> tuple[int, list[int]]:
    """The size of a table's text in half points and its columns' widths in twips, on paper.

    The largest size at which no column is squeezed; widths fill the text area and keep rows low.
    """
    margin = 2
    rows = [[half_ems(cell) + margin for cell in row] for row in table.rows]
    heads = [half_ems(column.name) + margin for column in table.columns]
    least = []
    for index, column in enumerate(table.columns):
        cells = max((row[index] for row in rows), default=0)
        legible = cells if column.numeric else min(cells, 12)
        least.append(max(legible, min(heads[index], 10), column.width * 2 + margin))
    for size in SIZES_TABLE:
        room = total // (size * 5)  # half characters at this size
        given = fit([*rows, heads], least, room)
        if sum(given) <= room:
            break
    widths = [total * width // sum(given) for width in given]
    widths[-1] += total - sum(widths)
    return size, widths
