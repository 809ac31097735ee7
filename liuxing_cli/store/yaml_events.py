"""The YAML parser below both passes of the reader, its limits, and what a pass returns."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from liuxing_cli.model.finding import Finding, KeyPath

MAX_BYTES = 8 * 1024 * 1024
"""Largest file read."""

MAX_VALUES = 200_000
"""Most values in one file; a record has a few hundred."""

MAX_DEPTH = 64
"""Deepest nesting of mappings and lists."""

STRANGE = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e"
    "\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff\\U000e0001-\\U000e007f]"
)
"""What no clean text has: control characters, characters without width, marks of direction."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """``value`` is None where the text has no sound structure; ``findings`` say why.

    Findings beside a value (a duplicate key, an ambiguous scalar) leave a structure whose shape
    can still be checked, but for ``doubtful``: the paths of keys that had to be guessed. With
    ``holes`` some lines could not be read, so that nothing may be called missing.
    """

    value: Any
    findings: tuple[Finding, ...] = ()
    sound: bool = True
    doubtful: frozenset[KeyPath] = frozenset()
    holes: bool = False


def events(data: bytes | str) -> Any:
    """Return the ``get_event`` of a parser over ``data``."""
    return _parser()(data).get_event


@cache
def _parser() -> Any:
    try:
        from yaml._yaml import CParser
    except ImportError:  # PyYAML without its C extension: the same events, more slowly
        from yaml import SafeLoader

        return SafeLoader
    return CParser
