"""Charts as hand-written SVG: a radar for the look of it, a dot plot for judgement.

Values are exact; coordinates are exact too (sines as whole millionths) and printed with two
decimals, so the same numbers give the same bytes everywhere. Colour never carries meaning alone:
own value a filled dot, the standard a tick or dashed line, others hollow shapes.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from liuxing_cli.model.numbers import fixed
from liuxing_cli.publish.document import Chart
from liuxing_cli.publish.elements import element, joined

INK, OWN, STANDARD, OTHER, FAINT = "#1a1a1a", "#0b4f8a", "#b3261e", "#5f6368", "#d5d8dc"
FONT = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif"

Point = tuple[Fraction, Fraction]
Shape = Callable[[Point, str], Markup]
"""Draws a mark at a place in a colour."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One value to draw: ``value`` None where nothing applies, ``mark`` the standard's line.

    ``shown`` is the value as published; ``others`` hold one value a comparison.
    """

    name: str
    value: Fraction | None
    shown: str
    full: Fraction
    mark: Fraction | None = None
    others: tuple[Fraction | None, ...] = ()


def radar(axes: Sequence[Axis], own: str, alt: str) -> Chart:
    """A radar from 0 to full marks, first axis at 12 o'clock, clockwise; the standard dashed.

    An axis without a value leaves a gap in the line. ``own`` names whose values these are.
    """
    centre, radius = (Fraction(210), Fraction(172)), Fraction(110)

    def at(index: int, share: Fraction) -> Point:
        across, up = _direction(index, len(axes))
        return centre[0] + radius * share * across, centre[1] - radius * share * up

    parts: list[Markup] = []
    for ring in range(1, 5):
        corners = [at(i, Fraction(ring, 4)) for i in range(len(axes))]
        parts += _outline(corners, stroke=FAINT, stroke_width="1")
    for index, axis in enumerate(axes):
        parts.append(_line(centre, at(index, Fraction(1)), FAINT, "1"))
        parts.append(_axis_name(axis, at(index, Fraction(23, 20)), _direction(index, len(axes))))
    marks = [None if a.mark is None else at(i, a.mark / a.full) for i, a in enumerate(axes)]
    values = [None if a.value is None else at(i, a.value / a.full) for i, a in enumerate(axes)]
    parts += _outline(marks, stroke=STANDARD, stroke_width="1.5", stroke_dasharray="5 4")
    parts += _outline(values, stroke=OWN, stroke_width="2.5", fill=OWN, fill_opacity="0.12")
    parts += [_dot(point, OWN) for point in values if point is not None]
    entries: list[tuple[Shape, str, str]] = [(_dot, OWN, own)]
    marked = any(point is not None for point in marks)
    legend, height = _legend(entries, marked, Fraction(350), 420)
    return _picture(420, height, [*parts, legend], alt)


def _direction(index: int, count: int) -> Point:
    """Sine and cosine of the axis's angle from 12 o'clock, in exact millionths."""
    angle = 2 * math.pi * index / count
    across, up = (round(f(angle) * 1_000_000) for f in (math.sin, math.cos))
    return Fraction(across, 1_000_000), Fraction(up, 1_000_000)


def _axis_name(axis: Axis, place: Point, direction: Point) -> Markup:
    across, up = direction
    anchor = "middle" if abs(across) < Fraction(1, 10) else "start" if across > 0 else "end"
    x, y = place[0], place[1] + (0 if up > Fraction(1, 2) else 8) - 8 * (up > Fraction(9, 10))
    below = (x, y + 17)
    return _text((x, y), axis.name, anchor) + _text(below, axis.shown, anchor, OWN, bold=True)


def dot_plot(axes: Sequence[Axis], own: str, others: Sequence[str], alt: str) -> Chart:
    """A row a value: own value, the standard as a tick, others as hollow shapes, on one scale.

    The scale ends at the greatest full marks and starts below everything drawn, which its labels
    say.

    Raises:
        ValueError: more comparisons than there are shapes to tell apart.
    """
    if len(others) > len(_SHAPES):
        raise ValueError(f"at most {len(_SHAPES)} comparisons can be told apart")
    drawn = [v for a in axes for v in (a.value, a.mark, *a.others) if v is not None]
    end = max(axis.full for axis in axes)
    step = _step(end)
    start = max(Fraction(0), (min(drawn, default=end) // step - 1) * step)
    left, right, top, pitch = Fraction(92), Fraction(400), Fraction(30), 34

    def at(value: Fraction, row: int) -> Point:
        return left + (right - left) * (value - start) / (end - start), top + 17 + pitch * row

    bottom = top + pitch * len(axes)
    parts: list[Markup] = []
    for tick in _ticks(start, end, step):
        x = at(tick, 0)[0]
        parts.append(_line((x, top), (x, bottom), FAINT, "1"))
        parts.append(_text((x, top - 8), fixed(tick, 0), "middle", OTHER))
    for row, axis in enumerate(axes):
        parts += _row(axis, row, at, left)
    entries: list[tuple[Shape, str, str]] = [(_dot, OWN, own)]
    entries += [(_SHAPES[i], OTHER, name) for i, name in enumerate(others)]
    marked = any(axis.mark is not None for axis in axes)
    legend, height = _legend(entries, marked, bottom + 24, 460)
    return _picture(460, height, [*parts, legend], alt)


def _row(
    axis: Axis, row: int, at: Callable[[Fraction, int], Point], left: Fraction
) -> list[Markup]:
    y = at(Fraction(0), row)[1]
    parts = [
        _text((left - 12, y + 5), axis.name, "end"),
        _text((Fraction(410), y + 5), axis.shown, "start", OWN, bold=True),
    ]
    if axis.mark is not None:
        parts.append(_tick(at(axis.mark, row), STANDARD))
    for index, value in enumerate(axis.others):
        if value is not None:
            parts.append(_SHAPES[index](at(value, row), OTHER))
    if axis.value is not None:
        parts.append(_dot(at(axis.value, row), OWN))
    return parts


def _step(end: Fraction) -> Fraction:
    """A tenth of full marks, as a whole number where it can be one."""
    return Fraction(max(1, round(end / 10)))


def _ticks(start: Fraction, end: Fraction, step: Fraction) -> list[Fraction]:
    count = int((end - start) // step)
    stride = 1 if count <= 6 else 2
    return [end - i * stride * step for i in range(count // stride, -1, -1)]


def _n(value: Fraction | int) -> str:
    """A coordinate with at most two decimals."""
    whole, _, decimals = fixed(value, 2).partition(".")
    kept = decimals.rstrip("0")
    return f"{whole}.{kept}" if kept else whole


def _line(start: Point, end: Point, colour: str, width: str) -> Markup:
    x1, y1, x2, y2 = map(_n, (*start, *end))
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=width)


def _outline(points: Sequence[Point | None], **look: str) -> list[Markup]:
    """The closed line through all points, or the sides between those that are there."""
    there = [point for point in points if point is not None]
    if len(there) == len(points):
        drawn = "L".join(f"{_n(x)} {_n(y)}" for x, y in there)
        return [element("path", d=f"M{drawn}Z", **{"fill": "none", **look})]
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    sides = [(a, b) for a, b in pairs if a is not None and b is not None]
    return [_line(a, b, look["stroke"], look["stroke_width"]) for a, b in sides]


def _dot(place: Point, colour: str) -> Markup:
    return element("circle", cx=_n(place[0]), cy=_n(place[1]), r="5", fill=colour)


def _ring(place: Point, colour: str) -> Markup:
    x, y = map(_n, place)
    return element("circle", cx=x, cy=y, r="4.5", fill="#fff", stroke=colour, stroke_width="1.8")


def _hollow(*corners: tuple[int, int]) -> Shape:
    """A hollow shape with these corners around its place."""

    def draw(place: Point, colour: str) -> Markup:
        points = " ".join(f"{_n(place[0] + dx)},{_n(place[1] + dy)}" for dx, dy in corners)
        return element("polygon", points=points, fill="#fff", stroke=colour, stroke_width="1.8")

    return draw


_SHAPES: tuple[Shape, ...] = (
    _ring,
    _hollow((-4, -4), (4, -4), (4, 4), (-4, 4)),
    _hollow((0, -6), (6, 0), (0, 6), (-6, 0)),
    _hollow((0, -6), (6, 5), (-6, 5)),
)
"""The shapes of comparisons, in their order."""


def _tick(place: Point, colour: str, reach: int = 11) -> Markup:
    x, y = place
    return _line((x, y - reach), (x, y + reach), colour, "2.5")


def _text(place: Point, words: str, anchor: str, colour: str = INK, bold: bool = False) -> Markup:
    x, y = map(_n, place)
    weight = "bold" if bold else None
    return element("text", words, x=x, y=y, text_anchor=anchor, fill=colour, font_weight=weight)


def _legend(
    entries: Sequence[tuple[Shape, str, str]], standard: bool, top: Fraction, width: int
) -> tuple[Markup, int]:
    """What the shapes stand for, in as many lines as it takes, and where the picture ends."""
    parts: list[Markup] = []
    x, y = Fraction(24), top
    for shape, colour, name in (*entries, *([(_tick_of_legend, STANDARD, "达标线")] * standard)):
        taken = 12 + 13 * len(name) + 22
        if x > 24 and x + taken > width:
            x, y = Fraction(24), y + 22
        parts.append(shape((x, y - 4), colour))
        parts.append(_text((x + 12, y), name, "start"))
        x += taken
    return joined(parts), int(y) + 16


def _tick_of_legend(place: Point, colour: str) -> Markup:
    return _tick(place, colour, 7)


def _picture(width: int, height: int, parts: Sequence[Markup], alt: str) -> Chart:
    """The whole picture; it scales with its place and carries its description."""
    svg = element(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=str(width),
        height=str(height),
        role="img",
        aria_label=alt,
        font_family=FONT,
        font_size="13",
    )
    return Chart(svg, alt, width)
