"""The rest of a file whose syntax is broken somewhere: what can still be read, at its places.

The lines around a syntax error are made empty (or, where a full-width mark is to blame, given the
mark that was meant), so that what stands elsewhere keeps its line and column. Nothing read this
way is used for anything but finding more faults; the file itself stays as it is.
"""

from dataclasses import dataclass
from typing import Any

import yaml

from liuxing_cli.model.finding import Finding
from liuxing_cli.store.yaml_events import events
from liuxing_cli.store.yaml_syntax import syntax_findings

_MOST_ERRORS = 8
_LONGEST = 256 * 1024
_NEAR = 2
"""Lines within which a further error counts as an echo of the one before."""

_QUOTES = "“”‘’＂＇"


@dataclass(frozen=True, slots=True)
class Mended:
    """``text`` reads; ``findings`` are the syntax errors it had, ``touched`` the lines changed."""

    text: str
    findings: tuple[Finding, ...]
    touched: frozenset[int]


def mended(text: str, file: str) -> Mended | None:
    """Return a text in which everything readable stands where it stood; None where too little is.

    >>> mended("a: [1\\nb: 2", "f.yaml").text
    '\\nb: 2'
    """
    if len(text) > _LONGEST:
        return None
    lines = text.split("\n")
    found: list[Finding] = []
    touched: set[int] = set()
    for _ in range(_MOST_ERRORS):
        error = _error("\n".join(lines))
        if error is None:
            return Mended("\n".join(lines), tuple(found), frozenset(touched))
        causes = syntax_findings("\n".join(lines), error, file)
        if any(cause.code == "YML015" for cause in causes):  # tabs: no indentation is certain
            return None
        place = _line_of(error)
        if not touched or all(abs(place - line) > _NEAR for line in touched):
            found += causes
        changed = _repair(lines, causes, touched) or _cut(lines, place)
        if not changed:
            return None
        touched |= changed
    return None


def _error(text: str) -> Any:
    get = events(text)
    try:
        while type(get()) is not yaml.StreamEndEvent:
            pass
    except yaml.YAMLError as error:
        return error
    return None


def _line_of(error: Any) -> int:
    """The line to blame, counted from 0: where a quote, a bracket or a key began, or the last."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    doing = str(getattr(error, "context", "") or "")
    if context is not None and doing.startswith(("while scanning", "while parsing a flow")):
        return int(context.line)
    return int(mark.line) if mark is not None else 0


def _repair(lines: list[str], causes: list[Finding], touched: set[int]) -> set[int]:
    """Put the marks that were meant in the place of full-width ones, once a line."""
    changed = set()
    for cause in reversed(causes):
        place, plain = cause.position, cause.params.get("plain", "")
        if cause.code != "YML002" or place is None or cause.params["character"] in _QUOTES:
            continue
        number, at = place.line - 1, place.column - 1
        if number not in touched:
            line = lines[number]
            lines[number] = line[:at] + (": " if plain == ":" else plain) + line[at + 1 :]
            changed.add(number)
    return changed


def _cut(lines: list[str], number: int) -> set[int]:
    """Empty a line and those that are indented below it."""
    while number > 0 and (number >= len(lines) or not lines[number].strip()):
        number -= 1
    if not lines[number].strip():
        return set()
    depth = _indentation(lines[number])
    cut = {number}
    for below in range(number + 1, len(lines)):
        if lines[below].strip() and _indentation(lines[below]) <= depth:
            break
        cut.add(below)
    for line in cut:
        lines[line] = ""
    return cut


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
