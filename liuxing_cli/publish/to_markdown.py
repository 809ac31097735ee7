"""Markdown back end (CommonMark with tables); nothing in a text is ever taken for markup."""

import re
from collections.abc import Iterator, Sequence

from liuxing_cli.publish.document import (
    Addressee,
    Attachment,
    Attachments,
    Block,
    Contacts,
    DocNumber,
    Document,
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
    Tree,
    Twig,
    lines_of,
)
from liuxing_cli.publish.options import STANDARD, Options, Rendered

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&!$])")
_LIST_MARK = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=])")


def render(document: Document, options: Options = STANDARD) -> Rendered:
    """The document as Markdown (UTF-8), blocks parted by empty lines."""
    del options
    text = "\n\n".join(part for block in document.blocks for part in _parts(block)) + "\n"
    return Rendered(text.encode("utf-8"))


def escape(text: str) -> str:
    """Text that reads the same once Markdown is rendered."""
    return _LIST_MARK.sub(_escaped_mark, _SPECIAL.sub(r"\\\1", text))


def _escaped_mark(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}"


def table(content: Table) -> str:
    """A pipe table without its caption; numbers are aligned to the right."""
    head = [column.name for column in content.columns]
    rule = [" ---: |" if column.numeric else " --- |" for column in content.columns]
    return "\n".join([_row(head), "|" + "".join(rule), *map(_row, content.rows)])


def _row(cells: Sequence[str]) -> str:
    return "|" + "".join(f" {escape(cell)} |" for cell in cells)


def _parts(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 - one case a kind of block
    match block:
        case Title(text=text):
            yield f"# {escape(text)}"
        case Heading(level=level, number=number, text=text):
            yield f"{'#' * (level + 1)} {escape(number + text)}"
        case Paragraph(text=text):
            yield escape(text)
        case Remark(text=text):
            yield f"> {escape(text)}"
        case Items(entries=entries):
            yield _list(entries)
        case Table():
            if block.caption:
                yield f"**{escape(block.heading)}**"
            yield table(block)
        case Figure(table=numbers):
            yield from _parts(numbers)
        case Contacts(entries=entries):
            yield _list([f"{label}：{value}" for label, value in entries])
        case Tree(twigs=twigs):
            yield "\n".join(line for twig in twigs for line in _twig(twig, ""))
        case SignOff(office=office, date=date):
            yield from (escape(office), escape(date))
        case RedHead(text=text) | DocNumber(text=text) | Addressee(text=text) | Stamp(text=text):
            yield escape(text)
        case Attachments():
            yield from map(escape, lines_of(block))
        case Attachment(label=label, title=title):
            yield from (f"**{escape(label)}**", f"## {escape(title)}")
        case Imprint(texts=texts):
            yield "---"
            yield from map(escape, texts)
        case PageBreak():
            return


def _list(entries: Sequence[str]) -> str:
    return "\n".join(f"- {escape(entry)}" for entry in entries)


def _twig(twig: Twig, blank: str) -> Iterator[str]:
    """A node as a list entry, what belongs to it indented below."""
    yield f"{blank}- {escape('　'.join(filter(None, (twig.title, twig.figure))))}"
    for text in filter(None, (*twig.texts, twig.place)):
        yield f"{blank}  - {escape(text)}"
    for below in twig.twigs:
        yield from _twig(below, f"{blank}  ")
