"""The tree that explains a result, as text and JSON: whole, or one path step by step."""

from collections.abc import Iterator
from typing import Any

from liuxing_cli.model.numbers import plain
from liuxing_cli.model.result import TraceNode
from liuxing_cli.publish.trace_words import factor, place_of, product, title_of, total_words

_BY_STEPS = ("rule",)
"""Kinds that only the steps of a single indicator show; the whole tree has a hundred of them."""


def as_text(node: TraceNode) -> str:
    """The tree with its branches drawn, one node a line, its arithmetic below it."""
    return "\n".join(_lines(node, "", "")) + "\n"


def _lines(node: TraceNode, head: str, body: str) -> Iterator[str]:
    where = f"  [{place_of(node)}]" if node.file else ""
    yield head + title_of(node) + where
    children = [child for child in node.children if child.kind not in _BY_STEPS]
    inner = body + ("│  " if children else "   ")
    for text in (node.formula, node.note):
        if text:
            yield f"{inner}{text}"
    for number, child in enumerate(children, start=1):
        last = number == len(children)
        twig, stem = ("└─ ", "   ") if last else ("├─ ", "│  ")
        yield from _lines(child, body + twig, body + stem)


def as_steps(path: TraceNode) -> str:
    """One indicator's way to the total as numbered text; see :func:`steps`."""
    lines = [line for number, step in enumerate(steps(path), 1) for line in _numbered(number, step)]
    return "\n".join(lines) + "\n"


def steps(path: TraceNode) -> list[list[str]]:
    """One indicator's way from its requirement to the decision, each step with its arithmetic;
    ``path`` is the tree cut down to it. Several records: one way each, then what joins them."""
    found = [step for way in ways(path) for step in _upwards(way)]
    found += [[_in_a_line(node)] for node in path.children if not _has_indicator(node)]
    return [[text for text in step if text] for step in found]


def _in_a_line(node: TraceNode) -> str:
    """A condition or a rounding with its arithmetic."""
    return f"{node.label}：{'，'.join(filter(None, (node.formula, node.note)))}".rstrip("：")


def ways(node: TraceNode) -> Iterator[list[TraceNode]]:
    """Every line of nodes from the result down to an indicator."""
    if node.kind == "indicator":
        yield [node]
    for child in node.children:
        for way in ways(child):
            yield [node, *way]


def _has_indicator(node: TraceNode) -> bool:
    return any(True for _ in ways(node))


def _upwards(way: list[TraceNode]) -> Iterator[list[str]]:
    """The steps of one way, from the requirement up to the result."""
    indicator = way[-1]
    rule = next(child for child in indicator.children if child.kind == "rule")
    fact = next(child for child in indicator.children if child.kind != "rule")
    yield [f"条款：{title_of(indicator)}", rule.note, indicator.note, f"见 {place_of(indicator)}"]
    found = [f"评分：{fact.label}", fact.note]
    yield [*found, f"见 {place_of(fact)}" if fact.file else "这是假设，不在任何文件里"]
    yield [f"规则：{rule.label}", f"见 {place_of(rule)}"]
    yield [f"得分：{indicator.formula}" if indicator.formula else "得分：0"]
    for below, above in zip(reversed(way), list(reversed(way))[1:], strict=False):
        vetoes = [
            f"{c.label}，{c.formula or '记 0 分'}" for c in above.children if c.kind == "veto"
        ]
        name = "总分" if above.kind == "result" else f"“{above.label}”"
        rate = f"每 1 分折 {below.scaling} 分" if below.scaling else ""
        yield [f"折合到{name}：{product(below)}", rate, f"{name} {above.formula}", *vetoes]
    yield [f"本项计入总分：{_all_the_way(way)}{total_words(indicator)}"]


def _all_the_way(way: list[TraceNode]) -> str:
    """``7 × 1 × 1 × 0.2 = ``: what the indicator has, times every rate above it."""
    rates = [node.rate for node in reversed(way) if node.rate is not None]
    if way[-1].value is None or way[-1].to_total is None:
        return ""
    equals = " " if total_words(way[-1]).startswith("≈") else " = "
    return " × ".join(map(factor, (way[-1].value, *rates))) + equals


def _numbered(count: int, texts: list[str]) -> Iterator[str]:
    first, *rest = texts
    yield f"{count:>2}. {first}"
    yield from (f"    {text}" for text in rest)


def as_dict(node: TraceNode) -> dict[str, Any]:
    """The same tree for programs; values are exact."""
    return {
        "kind": node.kind,
        "id": node.id,
        "label": node.label,
        "value": None if node.value is None else plain(node.value),
        "adds": None if node.adds is None else plain(node.adds),
        "rate": None if node.rate is None else plain(node.rate),
        "to_total": None if node.to_total is None else plain(node.to_total),
        "formula": node.formula,
        "scaling": node.scaling,
        "note": node.note,
        "file": node.file or None,
        "line": node.line,
        "children": [as_dict(child) for child in node.children],
    }
