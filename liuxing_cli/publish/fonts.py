"""Fonts for PDF: which are there, which stand in for the named ones, and what none can show.

A font is looked for along a chain: the one that the layout names, others of its kind, then the
ones under an open licence that come with the ``pdf`` extra. Every character is looked up before
anything is typeset, so that a rare one (漷 is outside GB 2312) is never a hole on the page.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from liuxing_cli.publish.errors import PublishError
from liuxing_cli.publish.layout import Layout

ROLES: Final = {"body": "正文", "kai": "楷体", "hei": "黑体", "title": "标题", "song": "页码"}
"""The roles that a layout gives fonts to, and what they are for."""

_SAME = (
    ("仿宋_GB2312", "FangSong_GB2312"),
    ("仿宋", "FangSong"),
    ("楷体_GB2312", "KaiTi_GB2312"),
    ("楷体", "KaiTi"),
    ("黑体", "SimHei"),
    ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
    ("宋体", "SimSun"),
)
"""Names of one font: in its files the Chinese or the English one may stand first."""

_KINDS = {
    "body": (
        *("仿宋_GB2312", "仿宋", "STFangsong", "FZFangSong-Z02S", "朱雀仿宋"),
        *("Zhuque Fangsong (technical preview)", "FandolFang R", "FandolFang"),
    ),
    "kai": ("楷体_GB2312", "楷体", "STKaiti", "FZKai-Z03S", "LXGW WenKai", "AR PL UKai CN"),
    "hei": ("黑体", "STHeiti", "Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC"),
    "title": ("方正小标宋简体", "FZXiaoBiaoSong-B05", "方正小标宋_GBK", "STZhongsong"),
    "song": ("宋体", "NSimSun", "STSong", "Source Han Serif SC"),
}
_LAST = ("Noto Serif CJK SC", "Noto Serif SC", "Noto Sans CJK SC", "Noto Sans SC")
_PLAIN = frozenset({"Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "SimSun", "宋体"})
"""Text faces; as a title they are set bold."""
_BOLD = 600
_SHOWN = 5
_HAIR = frozenset({"Cf", "Mn", "Zs"})
"""Categories without a shape of their own: a font may lack them."""


@dataclass(frozen=True, slots=True)
class Text:
    """Text in one role; ``where`` says in words which place of the document it is."""

    role: str
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Face:
    """One font in a file."""

    family: str
    weight: int
    path: Path
    index: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """Families by role, each list a fallback chain, and what had to stand in for what."""

    chains: Mapping[str, tuple[str, ...]]
    substitutions: tuple[str, ...]
    used: tuple[str, ...]
    title_is_light: bool


class MissingGlyph(PublishError):  # noqa: N818 - a hole in the fonts, said as it is
    """No font at hand has a character of the text."""


class FontSubstituted(PublishError):  # noqa: N818 - not wrong, but not wanted
    """A font had to be replaced although that was ruled out."""


class Library:
    """The fonts at hand: those of the ``pdf`` extra and, if wanted, those of the machine."""

    def __init__(self, faces: Iterable[Face], handle: Any = None) -> None:
        self.handle = handle
        self._faces: dict[str, list[Face]] = {}
        for face in faces:
            self._faces.setdefault(face.family.casefold(), []).append(face)

    def family(self, name: str) -> tuple[Face, ...]:
        """The faces of the family of that name, by any of its names."""
        for same in next((names for names in _SAME if name in names), (name,)):
            if found := self._faces.get(same.casefold()):
                return tuple(found)
        return ()

    def chain(self, role: str, wanted: str) -> tuple[Face, ...]:
        """The faces to try for a role, one a family, nearest to regular weight."""
        found: dict[str, Face] = {}
        for name in (wanted, *_KINDS[role], *_LAST):
            faces = sorted(self.family(name), key=lambda f: (abs(f.weight - 400), str(f.path)))
            if faces:
                found.setdefault(faces[0].family, faces[0])
        return tuple(found.values())


@cache
def library(system: bool) -> Library:
    """Open the fonts once; scanning those of the machine takes a fifth of a second.

    Raises:
        ImportError: the ``pdf`` extra is not installed.
    """
    typst = import_module("typst")
    bundled = Path(import_module("pylopdf_fonts_zh_cn").serif_path()).parent
    handle = typst.Fonts(
        include_system_fonts=system, include_embedded_fonts=False, font_paths=[str(bundled)]
    )
    faces = (
        Face(info.family, info.weight, Path(info.path), info.index)
        for info in handle.fonts()
        if info.path and info.style == "normal"
    )
    return Library(faces, handle)


@cache
def characters(face: Face) -> frozenset[int]:
    """The characters that a font has shapes for."""
    fonts = import_module("fontTools.ttLib")
    number = face.index if face.path.suffix.lower() in {".ttc", ".otc"} else -1
    with fonts.TTFont(face.path, fontNumber=number, lazy=True) as font:
        return frozenset(font.getBestCmap() or {})


def choose(texts: Iterable[Text], fonts: Library, layout: Layout) -> Chosen:
    """Pick a chain for each role and make sure that every character has a shape in it.

    Raises:
        MissingGlyph: a character is in no font of its chain; names it and its first place.
    """
    needed: dict[str, dict[str, str]] = {role: {} for role in ROLES}
    for piece in texts:
        places = needed[piece.role]
        for character in piece.text:
            places.setdefault(character, piece.where)
    chains = {role: fonts.chain(role, getattr(layout, role)) for role in ROLES}
    used: dict[str, None] = {}
    said: list[str] = []
    missing: dict[str, str] = {}
    for role, places in needed.items():
        left = dict(places)
        for step, face in enumerate(chains[role]):
            shown = [c for c in left if ord(c) in characters(face)]
            left = {c: where for c, where in left.items() if c not in shown}
            if shown:
                used[face.family] = None
                said += _stood_in(role, getattr(layout, role), face, shown if step else None)
        missing |= {c: w for c, w in left.items() if unicodedata.category(c) not in _HAIR}
    if missing:
        raise MissingGlyph(_holes(missing))
    families = {role: tuple(face.family for face in chain) for role, chain in chains.items()}
    light = _is_light(fonts, chains["title"])
    return Chosen(families, tuple(dict.fromkeys(said)), tuple(used), light)


def _stood_in(role: str, wanted: str, face: Face, shown: list[str] | None) -> Iterator[str]:
    """What is to be said where a face stands in for the wanted one, wholly or for ``shown``."""
    names = next((names for names in _SAME if wanted in names), (wanted,))
    if face.family.casefold() in {name.casefold() for name in names}:
        return
    if shown is None:
        yield f"{ROLES[role]}用“{face.family}”代替没有安装的“{wanted}”"
    else:
        some = "".join(sorted(shown)[:_SHOWN]) + ("等" if len(shown) > _SHOWN else "")
        yield f"{ROLES[role]}里的“{some}”用“{face.family}”"


def _is_light(fonts: Library, chain: tuple[Face, ...]) -> bool:
    """Whether the title would be set in a text face that has no bold."""
    first = chain[0].family if chain else ""
    return first in _PLAIN and all(face.weight < _BOLD for face in fonts.family(first))


def _holes(missing: Mapping[str, str]) -> str:
    shown = [f"“{c}”（U+{ord(c):04X}），在{where}" for c, where in missing.items()]
    more = f"；另有 {len(shown) - _SHOWN} 个字" if len(shown) > _SHOWN else ""
    return (
        f"现有字体里没有这些字：{'；'.join(shown[:_SHOWN])}{more}。"
        "PDF 不能缺字：请安装有这些字的字体（如“Noto Serif CJK SC”），或改用 docx、html"
    )
