"""The fast pass of the reader: the value built from the parser's events, without positions."""

import re
from typing import Any

import yaml

from liuxing_cli.store.scalars import KEYS, VALUES, Doubt
from liuxing_cli.store.yaml_events import MAX_DEPTH, STRANGE, events

_UNUSUAL = (  # byte order marks and the line breaks that only YAML knows
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xc2\x85",
    b"\xe2\x80\xa8",
    b"\xe2\x80\xa9",
)
_ESCAPE = re.compile(rb"\\[^\\\"\n/ nt]")

_Alias = yaml.AliasEvent
_Scalar = yaml.ScalarEvent
_Mapping = yaml.MappingStartEvent
_MappingEnd = yaml.MappingEndEvent
_SequenceEnd = yaml.SequenceEndEvent


def read_events(data: bytes) -> Any:
    """Return the value of a document; raises ``Doubt`` or ``YAMLError`` where it is not clean."""
    if any(mark in data for mark in _UNUSUAL):
        raise Doubt
    if STRANGE.search(data.decode(errors="replace")) or _ESCAPE.search(data):
        raise Doubt
    get = events(data)
    get()
    start = get()
    if type(start) is not yaml.DocumentStartEvent or start.version or start.tags:
        raise Doubt
    value = _node(get, get(), MAX_DEPTH)
    get()
    if type(get()) is not yaml.StreamEndEvent:
        raise Doubt
    return value


def _node(get: Any, event: Any, depth: int) -> Any:
    kind = type(event)
    if event.anchor is not None or kind is _Alias or event.tag is not None:
        raise Doubt
    if kind is _Scalar:
        return VALUES[event.value] if event.implicit[0] else event.value
    if depth == 0:
        raise Doubt
    if kind is _Mapping:
        return _mapping(get, depth - 1)
    return _sequence(get, depth - 1)


def _mapping(get: Any, depth: int) -> dict[str, Any]:
    result: dict[str, Any] = {}
    while True:
        event = get()
        if type(event) is not _Scalar:
            if type(event) is _MappingEnd:
                return result
            raise Doubt
        if event.anchor is not None or event.tag is not None:
            raise Doubt
        key = KEYS[event.value]
        if key in result:
            raise Doubt
        event = get()
        if type(event) is _Scalar and event.tag is None and event.anchor is None:
            result[key] = VALUES[event.value] if event.implicit[0] else event.value
        else:
            result[key] = _node(get, event, depth)


def _sequence(get: Any, depth: int) -> list[Any]:
    result: list[Any] = []
    while True:
        event = get()
        if type(event) is _SequenceEnd:
            return result
        result.append(_node(get, event, depth))
