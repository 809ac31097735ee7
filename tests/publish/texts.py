"""The text of a rendered document, read back from each form, a line each, cells by tabs.

A PDF knows no lines of text: :func:`of_pdf` and :func:`squeezed` compare without white space.
"""

import io
import re
from collections.abc import Iterator

import docx
import lxml.html
import pypdfium2
from docx.table import Table as DocxTable
from markdown_it import MarkdownIt

from liuxing_cli.publish.document import Document, Figure, Table, lines_of


def of_docx(data: bytes) -> list[str]:
    return list(_docx(docx.Document(io.BytesIO(data))))


def _docx(paper: docx.document.Document) -> Iterator[str]:
    for part in paper.iter_inner_content():
        if isinstance(part, DocxTable):
            imprint = part.style is not None and part.style.name == "公文版记表格"
            for row in part.rows:
                cells = dict.fromkeys(cell.text for cell in row.cells) if imprint else row.cells
                yield from cells if imprint else ["\t".join(cell.text for cell in cells)]
        elif text := part.text.replace("\n", "").strip():
            yield text


def of_html(data: bytes) -> list[str]:
    return list(_html(lxml.html.document_fromstring(data).find(".//main")))


def _html(main: lxml.html.HtmlElement) -> Iterator[str]:
    for svg in main.findall(".//svg"):
        svg.drop_tree()
    for part in main.iter("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "caption", "tr"):
        if part.tag == "tr":
            yield "\t".join(cell.text_content() for cell in part)
        else:
            yield part.text_content()


def of_markdown(data: bytes) -> list[str]:
    parser = MarkdownIt("commonmark").enable("table")
    page = parser.render(data.decode("utf-8"))
    return list(_html(lxml.html.fragment_fromstring(page, create_parent="main")))


def of_pdf(data: bytes) -> list[str]:
    """The text of each page without white space and without its folio."""
    with pypdfium2.PdfDocument(data) as paper:
        return [_unfolioed(page.get_textpage().get_text_bounded()) for page in paper]


def squeeze(text: str) -> str:
    """The text without any white space."""
    return re.sub(r"\s", "", text)


def _unfolioed(text: str) -> str:
    found = re.fullmatch("(—[0-9]+—)?(.*?)(—[0-9]+—)?", squeeze(text))
    assert found is not None
    assert found[1] or found[3], "a page without its number"
    return found[2]


def squeezed(document: Document) -> str:
    """What the pages of a PDF show of a document, repeated heads of tables aside."""
    return squeeze("".join(_with_charts(document)))


def _with_charts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Figure):
            yield from (_letters(chart.svg) for chart in block.charts)
        yield from lines_of(block)


def without_charts(document: Document) -> str:
    """The text of a document whose charts are pictures."""
    return "".join(line for block in document.blocks for line in lines_of(block))


def _letters(svg: str) -> str:
    return "".join(lxml.html.fromstring(svg).itertext())


def joined_pages(pages: list[str], document: Document) -> str:
    """The pages as one text, without the heads of tables that a new page repeats."""
    tables = [b.table if isinstance(b, Figure) else b for b in document.blocks]
    heads = [
        squeeze("".join(column.name for column in table.columns))
        for table in tables
        if isinstance(table, Table)
    ]
    first, *others = pages
    for page in others:
        head = max((head for head in heads if page.startswith(head)), key=len, default="")
        first += page.removeprefix(head)
    return first
