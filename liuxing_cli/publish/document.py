"""The document model: what every back end writes. Text only, structure explicit, all frozen.

Numbers of headings and tables are part of the text, so that the four forms of one document
read the same; :func:`lines` is that text. Clause numbers are those of GB/T 9704-2012.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

SUMS = frozenset({"合计", "总计", "总分", "平均"})
"""What the name of a row that sums up says."""
STAMP = "内容校验码："
"""What stands before a document's own digest."""
_STAMP_DIGITS = 16
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029"  # controls and line ends
    "\u202a-\u202e\u2066-\u2069"  # direction overrides, which make a reader see another text
    "\ud800-\udfff\ufffe\uffff]+"  # what XML cannot carry
)


def clean(text: str) -> str:
    """One printable line of text: controls, line ends and direction overrides become a space."""
    return _UNPRINTABLE.sub(" ", text).strip()


@dataclass(frozen=True, slots=True)
class Title:
    """The document's title; the lines are those that the author broke by hand."""

    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The title as one line."""
        return "".join(self.lines)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4; ``number`` is ``一、``, ``（一）``, ``1.`` or ``（1）``."""

    level: int
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A boxed note that must not be overlooked."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` names the column in JSON; ``width`` is the least room on paper that its text needs to
    read well, in full-width characters (0: a few)."""

    name: str
    numeric: bool = False
    key: str = ""
    width: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text cells. Its head repeats on every page; ``label`` is ``表1`` once numbered.

    ``names`` is the column that says what a row is about (the row's header on a page).
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    names: int = 0
    label: str = ""

    def __post_init__(self) -> None:
        """Take the cells as one clean line each and insist on a full grid."""
        rows = tuple(tuple(clean(cell) for cell in row) for row in self.rows)
        if any(len(row) != len(self.columns) for row in rows):
            raise ValueError("every row needs one cell a column")
        object.__setattr__(self, "rows", rows)
        object.__setattr__(self, "columns", tuple(self.columns))

    @property
    def heading(self) -> str:
        """Label and caption as printed above the table."""
        return f"{self.label}　{self.caption}" if self.label else self.caption

    @property
    def sums(self) -> int:
        """How many of the last rows sum up those above; sorting and filtering leave them alone."""
        place = self.names
        sums = [any(cell in SUMS for cell in row[: place + 1]) for row in self.rows]
        return sums[::-1].index(False) if False in sums else 0


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture as SVG, ``width`` pixels wide; ``alt`` says in words what it shows."""

    svg: Markup
    alt: str
    width: int = 460


@dataclass(frozen=True, slots=True)
class Figure:
    """Charts with the table of their numbers; a form without pictures shows the table alone."""

    charts: tuple[Chart, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class Twig:
    """One node of a :class:`Tree`: a title, ``figure`` at the end of its line, lines below it, and
    what hangs on it; ``opened`` where a page shows that from the start."""

    title: str
    figure: str = ""
    texts: tuple[str, ...] = ()
    place: str = ""
    twigs: tuple["Twig", ...] = ()
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree that a page folds and unfolds; on paper it is all there."""

    twigs: tuple[Twig, ...]


@dataclass(frozen=True, slots=True)
class Contacts:
    """Where to turn: pairs of label and value, the office's own."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SignOff:
    """Issuing office and date of writing (署名和成文日期): unsealed (7.3.5.2), or with the room and
    the place that a seal needs (7.3.5.1). The seal itself is never drawn."""

    office: str
    date: str
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class RedHead:
    """The issuer's mark in red (发文机关标志, 7.2.4), in the lines that the office set."""

    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The mark as one line."""
        return "".join(self.lines)


@dataclass(frozen=True, slots=True)
class DocNumber:
    """The document number (发文字号, 7.2.5) above the red line; ``示六创〔2014〕3号``."""

    text: str


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom the document is sent to (主送机关, 7.3.2), with its colon."""

    text: str


@dataclass(frozen=True, slots=True)
class Attachments:
    """The list of attachments below the text (附件说明, 7.3.4); its names come from their pages."""

    names: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[str, ...]:
        """The names with their numbers, where there are several; no full stop after a name."""
        if len(self.names) == 1:
            return self.names
        return tuple(f"{number}.{name}" for number, name in enumerate(self.names, start=1))


@dataclass(frozen=True, slots=True)
class Attachment:
    """The head of an attachment, on a new page (附件, 7.3.7): ``附件1`` and its title."""

    title: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """The imprint at the foot of the last page (版记, 7.4): copies to, printing office and date."""

    copies: str
    office: str
    date: str

    @property
    def texts(self) -> tuple[str, ...]:
        """What is printed: the line of copies where there is one, the office, the date."""
        copies = (f"抄送：{self.copies}。",) if self.copies else ()
        return (*copies, self.office, f"{self.date}印发")


@dataclass(frozen=True, slots=True)
class Stamp:
    """The first digits of the digest of the rest of the text, for readers who check a copy."""

    digits: str = ""

    @property
    def text(self) -> str:
        """The stamp as printed."""
        return STAMP + self.digits


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block = (
    Title
    | Heading
    | Paragraph
    | Remark
    | Items
    | Table
    | Figure
    | Tree
    | Contacts
    | SignOff
    | RedHead
    | DocNumber
    | Addressee
    | Attachments
    | Attachment
    | Imprint
    | Stamp
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Document:
    """One publication. ``issued`` is the date of writing; it also dates the files' metadata."""

    blocks: tuple[Block, ...]
    issued: date
    author: str

    def __post_init__(self) -> None:
        """Fill in the stamp, which depends on all the rest."""
        if any(isinstance(block, Stamp) for block in self.blocks):
            stamp = Stamp(content_digest(self)[:_STAMP_DIGITS])
            blocks = tuple(stamp if isinstance(b, Stamp) else b for b in self.blocks)
            object.__setattr__(self, "blocks", blocks)

    @property
    def title(self) -> str:
        """The title as one line."""
        return next(block.text for block in self.blocks if isinstance(block, Title))


def numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Give headings their numbers and, where there are several, captioned tables theirs."""
    captioned = sum(bool(t.caption) for t in map(_table_of, blocks) if t)
    counts = [0, 0, 0, 0]
    tables = 0
    result: list[Block] = []
    for block in blocks:
        table = _table_of(block)
        if isinstance(block, Attachment):
            counts = [0, 0, 0, 0]
            result.append(block)
        elif isinstance(block, Heading):
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (4 - block.level)
            number = heading_number(block.level, counts[block.level - 1])
            result.append(replace(block, number=number))
        elif table is not None and table.caption and captioned > 1:
            tables += 1
            labelled = replace(table, label=f"表{tables}")
            result.append(replace(block, table=labelled) if isinstance(block, Figure) else labelled)
        else:
            result.append(block)
    return tuple(result)


def _table_of(block: Block) -> Table | None:
    if isinstance(block, Figure):
        return block.table
    return block if isinstance(block, Table) else None


def heading_number(level: int, count: int) -> str:
    """``一、``, ``（一）``, ``1.``, ``（1）`` (GB/T 9704-2012, 7.3.3)."""
    if level == 1:
        return f"{chinese_number(count)}、"
    if level == 2:
        return f"（{chinese_number(count)}）"
    return f"{count}." if level == 3 else f"（{count}）"


def chinese_number(count: int) -> str:
    """1 to 99 in Chinese: ``一``, ``十``, ``十二``, ``二十``, ``二十三``."""
    tens, ones = divmod(count, 10)
    digits = "零一二三四五六七八九"
    head = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones or not tens else "")


def lines(document: Document) -> Iterator[str]:
    """The document's text, a line each; cells are joined by tabs. Equal in every form."""
    for block in document.blocks:
        yield from lines_of(block)


def content(document: Document) -> str:
    """The canonical text: every line but the stamp's, each with a line feed."""
    rest = (block for block in document.blocks if not isinstance(block, Stamp))
    return "".join(f"{line}\n" for block in rest for line in lines_of(block))


def content_digest(document: Document) -> str:
    """SHA-256 of the canonical text (UTF-8), in 64 hexadecimal digits."""
    return hashlib.sha256(content(document).encode("utf-8")).hexdigest()


def lines_of(block: Block) -> Iterator[str]:  # noqa: C901 - one case a kind of block
    """The text of one block, a line each."""
    match block:
        case Title() | Paragraph() | Remark() | RedHead() | DocNumber() | Addressee() | Stamp():
            yield block.text
        case Attachments(entries=entries):
            yield from (f"附件：{e}" if n == 0 else e for n, e in enumerate(entries))
        case Attachment():
            yield block.label
            yield block.title
        case Imprint(texts=texts):
            yield from texts
        case Heading():
            yield block.number + block.text
        case Items():
            yield from block.entries
        case Table():
            if block.caption:
                yield block.heading
            yield "\t".join(column.name for column in block.columns)
            yield from ("\t".join(row) for row in block.rows)
        case Figure():
            yield from lines_of(block.table)
        case Contacts():
            yield from (f"{label}：{value}" for label, value in block.entries)
        case SignOff():
            yield block.office
            yield block.date
        case PageBreak():
            return


def lines_of_twig(twig: Twig, depth: int = 0) -> Iterator[str]:
    """A node of a tree and all below it, a line each, two full-width blanks a level."""
    blank = "　" * (2 * depth)
    yield blank + "　".join(filter(None, (twig.title, twig.figure)))
    yield from (f"{blank}　{text}" for text in (*twig.texts, twig.place) if text)
    for below in twig.twigs:
        yield from lines_of_twig(below, depth + 1)
