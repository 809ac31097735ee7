"""A document with its comments: what each one annotates, told from where it stands.

A comment at the end of a line belongs to what the line holds. One on a line of its own belongs to
the entry below it; indented deeper than that entry, it closes the block above. Those before the
first key are the head of the file, up to the last blank line if there is one.
"""

from dataclasses import dataclass, field
from typing import Any

import yaml

from liuxing_cli.store.yaml_events import events


@dataclass(slots=True)
class Scalar:
    """``plain`` says that it was written without quotes, so it may be a number or a boolean."""

    text: str
    plain: bool


@dataclass(slots=True)
class Entry:
    """One key or list item; ``before`` holds the comment lines above it, "" a blank line.

    ``trailing`` is the comment at the end of its line, "" where there is none.
    """

    key: str = ""
    value: "Node" = field(default_factory=lambda: Scalar("", plain=True))
    before: list[str] = field(default_factory=list)
    trailing: str = ""

    def note(self, words: str) -> None:
        """Take in a comment at the end of the line; an earlier one moves above the entry."""
        if self.trailing:
            self.before.append(self.trailing)
        self.trailing = words


@dataclass(slots=True)
class Collection:
    """A mapping or a list; ``footer`` holds the comment lines after its last entry."""

    is_mapping: bool
    entries: list[Entry] = field(default_factory=list)
    footer: list[str] = field(default_factory=list)


Node = Scalar | Collection


@dataclass(frozen=True, slots=True)
class Document:
    """``comments`` are all comments of the text, in the order of the text."""

    head: list[str]
    root: Node
    comments: list[str]


@dataclass(frozen=True, slots=True)
class _Comment:
    """A comment on a line of its own; ``lines`` starts with "" where a blank line precedes it."""

    column: int
    lines: tuple[str, ...]


def read(text: str) -> Document:
    """Read a document that the strict reader has accepted, its line breaks already LF."""
    return _Builder(text).document()


class _Builder:
    """Walks the parser's events; what lies between them holds the comments.

    ``hash`` is the place of the next ``#`` outside all scalars read so far, ``done`` the end of
    the last scalar or comment, ``last`` the entry that a comment at the end of a line belongs to.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.get: Any = events(text)
        self.done = 0
        self.hash = text.find("#")
        self.pending: list[_Comment] = []
        self.comments: list[str] = []
        self.last = Entry()

    def document(self) -> Document:
        self.next()
        self.next()
        top = self.last
        top.value = self.value(self.next(), top, -1)
        while type(self.next()) is not yaml.StreamEndEvent:
            pass
        self.collect(len(self.text))
        root, head = top.value, [*top.before, *filter(None, [top.trailing])]
        if isinstance(root, Collection):
            root.footer += self.take()
            if root.entries:
                head += _cut_head(root.entries[0])
        return Document(head, root, self.comments)

    def next(self) -> Any:
        event: Any = self.get()
        self.collect(event.start_mark.index)
        end = event.end_mark.index
        if type(event) is yaml.ScalarEvent:
            self.done = end
            if -1 < self.hash < self.done:
                self.hash = self.text.find("#", self.done)
        return event

    def collect(self, end: int) -> None:
        """Take in the comments before ``end``; there are no scalars between here and there."""
        while -1 < self.hash < end:
            start = self.hash
            stop = self.text.find("\n", start)
            stop = len(self.text) if stop < 0 else stop
            self.comment(start, self.text[start:stop].rstrip())
            self.done = stop
            self.hash = self.text.find("#", stop)

    def comment(self, start: int, words: str) -> None:
        self.comments.append(words)
        line = self.text.rfind("\n", 0, start) + 1
        before = self.text[line:start]
        if line < self.done or before.strip("-? \t"):
            self.last.note(words)
            return
        column = len(before) - len(before.lstrip(" \t"))
        lines = ("", words) if self.blank_above(line) else (words,)
        self.pending.append(_Comment(column, lines))

    def block_comment(self, event: Any, owner: Entry) -> None:
        """Take in a comment after the ``|`` of a block, which the parser counts as part of it."""
        _, sign, words = self.text[event.start_mark.index :].partition("\n")[0].partition("#")
        if sign:
            self.comments.append(f"#{words.rstrip()}")
            owner.note(f"#{words.rstrip()}")

    def blank_above(self, place: int) -> bool:
        line = self.text.rfind("\n", 0, place) + 1
        above = self.text.rfind("\n", 0, max(line - 1, 0)) + 1
        return line > 0 and not self.text[above : line - 1].strip()

    def take(self, deeper_than: int = -1) -> list[str]:
        """Return the lines of the waiting comments, up to one that stands further out."""
        count = next(
            (i for i, comment in enumerate(self.pending) if comment.column <= deeper_than),
            len(self.pending),
        )
        taken, self.pending = self.pending[:count], self.pending[count:]
        return [line for comment in taken for line in comment.lines]

    def entry(self, event: Any, in_flow: bool) -> Entry:
        entry = self.last = Entry(before=self.take() if self.pending else [])
        if not in_flow and self.blank_above(event.start_mark.index):
            entry.before.append("")
        return entry

    def value(self, event: Any, owner: Entry, outer_column: int) -> Node:
        if type(event) is yaml.ScalarEvent:
            if self.pending:
                owner.before += self.take()
            if event.style in ("|", ">"):
                self.block_comment(event, owner)
            return Scalar(event.value, event.implicit[0])
        node = Collection(type(event) is yaml.MappingStartEvent)
        in_flow, column = event.flow_style, event.start_mark.column
        end = yaml.MappingEndEvent if node.is_mapping else yaml.SequenceEndEvent
        while type(event := self.next()) is not end:
            entry = self.entry(event, in_flow)
            if node.is_mapping:
                entry.key = event.value
                event = self.next()
            entry.value = self.value(event, entry, column)
            node.entries.append(entry)
        if self.pending:
            last_lines = node.footer if node.entries else owner.before
            last_lines += self.take(-1 if in_flow else outer_column)
        self.last = owner
        return node


def _cut_head(first: Entry) -> list[str]:
    """Cut the head of the file off the lines before its first key."""
    blanks = [place for place, line in enumerate(first.before) if not line]
    cut = blanks[-1] + 1 if blanks else len(first.before)
    head, first.before = first.before[:cut], first.before[cut:]
    return head
