"""Charts as PNG for forms that cannot show SVG, drawn by typst (the ``pdf`` extra)."""

from functools import cache
from importlib import import_module

from markupsafe import escape

from liuxing_cli.publish.charts import FONT
from liuxing_cli.publish.document import Chart
from liuxing_cli.publish.fonts import Library, characters, library

_DPI = 200
_SHEET = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("chart.svg")\n'


def png(chart: Chart) -> bytes | None:
    """The chart as PNG, None without the ``pdf`` extra or a font for all of its text.

    Only the fonts of the extra are used, so that the same chart gives the same bytes everywhere.
    """
    fonts = _bundled()
    if fonts is None or not _lettered(chart, fonts):
        return None
    family = ",".join(f"'{face.family}'" for face in fonts.chain("hei", ""))
    svg = str(chart.svg).replace(str(escape(FONT)), family)
    sources = {"main.typ": _SHEET, "chart.svg": svg.encode("utf-8")}
    picture: bytes = import_module("typst").compile(
        sources, format="png", ppi=_DPI, font_paths=fonts.handle
    )
    return picture


@cache
def _bundled() -> Library | None:
    try:
        return library(False)
    except ImportError:
        return None


def _lettered(chart: Chart, fonts: Library) -> bool:
    """Whether the fonts have every character of the chart: a picture never has holes."""
    have = frozenset().union(*(characters(face) for face in fonts.chain("hei", "")))
    return all(ord(c) in have or c.isspace() for c in chart.svg.striptags())
