"""Text copied from a page, compared with what was published: line by line, white space aside.

A copy has other line ends than the text: a browser keeps rows, a PDF breaks them anywhere. So
lines of the copy are joined until they are a published line. Only fingerprints are needed for
that, not the text itself.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from liuxing_cli.publish.document import STAMP

_LONGEST = 80
"""Most lines of a copy that one line of the text is taken to fill."""
_BULLET = re.compile(r"^[•·●▪*-]\s*")
_FOLIO = re.compile(r"—\d+—")
_SPACE = re.compile(r"[\s\u200b\ufeff]+")


def squeeze(text: str) -> str:
    """The text without any white space."""
    return _SPACE.sub("", text)


def fingerprint(line: str) -> str:
    """The first 16 digits of the SHA-256 of a line without its white space."""
    return hashlib.sha256(squeeze(line).encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a copy compares with the published lines.

    ``strange`` are lines of the copy that were not published; ``skipped`` are published lines
    (counted from 1) that the copy leaves out between its first and its last line; ``left_out``
    counts those before and after. ``stamp`` is the stamp in the copy, if there is one.
    """

    matched: int
    total: int
    strange: tuple[str, ...]
    skipped: tuple[int, ...]
    left_out: int
    stamp: str | None

    @property
    def agrees(self) -> bool:
        """Whether the copy says nothing else than what was published, without a gap."""
        return self.matched > 0 and not self.strange and not self.skipped


def compare(text: str, published: Sequence[str]) -> Comparison:
    """Compare copied text with the fingerprints of the published lines.

    Order does not matter, since readers may have sorted a table before they copied it.
    """
    rows, stamp = _rows(text)
    found, strange = _matched(rows, published)
    first, last = (min(found), max(found)) if found else (0, -1)
    skipped = tuple(n + 1 for n in range(first, last + 1) if n not in found)
    left_out = len(published) - len(found) - len(skipped)
    return Comparison(len(found), len(published), tuple(strange), skipped, left_out, stamp)


def _rows(text: str) -> tuple[list[str], str | None]:
    """The lines of the copy that say something, and the stamp apart from them."""
    rows, stamp = [], None
    for line in text.splitlines():
        row = squeeze(line)
        if row.startswith(STAMP):
            stamp = row.removeprefix(STAMP)
        elif row and not _FOLIO.fullmatch(row):
            rows.append(row)
    return rows, stamp


def _matched(rows: Sequence[str], published: Sequence[str]) -> tuple[set[int], list[str]]:
    """Indices of the published lines found, and the rows that are part of none."""
    places: dict[str, list[int]] = {}
    for index, mark in reversed(list(enumerate(published))):
        places.setdefault(mark, []).append(index)  # each list ends with its first place
    found: set[int] = set()
    strange: list[str] = []
    start = 0
    while start < len(rows):
        lengths = range(min(_LONGEST, len(rows) - start), 0, -1)  # the longest is the surest
        taken = next((n for n in lengths if _take(rows, start, n, places, found)), 0)
        if not taken:
            strange.append(rows[start])
        start += taken or 1
    return found, strange


def _take(
    rows: Sequence[str], start: int, count: int, places: dict[str, list[int]], found: set[int]
) -> bool:
    """Take ``count`` rows as one published line, if they are one."""
    joined = "".join(rows[start : start + count])
    for candidate in (joined, _BULLET.sub("", joined)):
        where = places.get(fingerprint(candidate))
        if where:
            found.add(where.pop() if len(where) > 1 else where[0])
            return True
    return False
