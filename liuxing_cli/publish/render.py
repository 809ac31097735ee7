"""One document, several forms."""

from importlib import import_module

from liuxing_cli.publish.document import Document

FORMS = {"html": "to_html", "docx": "to_docx", "md": "to_markdown"}
"""Form (also the file's suffix) and the module that writes it, imported when asked for."""


def render(document: Document, form: str) -> bytes:
    """The document as ``html``, ``docx`` or ``md``; the same input gives the same bytes.

    Raises:
        KeyError: no such form.
    """
    back_end = import_module(f"{__package__}.{FORMS[form]}")
    data: bytes = back_end.render(document)
    return data
