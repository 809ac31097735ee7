"""Words for the nodes of a tree that explains a result."""

from fractions import Fraction

from liuxing_cli.model.numbers import fixed, plain
from liuxing_cli.model.result import TraceNode

_DECIMALS = 6
_SHORT = 11


def title_of(node: TraceNode) -> str:
    """Name of a node; an indicator with its id."""
    return f"{node.id} {node.label}".strip() if node.kind == "indicator" else node.label


def place_of(node: TraceNode) -> str:
    """``file:line`` of what a node rests on."""
    return node.file if node.line is None else f"{node.file}:{node.line}"


def number(value: Fraction | None) -> str:
    """An exact number; where it is long, also about so much."""
    if value is None:
        return "—"
    text = plain(value)
    if "/" not in text and len(text.partition(".")[2]) <= _DECIMALS:
        return text
    about = fixed(value, 4)
    return f"{text} ≈ {about}" if len(text) <= _SHORT else f"≈ {about}"


def factor(value: Fraction) -> str:
    """A number inside a formula, cut off where it is long."""
    text = plain(value)
    if len(text) <= _SHORT:
        return text
    kept = Fraction(int(abs(value) * 10**_DECIMALS), 10**_DECIMALS)
    return f"{'-' if value < 0 else ''}{fixed(kept, _DECIMALS)}…"


def product(node: TraceNode) -> str:
    """``6 × 13/12 = 6.5 分``; words where the node has no points."""
    if node.value is None or node.rate is None or node.adds is None:
        return "不计分"
    shown = number(node.adds)
    equals = "" if shown.startswith("≈") else "= "
    return f"{factor(node.value)} × {factor(node.rate)} {equals}{shown} 分"


def total_words(node: TraceNode) -> str:
    """What a node contributes to the total."""
    return "不计分" if node.to_total is None else f"{number(node.to_total)} 分"
