"""The line markup of templates: the first characters of a line say what it is.

``# `` title, ``## `` to ``##### `` headings of level 1 to 4, ``- `` item, ``> `` remark,
``@table NAME``, ``@figure NAME``, ``@contacts``, ``@signoff [sealed|unsealed]``, ``@redhead``,
``@docnumber``, ``@to WHOM``, ``@attachments`` (their list), ``@attachment TITLE`` (a page of its
own), ``@imprint``, ``@stamp``, ``@pagebreak``; every other line is a paragraph, an empty one (or an
item of nothing) nothing. There is no markup inside a line.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from liuxing_cli.publish.document import (
    Addressee,
    Attachment,
    Attachments,
    Block,
    Contacts,
    DocNumber,
    Figure,
    Heading,
    Imprint,
    Items,
    PageBreak,
    Paragraph,
    RedHead,
    Remark,
    SignOff,
    Stamp,
    Table,
    Title,
    clean,
    numbered,
)
from liuxing_cli.publish.errors import TemplateError

GUARD = "\x02"
"""Stands before every value filled in, so that a value never is the first character of a line."""

_PLACEABLE: Mapping[str, type[Block]] = {
    "table": Table,
    "figure": Figure,
    "contacts": Contacts,
    "signoff": SignOff,
    "redhead": RedHead,
    "docnumber": DocNumber,
    "imprint": Imprint,
}
"""What the kind of document or the office's settings provide."""
_NAMED = ("table", "figure")
_WORDED: Mapping[str, Callable[[str], Block]] = {"to": Addressee, "attachment": Attachment}
"""Marks that carry their own text."""
_BARE: Mapping[str, Callable[[], Block]] = {
    "pagebreak": PageBreak,
    "stamp": Stamp,
    "attachments": Attachments,
}
_SEALS = {"sealed": True, "unsealed": False}
_OFFERED = (
    "可用 @table 名称、@figure 名称、@contacts、@signoff、@redhead、@docnumber、@to 主送机关、"
    "@attachments、@attachment 附件名、@imprint、@stamp、@pagebreak"
)
_UNSET = {
    "redhead": "版式设置里没有发文机关标志（redhead）",
    "docnumber": "版式设置里没有发文机关代字（number），或没有用 --number 给出序号",
    "imprint": "版式设置里没有版记（imprint）",
}
"""Why an official part is not there; templates ask ``paper`` before placing one."""
_Found = TypeVar("_Found", bound=Block)
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
    return numbered(_attached(blocks, last.template if last else ""))


def _attached(blocks: Sequence[Block], template: str) -> list[Block]:
    """Number the attachments' pages and list them; the imprint comes after them, at the end."""
    names = [block.title for block in blocks if isinstance(block, Attachment)]
    lists = sum(isinstance(block, Attachments) for block in blocks)
    if lists != bool(names):
        problem = "正文之后用一次 @attachments 列出附件，每个附件再用 @attachment 附件名 另起一页"
        raise TemplateError(template, None, problem)
    if any(isinstance(block, Imprint) for block in blocks[:-1]):
        raise TemplateError(template, None, "版记（@imprint）要放在最后")
    numbers = iter(range(1, len(names) + 1))
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Attachments):
            result.append(Attachments(tuple(names)))
        elif isinstance(block, Attachment):
            label = f"附件{next(numbers)}" if len(names) > 1 else "附件"
            result.append(replace(block, label=label))
        else:
            result.append(block)
    return result


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
    kind, _, rest = text[1:].partition(" ")
    name = _plain(rest)
    if kind in _WORDED and name:
        return _WORDED[kind](name)
    if kind in _BARE and not name:
        return _BARE[kind]()
    if kind == "signoff" and name in _SEALS:
        return replace(_found(line, kind, kind, objects, SignOff), sealed=_SEALS[name])
    if kind not in _PLACEABLE or bool(name) != (kind in _NAMED):
        raise TemplateError(line.template, line.number, f"不认识“{_plain(text)}”；{_OFFERED}")
    return _found(line, kind, name or kind, objects, _PLACEABLE[kind])


def _found(
    line: Line, kind: str, name: str, objects: Mapping[str, Block], wanted: type[_Found]
) -> _Found:
    """The object of that name and kind."""
    block = objects.get(name)
    if isinstance(block, wanted):
        return block
    if kind in _UNSET:
        raise TemplateError(line.template, line.number, f"{_UNSET[kind]}，不能用 @{kind}")
    names = [key for key, value in objects.items() if isinstance(value, wanted)]
    offered = f"可用的有：{'、'.join(names)}" if names else "这份模板没有可用的"
    problem = f"没有可放在“@{kind}”处的“{name}”（{offered}）"
    raise TemplateError(line.template, line.number, problem)
