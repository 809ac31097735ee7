"""What a verification found: statements that agree, differ, or could not be checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from liuxing_cli.publish.document import Column, Table
from liuxing_cli.publish.provenance.manifest import Manifest, Publication


class Verdict(StrEnum):
    """Whether what is there now is what was published."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNCHECKED = "unchecked"


class Matter(StrEnum):
    """What was compared."""

    FILE = "file"
    CONTENT = "content"
    INPUT = "input"
    TEXT = "text"


_VERDICTS = {Verdict.AGREES: "一致", Verdict.DIFFERS: "不同", Verdict.UNCHECKED: "未核对"}
_MATTERS = {Matter.FILE: "文件", Matter.CONTENT: "内容", Matter.INPUT: "输入", Matter.TEXT: "文字"}


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing compared; ``since`` is the commit and day from which it differs, where known."""

    verdict: Verdict
    matter: Matter
    name: str
    text: str
    since: str = ""


def differs(statements: Sequence[Statement]) -> bool:
    """Whether anything differs."""
    return any(statement.verdict is Verdict.DIFFERS for statement in statements)


def as_table(statements: Sequence[Statement]) -> Table:
    """The statements, what differs first."""
    order = [Verdict.DIFFERS, Verdict.UNCHECKED, Verdict.AGREES]
    ordered = sorted(statements, key=lambda s: order.index(s.verdict))
    columns = [
        Column("结果", key="verdict"),
        Column("核对", key="matter"),
        Column("对象", key="name"),
        Column("说明", key="text"),
        Column("自何时", key="since"),
    ]
    rows = [[_VERDICTS[s.verdict], _MATTERS[s.matter], s.name, s.text, s.since] for s in ordered]
    if not any(s.since for s in statements):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    return Table("", columns, rows, names=1)


def as_dict(
    made: Manifest, checked: Sequence[Publication], statements: Sequence[Statement]
) -> dict[str, Any]:
    """The verification for programs; see ``schemas/output/verify.schema.json``."""
    return {
        "schema": "liuxing/verify@1",
        "agrees": not differs(statements),
        "publications": [
            {"file": p.file, "title": p.title, "issued": p.issued, "content": p.content}
            for p in checked
        ],
        "revision": made.revision.id if made.revision else None,
        "statements": [
            {
                "verdict": str(s.verdict),
                "matter": str(s.matter),
                "name": s.name,
                "text": s.text,
                "since": s.since or None,
            }
            for s in statements
        ],
    }
