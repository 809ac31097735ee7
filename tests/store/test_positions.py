"""Key paths to lines and columns."""

from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.model.finding import Finding, KeyPath, Position, Related
from liuxing_cli.store.place import line_of, lines_of, resolve
from liuxing_cli.store.positions import locate

TEXT = """\
# 注释
kind: type
名称: 干净
sections:
  - id: a
    points:
  - {id: b, points: 40, items: [甲, 乙]}
"""


class Files:
    """A tree of texts that counts how often each is read."""

    def __init__(self, **texts: str) -> None:
        self.texts = texts
        self.reads: list[str] = []

    def files(self, folder: str, suffix: str = ".yaml") -> list[str]:
        return sorted(n for n in self.texts if n.startswith(folder) and n.endswith(suffix))

    def read(self, path: str) -> bytes:
        self.reads.append(path)
        if path not in self.texts:
            raise FileNotFoundError(path)
        return self.texts[path].encode()


def place(path: KeyPath, *, on_key: bool = False, text: str = TEXT) -> tuple[int, int]:
    position = locate(text.encode(), [(path, on_key)])[path, on_key]
    return position.line, position.column


def test_values_and_keys() -> None:
    assert place(("kind",)) == (2, 7)
    assert place(("kind",), on_key=True) == (2, 1)
    assert place(("名称",)) == (3, 5)
    assert place(("sections", 0, "id")) == (5, 9)
    assert place(("sections", 1, "items", 1)) == (7, 36)
    assert place(("sections", 1, "points"), on_key=True) == (7, 13)


def test_ends() -> None:
    found = locate(TEXT.encode(), [(("kind",), False)])
    assert found[("kind",), False] == Position(2, 7, 2, 11)


def test_what_is_not_there_gets_the_nearest_place_above() -> None:
    assert place(("sections", 0, "name"), on_key=True) == (5, 5)
    assert place(("sections", 0, "points")) == (6, 5)  # an empty value: its key
    assert place(("nothing",)) == (2, 1)
    assert place(()) == (2, 1)


def test_an_unreadable_text_gives_what_was_read() -> None:
    assert place(("a",), text="a: 1\nb: [\n") == (1, 4)
    assert place(("b", 3), text="a: 1\nb: [\n") == (2, 1)
    assert locate(b"\xff\xfe", [(("a",), False)]) == {(("a",), False): Position(1, 1)}


def test_a_byte_order_mark_does_not_shift_columns() -> None:
    assert place(("a",), text="\ufeffa: 1\n") == (1, 4)


def test_resolve_reads_each_file_once_and_sorts() -> None:
    tree = Files(**{"a.yaml": TEXT, "b.yaml": TEXT})
    there = Related("b.yaml", None, "另一处", ("kind",))
    found = [
        Finding("REC003", "b.yaml", ("sections", 1, "id")),
        Finding("REC003", "a.yaml", ("sections", 1, "points"), related=(there,)),
        Finding("WSP004", "a.yaml"),
        Finding("REC003", "a.yaml", ("kind",)),
        Finding("REC003", "gone.yaml", ("kind",)),
    ]
    placed = resolve(tree, found)
    assert [(f.file, f.position and f.position.line) for f in placed] == [
        ("a.yaml", None),
        ("a.yaml", 2),
        ("a.yaml", 7),
        ("b.yaml", 7),
        ("gone.yaml", None),
    ]
    assert placed[2].related[0].position == Position(2, 7, 2, 11)
    assert sorted(tree.reads) == ["a.yaml", "b.yaml", "gone.yaml"]


def test_the_shape_of_a_faulty_line_is_not_told_again() -> None:
    tree = Files(**{"a.yaml": TEXT})
    text = Finding("YML013", "a.yaml", position=Position(2, 7))
    shape = Finding("SCH003", "a.yaml", ("kind",))
    other = Finding("SCH003", "a.yaml", ("名称",))
    assert [f.code for f in resolve(tree, [shape, text, other])] == ["YML013", "SCH003"]


def test_lines() -> None:
    tree = Files(**{"a.yaml": TEXT})
    assert line_of(tree, "a.yaml", ("sections", 1, "points")) == 7
    assert lines_of(tree, "a.yaml", [("kind",), ("名称",)]) == {("kind",): 2, ("名称",): 3}
    assert line_of(tree, "gone.yaml", ("kind",)) is None


_KEYS = st.text("abc", min_size=1, max_size=3)
_TREES = st.recursive(
    st.integers(0, 99),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(_KEYS, inner, min_size=1, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(_KEYS, _TREES, min_size=1, max_size=3), st.booleans())
def test_locate_agrees_with_the_value(value: dict[str, Any], flow: bool) -> None:
    text = yaml.safe_dump(value, default_flow_style=flow, sort_keys=False)
    lines = text.splitlines()
    wanted = {(path, False): leaf for path, leaf in _leaves(value, ())}
    for request, position in locate(text.encode(), wanted).items():
        shown = lines[position.line - 1][position.column - 1 : (position.end_column or 0) - 1]
        assert shown == str(wanted[request])


def _leaves(value: Any, path: KeyPath) -> list[tuple[KeyPath, int]]:
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in _leaves(item, (*path, key))]
    if isinstance(value, list):
        return [leaf for i, item in enumerate(value) for leaf in _leaves(item, (*path, i))]
    return [(path, value)]
