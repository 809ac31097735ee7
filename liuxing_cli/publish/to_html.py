"""HTML back end: one self-contained file, no network, no script, readable on a phone and on paper.

The style sheet is allowed by its digest and nothing else is: not even a style attribute.
"""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from liuxing_cli.publish.document import (
    Block,
    Column,
    Contacts,
    Document,
    Figure,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Remark,
    SignOff,
    Table,
    Title,
)
from liuxing_cli.publish.elements import element, joined

_SHORT = 12
"""A table of at most so many rows is printed on one page."""

_PAGE = Markup(
    """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{digest}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="{author}">
<meta name="date" content="{issued}">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""
)


def render(document: Document) -> bytes:
    """The document as one HTML file (UTF-8)."""
    style, digest = _style()
    page = _PAGE.format(
        digest=digest,
        author=document.author,
        issued=document.issued.isoformat(),
        title=document.title,
        style=style,
        body=fragment(document),
    )
    return str(page).encode("utf-8")


def fragment(document: Document) -> Markup:
    """The document's content alone, a block a line."""
    return joined([*map(_block, document.blocks), Markup("")], "\n")


@cache
def _style() -> tuple[Markup, str]:
    """The style sheet and its digest as a content security policy writes it."""
    style = (files(__package__) / "page.css").read_text("utf-8").replace("\r\n", "\n")
    digest = hashlib.sha256(style.encode("utf-8")).digest()
    return Markup(style), f"sha256-{base64.b64encode(digest).decode('ascii')}"  # noqa: S704 - ours


def _block(block: Block) -> Markup:  # noqa: PLR0911 - one case a kind of block
    match block:
        case Title(lines=lines):
            return element("h1", _each("span", lines))
        case Heading(level=level, number=number, text=text):
            return element(f"h{level + 1}", number, text)
        case Paragraph(text=text):
            return element("p", text)
        case Remark(text=text):
            return element("p", text, class_="remark", role="note")
        case Items(entries=entries):
            return element("ul", _each("li", entries))
        case Table():
            return _table(block)
        case Figure(charts=charts, table=table):
            pictures = joined([chart.svg for chart in charts])
            return element("figure", element("div", pictures, class_="charts"), _table(table))
        case Contacts(entries=entries):
            shown = [f"{label}：{value}" for label, value in entries]
            return element("ul", _each("li", shown), class_="contacts")
        case SignOff(office=office, date=date):
            return element("div", _each("p", (office, date)), class_="signoff")
        case PageBreak():
            return element("div", class_="page-break")


def _each(name: str, texts: Sequence[str]) -> Markup:
    return joined([element(name, text) for text in texts])


def _table(table: Table) -> Markup:
    """A real table in a frame of its own that scrolls sideways where the page is narrow."""
    caption = element("caption", table.heading) if table.caption else ""
    head = [
        element("th", column.name, scope="col", class_=_class(column)) for column in table.columns
    ]
    rows = joined([_row(table, row) for row in table.rows], "\n")
    content = (caption, element("thead", element("tr", *head)), element("tbody", rows))
    return element(
        "div",
        element("table", *content),
        class_="table short" if len(table.rows) <= _SHORT else "table",
        role="region",
        aria_label=table.heading or "表格",
        tabindex="0",
    )


def _row(table: Table, row: Sequence[str]) -> Markup:
    cells = zip(table.columns, row, strict=True)
    return element(
        "tr",
        *(
            element("th", cell, scope="row", class_=_class(column))
            if index == table.names
            else element("td", cell, class_=_class(column))
            for index, (column, cell) in enumerate(cells)
        ),
    )


def _class(column: Column) -> str | None:
    return "number" if column.numeric else None
