"""The impact of an edit as a comment for a pull request: short first, the details folded.

GitHub refuses comments of more than 65,536 characters, so long tables are cut and say so.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from liuxing_cli.publish.document import Column, Table, clean
from liuxing_cli.publish.findings import hint_of, message_of
from liuxing_cli.publish.impact import ImpactView, place, summary, tables, title
from liuxing_cli.publish.to_markdown import escape, table

MARKER = "<!-- liuxing diff -->"
"""Lets a script find and replace its earlier comment."""

MOST_ROWS = 200
MOST_CHARACTERS = 60_000
_REFERENCE = re.compile(r"(?<=[@#!])(?=\w)")


def as_comment(view: ImpactView) -> str:
    """The comment as Markdown with folded details; at most ``MOST_CHARACTERS`` long."""
    head = [
        MARKER,
        f"### {_inert('：'.join(title(view)))}",
        _verdict(view),
        _list(view),
        _quiet(view.covered),
    ]
    parts = [part for part in head if part]
    size = sum(len(part) + 2 for part in parts)
    left_out = []
    for content in _details(view):
        part = _folded(content)
        if size + len(part) > MOST_CHARACTERS:
            left_out.append(content.caption)
            continue
        size += len(part) + 2
        parts.append(part)
    if left_out:
        parts.append(
            f"评论放不下，略去：{'、'.join(left_out)}。全部见 `liuxing diff --format json`。"
        )
    return "\n\n".join(parts) + "\n"


def _verdict(view: ImpactView) -> str:
    if view.fail_on is None:
        return ""
    words = "**不通过**" if view.failed else "**通过**"
    return f"{words}（`--fail-on {view.fail_on}`）"


def _list(view: ImpactView) -> str:
    lines = (line.partition("：") for line in summary(view))
    return "\n".join(f"- **{escape(key)}**：{_inert(rest)}" for key, _, rest in lines)


def _quiet(text: str) -> str:
    return f"<sub>{_inert(text)}</sub>"


def _details(view: ImpactView) -> Iterator[Table]:
    yield from tables(view)
    if view.breaks:
        rows = [
            (
                place(finding),
                finding.code,
                "".join((message_of(finding), _bracketed(hint_of(finding)))),
            )
            for finding in view.breaks
        ]
        yield Table("失效的记录", [Column("位置"), Column("代码"), Column("问题")], rows)


def _bracketed(hint: str) -> str:
    return f"（{hint}）" if hint else ""


def _folded(content: Table) -> str:
    rows = [[_dead(cell) for cell in row] for row in content.rows[:MOST_ROWS]]
    more = len(content.rows) - len(rows)
    note = f"\n\n还有 {more} 行没有列出，全部见 `liuxing diff --format json`。" if more else ""
    return (
        f"<details><summary>{content.caption}（{len(content.rows)}）</summary>\n\n"
        f"{table(replace(content, rows=rows))}{note}\n\n</details>"
    )


def _inert(text: str) -> str:
    """Text that is neither markup nor a mention."""
    return escape(clean(_dead(text)))


def _dead(text: str) -> str:
    """Text in which ``@name``, ``#12`` and ``!12`` notify nobody and link to nothing."""
    return _REFERENCE.sub("\u200b", text)
