"""How a document is written, and what comes of it; the same for every back end."""

from dataclasses import dataclass

from liuxing_cli.publish.layout import GB33476, Layout


@dataclass(frozen=True, slots=True)
class Options:
    """What an office may choose; a back end takes what concerns it.

    ``base`` is the office's own Word file, whose styles and page docx output uses.
    ``system_fonts`` lets a PDF use the fonts of this machine besides those that come with the
    ``pdf`` extra; without them the same text gives the same bytes on every machine.
    ``strict_fonts`` refuses a PDF in any other font than the ones the layout names. ``fragment``
    asks for HTML to paste into a content management system instead of a whole page.
    """

    layout: Layout = GB33476
    base: bytes | None = None
    system_fonts: bool = True
    strict_fonts: bool = False
    fragment: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file; ``notes`` are for the person at the terminal, ``fonts`` the families embedded."""

    data: bytes
    notes: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()


STANDARD = Options()
