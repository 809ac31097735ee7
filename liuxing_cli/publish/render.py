"""One document, several forms."""

from importlib import import_module

from liuxing_cli.publish.document import Document
from liuxing_cli.publish.options import STANDARD, Options, Rendered
from liuxing_cli.publish.personal import refuse_personal

FORMS = {"html": "to_html", "docx": "to_docx", "pdf": "to_pdf", "md": "to_markdown"}
"""Form (also the file's suffix) and the module that writes it, imported when asked for."""


def render(document: Document, form: str, options: Options = STANDARD) -> bytes:
    """The document as ``html``, ``docx``, ``pdf`` or ``md``; see :func:`rendered`."""
    return rendered(document, form, options).data


def rendered(document: Document, form: str, options: Options = STANDARD) -> Rendered:
    """The document in a form, with what is to be said about it; the same input, the same bytes.

    Raises:
        KeyError: no such form.
        PersonalData: the text holds personal data.
        PublishError: the form cannot be made, by its back end.
    """
    refuse_personal(document)
    back_end = import_module(f"{__package__}.{FORMS[form]}")
    result: Rendered = back_end.render(document, options)
    return result
