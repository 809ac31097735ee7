"""Comments in the text of a YAML file, and those of them that speak to the checks."""

import re
from dataclasses import dataclass

_MARK = re.compile(r"""(?:^|(?<=[ \t]))#|["']""")
_DIRECTIVE = re.compile(r"#+\s*liuxing\s*[:：]\s*ignore\b\s*(?:[\[［【]([^\]］】]*)[\]］】])?(.*)")
_HASH = re.compile(rb"#[^\n]*")
_OF_INTEREST = re.compile(rb"liuxing|@|\xef\xbc[\x90-\x99\xa0]|[0-9](?:[^0-9]{0,4}[0-9]){3}")
"""Bytes of a comment that may be a directive or hold personal data; few files have any."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment at ``line`` and ``column`` (from 1); ``alone`` if nothing stands before it."""

    line: int
    column: int
    text: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Directive:
    """``# liuxing: ignore[CODE] reason``: the findings of ``codes`` in ``line`` are not reported.

    ``comment`` is where it stands: in that line, or alone in a line above it.
    """

    comment: Comment
    line: int
    codes: tuple[str, ...]
    reason: str


def worth_reading(data: bytes) -> bool:
    """Tell whether the comments of a file may hold anything that the checks look for."""
    return any(map(_OF_INTEREST.search, _HASH.findall(data)))


def comments_of(text: str) -> list[Comment]:
    """Return the comments of a file in order; a ``#`` between quotes in one line is none."""
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        start = _start(line) if "#" in line else -1
        if start >= 0:
            alone = not line[:start].strip()
            found.append(Comment(number, start + 1, line[start:].rstrip(), alone))
    return found


def _start(line: str) -> int:
    """Where the comment of a line starts, -1 where it has none."""
    quote = ""
    for match in _MARK.finditer(line):
        mark = match.group()
        if mark == "#" and not quote:
            return match.start()
        if mark != "#":
            quote = mark if not quote else "" if quote == mark else quote
    return -1


def directives_of(text: str, comments: list[Comment]) -> list[Directive]:
    """Return the directives among the comments; one alone in its line means the next real line."""
    matches = [(comment, _DIRECTIVE.fullmatch(comment.text)) for comment in comments]
    if not any(match for _, match in matches):
        return []
    below = _next_real_lines(text.split("\n"))
    found = []
    for comment, match in matches:
        if match:
            line = below[comment.line] if comment.alone else comment.line
            codes = tuple(filter(None, re.split(r"[\s,，、]+", match[1] or "")))
            found.append(Directive(comment, line, codes, match[2].strip()))
    return found


def _next_real_lines(lines: list[str]) -> list[int]:
    """For each line (counted from 0) the number (from 1) of the next one that is no comment."""
    following = len(lines) + 1
    found = [following] * (len(lines) + 1)
    for place in range(len(lines) - 1, -1, -1):
        if lines[place].lstrip()[:1] not in ("", "#"):
            following = place + 1
        found[place] = following
    return found
