"""A thin layer over WordprocessingML: elements, runs and fields, and zip files without a clock."""

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from liuxing_cli.publish.elements import element, joined

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
DECLARATION: Final = Markup('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n')


def w(name: str, /, *content: str, **attributes: str | int | None) -> Markup:
    """``<w:name w:attribute="…">content</w:name>``; an attribute of None is left out.

    Children must be given in the order of the schema (ISO/IEC 29500-1, Annex A): Word ignores or
    "repairs" what stands in the wrong place.
    """
    given = {f"w:{key}": str(value) for key, value in attributes.items() if value is not None}
    return element(f"w:{name}", *content, **given)


def root(name: str, /, *content: str) -> Markup:
    """The root element of a part, with its namespaces, as a whole XML document."""
    return DECLARATION + element(f"w:{name}", *content, **{"xmlns:w": W, "xmlns:r": R})


def fonts(name: str) -> Markup:
    """One font for every script, so that no theme and no second font slips in."""
    return w("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name, hint="eastAsia")


def run(text: str, size: int | None = None) -> Markup:
    """Text whose ambiguous characters (“ ” … —) take the East Asian font of the style.

    ``size`` in half points, where it is not the style's.
    """
    sized = (w("sz", val=size), w("szCs", val=size)) if size else ()
    hint = w("rPr", w("rFonts", hint="eastAsia"), *sized)
    return w("r", hint, element("w:t", text, **{"xml:space": "preserve"}))


def picture(relation: str, number: int, alt: str, width: int, height: int) -> Markup:
    """A picture in line with the text; width and height in EMU (360,000 a centimetre)."""
    extent = {"cx": str(width), "cy": str(height)}
    named = {"id": str(number), "name": f"图{number}", "descr": alt}
    blip = element("a:blip", **{"r:embed": relation})
    fill = element("pic:blipFill", blip, element("a:stretch", element("a:fillRect")))
    frame = element("a:xfrm", element("a:off", x="0", y="0"), element("a:ext", **extent))
    shape = element("pic:spPr", frame, element("a:prstGeom", element("a:avLst"), prst="rect"))
    about = element("pic:nvPicPr", element("pic:cNvPr", **named), element("pic:cNvPicPr"))
    data = element("a:graphicData", element("pic:pic", about, fill, shape), uri=PIC)
    inline = element(
        "wp:inline",
        element("wp:extent", **extent),
        element("wp:docPr", **named),
        element("wp:cNvGraphicFramePr"),
        element("a:graphic", data),
        **{"xmlns:wp": WP, "xmlns:a": A, "xmlns:pic": PIC},
    )
    return w("r", w("drawing", inline))


def line_break() -> Markup:
    """A line break inside a paragraph."""
    return w("r", w("br"))


def field(instruction: str) -> Markup:
    """A field that the reader's program fills in (``PAGE``)."""
    return joined(
        [
            w("r", w("fldChar", fldCharType="begin")),
            w("r", w("instrText", f" {instruction} ")),
            w("r", w("fldChar", fldCharType="separate")),
            w("r", w("t", "1")),
            w("r", w("fldChar", fldCharType="end")),
        ]
    )


def paragraph(style: str, *runs: str, properties: tuple[str, ...] = ()) -> Markup:
    """A paragraph of the style with this id; ``properties`` follow ``pStyle`` in schema order."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *runs)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip file that depends on its content alone: given order, fixed time, no host system."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, data)
    return out.getvalue()


def repacked(data: bytes) -> bytes:
    """The same zip file without the times of its making; content types first, as readers expect."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = sorted(archive.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        return packed({name: archive.read(name) for name in names})
