"""The registry of finding codes: one page each, next to this file; imports nothing of ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FENCE = "---\n"
_PAGES = Path(__file__).parent / "pages"

RENAMED: Mapping[str, str] = {}
"""Codes of earlier releases and the codes they have become; codes are permanent, so an old one is
understood for ever. Empty as long as none has been renamed."""


@dataclass(frozen=True, slots=True)
class Code:
    """What a code says: ``message`` and ``hint`` are templates that a finding's params fill.

    ``body`` is the Markdown of the page: why, a wrong example, a right example.
    """

    code: str
    severity: str  # error, warning or info
    title: str
    message: str
    hint: str
    body: str

    @property
    def example(self) -> str:
        """The right example of the page, without its fence."""
        _, _, right = self.body.partition("## 正确示例")
        return right.partition("```yaml\n")[2].partition("```")[0].rstrip("\n")

    def fill(self, params: Mapping[str, str]) -> tuple[str, str]:
        """Return the message and the hint with the words of one finding."""
        return self.message.format_map(params), self.hint.format_map(params)


@cache
def lookup(code: str) -> Code:
    """Return the page of a code; raises ``KeyError`` for a code that has none.

    A code of an earlier release leads to the page of the one it has become.
    """
    code = RENAMED.get(code, code)
    page = _PAGES / f"{code}.md"
    if not code.isalnum() or not page.is_file():
        raise KeyError(code)
    _, head, body = page.read_text("utf-8").split(_FENCE, 2)
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return Code(**fields, body=body.strip() + "\n")


@cache
def codes() -> tuple[str, ...]:
    """Return all codes, sorted."""
    return tuple(sorted(page.stem for page in _PAGES.glob("*.md")))
