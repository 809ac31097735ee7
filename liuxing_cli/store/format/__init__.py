"""The canonical form of a file: one way to write each value, comments kept where they belong.

Keys stand in the order of ``properties`` in the schema of the file's kind, two spaces a level;
what is short stands on one line (:mod:`~liuxing_cli.store.format.style` says what). The text is
changed, never its meaning: every result is read again with the strict reader and compared.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from liuxing_cli.model.finding import Finding
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.store import schema
from liuxing_cli.store.documents import WARNINGS
from liuxing_cli.store.format.printer import Printer
from liuxing_cli.store.format.tree import Document, read
from liuxing_cli.store.layout import KINDS, kind_of
from liuxing_cli.store.yaml_reader import parse


class MeaningChangedError(Exception):
    """The canonical text would not say the same: a bug of ours, nothing may be written."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """``data`` is the canonical file, None where ``findings`` say that it cannot be read."""

    data: bytes | None
    findings: tuple[Finding, ...] = ()


def tidy(data: bytes, file: str, kind: str | None = None) -> Tidied:
    """Return the canonical form of one file.

    ``kind`` defaults to the kind that belongs at the path ``file``, else to what the file says it
    is. A file with errors of text or shape has no canonical form, only findings.

    Raises:
        MeaningChangedError: the canonical text reads as another value or has lost a comment.
    """
    parsed = parse(data, file)
    blocking = tuple(finding for finding in parsed.findings if finding.code not in WARNINGS)
    if blocking:
        return Tidied(None, blocking)
    kind = kind or kind_of(file) or _stated_kind(parsed.value)
    wrong = schema.check(kind, parsed.value, file) if kind else [_no_kind(parsed.value, file)]
    if kind is None or wrong:
        return Tidied(None, tuple(wrong))
    source = read(_unix(data))
    result = Printer(kind).document(source).encode()
    if result != data:
        _assert_same(source, parsed.value, result)
    return Tidied(result)


def _unix(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _stated_kind(value: Any) -> str | None:
    kind = value.get("kind") if isinstance(value, dict) else None
    return kind if kind in KINDS else None


def _no_kind(value: Any, file: str) -> Finding:
    kind = value.get("kind") if isinstance(value, dict) else None
    if not isinstance(kind, str):
        params = {"what": "文件", "key": "kind", "title": "文件种类"}
        return Finding("SCH002", file, (), params=params, on_key=True)
    hint = suggestion(kind, KINDS, f"可以写：{'、'.join(KINDS)}")
    params = {"what": "kind（文件种类） ", "value": f"文字“{schema.shown(kind)}”", "hint": hint}
    return Finding("SCH004", file, ("kind",), params=params)


def _assert_same(source: Document, value: Any, result: bytes) -> None:
    again = parse(result, "")
    if again.findings or not _same(value, again.value):
        raise MeaningChangedError
    if Counter(source.comments) != Counter(read(result.decode()).comments):
        raise MeaningChangedError


def _same(one: Any, other: Any) -> bool:
    """Tell whether two values are the same to the last digit; the order of keys is no matter."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return str(one) == str(other)
