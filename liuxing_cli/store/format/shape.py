"""The order of keys and the quoted texts, from the JSON Schema of a kind of file."""

import re
from functools import cache
from typing import Any

from liuxing_cli.store import schema
from liuxing_cli.store.format.tree import Collection, Entry, Scalar

_UNORDERED = frozenset({"renames", "retired"})
"""Maps that mean the same in any order; sorted, so that two branches can add to them in git."""

_QUOTED = re.compile('(?<!"（)加引号')
"""Asks for quotes, unless a description says it of one spelling only: ``"2013"（加引号）``."""

_NUMBER = re.compile("([0-9]+)")


class Shape:
    """What the schema says about how one place of a document is written.

    ``quoted`` asks for quotes on a text that could do without; the order of keys is that of
    ``properties``.
    """

    def __init__(self, quoted: bool = False) -> None:
        self.quoted = quoted
        self.order: dict[str, int] = {}
        self.below: dict[str, Shape] = {}
        self.other: Shape = self
        self.variants: dict[str, Shape] = {}

    def of(self, node: Collection) -> "Shape":
        """Return the shape that fits a mapping: the one for its ``kind``, if there are several."""
        if not self.variants:
            return self
        said = (entry.value for entry in node.entries if entry.key == "kind")
        return next((self.variants[v.text] for v in said if isinstance(v, Scalar)), self)

    def ordered(self, node: Collection, name: str) -> list[Entry]:
        """Return the entries of a mapping called ``name`` in their canonical order."""
        entries = node.entries
        if name in _UNORDERED:
            return sorted(entries, key=lambda entry: _natural(entry.key))
        if not self.order:
            return entries
        last = len(self.order)
        return sorted(entries, key=lambda entry: self.order.get(entry.key, last))

    def child(self, key: str) -> "Shape":
        """Return the shape of the value of a key, or of the items of a list."""
        return self.below.get(key, self.other)


@cache
def shape_of(kind: str) -> Shape:
    """Return the shape of a kind of file."""
    root = schema.load(kind)
    return _Compiler(root).shape(root)


class _Compiler:
    def __init__(self, root: dict[str, Any]) -> None:
        self.root = root
        self.nothing = Shape()

    def shape(self, node: dict[str, Any], quoted: bool = False) -> Shape:
        target = self.resolve(node)
        words = f"{node.get('description', '')} {target.get('description', '')}"
        node, result = target, Shape(quoted or bool(_QUOTED.search(words)))
        properties = node.get("properties", {})
        result.order = {key: place for place, key in enumerate(properties)}
        result.below = {key: self.shape(below) for key, below in properties.items()}
        other, is_list = node.get("items") or node.get("additionalProperties"), "items" in node
        if isinstance(other, dict):
            result.other = self.shape(other, quoted=is_list and result.quoted)
        else:
            result.other = self.nothing
        for case in node.get("allOf", ()):
            kind = case["if"].get("properties", {}).get("kind")
            if kind is not None:  # other conditions only ask for keys
                then = self.resolve(case["then"])
                merged = {**then, "properties": {**properties, **then.get("properties", {})}}
                result.variants[kind["const"]] = self.shape(merged)
        return result

    def resolve(self, node: dict[str, Any]) -> dict[str, Any]:
        if "$ref" not in node:
            return node
        target: dict[str, Any] = self.root["$defs"][node["$ref"].rsplit("/", 1)[1]]
        return self.resolve(target)


def _natural(key: str) -> list[tuple[int, str]]:
    """Sort ``clean-9`` before ``clean-10``."""
    parts = _NUMBER.split(key)
    return [(int(part), "") if place % 2 else (0, part) for place, part in enumerate(parts)]
