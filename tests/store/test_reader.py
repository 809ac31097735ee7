"""The YAML reader: exact values, one meaning in both passes, and no bytes that break it."""

from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.store import yaml_events
from liuxing_cli.store.positions import locate
from liuxing_cli.store.scalars import ambiguity, value_of
from liuxing_cli.store.yaml_events import MAX_DEPTH
from liuxing_cli.store.yaml_explain import explain
from liuxing_cli.store.yaml_reader import parse

NASTY = (
    "abno019.:,-_'\"{}[]#&*!|>%@?~<=\\\n\n  \t：，“”－［］｛｝＃　甲乙"
    "\u00a0\u200b\ufeff\u2028\x00\x85"
)
SEEDS = [
    "a: 1\n",
    "ratings:\n  clean-01: {award: 3.5, reason: 缺一次记录}\n",
    "a:\n  - b\n  - {c: [1, 2.50]}\n",
    'x: "0123"\ny: 2013-06-18\nz: |\n  text\n',
]


def value(text: str) -> Any:
    parsed = parse(text.encode(), "f.yaml")
    assert parsed.findings == ()
    return parsed.value


def codes(text: str | bytes) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    return [finding.code for finding in parse(data, "f.yaml").findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", 5),
        ("-3", -3),
        ("0", 0),
        ("2.50", Decimal("2.50")),
        ("-0.5", Decimal("-0.5")),
        ("true", True),
        ("false", False),
        ("", None),
        ("~", None),
        ("null", None),
        ('"5"', "5"),
        ("'no'", "no"),
        ("2013-06-18", "2013-06-18"),
        ("2013H1", "2013H1"),
        ("110199001001", 110199001001),
        ('"010199001001"', "010199001001"),
        ("90%", "90%"),
        ("干净社区", "干净社区"),
        ("1.2.3", "1.2.3"),
        ("|\n  两行\n  文字\n", "两行\n文字\n"),
    ],
)
def test_values_are_exact(text: str, expected: object) -> None:
    read = value(f"k: {text}\n")["k"]
    assert read == expected
    assert type(read) is type(expected)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *((word, "word") for word in ("no", "No", "NO", "yes", "on", "OFF", "y", "N")),
        *((word, "word") for word in ("True", "FALSE", "Null", "NULL")),
        *((text, "octal") for text in ("0123", "08", "00", "-012", "010199001001")),
        *((text, "base") for text in ("0x1F", "0o17", "0b1")),
        *((text, "sexagesimal") for text in ("9:30", "1:30:00", "190:20:30.15")),
        *((text, "underscore") for text in ("1_000", "12_3.4_5")),
        *((text, "exponent") for text in ("1e3", "1.5E-3", ".5e2")),
        *((text, "number") for text in ("+5", ".5", "5.", ".inf", "-.INF", ".NaN")),
        *((text, "date") for text in ("2013-02-30", "2013-6-18", "2013-13-01")),
        ("1" * 41, "long"),
    ],
)
def test_ambiguous_spellings_are_refused(text: str, kind: str) -> None:
    assert ambiguity(text) == kind
    assert codes(f"k: {text}\n") == ["YML013"]
    assert value_of(text) == text
    assert value(f'k: "{text}"\n') == {"k": text}


@pytest.mark.parametrize("text", ["9:00 至 17:00", "no.1", "on-line", "2013-06-18 起", "1/2", "-"])
def test_ordinary_text_is_not_ambiguous(text: str) -> None:
    assert ambiguity(text) is None


def test_keys_stay_text() -> None:
    assert value("110199001001: a\nno: b\n2013: c\n") == {
        "110199001001": "a",
        "no": "b",
        "2013": "c",
    }


def test_depth_is_limited_exactly() -> None:
    assert codes("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert codes("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == ["YML008"]
    assert codes("[" * 100_000) == ["YML008"]


def test_an_alias_bomb_is_refused() -> None:
    layers = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 40)]
    bomb = "\n".join(["l0: &l0 [x, x]", *layers])
    parsed = parse(bomb.encode(), "f.yaml")
    assert parsed.value is None
    assert {finding.code for finding in parsed.findings} == {"YML004", "SYS002"}


def test_too_many_values_are_refused() -> None:
    assert codes("[" + "a," * 250_000 + "]") == ["YML009"]


@pytest.mark.parametrize(
    "text",
    [
        "note: 很好：是的\n",
        "note: 见【附件】，共三页。\n",
        'note: "　缩进"\n',
        "note: A：甲，B：乙\n",
        "note: 注意 PM：超标\n",
        "note: 注意 pm：超标\n",
        "- “引号”里的话\n",
        "a: {reason: 台账，缺两次；已改}\n",
    ],
)
def test_full_width_marks_in_prose_are_left_alone(text: str) -> None:
    assert codes(text) == []
    assert parse(text.encode(), "f.yaml").value == yaml.safe_load(text)


def test_crlf_and_cr_line_ends_read_alike() -> None:
    unix = "a: 1\nb:\n  - c\n"
    for end in ("\r\n", "\r"):
        assert value(unix.replace("\n", end)) == value(unix)


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    parse(data, "f.yaml")
    locate(data, [((), False), (("a", 0), True)])


@given(st.text(alphabet=NASTY, max_size=60))
def test_no_text_raises_and_positions_are_inside(text: str) -> None:
    parsed = parse(text.encode(), "f.yaml")
    count = len(text.splitlines()) + 1
    for finding in parsed.findings:
        if finding.position:
            assert 1 <= finding.position.line <= count
            assert 1 <= finding.position.column <= len(text) + 1


@given(st.sampled_from(SEEDS), st.integers(0, 80), st.text(alphabet=NASTY, max_size=3))
def test_both_passes_have_one_meaning(seed: str, place: int, inserted: str) -> None:
    data = (seed[:place] + inserted + seed[place:]).encode()
    fast = parse(data, "f.yaml")
    careful = explain(data, "f.yaml")
    assert fast == careful
    if not fast.findings:
        assert _same_as_pyyaml(data, fast.value)


def _same_as_pyyaml(data: bytes, read: Any) -> bool:
    """The same structure as PyYAML's, which reads every scalar as text."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    expected = yaml.load(data, loader)  # noqa: S506 - builds nothing but text
    return bool(_texts(read) == _texts(expected))


def _texts(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _texts(item) for key, item in node.items()}
    if isinstance(node, list):
        return [_texts(item) for item in node]
    return ""


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**12), 10**12)
        | st.text("甲乙ab ：no1", max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.text("abc-_甲", min_size=1, max_size=5), inner, max_size=4)
        ),
        max_leaves=20,
    )
)
def test_what_is_written_is_read_back(written: Any) -> None:
    text = yaml.safe_dump(
        {"k": written}, allow_unicode=True, default_style='"', default_flow_style=None
    )
    plain = text.replace("!!int ", "").replace("!!bool ", "").replace("!!null ", "")
    parsed = parse(plain.encode(), "f.yaml")
    assert [finding.code for finding in parsed.findings] == []


def test_the_pure_python_parser_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [*SEEDS, "a: 1\na: 2\n", "a: no\n", "a：1\nb: 2\n", "[" * 70]
    compiled = [parse(text.encode(), "f.yaml") for text in texts]
    monkeypatch.setattr(yaml_events, "_parser", lambda: yaml.SafeLoader)
    assert [parse(text.encode(), "f.yaml") for text in texts] == compiled
