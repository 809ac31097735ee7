"""An office's own Word file as the base: its page, its styles, its head and foot.

Styles are matched by name, as Word shows them; those that the file lacks are added. The text goes
where a paragraph says ``【正文】``, else in place of whatever the file holds; other marks are in
:mod:`liuxing_cli.publish.docx_marks`.
"""

import io
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

import docx
import docx.document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from liuxing_cli.publish.docx_layout import styles
from liuxing_cli.publish.docx_marks import fill
from liuxing_cli.publish.errors import PublishError
from liuxing_cli.publish.layout import Layout

MARK = "【正文】"
_PERSONAL = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
"""Parts that carry names of people who worked on the file."""
_PROPERTIES = ("extended-properties", "custom-properties")


class OfficeFileError(PublishError):
    """The office's file cannot be used as a base."""


@dataclass(frozen=True)
class Prepared:
    """Where text goes: before ``place``, with our ids of styles as the file's ``ids``."""

    layout: Layout
    place: Any
    ids: Mapping[str, str]

    def insert(self, part: Any) -> None:
        """Add a paragraph or table in the file's own styles."""
        for used in part.iter(qn("w:pStyle"), qn("w:tblStyle")):
            style = used.get(qn("w:val"))
            used.set(qn("w:val"), self.ids.get(style, style))
        self.place.addprevious(part)


def prepare(
    base: bytes, layout: Layout, marks: Mapping[str, str] | None = None
) -> tuple[docx.document.Document, Prepared]:
    """Open the office's file, make room in it, and fill in its ``marks``, where they are known.

    Raises:
        OfficeFileError: it is no Word file (.docx), or has a mark that there is nothing for.
    """
    try:
        paper = docx.Document(io.BytesIO(base))
        section = paper.element.body.get_or_add_sectPr()
    except (ValueError, KeyError, zipfile.BadZipFile, SyntaxError) as problem:
        raise OfficeFileError(
            "套用的文件不是 Word 文档（.docx）：在 Word 或 WPS 里另存为 .docx 再用"
        ) from problem
    _forget_people(paper)
    ids = _add_styles(paper.styles.element, layout)
    place = _cleared(paper.element.body, section)
    missing = fill(paper, marks or {})
    if missing:
        hint = "发文字号要在模板里用 @docnumber 放置，并用 --number 给出序号"
        raise OfficeFileError(f"套用的文件里有{'、'.join(missing)}，这份文件没有可填的：{hint}")
    return paper, Prepared(_page(paper, layout), place, ids)


def _forget_people(paper: docx.document.Document) -> None:
    """Drop the parts that name people: comments, and the properties of company and manager."""
    for relations, kinds in ((paper.part.rels, _PERSONAL), (paper.part.package.rels, _PROPERTIES)):
        for key in [k for k, r in relations.items() if r.reltype.rsplit("/", 1)[-1] in kinds]:
            del relations[key]


def _cleared(body: Any, section: Any) -> Any:
    """Where the text goes; what the file holds there is taken out."""
    for mark in body.iterchildren(qn("w:p")):
        if "".join(text.text or "" for text in mark.iter(qn("w:t"))).strip() == MARK:
            after = mark.getnext()
            body.remove(mark)
            return after
    for child in list(body):
        if child is not section:
            body.remove(child)
    return section


def _page(paper: docx.document.Document, layout: Layout) -> Layout:
    """The layout with the page and the size of text of the file, as far as it says."""
    layout = replace(layout, character=_size(paper) * 10, tracking=0)
    section = paper.sections[-1]
    left, right, width = section.left_margin, section.right_margin, section.page_width
    if left is None or right is None or width is None:
        return layout
    return replace(layout, left=_twips(left), right=_twips(right), paper=_twips(width))


def _size(paper: docx.document.Document) -> int:
    """Size of the file's plain text in half points: that of its Normal, else its default, else 10.

    The sign-off is placed by it.
    """
    known = paper.styles.element
    for path in ("w:style[@w:type='paragraph'][@w:default='1']/w:rPr/w:sz", "w:docDefaults//w:sz"):
        for size in known.xpath(path):
            return int(size.get(qn("w:val")))
    return 20


def _twips(length: int) -> int:
    return round(length / 635)


def _add_styles(known: Any, layout: Layout) -> dict[str, str]:
    """Our ids of styles as the file's; styles it lacks are added under ids it does not use."""
    taken = {style.get(qn("w:styleId")) for style in known.iter(qn("w:style"))}
    names = {_name(style): style.get(qn("w:styleId")) for style in known.iter(qn("w:style"))}
    ours = parse_xml(styles(layout).encode("utf-8")).findall(qn("w:style"))
    ids: dict[str, str] = {}
    lacking = []
    for style in ours:
        own = style.get(qn("w:styleId"))
        if _name(style) in names:
            ids[own] = names[_name(style)]
        else:
            ids[own] = own if own not in taken else f"Liuxing{own}"
            lacking.append(deepcopy(style))
    for style in lacking:
        style.set(qn("w:styleId"), ids[style.get(qn("w:styleId"))])
        style.attrib.pop(qn("w:default"), None)
        for reference in style.iter(qn("w:basedOn"), qn("w:next"), qn("w:link")):
            reference.set(qn("w:val"), ids.get(reference.get(qn("w:val")), ""))
        known.append(style)
    return ids


def _name(style: Any) -> tuple[str, str]:
    """Kind and name of a style; Word takes no heed of case in names."""
    name = style.find(qn("w:name"))
    return style.get(qn("w:type"), "paragraph"), name.get(qn("w:val")).lower()
