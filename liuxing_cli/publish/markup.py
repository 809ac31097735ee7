"""The line markup of templates: the first characters of a line say what it is.

``# `` title, ``## `` to ``##### `` headings of level 1 to 4, ``- `` item, ``> `` remark,
``@table NAME``, ``@figure NAME``, ``@contacts``, ``@signoff``, ``@pagebreak``; every other line is
a paragraph, an empty one (or an item of nothing) nothing. There is no markup inside a line.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from liuxing_cli.publish.document import (
    Block,
    Contacts,
    Figure,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Remark,
    SignOff,
    Table,
    Title,
    clean,
    numbered,
)
from liuxing_cli.publish.errors import TemplateError

GUARD = "\x02"
"""Stands before every value filled in, so that a value never is the first character of a line."""

_PLACEABLE = {"table": Table, "figure": Figure, "contacts": Contacts, "signoff": SignOff}
_NAMED = ("table", "figure")
_HASHES = re.compile(r"(#{1,5})\s+(.*)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a filled template and where it was written."""

    text: str
    template: str
    number: int


def parse(lines: Iterable[Line], objects: Mapping[str, Block]) -> tuple[Block, ...]:
    """Turn lines into numbered blocks; ``objects`` are the tables and so on that ``@`` places.

    Raises:
        TemplateError: an unknown mark or name, or not exactly one title; with its line.
    """
    blocks: list[Block] = []
    last: Line | None = None
    for line in lines:
        last = line
        if _plain(line.text).lstrip("->"):
            _append(blocks, _block(line, objects))
    if sum(isinstance(block, Title) for block in blocks) != 1:
        name = last.template if last else ""
        raise TemplateError(name, None, "要有且只有一个标题（以“# ”开头，折行的标题连写几行）")
    return numbered(blocks)


def _append(blocks: list[Block], block: Block) -> None:
    """Add a block; consecutive items are one list, consecutive title lines one title."""
    previous = blocks[-1] if blocks else None
    if isinstance(block, Items) and isinstance(previous, Items):
        blocks[-1] = Items(previous.entries + block.entries)
    elif isinstance(block, Title) and isinstance(previous, Title):
        blocks[-1] = Title(previous.lines + block.lines)
    else:
        blocks.append(block)


def _block(line: Line, objects: Mapping[str, Block]) -> Block:
    text = line.text.strip(" \t\u3000")
    mark, rest = text[:1], _plain(text[1:])
    if mark == "#":
        return _heading(line, text)
    if mark == "@":
        return _placed(line, text, objects)
    if mark in "->" and text[1:2] in {" ", "\t"}:
        return Items((rest,)) if mark == "-" else Remark(rest)
    return Paragraph(_plain(text))


def _plain(text: str) -> str:
    return clean(text.replace(GUARD, ""))


def _heading(line: Line, text: str) -> Title | Heading:
    found = _HASHES.fullmatch(text)
    words = _plain(found[2]) if found else ""
    if found is None or not words:
        problem = "“#”后面要有一个空格和文字，标题最多五个“#”"
        raise TemplateError(line.template, line.number, problem)
    level = len(found[1]) - 1
    return Heading(level, words) if level else Title((words,))


def _placed(line: Line, text: str, objects: Mapping[str, Block]) -> Block:
    kind, _, name = text[1:].partition(" ")
    name = name.strip()
    if kind == "pagebreak" and not name:
        return PageBreak()
    if kind not in _PLACEABLE or bool(name) != (kind in _NAMED):
        offered = "可用 @table 名称、@figure 名称、@contacts、@signoff、@pagebreak"
        raise TemplateError(line.template, line.number, f"不认识“{_plain(text)}”；{offered}")
    block = objects.get(name or kind)
    if block is None or not isinstance(block, _PLACEABLE[kind]):
        names = [key for key, value in objects.items() if isinstance(value, _PLACEABLE[kind])]
        offered = f"可用的有：{'、'.join(names)}" if names else "这份模板没有可用的"
        problem = f"没有可放在“@{kind}”处的“{_plain(name or kind)}”（{offered}）"
        raise TemplateError(line.template, line.number, problem)
    return block
