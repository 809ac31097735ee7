"""Flow collections that end in their line, for the quickest pass of the reader.

Keys and plain words are those that mean the same to every parser; anything else is a ``Doubt``.
"""

import re
from typing import Any

from liuxing_cli.store.scalars import KEYS, VALUES, Doubt

KEY = r"[0-9A-Za-z][0-9A-Za-z_.-]{0,99}"
"""A key without quotes."""

START = r"[0-9A-Za-z\u3400-\u9fff“（《]"
"""What a plain value may start with."""

_DEEPEST = 8
_MEMO_SIZE = 4_000
_MEMO_LENGTH = 200

_SPECIAL = r"\[\]{},:#\"'&*!|>@`?\\"
_SCALAR = rf"\"([^\"\\]*)\"|'([^']*)'|({START}(?:[^{_SPECIAL}]*[^ {_SPECIAL}])?)"
_FLAT = r"([\[{][^\[\]{}\"'#]*[\]}])"
_PAIR = re.compile(rf" *({KEY}): +(?:(?:{_SCALAR}|{_FLAT}) *([,}}])|(?=[\[{{]))")
_ITEM = re.compile(rf" *(?:(?:{_SCALAR}|{_FLAT}) *([,\]])|(?=[\[{{]))")
_AFTER = re.compile(r" *([,\]}])")
_NOTHING = re.compile(r" *[\]}]")


def read_flow(text: str, at: int, depth: int = _DEEPEST) -> tuple[Any, int]:
    """Read the collection that opens at ``at``; return it and the place after it.

    The text has no control characters. Raises ``Doubt`` where it is no clean collection.
    """
    if depth == 0:
        raise Doubt
    opening = text[at]
    nothing = _NOTHING.match(text, at + 1)
    if nothing:
        if nothing.group()[-1] != ("}" if opening == "{" else "]"):
            raise Doubt
        return ({} if opening == "{" else []), nothing.end()
    return _mapping(text, at + 1, depth) if opening == "{" else _list(text, at + 1, depth)


def _mapping(text: str, at: int, depth: int) -> tuple[dict[str, Any], int]:
    result: dict[str, Any] = {}
    while True:
        match = _PAIR.match(text, at)
        if match is None:
            raise Doubt
        key, double, single, plain, flat, after = match.groups()
        if key in result:
            raise Doubt
        at = match.end()
        if after is None:
            result[KEYS[key]], at = read_flow(text, at, depth - 1)
            after, at = _after(text, at)
        elif plain is not None:
            result[KEYS[key]] = VALUES[plain]
        elif flat is not None:
            result[KEYS[key]] = _FLATS[flat]
        else:
            result[KEYS[key]] = single if double is None else double
        if after == "}":
            return result, at
        if after != ",":
            raise Doubt


def _list(text: str, at: int, depth: int) -> tuple[list[Any], int]:
    result: list[Any] = []
    while True:
        match = _ITEM.match(text, at)
        if match is None:
            raise Doubt
        double, single, plain, flat, after = match.groups()
        at = match.end()
        item: Any
        if after is None:
            item, at = read_flow(text, at, depth - 1)
            after, at = _after(text, at)
        elif plain is not None:
            item = VALUES[plain]
        elif flat is not None:
            item = _FLATS[flat]
        else:
            item = single if double is None else double
        result.append(item)
        if after == "]":
            return result, at
        if after != ",":
            raise Doubt


def _after(text: str, at: int) -> tuple[str, int]:
    match = _AFTER.match(text, at)
    if match is None:
        raise Doubt
    return match[1], match.end()


class _Flats(dict[str, Any]):
    """Collections without others inside that were read before."""

    def __missing__(self, text: str) -> Any:
        value, end = read_flow(text, 0, 1)
        if end != len(text):
            raise Doubt
        if len(text) <= _MEMO_LENGTH:
            if len(self) >= _MEMO_SIZE:
                self.clear()
            self[text] = value
        return value


_FLATS = _Flats()
