"""What a plain (unquoted) YAML scalar means, exactly, and which ones mean too much.

The values follow the YAML 1.2 core schema with exact numbers. Spellings that YAML 1.1 parsers
read as something else (``no``, ``0123``, ``9:30``) are refused: whoever wrote them must say, with
quotes or a plain number, what was meant.
"""

import re
from datetime import date
from decimal import Decimal

Scalar = str | int | Decimal | bool | None

MAX_NUMBER = 40
"""Longest number read, in characters; no score, count or share needs more."""

_MEMO_TEXT = 40
_MEMO_SIZE = 20_000

_CONSTANTS: dict[str, Scalar] = {"": None, "~": None, "null": None, "true": True, "false": False}
_WORDS = {
    spelling
    for word in ("no", "yes", "on", "off", "y", "n", "null", "true", "false")
    for spelling in (word, word.capitalize(), word.upper())
} - set(_CONSTANTS)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", re.ASCII)
_AMBIGUOUS = (
    ("octal", re.compile(r"[-+]?0[0-9_]+")),
    ("base", re.compile(r"[-+]?0[xob][0-9A-Fa-f_]+")),
    ("sexagesimal", re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")),
    ("exponent", re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+")),
    ("number", re.compile(r"[-+]?(?:[0-9]+\.?|[0-9]*\.[0-9]+)")),
    ("number", re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")),
    ("underscore", re.compile(r"[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?")),
)
_NUMERIC_START = frozenset("0123456789+-.")
_ODD_VALUE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064]"
    "|^[\u00a0\u2000-\u200a\u3000]|[\u00a0\u2000-\u200a\u3000]$"
    "|(?:^| )[a-z][a-z0-9_-]*："
    "|^[－—＃][ \u3000]"
    "|^[A-Za-z0-9_.-]+[，、；] *[A-Za-z0-9_-]+(?: *[：:，、；]|$)"
)
_PLAIN_KEY = re.compile("[A-Za-z0-9_.@/%+ \u3400-\u9fff-]+")


class Doubt(Exception):  # noqa: N818 - not an error yet: the careful reader decides
    """A clean file would not say this."""


def ambiguity(text: str) -> str | None:
    """Name the way in which a plain scalar is ambiguous, or None if it is not.

    >>> ambiguity("0123"), ambiguity("no"), ambiguity("2013-02-30"), ambiguity("2013-06-18")
    ('octal', 'word', 'date', None)
    """
    if text in _WORDS:
        return "word"
    if not text or text[0] not in _NUMERIC_START:
        return None
    if _INTEGER.fullmatch(text) or _DECIMAL.fullmatch(text):
        return "long" if len(text) > MAX_NUMBER else None
    if _DATE.fullmatch(text):
        return None if _is_date(text) else "date"
    return next((name for name, pattern in _AMBIGUOUS if pattern.fullmatch(text)), None)


def value_of(text: str) -> Scalar:
    """Return the exact value of a plain scalar; ambiguous spellings stay text."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _NUMERIC_START or len(text) > MAX_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    return text


def is_plain_key(key: str) -> bool:
    """Tell whether a key has only characters that nobody mistakes for others."""
    return _PLAIN_KEY.fullmatch(key) is not None


def is_odd_value(text: str) -> bool:
    """Tell whether a plain value may hide invisible characters or full-width punctuation."""
    return _ODD_VALUE.search(text) is not None


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class _Values(dict[str, Scalar]):
    """Plain scalars seen before: most of a record costs one look-up each."""

    def __missing__(self, text: str) -> Scalar:
        if is_odd_value(text) or ambiguity(text):
            raise Doubt
        value = value_of(text)
        if len(text) <= _MEMO_TEXT:
            if len(self) >= _MEMO_SIZE:
                self.clear()
            self[text] = value
        return value


class _Keys(dict[str, str]):
    """Keys seen before; also makes equal keys the same object."""

    def __missing__(self, text: str) -> str:
        if not is_plain_key(text):
            raise Doubt
        if len(self) >= _MEMO_SIZE:
            self.clear()
        self[text] = text
        return text


VALUES = _Values()
KEYS = _Keys()
