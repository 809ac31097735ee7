"""What a check reports: a permanent code, a place and the words that fill its message."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

KeyPath = tuple[str | int, ...]
"""Where in a YAML document: mapping keys and sequence positions from the root."""


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a text file; lines and columns start at 1, columns count characters."""

    line: int
    column: int
    end_line: int | None = None
    end_column: int | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to a finding (the first of two duplicate keys, say)."""

    file: str
    position: Position | None
    note: str
    path: KeyPath | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem found.

    A check that only knows the key path leaves ``position`` empty; the store fills it in by
    reading the file once more, so that clean files never pay for positions. ``on_key`` asks for
    the place of the key instead of its value. ``severity`` overrides the one that the registry
    gives the code (per-folder settings of ``validate``).
    """

    code: str
    file: str
    path: KeyPath | None = None
    position: Position | None = None
    params: Mapping[str, str] = field(default_factory=dict)
    on_key: bool = False
    related: tuple[Related, ...] = ()
    severity: Severity | None = None
