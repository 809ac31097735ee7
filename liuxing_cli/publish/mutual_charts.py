"""Charts of a mutual evaluation, as SVG: severities, adjusted scores, who scored whom.

Values are exact until they become coordinates, so that the same numbers give the same bytes.
Colour never carries meaning alone: every mark has its shape, every cell its number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from liuxing_cli.model.numbers import fixed
from liuxing_cli.publish.charts import FAINT, FONT, INK, OTHER, OWN, STANDARD
from liuxing_cli.publish.document import Chart
from liuxing_cli.publish.elements import element
from liuxing_cli.publish.mutual import GroupView, MemberLine, in_words, number, percent
from liuxing_cli.publish.mutual_tables import bounds, by_severity
from liuxing_cli.publish.widths import half_ems

_PITCH, _TOP, _WIDTH = 30, 44, 520
_LONGEST = 20  # half characters of a name that are drawn
_HIGH, _LOW = (158, 197, 232), (242, 182, 160)


@dataclass(frozen=True, slots=True)
class _Scale:
    """A horizontal scale from ``low`` to ``high`` between two places."""

    low: Fraction
    high: Fraction
    left: int
    right: int

    def at(self, value: Fraction) -> Fraction:
        return self.left + (self.right - self.left) * (value - self.low) / (self.high - self.low)


def severity_plot(group: GroupView) -> Chart | None:
    """Each evaluator from severe (left) to lenient, with one standard error to either side."""
    lines = [m for m in by_severity(group) if m.severity is not None]
    if not lines:
        return None
    reach = [(m.severity or Fraction(0), Fraction(m.severity_error or 0)) for m in lines]
    ends = [Fraction(0), *(s - e for s, e in reach), *(s + e for s, e in reach)]
    scale = _scale(ends, lines)
    parts = _frame(scale, lines)
    bottom = _TOP + _PITCH * len(lines)
    zero = scale.at(Fraction(0))
    parts.append(_line(zero, _TOP, zero, bottom, INK, "1.5"))
    parts += [
        _text(scale.left, 16, "← 手紧", "start", STANDARD),
        _text(scale.right, 16, "手松 →", "end", STANDARD),
        _text(zero, bottom + 18, "平均尺度", "middle", OTHER),
    ]
    for row, ((value, error), m) in enumerate(zip(reach, lines, strict=True)):
        y = _middle(row)
        parts.append(_line(scale.at(value - error), y, scale.at(value + error), y, OWN, "2"))
        parts.append(_dot(scale.at(value), y))
        shown = number(m.severity, group.rounding, signed=True)
        parts.append(_text(_WIDTH - 8, y + 5, shown, "end", OWN, bold=True))
    ends_of = f"最紧{lines[0].name}，最松{lines[-1].name}"
    alt = f"{group.name}打分松紧图：横线是正负一个标准误，{ends_of}；数字见表"
    return _picture(bottom + 30, parts, alt)


def caterpillar(group: GroupView) -> Chart | None:
    """Adjusted scores in order with their intervals, the raw mean beside, a line between bands."""
    lines = [m for m in group.targets if m.adjusted is not None]
    if not lines:
        return None
    spans = {m.id: bounds(m) for m in lines}
    ends = [
        v for m in lines for v in (m.adjusted, m.raw_mean, *(spans[m.id] or ())) if v is not None
    ]
    scale = _scale(ends, lines)
    parts = _frame(scale, lines)
    for row, m in enumerate(lines):
        y, interval = _middle(row), spans[m.id]
        if row and m.band is not None and m.band != lines[row - 1].band:
            parts.append(_line(8, y - 15, _WIDTH - 8, y - 15, OTHER, "1", dash="4 4"))
        if interval:
            parts.append(_line(scale.at(interval[0]), y, scale.at(interval[1]), y, OWN, "2"))
        if m.raw_mean is not None:
            parts.append(_ring(scale.at(m.raw_mean), y))
        parts.append(_dot(scale.at(m.adjusted or Fraction(0)), y))
        band = f"{in_words(m.band)}档" if m.band is not None else ""
        shown = f"{number(m.adjusted, group.rounding)} {band}".strip()
        parts.append(_text(_WIDTH - 8, y + 5, shown, "end", OWN, bold=True))
    bottom = _TOP + _PITCH * len(lines) + 20
    parts += [
        _dot(Fraction(30), bottom), _text(40, bottom + 5, "校正分"),
        _ring(Fraction(110), bottom), _text(120, bottom + 5, "原始平均分"),
        _line(220, bottom, 250, bottom, OWN, "2"),
        _text(258, bottom + 5, f"{percent(group.level)}区间"),
        _line(340, bottom, 370, bottom, OTHER, "1", dash="4 4"), _text(378, bottom + 5, "档的分界"),
    ]  # fmt: skip
    alt = f"{group.name}校正分图：由高到低，横线是{percent(group.level)}区间，虚线分档；数字见表"
    return _picture(bottom + 18, parts, alt)


def heat_map(group: GroupView) -> Chart | None:
    """Evaluators in rows, targets in columns: blue above the mean of all scores, red below."""
    targets = [m for m in group.members if m.rated]
    raters = list(group.raters)
    if not group.scores or not raters:
        return None
    mean = sum(group.scores.values(), Fraction(0)) / len(group.scores)
    widest = max(abs(score - mean) for score in group.scores.values()) or Fraction(1)
    left, cell, height = _margin(raters) + 22, 50, 26
    numbers = {m.id: str(n) for n, m in enumerate(targets, start=1)}
    parts = []
    for column, m in enumerate(targets):
        head = numbers[m.id] if m.rates else _short(m.name, 6)
        parts.append(_text(left + cell * column + cell // 2, 18, head, "middle", OTHER))
    for row, rater in enumerate(raters):
        y = 26 + height * row
        label = f"{numbers.get(rater.id, '')} {_short(rater.name)}".strip()
        parts.append(_text(left - 8, y + 18, label, "end"))
        for column, m in enumerate(targets):
            score = group.scores.get((rater.id, m.id))
            x = left + cell * column
            parts.append(_cell(x, y, cell, height, score, mean, widest))
    width = left + cell * len(targets) + 12
    alt = (
        f"{group.name}打分热力图：行是评价方，列是受评方，"
        f"蓝色高于总平均 {fixed(mean, 1)} 分，红色低于，空格没有打分；数字见表"
    )
    return _picture(26 + height * len(raters) + 12, parts, alt, width)


def _cell(
    x: int,
    y: int,
    width: int,
    height: int,
    score: Fraction | None,
    mean: Fraction,
    widest: Fraction,
) -> Markup:
    """One score on its colour; an empty frame where there is none."""
    place = {"x": str(x), "y": str(y), "width": str(width), "height": str(height)}
    if score is None:
        return element("rect", **place, fill="none", stroke=FAINT)
    share = (score - mean) / widest
    tint = [255 - int((255 - full) * abs(share)) for full in (_HIGH if share > 0 else _LOW)]
    colour = "#" + "".join(f"{part:02x}" for part in tint)
    shown = _text(x + width // 2, y + height // 2 + 5, fixed(score, 1), "middle")
    return element("rect", **place, fill=colour, stroke="#fff") + shown


def _scale(values: Sequence[Fraction], lines: Sequence[MemberLine]) -> _Scale:
    """A scale that holds all ``values``, with a little room at the ends."""
    low, high = min(values), max(values)
    room = (high - low) / 20 or Fraction(1)
    return _Scale(low - room, high + room, _margin(lines), _WIDTH - 92)


def _margin(lines: Sequence[MemberLine]) -> int:
    return 24 + 7 * max(half_ems(_short(m.name)) for m in lines)


def _frame(scale: _Scale, lines: Sequence[MemberLine]) -> list[Markup]:
    """Ticks with their values, and the names of the rows."""
    bottom = _TOP + _PITCH * len(lines)
    parts: list[Markup] = []
    step, digits = _step(scale.high - scale.low)
    tick = -(-scale.low // step) * step
    while tick <= scale.high:
        x = scale.at(tick)
        parts.append(_line(x, _TOP, x, bottom, FAINT, "1"))
        parts.append(_text(x, _TOP - 8, fixed(tick, digits), "middle", OTHER))
        tick += step
    for row, m in enumerate(lines):
        parts.append(_text(scale.left - 10, _middle(row) + 5, _short(m.name), "end"))
    return parts


def _step(length: Fraction) -> tuple[Fraction, int]:
    """A round distance of ticks, at most seven over ``length``, and its decimals."""
    step, digits = Fraction(1, 100), 2
    factors = (Fraction(2), Fraction(5, 2), Fraction(2))
    turn = 0
    while length / step > 7:
        step *= factors[turn % 3]
        turn += 1
    while digits and (step * 10 ** (digits - 1)).denominator == 1:
        digits -= 1
    return step, digits


def _short(name: str, most: int = _LONGEST) -> str:
    """A name cut to the room there is; the table has it whole."""
    if half_ems(name) <= most:
        return name
    while half_ems(name) > most - 2:
        name = name[:-1]
    return f"{name}…"


def _middle(row: int) -> int:
    return _TOP + _PITCH * row + _PITCH // 2


def _n(value: Fraction | int) -> str:
    whole, _, decimals = fixed(value, 2).partition(".")
    kept = decimals.rstrip("0")
    return f"{whole}.{kept}" if kept else whole


def _line(
    x1: Fraction | int,
    y1: int,
    x2: Fraction | int,
    y2: int,
    colour: str,
    width: str,
    dash: str = "",
) -> Markup:
    ends = {"x1": _n(x1), "y1": _n(y1), "x2": _n(x2), "y2": _n(y2)}
    return element("line", **ends, stroke=colour, stroke_width=width, stroke_dasharray=dash or None)


def _text(
    x: Fraction | int,
    y: int,
    words: str,
    anchor: str = "start",
    colour: str = INK,
    *,
    bold: bool = False,
) -> Markup:
    weight = "bold" if bold else None
    place = {"x": _n(x), "y": _n(y)}
    return element("text", words, **place, text_anchor=anchor, fill=colour, font_weight=weight)


def _dot(x: Fraction, y: int) -> Markup:
    return element("circle", cx=_n(x), cy=_n(y), r="5", fill=OWN)


def _ring(x: Fraction, y: int) -> Markup:
    return element(
        "circle", cx=_n(x), cy=_n(y), r="4.5", fill="#fff", stroke=OTHER, stroke_width="1.8"
    )


def _picture(height: int, parts: Sequence[Markup], alt: str, width: int = _WIDTH) -> Chart:
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
    return Chart(svg, alt)
