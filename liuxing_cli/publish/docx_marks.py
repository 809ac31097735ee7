"""Marks in an office's own Word file, 【标题】 and so on, filled in from the document.

A mark may stand in the text around 【正文】, in a header or a footer, and Word may have cut it
into runs; it takes the looks of its first character.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from docx.oxml.ns import qn

from liuxing_cli.publish.document import DocNumber, Document
from liuxing_cli.publish.words import chinese_date

MARKS = ("【标题】", "【署名】", "【成文日期】", "【发文字号】")


def values(document: Document) -> dict[str, str]:
    """What each mark stands for; the number is empty where the document has none."""
    number = next((b.text for b in document.blocks if isinstance(b, DocNumber)), "")
    date = chinese_date(document.issued)
    return dict(zip(MARKS, (document.title, document.author, date, number), strict=True))


def fill(paper: Any, found: Mapping[str, str]) -> list[str]:
    """Fill in the marks of a Word file; returns those that there is nothing for."""
    missing: list[str] = []
    for paragraph in _paragraphs(paper):
        for mark, value in found.items():
            times = "".join(text.text or "" for text in paragraph.iter(qn("w:t"))).count(mark)
            for _ in range(times):
                _fill(paragraph, mark, value)
            missing += [mark] if times and not value else []
    return list(dict.fromkeys(missing))


def _paragraphs(paper: Any) -> Iterator[Any]:
    """Every paragraph of the body, the headers and the footers."""
    parts = [
        relation.target_part.element
        for relation in paper.part.rels.values()
        if relation.reltype.rsplit("/", 1)[-1] in ("header", "footer")
    ]
    for part in (paper.element.body, *parts):
        yield from part.iter(qn("w:p"))


def _fill(paragraph: Any, mark: str, value: str) -> None:
    """Put a value in place of the first such mark."""
    texts = list(paragraph.iter(qn("w:t")))
    start = "".join(text.text or "" for text in texts).find(mark)
    end, at = start + len(mark), 0
    for text in texts:
        own = text.text or ""
        first, last = max(start - at, 0), min(end - at, len(own))
        if first < last:
            here = value if at + first == start else ""
            text.text = own[:first] + here + own[last:]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        at += len(own)
