"""The named styles of official paper (GB/T 9704-2012) for the docx back end.

Clause numbers are the standard's. Lengths are in twips (1/20 pt) unless said otherwise.
"""

from collections.abc import Mapping

from markupsafe import Markup

from liuxing_cli.publish.layout import (
    CHARACTER,
    RED,
    SIZE,
    SIZE_FOLIO,
    SIZE_TITLE,
    SIZES_TABLE,
    TRACKING,
    Layout,
)
from liuxing_cli.publish.ooxml import fonts, root, w

_ALTERNATIVES = {
    "仿宋_GB2312": "FangSong",
    "楷体_GB2312": "KaiTi",
    "黑体": "SimHei",
    "方正小标宋简体": "FZXiaoBiaoSong-B05S",
    "宋体": "SimSun",
}


def styles(layout: Layout) -> Markup:
    """``word/styles.xml``: every look has a named style that a clerk can adjust in Word."""
    return root(
        "styles",
        _defaults(layout),
        _style("Normal", "Normal", based=None, properties=_PARAGRAPH, default=True),
        *_text_styles(layout),
        *_heading_styles(layout),
        *_official_styles(layout),
        *_small_styles(layout),
        _table_style("Grid", "公文表格", 90, dict.fromkeys(_GRID, 4)),
        _table_style("ImprintTable", "公文版记表格", 280, _IMPRINT),
    )


def _defaults(layout: Layout) -> Markup:
    character = w(
        "rPr",
        fonts(layout.body),
        w("spacing", val=TRACKING),
        w("kern", val=0),
        w("sz", val=SIZE),
        w("szCs", val=SIZE),
        w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"),
    )
    return w("docDefaults", w("rPrDefault", character), w("pPrDefault"))


_PARAGRAPH = (
    w("widowControl", val=0),
    w("overflowPunct", val=1),  # without it LibreOffice loses punctuation at line ends
    w("autoSpaceDE", val=0),
    w("autoSpaceDN", val=0),
    w("jc", val="both"),
)
"""What every paragraph does: fill the lines, hang punctuation, no gaps around digits."""


def _style(
    style_id: str,
    name: str,
    based: str | None = "Normal",
    properties: tuple[str, ...] = (),
    characters: tuple[str, ...] = (),
    default: bool = False,
    outline: bool = False,
) -> Markup:
    """A paragraph style; ``properties`` and ``characters`` in schema order.

    Names in Chinese are the office's own, the others Word's built-in ones. After a style of the
    ``outline`` comes body text.
    """
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val=based) if based else "",
        w("next", val="BodyText") if outline else "",
        w("qFormat"),
        w("pPr", *properties) if properties else "",
        w("rPr", *characters) if characters else "",
        type="paragraph",
        default=1 if default else None,
        customStyle=None if name.isascii() else 1,
        styleId=style_id,
    )


def _indent(characters: int) -> Markup:
    """First line indented by whole characters, with the twips for programs that want them."""
    return w("ind", firstLineChars=characters * 100, firstLine=characters * CHARACTER)


def _text_styles(layout: Layout) -> list[Markup]:
    title = (
        w("keepNext"),
        w("keepLines"),
        w("snapToGrid", val=0),
        w("spacing", before=layout.pitch, after=layout.pitch, line=700, lineRule="exact"),
        w("jc", val="center"),
        w("outlineLvl", val=9),
    )
    framed = tuple(w(side, val="single", sz=8, space=6, color="C00000") for side in _SIDES)
    remark = (
        w("pBdr", *framed),
        w("snapToGrid", val=0),
        w("spacing", after=layout.pitch, line=400, lineRule="exact"),
        w("ind", left=140, right=140),
    )
    small = (w("color", val="C00000"), w("sz", val=24), w("szCs", val=24))
    return [
        _style("Title", "Title", "Normal", title, _look(layout.title, SIZE_TITLE), outline=True),
        _style("BodyText", "Body Text", properties=(_indent(2),)),
        _style("Items", "公文列项", "BodyText", (w("jc", val="left"),)),
        _style("Remark", "公文提示", properties=remark, characters=(fonts(layout.kai), *small)),
        _style("Contacts", "公文联系方式", "BodyText", (w("jc", val="left"),)),
        _style("Office", "公文署名", properties=_signed(w("spacing", before=layout.pitch))),
        _style("Issued", "公文成文日期", properties=_signed("")),
        _style("Stamp", "公文校验码", "BodyText", characters=_sized(24)),
    ]


_SIDES = ("top", "left", "bottom", "right")


def _signed(spacing: str) -> tuple[str, ...]:
    return (w("keepLines"), spacing, w("jc", val="right"))


def _look(font: str, size: int = SIZE) -> tuple[str, ...]:
    return (fonts(font), w("sz", val=size), w("szCs", val=size))


def _heading_styles(layout: Layout) -> list[Markup]:
    """一、黑体 (一)楷体 1.仿宋 (1)仿宋, none bold (7.3.3)."""
    families = (layout.hei, layout.kai, layout.body, layout.body)
    return [
        _style(
            f"Heading{level}",
            f"heading {level}",
            properties=(w("keepNext"), w("keepLines"), _indent(2), w("outlineLvl", val=level - 1)),
            characters=_look(font),
            outline=True,
        )
        for level, font in enumerate(families, start=1)
    ]


def _official_styles(layout: Layout) -> list[Markup]:
    """The red head and its line, the addressee, attachments and the imprint (7.2 to 7.4)."""
    off = w("snapToGrid", val=0)
    mark = w("spacing", before=_ABOVE_MARK, after=0, line=240, lineRule="auto")
    red = w("color", val=RED)
    below = w("bottom", val="single", sz=8, space=_TO_RED_LINE, color=RED)
    number = w("spacing", before=2 * layout.pitch, after=layout.pitch)
    close = w("spacing", before=0, after=0, line=400, lineRule="exact")
    return [
        _style(
            "RedHead",
            "公文发文机关标志",
            properties=(w("keepNext"), w("keepLines"), off, mark, w("jc", val="center")),
            characters=(fonts(layout.title), red, w("spacing", val=0)),
        ),
        _style(
            "DocNumber",
            "公文发文字号",
            properties=(w("keepNext"), w("pBdr", below), number, w("jc", val="center")),
        ),
        _style("Addressee", "公文主送机关"),
        _style("Attachments", "公文附件说明", properties=(w("jc", val="left"),)),
        _style(
            "AttachmentLabel",
            "公文附件序号",
            properties=(w("keepNext"), w("pageBreakBefore")),
            characters=(fonts(layout.hei),),
        ),
        _style("AttachmentTitle", "公文附件标题", "Title"),
        _style(
            "Imprint",
            "公文版记",
            properties=(off, close, w("jc", val="left")),
            characters=_sized(SIZE_FOLIO),
        ),
    ]


_ABOVE_MARK = 1984  # 35 mm, from the top of the text area to the top of the mark (7.2.4)
_TO_RED_LINE = 11  # points: 4 mm, from the number to the red line (7.2.7)


def _small_styles(layout: Layout) -> list[Markup]:
    """What stands in and around tables, off the grid, and the folio."""
    off = w("snapToGrid", val=0)
    caption = w("spacing", before=160, after=80, line=400, lineRule="exact")
    after = w("spacing", line=200, lineRule="exact")
    return [
        _style(
            "Caption",
            "caption",
            properties=(w("keepNext"), w("keepLines"), off, caption, w("jc", val="center")),
            characters=(fonts(layout.hei), *_sized(24)),
        ),
        *(style for size, name in SIZES_TABLE.items() for style in _cells(layout, size, name)),
        _style("AfterTable", "公文表后", properties=(off, after)),
        _style(
            "Picture",
            "公文图",
            properties=(
                w("keepNext"),
                off,
                w("spacing", before=120, line=240, lineRule="auto"),
                w("jc", val="center"),
            ),
        ),
        _style(
            "Footer",
            "footer",
            properties=(off, w("jc", val="left")),
            characters=(fonts(layout.song), *_sized(SIZE_FOLIO)),
        ),
    ]


def _sized(size: int) -> tuple[str, ...]:
    """Untracked characters of this size."""
    return (w("spacing", val=0), w("sz", val=size), w("szCs", val=size))


def _cells(layout: Layout, size: int, name: str) -> list[Markup]:
    """Text, numbers and heads of a table in one size."""
    close = w("spacing", before=30, after=30, line=15 * size, lineRule="atLeast")
    text = (w("snapToGrid", val=0), close, w("jc", val="left"))
    head = (fonts(layout.hei), *_sized(size))
    cell = f"Cell{size}"
    return [
        _style(cell, f"公文表文（{name}）", properties=text, characters=_sized(size)),
        _style(f"Number{size}", f"公文表数（{name}）", cell, (w("jc", val="right"),)),
        _style(
            f"Head{size}", f"公文表头（{name}）", cell, (w("keepNext"), w("jc", val="center")), head
        ),
    ]


_GRID = (*_SIDES, "insideH", "insideV")
_IMPRINT = {"top": 8, "bottom": 8, "insideH": 6}


def _table_style(style_id: str, name: str, margin: int, lines: Mapping[str, int]) -> Markup:
    """A table style; lines in eighths of a point by side, the cells' side margins in twips."""
    borders = (w(s, val="single", sz=n, space=0, color="000000") for s, n in lines.items())
    margins = (w(side, w=margin, type="dxa") for side in ("left", "right"))
    return w(
        "style",
        w("name", val=name),
        w("qFormat"),
        w(
            "tblPr",
            w("tblInd", w=0, type="dxa"),
            w("tblBorders", *borders),
            w("tblCellMar", *margins),
        ),
        type="table",
        customStyle=1,
        styleId=style_id,
    )


def font_table() -> Markup:
    """``word/fontTable.xml``: the names, and what to take where a font is missing."""
    return root(
        "fonts",
        *(
            w("font", w("altName", val=other), w("charset", val="86"), name=name)
            for name, other in _ALTERNATIVES.items()
        ),
    )
