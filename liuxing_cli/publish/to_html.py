"""HTML back end: one self-contained file, no network, readable on a phone and on paper.

Everything is readable without scripts; with them, tables can be sorted and filtered. The style
sheet and the script are allowed by their digests and nothing else is: not even a style attribute.
"""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from liuxing_cli.publish import html_fragment
from liuxing_cli.publish.document import (
    Addressee,
    Attachment,
    Attachments,
    Block,
    Column,
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
)
from liuxing_cli.publish.elements import element, joined
from liuxing_cli.publish.options import STANDARD, Options, Rendered

_SHORT = 12
"""A table of at most so many rows is printed on one page."""

_PAGE = Markup(
    """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="{author}">
<meta name="date" content="{issued}">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{body}</main>
<script>{script}</script>
</body>
</html>
"""
)


_POLICY = "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'"


def render(document: Document, options: Options = STANDARD) -> Rendered:
    """The document as one HTML file (UTF-8), or as a fragment of one."""
    if options.fragment:
        return Rendered(str(html_fragment.render(document)).encode("utf-8"))
    with_tree = any(isinstance(block, Tree) for block in document.blocks)
    names = ("page", "tree") if with_tree else ("page",)
    style, style_digest = _inline(*(f"{name}.css" for name in names))
    script, script_digest = _inline(*(f"{name}.js" for name in names))
    page = _PAGE.format(
        policy=_POLICY.format(style_digest, script_digest),
        author=document.author,
        issued=document.issued.isoformat(),
        title=document.title,
        style=style,
        script=script,
        body=joined([*map(_block, document.blocks), Markup("")], "\n"),
    )
    return Rendered(str(page).encode("utf-8"))


@cache
def _inline(*names: str) -> tuple[Markup, str]:
    """Files of ours to stand in the page, and their digest as the policy writes it."""
    texts = [(files(__package__) / name).read_text("utf-8") for name in names]
    text = "".join(texts).replace("\r\n", "\n")
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return Markup(text), f"sha256-{base64.b64encode(digest).decode('ascii')}"  # noqa: S704 - ours


def _block(block: Block) -> Markup:  # noqa: C901, PLR0911, PLR0912 - one case a kind of block
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
        case Tree(twigs=twigs):
            return element("div", joined(list(map(_twig, twigs)), "\n"), class_="tree")
        case Contacts(entries=entries):
            shown = [f"{label}：{value}" for label, value in entries]
            return element("ul", _each("li", shown), class_="contacts")
        case SignOff(office=office, date=date, sealed=sealed):
            look = "signoff sealed" if sealed else "signoff"
            return element("div", _each("p", (office, date)), class_=look)
        case PageBreak():
            return element("div", class_="page-break")
        case RedHead(lines=lines):
            return element("p", _each("span", lines), class_="redhead")
        case DocNumber(text=text):
            return element("p", text, class_="docnumber")
        case Addressee(text=text):
            return element("p", text, class_="addressee")
        case Attachments(entries=entries):
            first, *others = entries
            return element("div", _each("p", (f"附件：{first}", *others)), class_="attachments")
        case Attachment(label=label, title=title):
            head = element("p", label, class_="label") + element("h2", title)
            return element("div", head, class_="attachment")
        case Imprint(texts=texts):
            return element("div", _each("p", texts), class_="imprint")
        case Stamp(text=text):
            return element("p", text, class_="stamp")


def _twig(twig: Twig) -> Markup:
    """A node; what hangs on it unfolds at a click, without any script."""
    figure = element("span", twig.figure, class_="figure") if twig.figure else ""
    texts = _each("p", twig.texts) if twig.texts else ""
    place = element("p", twig.place, class_="place") if twig.place else ""
    head = (element("span", twig.title, class_="name"), figure)
    if not twig.twigs:
        return element("div", element("p", *head, class_="head"), texts, place, class_="leaf")
    below = joined(list(map(_twig, twig.twigs)), "\n")
    opened = "open" if twig.opened else None
    return element("details", element("summary", *head), texts, place, below, open=opened)


def _each(name: str, texts: Sequence[str]) -> Markup:
    return joined([element(name, text) for text in texts])


def _table(table: Table) -> Markup:
    """A real table in a frame of its own that scrolls sideways where the page is narrow."""
    caption = element("caption", table.heading) if table.caption else ""
    head = [
        element("th", column.name, scope="col", class_=_class(column)) for column in table.columns
    ]
    rows = [_row(table, row) for row in table.rows]
    cut = len(rows) - table.sums
    foot = element("tfoot", joined(rows[cut:], "\n")) if table.sums else ""
    body = element("tbody", joined(rows[:cut], "\n"))
    content = (caption, element("thead", element("tr", *head)), body, foot)
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
