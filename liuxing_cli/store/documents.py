"""One file of a workspace: read, parsed, and checked against the schema of its kind."""

from dataclasses import dataclass
from typing import Any

from liuxing_cli.model.finding import Finding, KeyPath
from liuxing_cli.store import schema
from liuxing_cli.store.file_errors import reason_of
from liuxing_cli.store.tree import Tree
from liuxing_cli.store.yaml_reader import parse

WARNINGS = frozenset({"YML010"})
"""Findings of the reader that leave a file usable."""

_OF_ABSENCE = frozenset({"SCH002", "SCH007"})
"""What says that something is missing: not to be said where lines could not be read."""


@dataclass(frozen=True, slots=True)
class Document:
    """``value`` is the parsed file where its text has a sound structure, None otherwise.

    ``clean`` says that nothing but warnings was found, so the value has the shape of its kind.
    """

    file: str
    value: Any
    findings: tuple[Finding, ...]

    @property
    def clean(self) -> bool:
        return all(finding.code in WARNINGS for finding in self.findings)


def read_document(tree: Tree, file: str, kind: str) -> Document:
    """Read one file; an unreadable one yields a finding, never an exception."""
    try:
        data = tree.read(file)
    except OSError as error:
        params = {"reason": reason_of(error)}
        return Document(file, None, (Finding("WSP002", file, params=params),))
    return check_document(data, file, kind)


def check_document(data: bytes, file: str, kind: str) -> Document:
    """Parse bytes and check their shape."""
    parsed = parse(data, file)
    if not parsed.sound:
        return Document(file, None, parsed.findings)
    shape = schema.check(kind, parsed.value, file)
    if parsed.holes:
        shape = [finding for finding in shape if finding.code not in _OF_ABSENCE]
    if parsed.doubtful:
        shape = [finding for finding in shape if not _is_guess(finding, parsed.doubtful)]
    return Document(file, parsed.value, (*parsed.findings, *shape))


def _is_guess(finding: Finding, doubtful: frozenset[KeyPath]) -> bool:
    """Whether the shape is wrong only because a key had to be guessed, which is told already."""
    path = finding.path or ()
    if finding.code == "SCH002" and any(guessed[:-1] == path for guessed in doubtful):
        return True
    return any(path[: len(guessed)] == guessed for guessed in doubtful)
