"""The chart of progress: the share at each half-year's end, the goal, and where it may lead."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise

from markupsafe import Markup

from liuxing_cli.model.numbers import fixed
from liuxing_cli.model.progress import Forecast, Goal, Point, number_of
from liuxing_cli.model.terms import Term
from liuxing_cli.publish.charts import FAINT, FONT, INK, OTHER, OWN, STANDARD
from liuxing_cli.publish.document import Chart
from liuxing_cli.publish.elements import element, joined

_WIDE, _HIGH = 560, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 24, 20, 34
_MOST_NAMES = 9

Place = tuple[Fraction, Fraction]
At = Callable[[int, Fraction], Place]


def progress_chart(
    points: Sequence[Point], goal: Goal, end: Term, forecast: Forecast | None, alt: str
) -> Chart:
    """From 0 to 100 %: own shares as dots on a line, a published count hollow, the goal dashed,
    the forecast with its interval at the goal's half-year."""
    first, last = number_of(points[0].term), max(number_of(end), number_of(points[-1].term))
    wide, high = _WIDE - _LEFT - _RIGHT, _HIGH - _TOP - _BOTTOM

    def at(number: int, share: Fraction) -> Place:
        across = Fraction(number - first, max(1, last - first))
        return _LEFT + wide * across, _TOP + high * (1 - share)

    parts = [_grid(at(first, Fraction(step, 4)), step) for step in range(5)]
    parts += _names(first, last, at)
    parts += _goal(at(first, goal.share), at(last, goal.share), goal.share)
    places = [at(number_of(point.term), point.share) for point in points]
    parts += [_line(a, b, OWN, "2") for a, b in pairwise(places)]
    if forecast is not None:
        parts += _forecast(places[-1], at, number_of(end), forecast)
    for point, place in zip(points, places, strict=True):
        parts.append(_dot(place, hollow=point.members is None))
        words = f"{point.reached}/{point.of}"
        parts.append(_text(place[0] + 8, place[1] + 14, words, "start", INK))
    svg = element(
        "svg",
        joined(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_WIDE} {_HIGH}",
        width=str(_WIDE),
        height=str(_HIGH),
        role="img",
        aria_label=alt,
        font_family=FONT,
        font_size="11",
    )
    return Chart(svg, alt, _WIDE)


def _grid(place: Place, step: int) -> Markup:
    end = (Fraction(_WIDE - _RIGHT), place[1])
    label = _text(place[0] - 6, place[1] + 4, f"{25 * step}%", "end", OTHER)
    return joined([_line(place, end, FAINT, "1"), label])


def _names(first: int, last: int, at: At) -> list[Markup]:
    step = -(-(last - first + 1) // _MOST_NAMES)
    return [
        _text(at(number, Fraction(0))[0], _HIGH - 12, _name(number), "middle", OTHER)
        for number in range(last, first - 1, -step)
    ]


def _name(number: int) -> str:
    return f"{number // 2}H{number % 2 + 1}"


def _goal(start: Place, end: Place, share: Fraction) -> list[Markup]:
    words = f"目标 {fixed(share * 100, 0)}%"
    label = _text(start[0] + 6, start[1] - 5, words, "start", STANDARD)
    return [_line(start, end, STANDARD, "1.5", "5 4"), label]


def _forecast(start: Place, at: At, end: int, forecast: Forecast) -> list[Markup]:
    """A dashed line to the estimate, a whisker over its interval."""
    middle, low, high = (
        at(end, Fraction(round(share * 10_000), 10_000))
        for share in (forecast.share, forecast.low, forecast.high)
    )
    caps = [
        _line((place[0] - 5, place[1]), (place[0] + 5, place[1]), OWN, "1.5")
        for place in (low, high)
    ]
    return [
        _line(start, middle, OWN, "1.5", "2 4"),
        _line(low, high, OWN, "1.5"),
        *caps,
        _dot(middle, hollow=True),
    ]


def _dot(place: Place, *, hollow: bool) -> Markup:
    x, y = map(_n, place)
    fill = "#ffffff" if hollow else OWN
    return element("circle", cx=x, cy=y, r="4", fill=fill, stroke=OWN, stroke_width="1.8")


def _n(value: Fraction | int) -> str:
    return fixed(value, 2)


def _line(start: Place, end: Place, colour: str, width: str, dash: str = "") -> Markup:
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


def _text(x: Fraction, y: Fraction | int, words: str, anchor: str, colour: str) -> Markup:
    return element("text", words, x=_n(x), y=_n(y), text_anchor=anchor, fill=colour)
