"""Characters that a Chinese input method leaves where YAML wants another one."""

import re
import unicodedata

WIDE = {
    "：": ":",
    "，": ",",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "［": "[",
    "］": "]",
    "【": "[",
    "】": "]",
    "｛": "{",
    "｝": "}",
    "－": "-",
    "—": "-",
    "＿": "_",
    "＃": "#",
    "．": ".",
    "（": "(",
    "）": ")",
    "、": ",",
    "；": ";",
    "＂": '"',
    "＇": "'",
}
"""Full-width punctuation and the ASCII character that YAML understands."""

_SPACES = {
    "\u3000": "全角空格",
    "\u00a0": "不换行空格",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u2060": "零宽不断行",
    "\ufeff": "字节顺序标记",
    "\u00ad": "软连字符",
}
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_KEY = r"""["'“‘]?[A-Za-z][A-Za-z0-9_.－-]*["'”’]?"""
_STRUCTURE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^[ \t]*(?:-[ ]+)*{_KEY}[ \t]*(?P<found>：)",  # key：value
        r"^[ \t]*(?P<found>[－—])(?=[ \t　])",  # － item
        r"^[ \t]*(?P<found>＃)",  # ＃ comment
        r"(?::|^[ \t]*-)[ ]+(?P<found>[［【｛])",  # key: ［
    )
)
_FLOW = (
    re.compile(rf"[\[{{,，、][ ]*{_KEY}[ ]*(?P<found>：)"),  # {key：value
    re.compile(rf"(?P<found>[，、；])[ ]*{_KEY}[ ]*[:：]"),  # {a: 1，b: 2
)
_CLOSERS = (("［", "］"), ("【", "】"), ("｛", "｝"))
_OPENING_QUOTE = re.compile(r"(?::|^[ \t]*-)[ ]+(?P<found>[“‘])")
_LONGEST_LINE = 1000


def is_invisible(character: str) -> bool:
    """Tell whether a character cannot be seen or looks like an ordinary space."""
    return character not in " \t" and unicodedata.category(character) in {"Zs", "Cf"}


def name_of(character: str) -> str:
    """Return the Chinese name of an invisible character, its code point where it has none.

    >>> name_of("\u3000")
    '全角空格'
    """
    return _SPACES.get(character, f"不可见字符 U+{ord(character):04X}")


def kind_of_unseen(character: str) -> str:
    """Say in Chinese what an invisible character in a text does."""
    if character in _DIRECTIONS:
        return "改变书写方向"
    category = unicodedata.category(character)
    return "控制字符" if category == "Cc" else _SPACES.get(character, "不可见字符")


def is_wide(character: str) -> bool:
    """Tell whether a character is a full-width letter, digit or punctuation mark."""
    return character in WIDE or "！" <= character <= "～"


def narrow(character: str) -> str:
    """Return the ASCII character that a full-width one stands for."""
    return WIDE.get(character) or unicodedata.normalize("NFKC", character)


def misplaced(line: str, *, failing: bool = False) -> list[int]:
    """Return the indexes of the characters of a line that break its structure.

    That is a full-width colon after a key, a full-width dash, hash or bracket, full-width marks
    between the keys of a flow mapping, invisible characters in the indentation and, in the line
    where reading failed, a full-width quotation mark that opens a value.

    >>> misplaced("  award：3"), misplaced("{a: 1，b：2}"), misplaced("note: 很好：是的")
    ([7], [5, 7], [])
    """
    line = line[:_LONGEST_LINE]
    in_flow = "[" in line or "{" in line
    patterns = [*_STRUCTURE, *(_FLOW if in_flow else ()), *([_OPENING_QUOTE] if failing else ())]
    found = {index for index in range(_indentation(line)) if is_invisible(line[index])}
    for pattern in patterns:
        found.update(match.start("found") for match in pattern.finditer(line))
    for opener, closer in _CLOSERS:
        if in_flow and line.count(closer) > line.count(opener):
            found.add(line.rindex(closer))
    return sorted(found)


def repaired(text: str) -> str:
    """Return what was meant: without invisible characters, full-width ones made ASCII."""
    return "".join(
        narrow(char) if is_wide(char) else char for char in text if not is_invisible(char)
    )


def _indentation(line: str) -> int:
    visible = (i for i, char in enumerate(line) if char not in " \t" and not is_invisible(char))
    return next(visible, 0)
