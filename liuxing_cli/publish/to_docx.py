"""docx back end: python-docx for the package, WordprocessingML for what GB/T 9704-2012 asks for.

Charts are pictures where the ``pdf`` extra can draw them; their numbers always stand as a table.
"""

import io
from collections.abc import Callable
from datetime import UTC, datetime, time

import docx
import docx.document
from docx.opc.coreprops import CoreProperties
from docx.oxml import parse_xml
from markupsafe import Markup

from liuxing_cli.publish.document import Chart, Document
from liuxing_cli.publish.docx_base import blank
from liuxing_cli.publish.docx_marks import values
from liuxing_cli.publish.docx_office import Prepared, prepare
from liuxing_cli.publish.docx_parts import parts
from liuxing_cli.publish.ooxml import picture, repacked, root
from liuxing_cli.publish.options import STANDARD, Options, Rendered
from liuxing_cli.publish.pictures import png

_SCALE = 0.8
_EMU_A_PIXEL = 9525
_NO_PICTURES = "图表只写成数字表：画图要另装组件 pip install 'liuxing[pdf]'（html 不装也有图）"


def render(document: Document, options: Options = STANDARD) -> Rendered:
    """The document as a Word file; the same document gives the same bytes.

    Raises:
        OfficeFileError: ``options.base`` is no Word file.
    """
    if options.base is None:
        paper = docx.Document(io.BytesIO(blank(options.layout)))
        place = Prepared(options.layout, paper.element.body[-1], {})
    else:
        paper, place = prepare(options.base, options.layout, values(document))
    undrawn: list[Chart] = []
    content = root("body", *parts(document.blocks, place.layout, _drawing(paper, undrawn)))
    for part in parse_xml(content.encode("utf-8")):
        place.insert(part)
    _describe(paper.core_properties, document)
    out = io.BytesIO()
    paper.save(out)
    return Rendered(repacked(out.getvalue()), (_NO_PICTURES,) if undrawn else ())


def _drawing(
    paper: docx.document.Document, undrawn: list[Chart]
) -> Callable[[Chart], Markup | None]:
    """Puts pictures of charts into the package, in the order of the text."""
    drawn: list[Chart] = []

    def draw(chart: Chart) -> Markup | None:
        data = png(chart)
        if data is None:
            undrawn.append(chart)
            return None
        drawn.append(chart)
        relation, image = paper.part.get_or_add_image(io.BytesIO(data))
        width = round(chart.width * _SCALE * _EMU_A_PIXEL)
        height = width * image.px_height // image.px_width
        return picture(relation, len(drawn), chart.alt, width, height)

    return draw


def _describe(properties: CoreProperties, document: Document) -> None:
    """The file's own metadata, from the document and never from the clock or the office's file."""
    issued = datetime.combine(document.issued, time(), UTC)
    properties.title = document.title
    properties.author = properties.last_modified_by = document.author
    properties.created = properties.modified = issued
    properties.language = "zh-CN"
    properties.revision = 1
    for name in ("subject", "keywords", "comments", "category", "content_status", "version"):
        if getattr(properties, name):
            setattr(properties, name, "")
