"""The quickest pass of the reader: files in which every line alone says what it means.

Nearly every file is written as ``key: value`` lines and ``- item`` lines whose values are plain
words, quoted text or a flow collection that ends in its line. A value is read by itself, and read
once as long as it is remembered: two thousand records share most of theirs. Anything else (a text
over several lines, an escape, an anchor, a control character) raises ``Doubt``, and the parser of
:mod:`liuxing_cli.store.yaml_reader` reads the file. The tests hold all passes to the same values.
Equal flow collections may be one object: parsed values are read only.
"""

import re
from typing import Any

from liuxing_cli.store.scalars import VALUES, Doubt
from liuxing_cli.store.yaml_events import STRANGE
from liuxing_cli.store.yaml_flow import KEY, START, read_flow

MEMO_SIZE = 8_000
"""Most values remembered (and as many that are about to be forgotten; some hundred bytes each),
so that memory stays the same however many files a run reads."""

_MEMO_LENGTH = 200
_DEEPEST = 32

_TAIL = r"(?: +#.*| *)"
_KEY = re.compile(KEY)
_REST = re.compile(
    rf"(?: +(?:\"([^\"\\]*)\"|'([^']*)'|({START}(?:[^:#]*[^:# ])?)|([\[{{].*)))?{_TAIL}"
)
_AFTER_FLOW = re.compile(_TAIL)
_DASH = re.compile("- +")

_OPEN = object()
"""The value of a key with nothing beside it: a mapping or a list may follow in the next lines."""

_Mapping = dict[str, Any]

_IN_LIST = -1
"""Stands for the indentation while the items of a list follow."""


def read_lines(data: bytes) -> Any:
    """Return the value of a document; raises ``Doubt`` where a line needs the others."""
    blocks = _Blocks()
    mapping, indent, opened = blocks.root, 0, ""
    mapping_at, heads, rests = blocks.mapping_at, _HEADS, _RESTS
    for line in _lines(data):
        said = line.lstrip(" ")
        head, colon, rest = said.partition(":")
        key = heads[head] if colon else ""
        if key:
            at = len(line) - len(said)
            if at != indent:
                mapping, indent = mapping_at(at, opened), at
            if key in mapping:
                raise Doubt
            value = rests[rest]
            if value is _OPEN:
                mapping[key] = None
                opened = key
            else:
                mapping[key] = value
                opened = ""
        elif said:
            if said[0] != "#":
                mapping, indent, opened = blocks.item(len(line) - len(said), said, opened)
            elif _is_strange(said):
                raise Doubt
    if not blocks.root:
        raise Doubt
    return blocks.root


def _lines(data: bytes) -> list[str]:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise Doubt from None
    return (text.replace("\r\n", "\n") if "\r" in text else text).split("\n")


def _is_strange(text: str) -> bool:
    if text.isprintable():  # nothing strange is
        return False
    return "\t" in text or "\r" in text or STRANGE.search(text) is not None


class _Blocks:
    """The mappings and lists around a line, outermost first, each with its indentation."""

    def __init__(self) -> None:
        self.root: _Mapping = {}
        self._around: list[tuple[int, _Mapping | list[Any]]] = [(0, self.root)]

    def mapping_at(self, at: int, opened: str) -> _Mapping:
        """The mapping that a key at ``at`` belongs to; ``opened`` is the last key, if bare."""
        around = self._around
        indent, block = around[-1]
        while at < indent:
            around.pop()
            opened = ""
            indent, block = around[-1]
        if type(block) is list and at == indent:  # the list lay as far in as its key
            around.pop()
            indent, block = around[-1]
        if type(block) is dict and at == indent:
            return block
        below: _Mapping = {}
        self._open(at, opened, below)
        return below

    def item(self, at: int, said: str, opened: str) -> tuple[_Mapping, int, str]:
        """Read ``- item``; return what :func:`read_lines` goes on with."""
        opened = self._close(at, opened)
        indent, block = self._around[-1]
        if type(block) is not list:
            block = []
            self._open(at, opened, block)
        elif at != indent:
            raise Doubt
        dash = _DASH.match(said)
        if dash is None:
            raise Doubt
        inside = said[dash.end() :]
        head, colon, rest = inside.partition(":")
        key = _HEADS[head] if colon else ""
        value = _RESTS[rest if key else f" {inside}"]
        if not key:
            if value is _OPEN:
                raise Doubt
            block.append(value)
            return {}, _IN_LIST, ""
        is_open = value is _OPEN
        below: _Mapping = {key: None if is_open else value}
        block.append(below)
        self._push(at + dash.end(), below)
        return below, at + dash.end(), key if is_open else ""

    def _close(self, at: int, opened: str) -> str:
        while at < self._around[-1][0]:
            self._around.pop()
            opened = ""
        return opened

    def _open(self, at: int, opened: str, below: _Mapping | list[Any]) -> None:
        """Begin the value of the key ``opened``; a list may lie as far in as its key."""
        indent, block = self._around[-1]
        if not opened or type(block) is not dict or (at == indent and type(below) is dict):
            raise Doubt
        block[opened] = below
        self._push(at, below)

    def _push(self, at: int, below: _Mapping | list[Any]) -> None:
        if len(self._around) > _DEEPEST:
            raise Doubt
        self._around.append((at, below))


class _Heads(dict[str, str]):
    """What stood before the first colon of a line: the key, or nothing where it is none."""

    def __missing__(self, head: str) -> str:
        if _KEY.fullmatch(head) is None:
            return ""
        if len(self) >= MEMO_SIZE:
            self.clear()
        self[head] = head
        return head


class _Rests(dict[str, Any]):
    """What stood after a colon or a dash, and its value. When full, what was not asked for since
    it was last full is forgotten."""

    def __init__(self) -> None:
        super().__init__()
        self.older: dict[str, Any] = {}

    def __missing__(self, rest: str) -> Any:
        value = self.older[rest] if rest in self.older else _value(rest)
        if len(rest) <= _MEMO_LENGTH:
            if len(self) >= MEMO_SIZE:
                self.older = self.copy()
                self.clear()
            self[rest] = value
        return value


_HEADS = _Heads()
_RESTS = _Rests()


def _value(rest: str) -> Any:
    if _is_strange(rest):
        raise Doubt
    match = _REST.fullmatch(rest)
    if match is None:
        raise Doubt
    double, single, plain, flow = match.groups()
    if plain is not None:
        return VALUES[plain]
    if flow is not None:
        value, end = read_flow(flow, 0)
        if _AFTER_FLOW.fullmatch(flow, end) is None:
            raise Doubt
        return value
    if double is not None:
        return double
    return _OPEN if single is None else single
