"""Documents written in every way that YAML allows and the reader accepts, with comments."""

import json
import re
from typing import Any

from hypothesis import strategies as st

from liuxing_cli.store.yaml_events import STRANGE

_KEYS = (
    "kind", "format", "id", "name", "ratings", "rule", "items", "grades", "members", "traits",
    "clause", "date", "applies", "evidence", "renames", "points", "clean-9", "clean-10", "no", "1",
)  # fmt: skip
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NASTY = (
    "no", "y", "~", "null", "true", "1", "-1.5", "0123", "1e3", "9:30", "2013-06-18", "=", "<<",
    "", " ", "- a", "? a", ": a", "a: b", "a :b", "a:", "a #b", "#a", "a, b", "[a", "a}", "&a",
    "*a", "!a", "|", ">", "%a", "@a", "`a", "'", '"', "a'b", 'a"b', "\\d", "a\\b", "a\nb", "a\n",
    "a\n\nb\n", "\na", "a\n\n", " a\nb", "a \nb", "a\tb", "---", "...", "：", "date：甲", "甲：乙",
    "“引”", "\u3000甲", "甲\u200b", "110199001001", "1_000", ".5", "+1", "0x1f", "2013H1", "\u2028",
)  # fmt: skip

texts = st.one_of(
    st.sampled_from(_NASTY),
    st.text(st.sampled_from("ab1-:#,[]{}'\"\\ \n\t甲：，“%&*!|>?@`.~"), max_size=12),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), max_size=8),
).filter(lambda text: not STRANGE.search(text))  # the reader refuses those (YML019)
plains = st.sampled_from(["1", "0", "-3", "2.50", "true", "false", "null", "甲", "clean-01", "a b"])
"""Scalars that mean the same whenever they stand without quotes."""

comments = st.text(st.sampled_from("ab #:-[{'\"甲"), max_size=6).map(lambda text: f"#{text}")


class Plain(str):
    """A scalar to be written without quotes."""

    __slots__ = ()


scalars = st.one_of(texts, plains.map(Plain))


def _mappings(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Mappings, and lists of them: no format has lists of lists."""
    mappings = st.dictionaries(st.sampled_from(_KEYS), inner, max_size=4)
    return mappings | st.lists(mappings | scalars, max_size=4)


values = st.recursive(scalars, _mappings, max_leaves=12)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """The text of one document: a mapping, in any style."""
    entries = draw(st.dictionaries(st.sampled_from(_KEYS), values, min_size=1, max_size=6))
    writer = _Writer(draw)
    lines = [*writer.above(0), *writer.block(entries, 0), *writer.above(0)]
    return "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))


class _Writer:
    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def above(self, indent: int) -> list[str]:
        """Comment and blank lines, most often none."""
        if self.draw(st.integers(0, 4)):
            return []
        found = self.draw(st.lists(st.one_of(st.just(""), comments), max_size=3))
        depth = " " * max(0, indent + self.draw(st.sampled_from([0, 0, 0, -2, 1, 3])))
        return [depth + line if line else "" for line in found]

    def note(self) -> str:
        """A comment at the end of a line, most often none."""
        return "" if self.draw(st.integers(0, 4)) else f" {self.draw(comments)}"

    def block(self, node: Any, indent: int) -> list[str]:
        step = self.draw(st.integers(1, 4))
        lines: list[str] = []
        entries = node.items() if isinstance(node, dict) else (("", value) for value in node)
        for key, value in entries:
            head = " " * indent + (f"{self.key(key)}:" if isinstance(node, dict) else "-")
            lines += self.above(indent)
            lines += self.entry(head, value, indent + step, isinstance(node, list))
        return lines + self.above(indent)

    def entry(self, head: str, value: Any, indent: int, is_item: bool) -> list[str]:
        style = self.draw(st.sampled_from(["block", "flow"]))
        if isinstance(value, list | dict) and value and style == "block":
            beside = is_item and self.draw(st.booleans())
            below = self.block(value, len(head) + 1 if beside else indent)
            if beside and below[0].startswith(" " * (len(head) + 1)) and "#" not in below[0]:
                return [f"{head} {below[0].lstrip()}", *below[1:]]
            return [head + self.note(), *below]
        if isinstance(value, str) and self.literal(value) and style == "block":
            lines = [" " * indent + line if line else "" for line in value.split("\n")]
            mark = "|" if value.endswith("\n") else "|-"
            return [f"{head} {mark}{self.note()}", *lines]
        return [f"{head} {self.flow(value, indent)}{self.note()}"]

    def literal(self, text: str) -> bool:
        plain = re.fullmatch(r"[ab甲](?:[ab甲 \n]*[ab甲])?\n?", text)
        return "\n" in text and bool(plain) and not re.search(" $", text, re.MULTILINE)

    def flow(self, value: Any, indent: int) -> str:
        if isinstance(value, Plain):
            return str(value)
        if isinstance(value, str):
            return self.quoted(value)
        gap = self.draw(st.sampled_from(["", " ", "line"]))
        parts = (
            [f"{self.key(key)}: {self.flow(item, indent)}" for key, item in value.items()]
            if isinstance(value, dict)
            else [self.flow(item, indent) for item in value]
        )
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        if gap != "line":
            return f"{opening}{gap}{f',{gap}'.join(parts)}{gap}{closing}"
        inner = " " * indent
        lines = [opening + self.note()]
        for number, part in enumerate(parts):
            lines += [line if not line else inner + line.lstrip() for line in self.above(indent)]
            lines.append(f"{inner}{part}{',' if number < len(parts) - 1 else ''}{self.note()}")
        return "\n".join([*lines, f"{inner}{closing}"])

    def key(self, key: str) -> str:
        return self.draw(st.sampled_from([key, f'"{key}"', f"'{key}'"]))

    def quoted(self, text: str) -> str:
        simple = not re.search("[\\x00-\\x1f]", text) and not _UNPRINTABLE.search(text)
        if simple and self.draw(st.booleans()):
            return "'" + text.replace("'", "''") + "'"
        double = json.dumps(text, ensure_ascii=False)
        return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", double)
