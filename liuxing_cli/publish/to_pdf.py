"""PDF back end: typst, with the document in as JSON to the one template ``paper.typ``.

The file is PDF/A-2b, dated by the document, and needs nothing but Python packages (the ``pdf``
extra). Every character is checked against the fonts first.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from importlib import import_module
from importlib.resources import files
from typing import Any

from markupsafe import escape

from liuxing_cli.publish.charts import FONT
from liuxing_cli.publish.document import (
    Attachment,
    Attachments,
    Block,
    Document,
    Figure,
    Heading,
    Imprint,
    RedHead,
    SignOff,
    Table,
    Title,
    lines_of,
)
from liuxing_cli.publish.errors import PublishError
from liuxing_cli.publish.fonts import Chosen, FontSubstituted, Library, Text, choose, library
from liuxing_cli.publish.layout import GB33476, RED, Layout, mark_size
from liuxing_cli.publish.options import STANDARD, Options, Rendered
from liuxing_cli.publish.widths import measured

MISSING = (
    "生成 PDF 要另装组件：pip install 'liuxing[pdf]'。不装也有两个办法："
    "一、用 --format docx 生成公文，在 Word 或 WPS 里“另存为 PDF”；"
    "二、用 --format html 生成网页，在浏览器里“打印”到 PDF"
)
_WIDTH = GB33476.width
"""A PDF has the text area of the standard, whatever Word's margins."""


class NoPdf(PublishError):  # noqa: N818 - nothing is wrong, something is not installed
    """The ``pdf`` extra is not installed."""


def render(document: Document, options: Options = STANDARD) -> Rendered:
    """The document as a PDF file; the same document and fonts give the same bytes.

    Raises:
        NoPdf: the ``pdf`` extra is not installed.
        MissingGlyph: no font has a character of the text.
        FontSubstituted: ``options.strict_fonts``, and a named font is not there.
    """
    fonts = open_fonts(options.system_fonts)
    chosen = choose(_texts(document), fonts, options.layout)
    if chosen.substitutions and options.strict_fonts:
        said = "；".join(chosen.substitutions)
        raise FontSubstituted(f"{said}。按 --strict-fonts 的要求不生成 PDF")
    sources = {
        "main.typ": _template(),
        "data.json": json.dumps(_data(document, chosen, options.layout)).encode(),
        **dict(_pictures(document, chosen)),
    }
    pdf, warnings = import_module("typst").compile_with_warnings(
        sources,
        format="pdf",
        font_paths=fonts.handle,
        pdf_standards=["a-2b"],
        timestamp=datetime.combine(document.issued, time(), UTC),
    )
    notes = ["字体：" + "；".join(chosen.substitutions)] if chosen.substitutions else []
    notes += [f"排版：{warning.message}" for warning in warnings]
    if any(isinstance(block, RedHead) for block in document.blocks):
        notes += _first_page(sources, fonts)
    return Rendered(pdf, tuple(notes), chosen.used)


def _data(document: Document, chosen: Chosen, layout: Layout) -> dict[str, Any]:
    """What the template reads."""
    return {
        "title": document.title,
        "author": document.author,
        "issued": [document.issued.year, document.issued.month, document.issued.day],
        "fonts": chosen.chains,
        "light": chosen.title_is_light,
        "red": RED,
        "blocks": list(_blocks(document.blocks, layout)),
    }


def _first_page(sources: Mapping[str, bytes], fonts: Library) -> Iterator[str]:
    """A note where a long head has driven the text off the first page (7.3.3)."""
    query = import_module("typst").query
    found = json.loads(query(sources, "<body>", field="value", font_paths=fonts.handle))
    if found and found[0] > 1:
        yield "排版：首页没有正文（GB/T 9704 要求公文首页必须显示正文），请缩短发文机关标志或标题"


def open_fonts(system: bool) -> Library:
    """The fonts at hand.

    Raises:
        NoPdf: the ``pdf`` extra is not installed.
    """
    try:
        return library(system)
    except ImportError as problem:
        raise NoPdf(MISSING) from problem


def _template() -> bytes:
    return (files(__package__) / "paper.typ").read_bytes()


_ROLES: Mapping[str, str] = {"Title": "title", "RedHead": "title", "Remark": "kai"}
_HEADINGS = {1: "hei", 2: "kai"}


def _texts(document: Document) -> Iterator[Text]:
    """Every text of the document with the font it is set in and the place where it stands."""
    yield Text("song", "— 0123456789", "页码")
    for block in document.blocks:
        if isinstance(block, Table | Figure):
            yield from _table_texts(block)
            continue
        role = _ROLES.get(type(block).__name__, "body")
        if isinstance(block, Heading):
            role = _HEADINGS.get(block.level, "body")
        for text in lines_of(block):
            if isinstance(block, Attachment):
                role = "hei" if text == block.label else "title"
            yield Text(role, text, f"“{_start(text)}”")


def _start(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}…"


def _table_texts(block: Table | Figure) -> Iterator[Text]:
    table = block if isinstance(block, Table) else block.table
    yield Text("hei", table.heading, "表题")
    name = table.heading or "表格"
    for column in table.columns:
        yield Text("hei", column.name, f"{name}的表头")
    for number, row in enumerate(table.rows, start=1):
        where = f"{name}第 {number} 行“{_start(row[table.names])}”"
        yield Text("body", "".join(row), where)
    if isinstance(block, Figure):
        for chart in block.charts:
            yield Text("hei", chart.svg.striptags(), f"{name}的图")


def _pictures(document: Document, chosen: Chosen) -> Iterator[tuple[str, bytes]]:
    """The charts as files of the compilation, lettered in a font that is there."""
    family = ",".join(f"'{name}'" for name in chosen.chains["hei"])
    charts = (c for b in document.blocks if isinstance(b, Figure) for c in b.charts)
    for number, chart in enumerate(charts):
        svg = str(chart.svg).replace(str(escape(FONT)), family)
        yield f"chart-{number}.svg", svg.encode("utf-8")


def _blocks(blocks: Sequence[Block], layout: Layout) -> Iterator[dict[str, Any]]:
    """The blocks as the template reads them: ``kind`` and the fields that it needs."""
    drawn = 0
    for block in blocks:
        data = {"kind": type(block).__name__, **_fields(block, layout)}
        if isinstance(block, Figure):
            names = range(drawn, drawn + len(block.charts))
            alts = [chart.alt for chart in block.charts]
            data["charts"] = [[f"chart-{n}.svg", alt] for n, alt in zip(names, alts, strict=True)]
            drawn += len(block.charts)
        yield data


def _fields(block: Block, layout: Layout) -> dict[str, Any]:  # noqa: PLR0911 - a case a kind
    match block:
        case Title(lines=lines):
            return {"lines": lines}
        case RedHead(lines=lines):
            return {"lines": lines, "size": mark_size(lines, layout.width) / 2}
        case Heading(level=level):
            return {"level": level, "texts": list(lines_of(block))}
        case Table():
            return _table(block)
        case Figure(table=table):
            return _table(table)
        case SignOff(office=office, date=date, sealed=sealed):
            return {"office": office, "date": date, "sealed": sealed}
        case Attachment(label=label, title=title):
            return {"label": label, "title": title}
        case Attachments(entries=entries):
            return {"texts": entries}
        case Imprint(copies=copies, office=office, date=date):
            return {"copies": copies, "office": office, "date": date}
        case _:
            return {"texts": list(lines_of(block))}


def _table(table: Table) -> dict[str, Any]:
    size, widths = measured(table, _WIDTH)
    return {
        "caption": table.heading,
        "size": size / 2,
        "widths": [width / 20 for width in widths],
        "numeric": [column.numeric for column in table.columns],
        "head": [column.name for column in table.columns],
        "rows": table.rows,
    }
