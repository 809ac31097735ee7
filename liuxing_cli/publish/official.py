"""The official parts of a document that an office sets once: red head, number, seal, imprint."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from liuxing_cli.publish.document import Block, DocNumber, Imprint, RedHead
from liuxing_cli.publish.layout import GB33476, LITERAL, Layout
from liuxing_cli.publish.words import chinese_date

_MARGINS = {"gb33476": GB33476, "literal": LITERAL}


@dataclass(frozen=True, slots=True)
class Official:
    """What templates may place besides the contents of their kind; nothing is set by default.

    ``sealed`` signs off with the room and the place that a seal needs.
    """

    parts: Mapping[str, Block] = field(default_factory=dict)
    sealed: bool = False

    @property
    def values(self) -> dict[str, Any]:
        """What a template may ask (``paper.redhead``) before it places a part."""
        parts = ("redhead", "docnumber", "imprint")
        return {"paper": {**{part: part in self.parts for part in parts}, "sealed": self.sealed}}


NONE = Official()


def official(paper: Mapping[str, Any], issued: date, number: int | None) -> Official:
    """The parts for a document of this date, from ``templates/paper.yaml``.

    ``number`` is the document's place in the year's series; without it the document has none.
    """
    parts: dict[str, Block] = {}
    if "redhead" in paper:
        parts["redhead"] = RedHead(tuple(paper["redhead"]))
    if "code" in paper and number is not None:
        parts["docnumber"] = DocNumber(document_number(paper["code"], issued.year, number))
    if "imprint" in paper:
        copies = "，".join(paper["imprint"].get("copies", ()))
        parts["imprint"] = Imprint(copies, paper["imprint"]["office"], chinese_date(issued))
    return Official(parts, bool(paper.get("sealed", False)))


def document_number(code: str, year: int, number: int) -> str:
    """``示六创〔2014〕3号``: hexagonal brackets, the whole year, no 第 and no zeros (7.2.5)."""
    return f"{code}〔{year}〕{number}号"


def layout_of(paper: Mapping[str, Any]) -> Layout:
    """Margins and font names from ``templates/paper.yaml``; else those of the standard."""
    return replace(_MARGINS[paper.get("margins", "gb33476")], **paper.get("fonts", {}))
