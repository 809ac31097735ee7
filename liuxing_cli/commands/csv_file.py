"""A CSV file as people save it: BOM, GB18030 or UTF-16, tabs or semicolons, any line ends."""

from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from liuxing_cli.commands.refusal import Refusal

LONGEST = 200_000
"""Rows up to which a file is read."""


def read_cells(path: Path, hint: str, notes: list[str]) -> list[list[str]]:
    """Every cell of a file, stripped, the head first; ``notes`` gains how it was read.

    Raises:
        Refusal: it is empty, no text, no whole CSV or too long; ``hint`` says what it should be.
        OSError: it cannot be read.
    """
    import pandas

    text = _text(path.read_bytes(), notes)
    if not text.strip():
        raise Refusal(f"{path} 是空的", hint)
    mark = _separator(text, notes)
    width = 1 + max(line.count(mark) for line in text.split("\n"))
    try:
        frame = pandas.read_csv(
            StringIO(text),
            sep=mark,
            header=None,
            names=range(width),
            dtype=str,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
            nrows=LONGEST + 2,
        )
    except ValueError as error:  # also pandas.errors.ParserError
        raise Refusal(f"{path} 不是完整的 CSV：引号没有成对", "检查英文双引号") from error
    if len(frame) > LONGEST + 1:
        raise Refusal(f"{path} 超过 {LONGEST} 行", "分成几个文件")
    return [[str(cell).strip().removeprefix("'") for cell in row] for row in frame.to_numpy()]


def rows_below(cells: Sequence[Sequence[str]]) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows below the head that hold anything, with the line each starts at; a cell in quotes
    may span several."""
    line = 1
    for number, row in enumerate(cells):
        if number and any(row):
            yield line, row
        line += 1 + sum(cell.count("\n") for cell in row)


def _text(data: bytes, notes: list[str]) -> str:
    """UTF-8, or what a Chinese Excel saves as CSV (GB18030) or as Unicode text (UTF-16)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        notes.append("文件按 UTF-16 编码读入")
        return _one_line_end(data.decode("utf-16", errors="replace"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            raise Refusal(
                "文件不是文字（既不是 UTF-8，也不是 GB18030）", "另存为 CSV UTF-8"
            ) from None
        notes.append("文件按 GB18030 编码读入")
    return _one_line_end(text)


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _separator(text: str, notes: list[str]) -> str:
    """The comma; a tab or semicolon where the head has no comma, as some spreadsheets write."""
    head = text.partition("\n")[0]
    for mark, name in (("\t", "制表符"), (";", "分号")):
        if "," not in head and mark in head:
            notes.append(f"各列按{name}分开")
            return mark
    return ","
