"""The YAML parser below both passes of the reader, its limits, and what a pass returns."""

from dataclasses import dataclass
from typing import Any

from liuxing_cli.model.finding import Finding, KeyPath

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # PyYAML without its C extension: the same events, more slowly
    from yaml import SafeLoader as _Parser  # type: ignore[assignment]

MAX_BYTES = 8 * 1024 * 1024
"""Largest file read."""

MAX_VALUES = 200_000
"""Most values in one file; a record has a few hundred."""

MAX_DEPTH = 64
"""Deepest nesting of mappings and lists."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """``value`` is None where the text has no sound structure; ``findings`` say why.

    Findings beside a value (a duplicate key, an ambiguous scalar) leave a structure whose shape
    can still be checked, but for ``doubtful``: the paths of keys that had to be guessed.
    """

    value: Any
    findings: tuple[Finding, ...] = ()
    sound: bool = True
    doubtful: frozenset[KeyPath] = frozenset()


def events(data: bytes | str) -> Any:
    """Return the ``get_event`` of a parser over ``data``."""
    return _Parser(data).get_event
