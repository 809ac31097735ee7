"""The parts of official paper that stand in places of their own (GB/T 9704-2012), as docx."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from liuxing_cli.publish.document import Attachments, Imprint, RedHead, SignOff
from liuxing_cli.publish.layout import Layout, mark_size
from liuxing_cli.publish.ooxml import line_break, paragraph, run, w
from liuxing_cli.publish.widths import half_ems

_SMALL = 280  # twips of one character of the imprint


def red_head(block: RedHead, layout: Layout) -> Iterator[Markup]:
    """The issuer's mark, as large as its longest line allows (7.2.4)."""
    size = mark_size(block.lines, layout.width)
    yield paragraph("RedHead", *_lines(block.lines, size))


def _lines(lines: Sequence[str], size: int) -> Iterator[Markup]:
    for number, line in enumerate(lines):
        if number:
            yield line_break()
        yield run(line, size)


def attachment_list(block: Attachments, layout: Layout) -> Iterator[Markup]:
    """Two characters in, below an empty line; a turned line stands under the name (7.3.4)."""
    for number, entry in enumerate(block.entries):
        ordinal = half_ems(f"{number + 1}.") if len(block.names) > 1 else 0
        name = 4 + 6 + ordinal  # half characters from the edge: the indent, 附件：, the ordinal
        first = name - 4 if number == 0 else ordinal
        place = w(
            "ind",
            leftChars=name * 50,
            left=name * layout.character // 2,
            hangingChars=first * 50,
            hanging=first * layout.character // 2,
        )
        above = w("spacing", beforeLines=100, before=layout.pitch) if number == 0 else Markup()
        text = f"附件：{entry}" if number == 0 else entry
        yield paragraph("Attachments", run(text), properties=(above, place))


def sign_off(block: SignOff, layout: Layout, kept: bool) -> Iterator[Markup]:
    """Office and date of writing, for a seal (7.3.5.1) or without one (7.3.5.2).

    ``kept`` binds the date to what follows.
    """
    office, date = half_ems(block.office), half_ems(block.date)
    wide, narrow = _width(office, layout), _width(date, layout)
    bound = (w("keepNext"),)
    last = bound if kept else ()
    if block.sealed:
        # The date four characters from the right, the office centred on it; both further left
        # where the office would leave the page. Two empty lines leave room for the seal.
        centre = max(4 * layout.character + narrow // 2, wide // 2)
        room = w("spacing", before=2 * layout.pitch)
        here = _right_twips(centre - wide // 2)
        yield paragraph("Office", run(block.office), properties=(*bound, room, here))
        there = _right_twips(centre - narrow // 2)
        yield paragraph("Issued", run(block.date), properties=(*last, there))
    elif date <= office:
        start = max(0, layout.width - wide)
        yield paragraph("Office", run(block.office), properties=(*bound, _from_right(4, layout)))
        place = (w("ind", left=start), w("jc", val="left"))
        yield paragraph("Issued", run(block.date), properties=(*last, *place))
    else:
        further = _from_right(8 + date - office, layout)
        yield paragraph("Office", run(block.office), properties=(*bound, further))
        yield paragraph("Issued", run(block.date), properties=(*last, _from_right(4, layout)))


def _width(half_characters: int, layout: Layout) -> int:
    """Width of text in twips, as set."""
    return half_characters * (layout.character + layout.tracking) // 2


def _from_right(half_characters: int, layout: Layout) -> Markup:
    """Indent from the right, in characters and in twips for programs that want them."""
    twips = half_characters * layout.character // 2
    return w("ind", rightChars=half_characters * 50, right=twips)


def _right_twips(twips: int) -> Markup:
    return w("ind", right=twips)


def imprint(block: Imprint, layout: Layout) -> Iterator[Markup]:
    """A table with lines of 0.35, 0.25 and 0.35 mm at the foot of the text area (7.4).

    It floats to the foot of the page of the empty paragraph after it; programs that cannot float a
    table of full width (LibreOffice) leave it below the text.
    """
    *copies, office, printed = block.texts
    narrow = (half_ems(printed) + 1) * _SMALL // 2 + _SMALL
    widths = (layout.width - narrow, narrow)
    turned = 3 * _SMALL  # a turned line stands under the first unit, after 抄送：
    hanging = w("ind", leftChars=300, left=turned, hangingChars=300, hanging=turned)
    rows = [_imprint_row(_cell(text, sum(widths), hanging, span=2)) for text in copies]
    ends = (
        _cell(office, widths[0], w("jc", val="left"), close="right"),
        _cell(printed, widths[1], w("jc", val="right"), close="left"),
    )
    yield w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val="ImprintTable"),
            w("tblpPr", vertAnchor="margin", horzAnchor="margin", tblpXSpec="center", **_FOOT),
            w("tblW", w=layout.width, type="dxa"),
            w("tblLayout", type="fixed"),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        *rows,
        _imprint_row(*ends),
    )
    yield paragraph("AfterTable")


_FOOT = {"tblpYSpec": "bottom"}


def _imprint_row(*cells: Markup) -> Markup:
    return w("tr", w("trPr", w("cantSplit")), *cells)


def _cell(text: str, width: int, place: Markup, span: int | None = None, close: str = "") -> Markup:
    """A cell of the imprint; no margin on the side ``close``."""
    spanned = w("gridSpan", val=span) if span else ""
    margins = w("tcMar", w(close, w=0, type="dxa")) if close else ""
    shape = w("tcPr", w("tcW", w=width, type="dxa"), spanned, margins)
    return w("tc", shape, paragraph("Imprint", run(text), properties=(place,)))
