"""From key paths to lines and columns: a second reading, for files that need it."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import yaml

from liuxing_cli.model.finding import KeyPath, Position
from liuxing_cli.store.yaml_events import MAX_BYTES, MAX_DEPTH, events
from liuxing_cli.store.yaml_mend import mended

Wanted = tuple[KeyPath, bool]
"""A key path, and whether the place of its key is wanted instead of its value."""


def locate(data: bytes, wanted: Iterable[Wanted]) -> dict[Wanted, Position]:
    """Return the places of key paths in a document.

    A path that is not there (a missing key) gets the place of its nearest ancestor's key; the
    root is the first line of the document. Never raises: where the text cannot be read to the
    end, what was read counts.
    """
    asked = tuple(wanted)
    needed = frozenset(path[:length] for path, _ in asked for length in range(len(path) + 1))
    walker = _Walker(needed)
    with suppress(UnicodeError, _Lost):
        text = data.decode("utf-8-sig") if len(data) <= MAX_BYTES else ""
        try:
            walker.document(text)
        except yaml.YAMLError:
            rest = mended(text, "")
            if rest is not None:
                before, walker = walker, _Walker(needed)
                walker.document(rest.text)
                walker.keys = before.keys | walker.keys
                walker.values = before.values | walker.values
    return {request: walker.place(*request) for request in asked}


class _Lost(Exception):  # noqa: N818 - the end of the walk, not an error
    """Key paths mean nothing from here on."""


class _Walker:
    """Walks the events of a document and keeps the places of the paths it was asked for."""

    def __init__(self, needed: frozenset[KeyPath]) -> None:
        self.needed = needed
        self.keys: dict[KeyPath, Position] = {}
        self.values: dict[KeyPath, Position] = {}

    def place(self, path: KeyPath, on_key: bool) -> Position:
        if not on_key and path in self.values:
            return self.values[path]
        for length in range(len(path), 0, -1):
            position = self.keys.get(path[:length]) or self.values.get(path[:length])
            if position:
                return position
        return self.values.get((), Position(1, 1))

    def document(self, text: str) -> None:
        self._get = events(text)
        self._get()
        if type(self._get()) is yaml.DocumentStartEvent:
            self._node(self._get(), (), 0)

    def _node(self, event: Any, path: KeyPath, depth: int) -> Any:
        """Walk one node and return the mark where its text ends."""
        wanted = path in self.needed and path not in self.values and not _is_empty(event)
        if wanted:
            self.values[path] = _position(event.start_mark, event.start_mark)
        if depth > MAX_DEPTH:
            raise _Lost
        if type(event) is yaml.MappingStartEvent:
            end = self._mapping(event, path, depth + 1)
        elif type(event) is yaml.SequenceStartEvent:
            end = self._sequence(event, path, depth + 1)
        else:
            end = event.end_mark
        if wanted:
            self.values[path] = _position(event.start_mark, end)
        return end

    def _mapping(self, start: Any, path: KeyPath, depth: int) -> Any:
        end = start.end_mark
        while type(event := self._get()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent:
                raise _Lost
            below = (*path, event.value)
            if below in self.needed and below not in self.keys:
                self.keys[below] = _position(event.start_mark, event.end_mark)
            value = self._get()
            last = self._node(value, below, depth)
            end = event.end_mark if _is_empty(value) else last
        return event.end_mark if start.flow_style else end

    def _sequence(self, start: Any, path: KeyPath, depth: int) -> Any:
        end, index = start.end_mark, 0
        while type(event := self._get()) is not yaml.SequenceEndEvent:
            end = self._node(event, (*path, index), depth)
            index += 1
        return event.end_mark if start.flow_style else end


def _is_empty(event: Any) -> bool:
    start, end = event.start_mark, event.end_mark
    return isinstance(event, yaml.ScalarEvent) and bool(start.index == end.index)


def _position(start: Any, end: Any) -> Position:
    if end.index <= start.index:
        return Position(start.line + 1, start.column + 1)
    return Position(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
