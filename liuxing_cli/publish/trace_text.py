"""The tree that explains a result, as text and JSON."""

from collections.abc import Iterator
from typing import Any

from liuxing_cli.model.numbers import plain
from liuxing_cli.model.result import TraceNode


def as_text(node: TraceNode) -> str:
    """The tree with its branches drawn, one node a line, its arithmetic below it."""
    return "\n".join(_lines(node, "", "")) + "\n"


def _lines(node: TraceNode, head: str, body: str) -> Iterator[str]:
    yield head + _title(node)
    inner = body + ("│  " if node.children else "   ")
    for text in (node.formula, node.note):
        if text:
            yield f"{inner}{text}"
    for number, child in enumerate(node.children, start=1):
        last = number == len(node.children)
        twig, stem = ("└─ ", "   ") if last else ("├─ ", "│  ")
        yield from _lines(child, body + twig, body + stem)


def _title(node: TraceNode) -> str:
    name = f"{node.id} {node.label}".strip() if node.kind == "indicator" else node.label
    where = f"  [{_place(node)}]" if node.file else ""
    return f"{name}{where}"


def _place(node: TraceNode) -> str:
    return node.file if node.line is None else f"{node.file}:{node.line}"


def as_dict(node: TraceNode) -> dict[str, Any]:
    """The same tree for programs; values are exact."""
    return {
        "kind": node.kind,
        "id": node.id,
        "label": node.label,
        "value": None if node.value is None else plain(node.value),
        "adds": None if node.adds is None else plain(node.adds),
        "formula": node.formula,
        "note": node.note,
        "file": node.file or None,
        "line": node.line,
        "children": [as_dict(child) for child in node.children],
    }
