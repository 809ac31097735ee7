"""HTML to paste into a content management system: no style sheet, no script, no picture, no class.

Such systems strip all of these, so every look is a style attribute and figures are their tables.
"""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from liuxing_cli.publish.document import (
    Attachment,
    Block,
    Column,
    Contacts,
    Document,
    Figure,
    Heading,
    Imprint,
    Items,
    PageBreak,
    Paragraph,
    SignOff,
    Table,
    Title,
    lines_of,
)
from liuxing_cli.publish.elements import element, joined

_TEXT = "margin:0.5em 0;text-indent:2em;line-height:1.8"
_FLUSH = "margin:0.5em 0;line-height:1.8"
_RIGHT = "margin:0.3em 2em;text-align:right;line-height:1.8"
_TABLE = "width:100%;border-collapse:collapse;margin:0.5em 0 1em"
_CELL = "border:1px solid #999;padding:4px 6px"


def render(document: Document) -> Markup:
    """The document's content, a block a line, in one ``div``."""
    inner = joined([part for block in document.blocks for part in _block(block)], "\n")
    return element("div", "\n", inner, "\n", lang="zh-CN") + "\n"


def _block(block: Block) -> Iterator[Markup]:
    match block:
        case Title(text=text):
            yield element("h2", text, style="margin:1em 0;text-align:center")
        case Heading(level=level):
            yield element(f"h{level + 2}", *lines_of(block), style="margin:1em 0 0.4em")
        case Items() | Contacts():
            entries = [element("li", text) for text in lines_of(block)]
            yield element("ul", joined(entries), style="margin:0.5em 0;line-height:1.8")
        case Table():
            yield _table(block)
        case Figure(table=table):
            yield _table(table)
        case SignOff() | Imprint():
            yield from (element("p", text, style=_RIGHT) for text in lines_of(block))
        case Attachment(label=label, title=title):
            yield element("p", element("strong", label), style=_FLUSH)
            yield element("h3", title, style="margin:1em 0;text-align:center")
        case Paragraph(text=text):
            yield element("p", text, style=_TEXT)
        case PageBreak():
            return
        case _:
            yield from (element("p", text, style=_FLUSH) for text in lines_of(block))


def _table(table: Table) -> Markup:
    style = "padding:4px;text-align:center;font-weight:bold"
    caption = element("caption", table.heading, style=style) if table.caption else ""
    head = [element("th", c.name, scope="col", style=_look(c, "center")) for c in table.columns]
    rows = joined([_row(table.columns, row) for row in table.rows], "\n")
    body = element("thead", element("tr", *head)) + element("tbody", rows)
    return element("table", caption, body, style=_TABLE)


def _row(columns: Sequence[Column], row: Sequence[str]) -> Markup:
    cells = zip(columns, row, strict=True)
    return element("tr", *(element("td", cell, style=_look(column)) for column, cell in cells))


def _look(column: Column, place: str = "") -> str:
    return f"{_CELL};text-align:{place or ('right' if column.numeric else 'left')}"
