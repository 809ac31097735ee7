"""The life of a title: only records move it, and the one writer adds one line."""

import shutil
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.model.titles import FOLLOWS, Move, Title, TitleState, holds
from liuxing_cli.store.titles_text import appended
from liuxing_cli.store.yaml_reader import parse
from tests.conftest import ROOT, run_liuxing

S = TitleState
RECORD = '{to: passed, date: "2013-06-21", by: "报告"}'


def title(*moves: Move, issuer: str = "") -> Title:
    return Title("s", "six-type-community", moves, issuer)


def test_a_term_that_is_over_ends_the_title_but_not_its_state() -> None:
    named = title(Move(S.CONFIRMED, "2013-01-15", "x", until="2015-01-14"))
    assert (named.is_held("2015-01-14"), named.is_held("2015-01-15")) == (True, False)
    assert named.state_on("2015-01-15") is S.CONFIRMED
    assert named.is_overdue("2015-01-15")
    assert not named.is_held("2013-01-14")
    assert holds((named,), "six-type-community", "2014-01-01")
    assert not holds((named,), "civil-community", "2014-01-01")


def test_a_title_of_another_body_may_begin_with_its_outcome() -> None:
    move = Move(S.CONFIRMED, "2013-01-15", "x")
    assert list(title(move, issuer="市").impossible()) == []
    assert list(title(move).impossible()) == [0]


@given(st.lists(st.sampled_from(S), max_size=6))
def test_a_path_is_possible_exactly_where_each_step_is(states: list[TitleState]) -> None:
    moves = [Move(state, f"2013-01-{day:02d}", "x") for day, state in enumerate(states, 1)]
    steps = zip([None, *states], states, strict=False)
    wrong = [place for place, (before, after) in enumerate(steps) if after not in FOLLOWS[before]]
    assert list(title(*moves).impossible()) == wrong
    for day in range(len(states) + 1):
        state = title(*moves).state_on(f"2013-01-{day:02d}")
        assert state == (states[day - 1] if day else None)


HAND_WRITTEN = """\
# 手写的文件
kind: titles
format: 1
subject: "110199001004"   # 听雨轩
titles:
- title: six-type-community # 注
  moves:
  - to: nominated # 甲
    date: "2013-05-01"
    by: 表

  # 末尾
- title: other
  issuer: 市
  moves:
  - {to: confirmed, date: "2013-05-01", by: 表}
"""


def test_every_other_byte_stays() -> None:
    new = appended(HAND_WRITTEN.encode(), "six-type-community", RECORD)
    assert new is not None
    line = f"  - {RECORD}\n".encode()
    assert new.replace(line, b"", 1) == HAND_WRITTEN.encode()
    value = parse(new, "").value
    assert [move["to"] for move in value["titles"][0]["moves"]] == ["nominated", "passed"]


def test_windows_line_ends_and_a_missing_last_one_stay() -> None:
    data = HAND_WRITTEN.rstrip().replace("\n", "\r\n").encode()
    new = appended(data, "other", RECORD)
    assert new is not None
    assert b"\n" not in new.replace(b"\r\n", b"")
    assert len(parse(new, "").value["titles"][1]["moves"]) == 2


def test_a_list_in_one_line_is_refused() -> None:
    data = b"kind: titles\ntitles:\n  - title: other\n    moves: [{to: confirmed}]\n"
    assert appended(data, "other", RECORD) is None


def workspace(tmp_path: Path) -> Path:
    for name in ("standards", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def test_move_writes_one_record_and_nothing_else(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    asked = ["云帆里", "confirmed", "--date", "2013-12-20", "--by", "通知〔2013〕15号"]
    done = run_liuxing("titles", "move", *asked, cwd=root)
    assert (done.returncode, done.stdout) == (0, b"")
    after = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    changed = [path for path in after if after[path] != before.get(path)]
    assert [path.name for path in changed] == ["110199001001.yaml"]
    assert b'- to: confirmed\n        date: "2013-12-20"' in after[changed[0]]
    assert run_liuxing("fmt", "--check", "data/titles", cwd=root).returncode == 0
    assert run_liuxing("validate", cwd=root).returncode == 0


def test_move_refuses_and_writes_nothing(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    for words in (
        ["雅集园", "nominated", "--date", "2013-12-20", "--by", "表"],  # cannot follow
        ["雅集园", "expired", "--date", "2013-01-20", "--by", "表"],  # before the last record
        ["雅集园", "revoked", "--date", "2013-12-20", "--by", "表"],  # no reason
        ["雅集园", "expired", "--date", "2013-12-20", "--by", "documents/none.pdf"],
        ["雅集园", "expired", "--date", "2013-12-20", "--by", "电话 13912345678"],
        ["雅集园", "expired", "--date", "12月20日", "--by", "表"],
        ["没有这个社区", "expired", "--date", "2013-12-20", "--by", "表"],
    ):
        done = run_liuxing("titles", "move", *words, cwd=root)
        assert done.returncode == 2, words
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before
