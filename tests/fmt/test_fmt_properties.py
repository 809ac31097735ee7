"""Whatever a document looks like: same value, same comments, and nothing left to do."""

from collections import Counter
from typing import Any

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from liuxing_cli.store.format import tidy
from liuxing_cli.store.format.printer import Printer
from liuxing_cli.store.format.spelling import spell
from liuxing_cli.store.format.tree import read
from liuxing_cli.store.layout import KINDS
from liuxing_cli.store.yaml_reader import parse
from tests.fmt.documents import comments, documents, texts


@given(documents(), st.sampled_from(KINDS))
@settings(max_examples=150, deadline=None)
@example("a: |  # c\n  x\n\n  y\n# end\n", "type")
@example("a:\n- # c\n  b: 1 # d\n  c: 2\n", "type")
@example("items:\n- a: 1\n  # of a\n# of none\nid: 1\n", "type")
@example("a: [\n  # c\n  ]\nb: {} # d\n", "type")
@example("? a # c\n: b # d\n", "type")
@example("--- # c\n{a: 1} # d\n", "type")
def test_value_and_comments_stay_and_twice_is_once(text: str, kind: str) -> None:
    before = parse(text.encode(), "")
    assert not before.findings, text
    once = Printer(kind).document(read(text))
    after = parse(once.encode(), "")
    assert not after.findings, once
    assert _typed(after.value) == _typed(before.value)
    assert Counter(read(once).comments) == Counter(read(text).comments)
    assert Printer(kind).document(read(once)) == once
    assert once.endswith("\n")
    assert not once.endswith("\n\n")
    assert not any(line.endswith(" ") for line in once.splitlines() if "#" not in line)


@given(documents())
@settings(max_examples=100, deadline=None)
def test_readers_of_yaml_1_1_see_the_same_texts(text: str) -> None:
    once = Printer("type").document(read(text))
    assert _texts(yaml.safe_load(once)) == _texts(parse(once.encode(), "").value)


@given(texts, st.booleans(), st.booleans())
@settings(max_examples=300, deadline=None)
def test_a_text_stays_a_text(text: str, quoted: bool, in_flow: bool) -> None:
    written = spell(text, plain=False, quoted=quoted, in_flow=in_flow)
    line = f"a: [{written}, b]\n" if in_flow else f"a: {written}\n"
    found = parse(line.encode(), "")
    assert not found.findings
    assert found.value == {"a": [text, "b"] if in_flow else text}
    assert yaml.safe_load(line) == found.value
    assert not quoted or written[0] in "\"'"


_facts = st.one_of(
    st.tuples(st.just("level"), st.sampled_from(["full", '"none"', "'no'"])),
    st.tuples(st.just("award"), st.sampled_from(["0", "3", "2.50", "0.5"])),
    st.tuples(st.just("checklist"), st.sampled_from(["[]", "[a, b]", "\n      - a\n      - 'b'"])),
    st.tuples(st.just("occurrences"), st.sampled_from(["{}", "{lamp: 2}", "\n      lamp: 2"])),
    st.tuples(st.just("note"), st.sampled_from(["甲", '"a: b"', "|-\n      甲\n      乙"])),
)
_head = {
    "kind": "assessment",
    "format": "1",
    "subject": "'110199001001'",
    "period": "2013H1",
    "source": "self",
    "assessor": "team",
    "standard": "six-type@1",
    "date": '"2013-06-18"',
}


@st.composite
def _assessments(draw: st.DrawFn) -> str:
    lines = [f"{key}: {_head[key]}" for key in draw(st.permutations(list(_head)))]
    facts = st.lists(_facts, min_size=1, max_size=3, unique_by=lambda fact: fact[0])
    ratings = draw(st.lists(facts, max_size=4))
    block = "ratings:" if ratings else "ratings: {}"
    for number, rating in enumerate(ratings):
        note = draw(st.one_of(st.just(""), comments.map(lambda words: f"  {words}\n")))
        told = "".join(f"\n    {key}: {value}" for key, value in rating)
        block += f"\n{note}  clean-{number}:{told}"
    lines.insert(draw(st.integers(0, len(lines))), block)
    return "\n".join(lines) + "\n"


@given(_assessments())
@settings(max_examples=100, deadline=None)
def test_a_record_in_any_order_gets_the_same_head(text: str) -> None:
    once = tidy(text.encode(), "").data
    assert once is not None
    assert once.decode().startswith(
        'kind: assessment\nformat: 1\nsubject: "110199001001"\nperiod: 2013H1\nsource: self\n'
        'assessor: team\nstandard: six-type@1\ndate: "2013-06-18"\nratings:'
    )
    assert tidy(once, "").data == once


def _typed(value: Any) -> Any:
    """The value with the type of each scalar, since 1 equals True and Decimal("1.0") in Python."""
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return type(value), str(value)


def _texts(value: Any) -> Any:
    """The texts of a value; a reader of YAML 1.1 may see other numbers, and other keys."""
    if isinstance(value, dict):
        return [_texts(item) for item in value.values()]
    if isinstance(value, list):
        return [_texts(item) for item in value]
    return value if isinstance(value, str) else None
