"""docx back end: python-docx for the package, WordprocessingML for what GB/T 9704-2012 asks for.

Pictures are not placed yet: a figure shows the table of its numbers.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from itertools import pairwise

import docx
from docx.opc.coreprops import CoreProperties
from docx.oxml import parse_xml
from markupsafe import Markup

from liuxing_cli.publish.document import (
    Block,
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
from liuxing_cli.publish.docx_base import blank
from liuxing_cli.publish.docx_layout import CHARACTER, GB33476, SIZES_TABLE, TRACKING, Layout
from liuxing_cli.publish.ooxml import line_break, paragraph, repacked, root, run, w
from liuxing_cli.publish.widths import fit, half_ems


def render(document: Document, layout: Layout = GB33476) -> bytes:
    """The document as a Word file; the same document gives the same bytes."""
    paper = docx.Document(io.BytesIO(blank(layout)))
    body = paper.element.body
    section = body[-1]
    for part in parse_xml(root("body", *_parts(document.blocks, layout)).encode("utf-8")):
        section.addprevious(part)
    _describe(paper.core_properties, document)
    out = io.BytesIO()
    paper.save(out)
    return repacked(out.getvalue())


def _describe(properties: CoreProperties, document: Document) -> None:
    """The file's own metadata, from the document and never from the clock."""
    issued = datetime.combine(document.issued, time(), UTC)
    properties.title = document.title
    properties.author = properties.last_modified_by = document.author
    properties.created = properties.modified = issued
    properties.language = "zh-CN"
    properties.revision = 1


def _parts(blocks: Sequence[Block], layout: Layout) -> Iterator[Markup]:
    """Blocks as paragraphs and tables; what stands before a sign-off stays on its page."""
    for block, following in pairwise((*blocks, None)):
        if block is not None:
            yield from _block(block, layout, isinstance(following, SignOff))


def _block(block: Block, layout: Layout, kept: bool) -> Iterator[Markup]:
    match block:
        case Title(lines=lines):
            yield paragraph("Title", *_broken(lines))
        case Heading(level=level, number=number, text=text):
            yield paragraph(f"Heading{level}", run(number + text))
        case Paragraph(text=text):
            yield _text("BodyText", text, kept)
        case Remark(text=text):
            yield paragraph("Remark", run(text))
        case Items(entries=entries):
            yield from _list("Items", entries, kept)
        case Contacts(entries=entries):
            yield from _list("Contacts", [f"{label}：{value}" for label, value in entries], kept)
        case Table():
            yield from _table(block, layout, kept)
        case Figure(table=numbers):
            yield from _table(numbers, layout, kept)
        case SignOff():
            yield from _sign_off(block, layout)
        case PageBreak():
            yield w("p", w("r", w("br", type="page")))


def _text(style: str, text: str, kept: bool = False) -> Markup:
    """A paragraph; ``kept`` binds it to the next one."""
    return paragraph(style, run(text), properties=(w("keepNext"),) if kept else ())


def _list(style: str, entries: Sequence[str], kept: bool) -> Iterator[Markup]:
    for number, entry in enumerate(entries, start=1):
        yield _text(style, entry, kept and number == len(entries))


def _broken(lines: Sequence[str]) -> Iterator[Markup]:
    for number, line in enumerate(lines):
        if number:
            yield line_break()
        yield run(line)


def _sign_off(block: SignOff, layout: Layout) -> Iterator[Markup]:
    """Unsealed (7.3.5.2): the office two characters from the right, the date's first character two
    right of the office's; a date longer than the office is the one two from the right instead.
    """
    office, date = half_ems(block.office), half_ems(block.date)
    kept = w("keepNext")
    if date <= office:
        start = max(0, layout.width - office * (CHARACTER + TRACKING) // 2)
        yield paragraph("Office", run(block.office), properties=(kept, _from_right(4)))
        place = (w("ind", left=start), w("jc", val="left"))
        yield paragraph("Issued", run(block.date), properties=place)
    else:
        further = _from_right(8 + date - office)
        yield paragraph("Office", run(block.office), properties=(kept, further))
        yield paragraph("Issued", run(block.date), properties=(_from_right(4),))


def _from_right(half_characters: int) -> Markup:
    """Indent from the right, in characters and in twips for programs that want them."""
    twips = half_characters * CHARACTER // 2
    return w("ind", rightChars=half_characters * 50, right=twips)


def _table(table: Table, layout: Layout, kept: bool) -> Iterator[Markup]:
    """Caption, a full-width table with repeated head and unbroken rows, and a gap below it."""
    if table.caption:
        yield paragraph("Caption", run(table.heading))
    size, widths = _measured(table, layout.width)
    styles = [f"{'Number' if column.numeric else 'Cell'}{size}" for column in table.columns]
    head = [column.name for column in table.columns]
    yield w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val="Grid"),
            w("tblW", w=sum(widths), type="dxa"),
            w("tblLayout", type="fixed"),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        _row(head, [f"Head{size}"] * len(head), widths, w("tblHeader")),
        *(_row(row, styles, widths) for row in table.rows),
    )
    yield paragraph("AfterTable", properties=(w("keepNext"),) if kept else ())


def _row(
    cells: Sequence[str], styles: Sequence[str], widths: Sequence[int], *properties: str
) -> Markup:
    """One row that no page break cuts; ``properties`` follow ``cantSplit``."""
    return w(
        "tr",
        w("trPr", w("cantSplit"), *properties),
        *(
            w(
                "tc",
                w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val="center")),
                paragraph(style, run(cell)),
            )
            for cell, style, width in zip(cells, styles, widths, strict=True)
        ),
    )


def _measured(table: Table, total: int) -> tuple[int, list[int]]:
    """The size of the text in half points and the columns' widths in twips.

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
