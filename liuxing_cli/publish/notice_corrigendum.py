"""The corrigendum: what a publication said, what it should say, from the difference of the two."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from liuxing_cli.model.workspace import Workspace
from liuxing_cli.publish.document import (
    Block,
    Column,
    Document,
    Figure,
    SignOff,
    Stamp,
    Table,
    content_digest,
    lines_of,
)
from liuxing_cli.publish.errors import PublishError
from liuxing_cli.publish.notice import contacts
from liuxing_cli.publish.template import Templates
from liuxing_cli.publish.words import chinese_date

TEMPLATE_CORRIGENDUM = "notice-corrigendum.txt.j2"
NONE = "（无）"
_CLAUSE = re.compile("[^，。；]+[，。；]?|[，。；]")


@dataclass(frozen=True, slots=True)
class Change:
    """One place: what stood there, what should stand there; empty where there was or is nothing."""

    place: str
    before: str
    after: str


def corrigendum(
    ws: Workspace,
    before: Document,
    after: Document,
    reason: str,
    issued: date,
    templates: Templates,
) -> Document:
    """The correction of a publication. ``before`` is as published, ``after`` made from what the
    records say now, with the same date of writing.

    Raises:
        PublishError: the two say the same.
        TemplateError: the template is wrong.
    """
    changes = list(differences(before, after))
    if not changes:
        raise PublishError(f"《{before.title}》由现在的数据重算，文字相同，没有可以更正的")
    columns = [
        Column("位置", key="place", width=5),
        Column("原公布", key="before", width=9),
        Column("更正为", key="after", width=9),
    ]
    rows = [[c.place, c.before or NONE, c.after or NONE] for c in changes]
    values = {
        "district": ws.settings.district,
        "synthetic": ws.settings.synthetic,
        "office": ws.settings.contact.office,
        "original": before.title,
        "published": chinese_date(before.issued),
        "code": content_digest(before)[:16],
        "reason": reason,
        "changes": len(changes),
    }
    objects: dict[str, Block] = {
        "changes": Table("更正内容", columns, rows),
        "contacts": contacts(ws.settings.contact),
        "signoff": SignOff(ws.settings.office, chinese_date(issued)),
    }
    blocks = templates.fill(TEMPLATE_CORRIGENDUM, values, objects)
    return Document(blocks, issued, ws.settings.office)


def differences(before: Document, after: Document) -> Iterator[Change]:
    """Each place where the text differs: rows of tables by their name, other text in order."""
    yield from _texts(_plain(before), _plain(after))
    old, new = _tables(before), _tables(after)
    for caption in dict.fromkeys((*old, *new)):
        yield from _rows(caption, old.get(caption), new.get(caption))


def _plain(document: Document) -> list[str]:
    """The lines outside of tables, the stamp aside."""
    return [
        line
        for block in document.blocks
        if not isinstance(block, Table | Figure | Stamp)
        for line in lines_of(block)
    ]


def _texts(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for n in range(max(b - a, d - c)):
            was = old[a + n] if a + n < b else ""
            now = new[c + n] if c + n < d else ""
            yield Change("正文", *_narrowed(was, now))


def _narrowed(was: str, now: str) -> tuple[str, str]:
    """The clauses that differ, from the first to the last; all where either is empty."""
    old, new = _CLAUSE.findall(was), _CLAUSE.findall(now)
    if not (old and new):
        return was, now
    first = next((n for n, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), 0)
    rest = zip(old[first:][::-1], new[first:][::-1], strict=False)
    same = next((n for n, pair in enumerate(rest) if pair[0] != pair[1]), 0)
    ends = (len(old) - same, len(new) - same)
    return "".join(old[first : ends[0]]), "".join(new[first : ends[1]])


def _tables(document: Document) -> dict[str, Table]:
    found = [b.table if isinstance(b, Figure) else b for b in document.blocks]
    return {t.caption: t for t in found if isinstance(t, Table)}


def _rows(caption: str, old: Table | None, new: Table | None) -> Iterator[Change]:
    """The rows that differ; rows are found by the text up to their name."""
    was, now = _by_name(old), _by_name(new)
    for name in dict.fromkeys((*was, *now)):
        before, after = was.get(name, {}), now.get(name, {})
        if before == after:
            continue
        if not before or not after:
            yield Change(f"{caption}：{name}", _row(before), _row(after))
            continue
        for column in dict.fromkeys((*before, *after)):
            if before.get(column) != after.get(column):
                place = f"{caption}：{name}，{column}"
                yield Change(place, before.get(column, ""), after.get(column, ""))


def _by_name(table: Table | None) -> dict[str, dict[str, str]]:
    if table is None:
        return {}
    heads = [column.name for column in table.columns]
    found: dict[str, dict[str, str]] = {}
    for row in table.rows:
        name = "，".join(row[: table.names + 1])
        while name in found:  # rows of the same name keep their order
            name += "（又）"
        found[name] = dict(zip(heads, row, strict=True))
    return found


def _row(cells: Mapping[str, str]) -> str:
    return "，".join(f"{head}：{cell}" for head, cell in cells.items() if cell)
