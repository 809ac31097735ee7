"""The quickest pass of the reader: the same values as the parser, or none at all."""

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liuxing_cli.store import yaml_lines
from liuxing_cli.store.scalars import Doubt
from liuxing_cli.store.yaml_events import STRANGE
from liuxing_cli.store.yaml_explain import explain
from liuxing_cli.store.yaml_lines import read_lines
from tests.conftest import ROOT

PIECES = (
    *("a: ", "b:", "c: 1", "k-1: {", "}", "[", "]", ", ", ",", ": ", ":", " ", "  ", "\n", "\n  "),
    *('"', "'", "x", "甲乙", "0", "1.50", "no", "null", "#", " # 注", "-", "- ", "\t", "\r\n"),
    *(
        "{a: 1}",
        "[x, y]",
        "{}",
        "[ ]",
        "{a: {b: [1, 2]}}",
        '"两 # 行"',
        "'x: y'",
        "\u200b",
        "：",
        "—",
    ),
    *(
        "- x",
        "- {a: 1}",
        "\n  - ",
        "\n- ",
        "- k: 1\n    m: 2",
        "- 'q'",
        "-  ",
        "- - ",
        "-\n",
        "  k:\n",
    ),
)
HOSTILE = (
    *("\t", " \t", "\ta: 1", "a:\t1", "a: 1\t# b", "- \tx", "# \t", "\r", "\r\r\n", "a: x\ry: 1"),
    *(
        "\x85",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\ufeffa: 1",
        "a: \ufeffx",
        "# \u2028b: 1",
        "\x00",
        "\x1b",
    ),
    *(
        "a: x\x85b: 1",
        "a: 'x\u2029y'",
        "# \x85b: 1",
        "\xad",
        "\u200d",
        "\u202e",
        "\u3000",
        "\u00a0",
    ),
    *(
        "　a: 1",
        "a：1",
        "a: １２",
        "a: ｛b: 1｝",
        "a: x，y: 1",
        "a: “x”",
        "a: ‘x’",
        "＃ x",
        "－ x",
        "a: x＃y",
    ),
    *(
        "a: x # y",
        "a: x# y",
        "a: x #y",
        "a: #y",
        "a:#y",
        "a: 'x'# y",
        "a: {b: 1}# y",
        "a: {b: 1 # y}",
    ),
    *(
        "a: 'it''s'",
        'a: "x\\ny"',
        'a: "x\ny"',
        "a: 'x\n\n y'",
        "a: x\n  y",
        "a: x\n  # y\n  z",
        "a:\n  x",
    ),
    *(
        "a: |\n  x: 1",
        "a: >-\n  - x",
        "a: |2\n   x",
        "- |\n  x",
        "a: [b,\n  c]",
        "a: {b: 1,\n  c: 2}",
    ),
    *(
        "a: &x 1",
        "a: *x",
        "&x a: 1",
        "<<: *x",
        "a: !!str 1",
        "!t a: 1",
        "? a\n: 1",
        "a: ? b",
        "a: @x",
        "a: `x",
    ),
    *(
        "%YAML 1.2\n---\n",
        "---\n",
        "--- a: 1",
        "...\n",
        "a: ---",
        "- ---",
        "a: %x",
        "a: - x",
        "a: -",
        "a: ~",
    ),
    *(
        "a: {b}",
        "a: {b:1}",
        "a: {b: }",
        "a: {b: 1,}",
        "a: [,]",
        "a: [b: 1]",
        "a: [[b], {c: d}]",
        "a: {b: [c}",
    ),
    *(
        "a: {'b': 1}",
        "a: {b : 1}",
        "a: {b: 'c, d'}",
        "a: {b: c d, e: [f]}",
        "a: [b]c",
        "a: {b: 1}{c: 2}",
    ),
    *(
        "a: 0123",
        "a: 1e3",
        "a: 9:30",
        "a: 1_000",
        "a: 0x1F",
        "a: +1",
        "a: .5",
        "a: 5.",
        "a: 2013-02-30",
        "a: Yes",
    ),
    *(
        "a: " + "9" * 45,
        "a" * 120 + ": 1",
        "a: " + "x" * 1100,
        "a: " + "[" * 9 + "]" * 9,
        "a : 1",
        "a b: 1",
    ),
    *(
        "a:\n- b\n- c",
        "a:\n- b\nc: 1",
        "a:\n  - b\n - c",
        "a:\n- b: 1\n  c:\n  - d\n- e: 2",
        "a:\n- - b",
    ),
    *(
        "a:\n- b:\n- c",
        "a:\n- b:\n    c: 1\n  d: 2",
        "- a\nb: 1",
        "a:\n  b: 1\n  - c",
        "a:\n  - b\n  c: 1",
    ),
)


RECORD = """\
# 一份记录
kind: assessment
format: 1
subject: "110199001001"
ratings:
  clean-01: {checklist: [rules, plan], note: 台账齐全}  # 已复核
  clean-02:
    level: full
    evidence:
    - 台账
    - path: data/x.pdf
      sha256: ab
  clean-03: {award: 3.5, reason: '两次: 未查'}
"""


def quick(data: bytes) -> Any:
    try:
        return read_lines(data)
    except Doubt:
        return None


def agrees(data: bytes) -> bool:
    """Whether the quickest pass is silent, or says what the careful pass says of a clean file."""
    value = quick(data)
    if value is None:
        return True
    parsed = explain(data, "f.yaml")
    return parsed.findings == () and repr(parsed.value) == repr(value)


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_it_agrees_with_the_careful_pass(text: str) -> None:
    assert agrees(text.encode())


LINES = st.tuples(
    st.sampled_from(("", "", "  ", "    ", " ")), st.sampled_from((*PIECES, *HOSTILE))
)
"""A line of any kind, as far in as lines are or should not be."""


@settings(max_examples=400)
@given(st.lists(LINES.map("".join), max_size=9).map("\n".join), st.sampled_from(("\n", "\r\n", "")))
def test_it_agrees_on_hostile_lines(text: str, end: str) -> None:
    assert agrees((text + end).encode())
    assert agrees((text.replace("\n", end or "\n")).encode())


@pytest.mark.parametrize("line", HOSTILE)
@pytest.mark.parametrize(
    "frame", ["{}\n", "k: 1\n{}\n", "k:\n  {}\n", "{}\nz: 1\n", "k:\n- {}\n- m\n"]
)
def test_it_agrees_on_each_hostile_line(line: str, frame: str) -> None:
    assert agrees(frame.replace("{}", line).encode())


@given(st.data())
def test_it_agrees_on_records_with_a_hostile_line(data: st.DataObject) -> None:
    lines = RECORD.split("\n")
    at = data.draw(st.integers(0, len(lines)))
    lines.insert(at, data.draw(LINES.map("".join)))
    assert agrees("\n".join(lines).encode())


@given(st.text(alphabet="ab1 :{}[],#'\"\n-.甲　\u00a0\\&*!|>%@`?~", max_size=60))
def test_it_agrees_on_any_text(text: str) -> None:
    assert agrees(text.encode())


@given(st.data())
def test_it_agrees_on_damaged_records(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(RECORDS))
    text = file.read_text("utf-8")
    at = data.draw(st.integers(0, len(text) - 1))
    piece = data.draw(st.sampled_from(PIECES))
    assert agrees((text[:at] + piece + text[at + data.draw(st.integers(0, 3)) :]).encode())


RECORDS = sorted((ROOT / "data" / "assessments").rglob("*.yaml"))[::40]


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.stem)
def test_it_reads_the_sample_records(file: Path) -> None:
    assert quick(file.read_bytes()) == explain(file.read_bytes(), "f.yaml").value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# 只有注释\n",
        "- a\n",
        "a:\n  - - x\n",
        "a:\n  -\n",
        "a:\n  - x\n    y\n",
        "a:\n  - x\n  b: 1\n",
        "a: 1\n- x\n",
        "a:\n    - x\n  - y\n",
        "a: 1\na: 2\n",
        "a: 两行\n  文字\n",
        "a: |\n  文字\n",
        "a:\n  b: 1\n c: 2\n",
        " a: 1\nb: 2\n",
        'a: "\\u200b"\n',
        "a: &x 1\n",
        "a: no\n",
        "a: x\u200by\n",
        "a: x\ty\n",
        "---\na: 1\n",
        "a: {b: 1} c\n",
        "a: [b, c}\n",
        "a: {b: 1, b: 2}\n",
        "a: " + "[" * 20 + "]" * 20 + "\n",
        "a: 1\rb: 2\n",
    ],
)
def test_it_leaves_the_rest_to_the_parser(text: str) -> None:
    with pytest.raises(Doubt):
        read_lines(text.encode())


def test_the_lines_it_remembers_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_lines, "MEMO_SIZE", 10)
    read_lines("".join(f"k{number}: {number}\n" for number in range(100)).encode())
    assert len(yaml_lines._HEADS) <= 10
    assert len(yaml_lines._RESTS) <= 10
    assert len(yaml_lines._RESTS.older) <= 10


def test_nothing_strange_is_printable() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    assert not [hex(ord(c)) for c in every if c.isprintable() and (c in "\t\r" or STRANGE.match(c))]
