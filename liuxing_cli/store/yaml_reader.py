"""The strict YAML reader: exact scalars, and nothing that a reader of the file could misread.

Two passes with one meaning. The fast pass builds the value from the parser's events and gives up
at the first thing that a clean file would not contain; the careful pass
(:mod:`liuxing_cli.store.yaml_explain`) then reads the file again and says what is wrong, where.
Clean files never pay for positions.
"""

from contextlib import suppress
from typing import Any

import yaml

from liuxing_cli.store.scalars import KEYS, VALUES, Doubt
from liuxing_cli.store.yaml_events import MAX_DEPTH, Parsed, events
from liuxing_cli.store.yaml_explain import explain

__all__ = ["Parsed", "parse"]

_FAST_BYTES = 256 * 1024
"""Longest file that the fast pass reads: one that cannot hold too many values."""

_UNUSUAL = (  # byte order marks and the line breaks that only YAML knows
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xc2\x85",
    b"\xe2\x80\xa8",
    b"\xe2\x80\xa9",
)

_Alias = yaml.AliasEvent
_Scalar = yaml.ScalarEvent
_Mapping = yaml.MappingStartEvent
_MappingEnd = yaml.MappingEndEvent
_SequenceEnd = yaml.SequenceEndEvent


def parse(data: bytes, file: str) -> Parsed:
    """Read one YAML document; never raises, whatever the bytes."""
    if len(data) <= _FAST_BYTES and not any(mark in data for mark in _UNUSUAL):
        with suppress(Doubt, yaml.YAMLError):
            return Parsed(_document(data))
    return explain(data, file)


def _document(data: bytes) -> Any:
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
