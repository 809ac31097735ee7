"""The empty Word file that the docx back end fills: page, named styles, folios and no theme."""

from markupsafe import Markup

from liuxing_cli.publish.docx_layout import font_table, styles
from liuxing_cli.publish.elements import element
from liuxing_cli.publish.layout import CHARACTER, Layout
from liuxing_cli.publish.ooxml import DECLARATION, R, field, packed, paragraph, root, run, w

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "styles": "styles",
    "settings": "settings",
    "fontTable": "fontTable",
    "footer1": "footer",
    "footer2": "footer",
}
"""Parts beside the main one: file name and kind."""


def blank(layout: Layout) -> bytes:
    """A Word file without text in this layout; python-docx opens it, and so can a clerk."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            {
                "rId1": (f"{R}/officeDocument", "word/document.xml"),
                "rId2": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            }
        ),
        "docProps/core.xml": _core(),
        "word/document.xml": root("document", w("body", _section(layout))),
        "word/_rels/document.xml.rels": _relationships(
            {f"rId{n}": (f"{R}/{_PARTS[p]}", f"{p}.xml") for n, p in enumerate(_PARTS, start=1)}
        ),
        "word/styles.xml": styles(layout),
        "word/settings.xml": _settings(layout),
        "word/fontTable.xml": font_table(),
        "word/footer1.xml": _footer("right"),
        "word/footer2.xml": _footer("left"),
    }
    return packed({name: str(part).encode("utf-8") for name, part in parts.items()})


def _content_types() -> Markup:
    overrides = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        **{f"/word/{name}.xml": f"{_WORD}.{kind}+xml" for name, kind in _PARTS.items()},
    }
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return DECLARATION + element(
        "Types",
        element("Default", Extension="rels", ContentType=rels),
        element("Default", Extension="xml", ContentType="application/xml"),
        *(element("Override", PartName=p, ContentType=t) for p, t in overrides.items()),
        xmlns=f"{_PACKAGE}/content-types",
    )


def _relationships(targets: dict[str, tuple[str, str]]) -> Markup:
    return DECLARATION + element(
        "Relationships",
        *(element("Relationship", Id=i, Type=kind, Target=t) for i, (kind, t) in targets.items()),
        xmlns=f"{_PACKAGE}/relationships",
    )


def _core() -> Markup:
    return DECLARATION + element(
        "cp:coreProperties",
        **{
            "xmlns:cp": f"{_PACKAGE}/metadata/core-properties",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:dcterms": "http://purl.org/dc/terms/",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        },
    )


def _section(layout: Layout) -> Markup:
    """A4, the text area of 156 × 225 mm and its 22 lines (5.1, 5.2)."""
    odd, even = (f"rId{list(_PARTS).index(name) + 1}" for name in ("footer1", "footer2"))
    return w(
        "sectPr",
        element("w:footerReference", **{"w:type": "default", "r:id": odd}),
        element("w:footerReference", **{"w:type": "even", "r:id": even}),
        w("pgSz", w=11906, h=16838),
        w(
            "pgMar",
            top=layout.top,
            right=layout.right,
            bottom=layout.bottom,
            left=layout.left,
            header=851,
            footer=layout.footer,
            gutter=0,
        ),
        w("cols", space=425),
        w("docGrid", type="lines", linePitch=layout.pitch),
    )


def _footer(side: str) -> Markup:
    """``— 1 —``, one character from the outer edge: right on odd pages, left on even (7.5)."""
    place = {f"{side}Chars": 100, side: CHARACTER}
    properties = (w("ind", **place), w("jc", val=side))
    return root(
        "ftr", paragraph("Footer", run("— "), field("PAGE"), run(" —"), properties=properties)
    )


def _settings(layout: Layout) -> Markup:
    modern = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word"}
    return root(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=2 * CHARACTER),
        w("evenAndOddHeaders"),
        w("drawingGridVerticalSpacing", val=layout.pitch // 2),
        w("characterSpacingControl", val="compressPunctuation"),
        w("compat", w("compatSetting", **modern, val=15)),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )
