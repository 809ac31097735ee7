"""Measures, sizes and font names of official paper (GB/T 9704-2012), for docx and PDF alike.

Clause numbers are the standard's. Lengths are in twips (1/20 pt) unless said otherwise.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Layout:
    """Page measures and font names; an office may prefer others.

    The default reads the margins as GB/T 33476.2-2016 does (34.58 and 32.58 mm to the line box,
    so that the glyphs stand at 37 and 35 mm); :data:`LITERAL` writes 37 and 35 mm themselves.
    Only Word measures to the line box: in a PDF the glyphs stand at 37 and 35 mm either way.
    """

    top: int = 1960
    bottom: int = 1847
    left: int = 1587
    right: int = 1474
    pitch: int = 592  # one of 22 lines (5.2.3)
    footer: int = 1390  # folio: its dash 7 mm below the text area (7.5)
    body: str = "仿宋_GB2312"
    kai: str = "楷体_GB2312"
    hei: str = "黑体"
    title: str = "方正小标宋简体"
    song: str = "宋体"
    paper: int = 11906  # width of the sheet: A4
    character: int = 320  # of the text, 3号
    tracking: int = -5  # 28 characters of 16 pt fit 156 mm only so

    @property
    def width(self) -> int:
        """Width of the text area, 156 mm."""
        return self.paper - self.left - self.right


GB33476: Final = Layout()
LITERAL: Final = Layout(top=2098, bottom=1984, pitch=579, footer=1530)

SIZE: Final = 32  # 3号, in half points
SIZE_TITLE: Final = 44  # 2号
SIZE_FOLIO: Final = 28  # 4号
SIZES_TABLE: Final = {24: "小四", 21: "五号", 18: "小五"}
"""Sizes of table text, the first that lets the columns fit."""
CHARACTER: Final = GB33476.character
TRACKING: Final = GB33476.tracking
RED: Final = "E60012"
"""The red of the head and its line; on screen and office printers, not a printing house's inks."""

_MARK_MOST = 124  # half points: the mark is at most 22 mm high
_MARK_LEAST = 44


def mark_size(lines: tuple[str, ...], width: int) -> int:
    """Size of the issuer's mark (7.2.4) in half points: as large as its longest line allows."""
    longest = max(len(line) for line in lines)
    return max(_MARK_LEAST, min(_MARK_MOST, width * 95 // (1000 * longest)))
