"""The offending line with carets under it, in step also under Chinese characters."""

from itertools import accumulate

from wcwidth import wcwidth

from liuxing_cli.model.finding import Position
from liuxing_cli.model.privacy import leaks

_TAB = "    "
_CUT = "…"
_REPLACEMENT = "\ufffd"
_DIRECTION = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that change the direction of writing: a terminal would show another line."""


def frame(text: str, position: Position, width: int) -> tuple[str, str]:
    """Return the line with its number, and the line of carets below it, at most ``width`` wide.

    Personal data is masked; tabs take four columns; what a terminal cannot show becomes �.
    """
    cells = [_cell(character) for character in _masked(text)]
    first = min(position.column - 1, len(cells))
    last = _last(position, text, first)
    gutter = f"{position.line:>6} | "
    room = max(width - len(gutter), 20)
    start, stop = _window(cells, first, room)
    head = _CUT if start else ""
    tail = _CUT if stop < len(cells) else ""
    shown = "".join(cells[start:stop])
    before = len(head) + _width(cells[start:first])
    carets = "^" * max(1, _width(cells[first : min(last, stop)]))
    return f"{gutter}{head}{shown}{tail}", f"{' ' * 6} | {' ' * before}{carets}"


def _last(position: Position, text: str, first: int) -> int:
    """The index after the last character to mark; a range that goes on marks the whole rest."""
    if position.end_column is None or position.end_line is None:
        return first + 1
    if position.end_line > position.line:
        return len(text.rstrip())
    return position.end_column - 1


def _window(cells: list[str], first: int, room: int) -> tuple[int, int]:
    """The part of a long line to show: around ``first``, which is never cut off."""
    if _width(cells) <= room:
        return 0, len(cells)
    start = 0
    if _width(cells[: first + 1]) > room * 2 // 3:
        widths = list(accumulate(map(_cell_width, reversed(cells[:first]))))
        start = first - sum(total <= room // 3 for total in widths)
    used, stop = 1 + bool(start), start
    while stop < len(cells) and used + _cell_width(cells[stop]) <= room:
        used += _cell_width(cells[stop])
        stop += 1
    return start, max(stop, first + 1 if first < len(cells) else first)


def _masked(text: str) -> str:
    for leak in leaks(text):
        length = leak.end - leak.start
        text = text[: leak.start] + leak.masked[:length].ljust(length, "*") + text[leak.end :]
    return text


def _cell(character: str) -> str:
    if character == "\t":
        return _TAB
    if character in _DIRECTION or wcwidth(character) < 0:
        return _REPLACEMENT
    return character


def _cell_width(cell: str) -> int:
    return sum(wcwidth(character) for character in cell)


def _width(cells: list[str]) -> int:
    return sum(map(_cell_width, cells))
