"""The text of a rendered document, read back from each form, a line each, cells by tabs."""

import io
from collections.abc import Iterator

import docx
import lxml.html
from docx.table import Table
from markdown_it import MarkdownIt


def of_docx(data: bytes) -> list[str]:
    return list(_docx(docx.Document(io.BytesIO(data))))


def _docx(paper: docx.document.Document) -> Iterator[str]:
    for part in paper.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                yield "\t".join(cell.text for cell in row.cells)
        elif text := part.text.replace("\n", "").strip():
            yield text


def of_html(data: bytes) -> list[str]:
    return list(_html(lxml.html.document_fromstring(data).find(".//main")))


def _html(main: lxml.html.HtmlElement) -> Iterator[str]:
    for svg in main.findall(".//svg"):
        svg.drop_tree()
    for part in main.iter("h1", "h2", "h3", "h4", "h5", "p", "li", "caption", "tr"):
        if part.tag == "tr":
            yield "\t".join(cell.text_content() for cell in part)
        else:
            yield part.text_content()


def of_markdown(data: bytes) -> list[str]:
    parser = MarkdownIt("commonmark").enable("table")
    page = parser.render(data.decode("utf-8"))
    return list(_html(lxml.html.fragment_fromstring(page, create_parent="main")))
