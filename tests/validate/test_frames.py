"""The line under a finding: carets below what they mean, at any width, without personal data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from liuxing_cli.model.finding import Finding, Position
from liuxing_cli.publish.findings.frame import frame
from liuxing_cli.publish.findings.text import Style, as_text


@pytest.mark.parametrize(
    ("text", "first", "last", "expected"),
    [
        ("  award: 3", 10, 11, ("  award: 3", "         ^")),
        ("name: 云帆街道", 7, 11, ("name: 云帆街道", "      ^^^^^^^^")),
        ("街道：甲", 3, 4, ("街道：甲", "    ^^")),
        ("\tid: a", 2, 4, ("    id: a", "    ^^")),
        ("a: \u200bb", 4, 5, ("a: \u200bb", "   ^")),
        ("a: \u202eb", 4, 5, ("a: \ufffdb", "   ^")),
        ("a: \x07b", 4, 5, ("a: \ufffdb", "   ^")),
        ("", 1, None, ("", "^")),
        ("a:", 3, None, ("a:", "  ^")),
    ],
)
def test_carets(text: str, first: int, last: int | None, expected: tuple[str, str]) -> None:
    place = Position(12, first, 12 if last else None, last)
    line, carets = frame(text, place, 80)
    assert (line, carets) == (f"    12 | {expected[0]}", f"       | {expected[1]}")


def test_a_range_over_lines_marks_the_rest_of_the_first() -> None:
    line, carets = frame("key: [a,  ", Position(1, 6, 3, 2), 80)
    assert carets == "       |      ^^^"
    assert line.endswith("key: [a,  ")


def test_personal_data_is_masked_in_the_frame() -> None:
    line, carets = frame("note: 电话 13800138000，还有 a@b.cn", Position(1, 25, 1, 31), 80)
    assert "13800138000" not in line
    assert "a@b.cn" not in line
    assert line.count("*") > 8
    assert carets.endswith(" ^^^^^^")


@given(
    st.text("ab 云帆：\t\u200b\u0301é①", max_size=300),
    st.integers(1, 310),
    st.integers(1, 310),
    st.integers(30, 120),
)
def test_no_line_is_wider_than_the_terminal_and_the_caret_is_below(
    text: str, first: int, length: int, width: int
) -> None:
    line, carets = frame(text, Position(1, first, 1, first + length), width)
    assert wcswidth(line) <= width + 1
    assert carets.index("^") <= wcswidth(line)
    if first <= len(text) and wcswidth(text[first - 1]) > 0 and text[first - 1] != "\t":
        before = carets.index("^")
        at = next(n for n in range(len(line) + 1) if wcswidth(line[:n]) >= before)
        assert wcswidth(line[:at]) == before
        assert text[first - 1] in line[at : at + 3]


def test_colours_only_where_wanted() -> None:
    finding = Finding("YML003", "a.yaml", position=Position(1, 1, 1, 2), params={"key": "a"})
    plain = as_text([finding], Style(lambda _file, _line: "a: 1"))
    coloured = as_text([finding], Style(lambda _file, _line: "a: 1", colours=True))
    assert "\x1b" not in plain
    assert "\x1b[31mYML003\x1b[0m" in coloured
    assert as_text([finding], Style(lambda _file, _line: None)).count("\n") == 0
