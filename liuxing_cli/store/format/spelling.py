"""How a scalar is written: plain where every YAML reader, 1.1 or 1.2, reads the same text."""

import json
import re
from functools import lru_cache

import yaml

from liuxing_cli.store.scalars import ambiguity, is_odd_value, value_of

_PLAIN = re.compile(r"""[^-\s?:,\[\]{}#&*!|>'"%@`\\][^\n\t\\]*(?<![\s:])""")
_SYNTAX = re.compile(r": | #")
_FLOW_SYNTAX = re.compile(r"[?,\[\]{}:]")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NOT_LITERAL = re.compile(r"\A[\n ]| $|\t|\n\n\Z", re.MULTILINE)
_MEMO = 50_000


@lru_cache(_MEMO)
def spell(text: str, plain: bool, quoted: bool, in_flow: bool) -> str:
    """Return a scalar as it is written.

    ``plain`` says that the source had no quotes, so that numbers keep their digits; ``quoted``
    asks for quotes on a text that could do without.
    """
    if plain:
        value = value_of(text)
        if value is None:
            return "null"
        if not isinstance(value, str):
            return text
    if not quoted and _is_safe(text, in_flow):
        return text
    return _quote(text)


def is_literal(text: str) -> bool:
    """Tell whether a text of several lines can be written as a ``|`` block."""
    if "\n" not in text or _NOT_LITERAL.search(text):
        return False
    return not _UNPRINTABLE.search(text.replace("\n", ""))


def literal(text: str, indent: str) -> tuple[str, list[str]]:
    """Return the mark of a ``|`` block and its lines."""
    lines = [f"{indent}{line}" if line else "" for line in text.rstrip("\n").split("\n")]
    return "|" if text.endswith("\n") else "|-", lines


def _is_safe(text: str, in_flow: bool) -> bool:
    if not _PLAIN.fullmatch(text) or _SYNTAX.search(text) or _UNPRINTABLE.search(text):
        return False
    if in_flow and _FLOW_SYNTAX.search(text):
        return False
    if is_odd_value(text) or ambiguity(text) or not isinstance(value_of(text), str):
        return False
    old = yaml.SafeLoader.yaml_implicit_resolvers.get(text[0], ())
    return not any(pattern.match(text) for _, pattern in old)


def _quote(text: str) -> str:
    """Double quotes, or single ones where those spare the text its backslashes."""
    if ("\\" in text or '"' in text) and "'" not in text and not _UNPRINTABLE.search(text):
        return f"'{text}'"
    return _UNPRINTABLE.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"
