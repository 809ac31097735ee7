"""Blocks as WordprocessingML: paragraphs and tables in the named styles of official paper."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup

from liuxing_cli.publish.document import (
    Addressee,
    Attachment,
    Attachments,
    Block,
    Chart,
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
    Tree,
    lines_of,
)
from liuxing_cli.publish.docx_official import (
    attachment_list,
    imprint,
    red_head,
    sign_off,
)
from liuxing_cli.publish.layout import Layout
from liuxing_cli.publish.ooxml import line_break, paragraph, run, w
from liuxing_cli.publish.widths import measured

Draw = Callable[[Chart], Markup | None]
"""Places a picture and returns the run that shows it; None where there is no picture."""


def parts(blocks: Sequence[Block], layout: Layout, draw: Draw) -> Iterator[Markup]:
    """Blocks as paragraphs and tables; what stands before a sign-off stays on its page."""
    for block, following in pairwise((*blocks, None)):
        if block is not None:
            yield from _block(block, layout, isinstance(following, SignOff | Stamp), draw)


def _block(  # noqa: C901, PLR0912 - one case a kind of block
    block: Block, layout: Layout, kept: bool, draw: Draw
) -> Iterator[Markup]:
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
        case Figure(charts=charts, table=numbers):
            pictures = (draw(chart) for chart in charts)
            yield from (paragraph("Picture", shown) for shown in pictures if shown)
            yield from _table(numbers, layout, kept)
        case Tree():
            yield from _list("Items", list(lines_of(block)), kept)
        case SignOff():
            yield from sign_off(block, layout, kept)
        case RedHead():
            yield from red_head(block, layout)
        case DocNumber(text=text):
            yield paragraph("DocNumber", run(text))
        case Addressee(text=text):
            yield paragraph("Addressee", run(text))
        case Attachments():
            yield from attachment_list(block, layout)
        case Attachment(label=label, title=title):
            yield paragraph("AttachmentLabel", run(label))
            yield paragraph("AttachmentTitle", run(title))
        case Imprint():
            yield from imprint(block, layout)
        case Stamp(text=text):
            yield paragraph("Stamp", run(text))
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


def _table(table: Table, layout: Layout, kept: bool) -> Iterator[Markup]:
    """Caption, a full-width table with repeated head and unbroken rows, and a gap below it."""
    if table.caption:
        yield paragraph("Caption", run(table.heading))
    size, widths = measured(table, layout.width)
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
