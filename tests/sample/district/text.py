"""YAML text in the repository's canonical style: block mappings, one flow mapping per rating."""

import re
from collections.abc import Mapping

from district.facts import FactValue

Rating = dict[str, FactValue]

_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][\w\u4e00-\u9fff，、（）“”%.@/ -]*|-?\d+(\.\d+)?")
_RESERVED = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def header(kind: str, depth: int) -> str:
    """The first lines of a file that lies ``depth`` folders below the root of the workspace."""
    schema = f"{'../' * depth}liuxing_cli/schemas/{kind}.schema.json"
    return f"# yaml-language-server: $schema={schema}\nkind: {kind}\nformat: 1\nsynthetic: true\n"


def rating_line(indicator: str, rating: Rating) -> str:
    """One rating, as it stands below ``ratings:``."""
    return f"  {indicator}: {_mapping(rating)}\n"


def quoted(text: str) -> str:
    """A double-quoted scalar, as ids of subjects and dates are written."""
    return f'"{text}"'


def scalar(text: str) -> str:
    """The text as it is where YAML reads it as written, else in quotes."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _RESERVED and not text.endswith(" ")
    return text if plain else quoted(text)


def _flow(value: FactValue) -> str:
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, list):
        return f"[{', '.join(scalar(entry) for entry in value)}]"
    return _mapping(value)


def _mapping(entries: Mapping[str, FactValue]) -> str:
    return f"{{{', '.join(f'{key}: {_flow(value)}' for key, value in entries.items())}}}"
