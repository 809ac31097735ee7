"""Findings get their lines and columns here, after all checks have run."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from liuxing_cli.model.finding import Finding, KeyPath, Position
from liuxing_cli.store.documents import WARNINGS
from liuxing_cli.store.positions import Wanted, locate
from liuxing_cli.store.tree import Tree


def resolve(tree: Tree, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings with positions, sorted by file, line, column and code.

    Every file is read at most once more. What the schema says about a line whose text is already
    faulted (``no`` where a number belongs) is left out: one cause, one finding.
    """
    listed = list(findings)
    wanted: dict[str, set[Wanted]] = defaultdict(set)
    for finding in listed:
        if finding.position is None and finding.path is not None:
            wanted[finding.file].add((finding.path, finding.on_key))
        for related in finding.related:
            if related.position is None and related.path is not None:
                wanted[related.file].add((related.path, False))
    places = {file: _locate(tree, file, asked) for file, asked in wanted.items()}
    placed = [_placed(finding, places) for finding in listed]
    faulted = {
        (finding.file, finding.position.line)
        for finding in placed
        if finding.code.startswith("YML") and finding.code not in WARNINGS and finding.position
    }
    return in_order(f for f in placed if not _is_shadowed(f, faulted))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort placed findings by file, line, column and code; what is told twice is told once."""
    found: dict[tuple[str, int, int, str, str], Finding] = {}
    for finding in findings:
        found.setdefault(_order(finding), finding)
    return [found[key] for key in sorted(found)]


def line_of(tree: Tree, file: str, path: KeyPath) -> int | None:
    """Return the line where a key path stands, None where the file cannot be read."""
    return lines_of(tree, file, [path]).get(path)


def lines_of(tree: Tree, file: str, paths: Iterable[KeyPath]) -> dict[KeyPath, int]:
    """Return the lines of many key paths of one file, which is read once; empty if unreadable."""
    places = _locate(tree, file, {(path, True) for path in paths})
    return {path: position.line for (path, _), position in places.items()}


def _locate(tree: Tree, file: str, asked: set[Wanted]) -> dict[Wanted, Position]:
    try:
        return locate(tree.read(file), asked)
    except OSError:
        return {}


def _placed(finding: Finding, places: dict[str, dict[Wanted, Position]]) -> Finding:
    position = finding.position
    if position is None and finding.path is not None:
        position = places[finding.file].get((finding.path, finding.on_key))
    related = tuple(
        replace(item, position=places[item.file].get((item.path, False)))
        if item.position is None and item.path is not None
        else item
        for item in finding.related
    )
    return replace(finding, position=position, related=related)


def _is_shadowed(finding: Finding, faulted: set[tuple[str, int]]) -> bool:
    if not finding.code.startswith("SCH") or finding.position is None:
        return False
    return (finding.file, finding.position.line) in faulted


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    place = finding.position or Position(0, 0)
    return finding.file, place.line, place.column, finding.code, str(sorted(finding.params.items()))
