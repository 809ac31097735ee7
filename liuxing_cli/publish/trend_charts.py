"""Small multiples of a trend: one panel a subject or a type, all on one scale.

The line is solid where two periods are comparable as they stand, dashed over a change of the
standard or the method (a tick marks it), and broken where too little is common.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from liuxing_cli.model.numbers import fixed
from liuxing_cli.publish.charts import FAINT, FONT, INK, OTHER, OWN, STANDARD
from liuxing_cli.publish.document import Chart
from liuxing_cli.publish.elements import element, joined
from liuxing_cli.publish.widths import half_ems

_COLUMNS, _ROWS = 3, 4
_WIDE, _HIGH = 170, 104
_TOP, _BOTTOM, _SIDE = 24, 22, 30
_NAME = 14  # half characters of a name


@dataclass(frozen=True, slots=True)
class Panel:
    """``values`` a period each (None: no result); ``links`` between neighbours: ``solid``,
    ``dashed`` or ``none``; ``shown`` is the last value as published."""

    name: str
    values: tuple[Fraction | None, ...]
    links: tuple[str, ...]
    shown: str


def panels(drawn: Sequence[Panel], periods: Sequence[str], alt: str) -> tuple[Chart, ...]:
    """The panels in pictures of a dozen each, all on the scale of the whole."""
    known = [value for panel in drawn for value in panel.values if value is not None]
    if not known:
        return ()
    low, high = _ends(known)
    most = _COLUMNS * _ROWS
    return tuple(
        _picture(drawn[start : start + most], periods, (low, high), alt)
        for start in range(0, len(drawn), most)
    )


def _ends(known: Sequence[Fraction]) -> tuple[int, int]:
    """The scale from a multiple of ten below everything to one above it."""
    low, high = int(min(known) // 10) * 10, -int(-max(known) // 10) * 10
    return low, max(high, low + 10)


def _picture(
    drawn: Sequence[Panel], periods: Sequence[str], ends: tuple[int, int], alt: str
) -> Chart:
    rows = -(-len(drawn) // _COLUMNS)
    parts = [
        _panel(panel, periods, ends, (place % _COLUMNS) * _WIDE, (place // _COLUMNS) * _HIGH)
        for place, panel in enumerate(drawn)
    ]
    names = "、".join(panel.name for panel in drawn)
    width, height = _COLUMNS * _WIDE, rows * _HIGH
    svg = element(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=str(width),
        height=str(height),
        role="img",
        aria_label=f"{alt}：{names}",
        font_family=FONT,
        font_size="11",
    )
    return Chart(svg, f"{alt}：{names}", width)


def _panel(panel: Panel, periods: Sequence[str], ends: tuple[int, int], x: int, y: int) -> Markup:
    low, high = ends
    left, right = x + _SIDE, x + _WIDE - 12
    top, bottom = y + _TOP, y + _HIGH - _BOTTOM
    step = Fraction(right - left, max(1, len(periods) - 1))

    def at(place: int, value: Fraction) -> tuple[Fraction, Fraction]:
        return left + step * place, bottom - (bottom - top) * (value - low) / (high - low)

    parts = [
        _text(x + 4, y + 14, _short(panel.name), "start", INK, bold=True),
        _text(right + 6, y + 14, panel.shown, "end", OWN, bold=True),
    ]
    for edge, height in ((high, top), (low, bottom)):
        parts.append(_line((left, height), (right, height), FAINT, "1"))
        parts.append(_text(left - 4, height + 4, str(edge), "end", OTHER))
    for place, link in enumerate(panel.links):
        parts += _link(panel, place, link, at, (top, bottom))
    for place, value in enumerate(panel.values):
        if value is not None:
            cx, cy = map(_n, at(place, value))
            parts.append(element("circle", cx=cx, cy=cy, r="3.2", fill=OWN))
    for place in {0, len(periods) - 1}:
        anchor = "start" if place == 0 else "end"
        where = left - 8 if place == 0 else right + 8
        parts.append(_text(where, bottom + 15, periods[place], anchor, OTHER))
    return joined(parts)


def _link(
    panel: Panel,
    place: int,
    link: str,
    at: Callable[[int, Fraction], tuple[Fraction, Fraction]],
    ends: tuple[int, int],
) -> list[Markup]:
    """The line from one period to the next, and the mark of a break between them."""
    before, after = panel.values[place], panel.values[place + 1]
    parts: list[Markup] = []
    if before is None or after is None:
        return parts
    if link != "solid":
        middle = (at(place, Fraction(0))[0] + at(place + 1, Fraction(0))[0]) / 2
        parts.append(_line((middle, ends[0]), (middle, ends[1]), STANDARD, "1", "2 3"))
    if link != "none":
        dash = "" if link == "solid" else "4 3"
        parts.append(_line(at(place, before), at(place + 1, after), OWN, "1.8", dash))
    return parts


def _short(name: str) -> str:
    if half_ems(name) <= _NAME:
        return name
    while half_ems(name) > _NAME - 2:
        name = name[:-1]
    return f"{name}…"


def _n(value: Fraction | int) -> str:
    whole, _, decimals = fixed(value, 2).partition(".")
    kept = decimals.rstrip("0")
    return f"{whole}.{kept}" if kept else whole


def _line(
    start: tuple[Fraction | int, Fraction | int],
    end: tuple[Fraction | int, Fraction | int],
    colour: str,
    width: str,
    dash: str = "",
) -> Markup:
    x1, y1, x2, y2 = map(_n, (*start, *end))
    return element(
        "line",
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        stroke=colour,
        stroke_width=width,
        stroke_dasharray=dash or None,
    )


def _text(x: int, y: int, words: str, anchor: str, colour: str, *, bold: bool = False) -> Markup:
    weight = "bold" if bold else None
    place = {"x": str(x), "y": str(y)}
    return element("text", words, **place, text_anchor=anchor, fill=colour, font_weight=weight)
