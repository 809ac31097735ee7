"""``liuxing compare --ratings``: any table of ratings, outside any workspace."""

import json
import shutil
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from tests.conftest import ROOT
from tests.peer.calls import EXAMPLE, as_json, compare, out, rows_of, table_of
from tests.peer.tables import cyclic, everyone


def test_the_worked_example_in_exact_fractions(tmp_path: Path) -> None:
    document = as_json("--ratings", table_of(tmp_path, EXAMPLE), cwd=tmp_path)
    members = {m["id"]: m for m in document["groups"][0]["members"]}
    assert [members[i]["adjusted"] for i in "1234"] == ["1945/24", "1843/24", "1013/12", "1049/12"]
    assert [members[i]["severity"] for i in "1234"] == ["3.125", "6.375", "-11.75", "2.25"]
    assert [members[i]["raw_rank"] for i in "1234"] == [3, 4, 1, 2]
    assert [members[i]["adjusted_rank"] for i in "1234"] == [3, 4, 2, 1]
    assert (document["period"], document["profile"]) == (None, None)


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    head, *rows = rows_of(cyclic(9, (1, 2, 4, 6), 1)).splitlines()
    printed = set()
    for seed in range(3):
        Random(seed).shuffle(rows)  # noqa: S311 - an order like any other
        path = table_of(tmp_path, "\n".join([head, *rows]))
        for form in ("json", "html"):
            printed.add((form, out("--ratings", path, "--office", "-f", form, cwd=tmp_path)))
    assert len(printed) == 2


def test_faulty_rows_are_named_by_their_lines(tmp_path: Path) -> None:
    text = EXAMPLE + (
        "1,1,99\n1,2,81\n2,1,八十\n,3,80\n3,4,９０\n4,1,86,多\n4,5,1e3\n\n4,3,\n5,1,nan\n"
    )
    done = compare("--ratings", table_of(tmp_path, text), "-f", "json", cwd=tmp_path)
    document = json.loads(done.stdout)
    assert done.returncode == 1
    assert [(p["line"], p["message"]) for p in document["problems"]] == [
        (15, "重复：1评2在第 2 行已经有了，两行都不用"),
        (16, "得分“八十”不是数字"),
        (17, "评价方（rater）空着"),
        (18, "得分“９０”里有全角字符，改成半角"),
        (19, "比列名多出内容“多”"),
        (20, "得分“1e3”不是数字"),
        (23, "得分“nan”不是数字"),
    ]
    assert "打分.csv:15: 重复" in done.stderr.decode()
    assert "1 行是自评，另列" in done.stderr.decode()
    assert "第 22 行得分空着，1 行当作没有打分" in done.stderr.decode()
    (group,) = document["groups"]
    assert [(m["rater"], m["target"]) for m in group["missing"]] == [("1", "2")]
    assert {m["id"]: m["self"] for m in group["members"]}["1"] == "99"


def test_a_blank_score_is_a_hole_like_a_missing_row(tmp_path: Path) -> None:
    blank = table_of(tmp_path, EXAMPLE.replace("1,2,80", "1,2,"), "a.csv")
    absent = table_of(tmp_path, EXAMPLE.replace("1,2,80\n", ""), "b.csv")
    one, other = (as_json("--ratings", path, cwd=tmp_path)["groups"][0] for path in (blank, absent))
    assert one["members"] == other["members"]
    assert one["missing"] == other["missing"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (EXAMPLE.replace(",", "\t").encode("utf-16"), "按 UTF-16 编码读入"),
        (EXAMPLE.replace(",", ";").encode(), "各列按分号分开"),
        (b"\xef\xbb\xbf" + EXAMPLE.replace("\n", "\r\n").encode(), "12/12 对有分"),
        (EXAMPLE.upper().encode(), "12/12 对有分"),
    ],
    ids=["utf-16", "semicolon", "bom", "upper"],
)
def test_what_spreadsheets_save_is_read(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "表.csv"
    path.write_bytes(data)
    done = compare("--ratings", str(path), "-f", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert said in done.stderr.decode()
    members = json.loads(done.stdout)["groups"][0]["members"]
    found = [m["adjusted"] for m in members]
    assert found == ["1945/24", "1843/24", "1013/12", "1049/12"]


def test_quoted_cells_keep_the_lines_right(tmp_path: Path) -> None:
    text = 'rater,target,score,备注\na,b,80,"两\n行"\na,c,x,\n' + "b,a,1,\nc,a,2,\nb,c,3,\nc,b,4,\n"
    done = compare("--ratings", table_of(tmp_path, text), cwd=tmp_path)
    assert "打分.csv:4: 得分“x”不是数字" in done.stderr.decode()
    assert "没有用到的列：备注" in done.stderr.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "是空的"),
        ("a,b\n1,2\n", "缺列名 rater、target、score"),
        ("rater，target，score\n", "全角逗号"),
        ("rater,target,score\n", "没有打分"),
        ("rater,target,score,score\na,b,1,2\n", "重复的列：score"),
        ('rater,target,score\n"a,b,1\n', "引号没有成对"),
        ("rater,target,score\na,b,x\n", "打分.csv:2: 得分“x”不是数字"),
        ("rater,target,score\na,a,1\n", "没有一对打分可用"),
        ("rater,target,score\na,b,1\nb,a,2\n", "只有两家"),
    ],
)
def test_what_is_no_table_of_ratings_is_refused(text: str, said: str, tmp_path: Path) -> None:
    done = compare("--ratings", table_of(tmp_path, text), cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert done.stdout == b""


@pytest.mark.parametrize(
    "call",
    [
        ["--ratings", "x.csv", "--period", "2013H1"],
        ["--ratings", "x.csv", "--group", "east"],
        ["--ratings", "x.csv", "--sources"],
        ["--ratings", "x.csv", "--rounds", "2"],
        ["--ratings", "x.csv", "--weights", "visit=40"],
        ["--ratings", "x.csv", "--weights", "visit"],
        ["--ratings", "x.csv", "--weights", "visit=0"],
        ["--ratings", "no-such.csv"],
        ["--weights", "visit=40"],
        ["--explain", "望秋镇", "--format", "json"],
        ["--explain", "没有这个镇"],
        ["--group", "没有这个片"],
    ],
    ids=" ".join,
)
def test_calls_that_cannot_be_answered(call: list[str], tmp_path: Path) -> None:
    table_of(tmp_path, EXAMPLE, "x.csv")
    done = (
        compare(*call, "--workspace", str(ROOT), cwd=tmp_path)
        if "--ratings" not in call
        else (compare(*call, cwd=tmp_path))
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert "错误：" in done.stderr.decode()


def test_a_table_as_excel_saves_it(tmp_path: Path) -> None:
    """GB18030, Chinese heads, CRLF."""
    text = EXAMPLE.replace("rater,target,score", "评价方,受评方,得分").replace("\n", "\r\n")
    (tmp_path / "表.csv").write_bytes(text.replace("1,", "甲镇,").encode("gb18030"))
    done = compare("--ratings", "表.csv", cwd=tmp_path)
    assert done.returncode == 0
    assert "GB18030" in done.stderr.decode()
    assert "甲镇" in done.stdout.decode()


def test_methods_of_a_table(tmp_path: Path) -> None:
    rows = [line.split(",") for line in EXAMPLE.splitlines()[1:]]
    lines = ["rater,target,score,method"]
    lines += [f"{r},{t},{int(x) - 2},走访\n{r},{t},{int(x) + 6},问卷" for r, t, x in rows]
    path = table_of(tmp_path, "\n".join(lines[:-1]))
    document = as_json("--ratings", path, "--weights", "走访=3，问卷=1", cwd=tmp_path)
    (group,) = document["groups"]
    scores = {(s["rater"], s["target"]): s["score"] for s in group["scores"]}
    assert scores["1", "2"] == "80"  # (3·78 + 86) / 4
    assert [m["id"] for m in group["methods"]] == ["走访", "问卷"]
    assert group["missing"] == [{"rater": "4", "target": "3", "reason": "没有记录"}]
    half = [*lines[:-1], "4,3,83,走访"]
    done = compare("--ratings", table_of(tmp_path, "\n".join(half)), "-f", "json", cwd=tmp_path)
    (group,) = json.loads(done.stdout)["groups"]
    assert group["missing"] == [{"rater": "4", "target": "3", "reason": "缺问卷"}]
    assert "同样的权重" in done.stderr.decode()
    wrong = compare("--ratings", path, "--weights", "走访=3", cwd=tmp_path)
    assert (wrong.returncode, "没有给权重：问卷" in wrong.stderr.decode()) == (2, True)


def test_a_panel_of_judges(tmp_path: Path) -> None:
    """Shrout & Fleiss (1979), table 2 and table 4, from a file."""
    table = ("9 2 5 8", "6 1 3 2", "8 4 6 8", "7 1 2 6", "10 5 6 9", "6 2 4 7")
    rows = [
        f"judge {j},target {i},{x}"
        for i, row in enumerate(table)
        for j, x in enumerate(row.split())
    ]
    path = table_of(tmp_path, "rater,target,score\n" + "\n".join(rows))
    text = out("--ratings", path, cwd=tmp_path)
    for value in ("(1,1) 0.17", "(2,1) 0.29", "(3,1) 0.71", "(1,k) 0.44", "(2,k) 0.62"):
        assert f"ICC{value}" in text.replace("\n  ", " ").replace("k)  ", "k) ")
    (group,) = as_json("--ratings", path, cwd=tmp_path)["groups"]
    assert f"{float(Fraction(group['agreement']['icc']['three_mean'])):.2f}" == "0.91"
    assert group["missing"] == []


def test_groups_too_small_for_ranks(tmp_path: Path) -> None:
    three = "rater,target,score\na,b,80\na,c,81\nb,a,70\nb,c,71\nc,a,60\nc,b,66\n"
    path = table_of(tmp_path, three)
    (group,) = as_json("--ratings", path, cwd=tmp_path)["groups"]
    assert "raw_only" in [c["code"] for c in group["cautions"]]
    assert {m["adjusted"] for m in group["members"]} == {None}
    assert "只有原始平均分：130 ÷ 2 = 65" in out("--ratings", path, "--explain", "a", cwd=tmp_path)


def test_perfect_agreement_is_said_plainly(tmp_path: Path) -> None:
    flat = {pair: Fraction(80) for pair in everyone(5, 1)}
    text = out("--ratings", table_of(tmp_path, rows_of(flat)), "--office", cwd=tmp_path)
    assert "s²=0" in text
    assert "不分高低" in text
    assert "（雷同）" in text


def test_a_sparse_table_is_advised_to_use_reml(tmp_path: Path) -> None:
    path = table_of(tmp_path, rows_of(cyclic(9, (1, 2), 3)))
    assert "--method reml" in out("--ratings", path, cwd=tmp_path)
    text = out("--ratings", path, "--method", "reml", cwd=tmp_path)
    assert "--method reml" not in text
    assert "浮点估计" in text


def test_no_workspace_is_needed_or_read(tmp_path: Path) -> None:
    """A broken workspace around the file does no harm."""
    shutil.copytree(ROOT / "standards", tmp_path / "standards")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "workspace.yaml").write_text("kind: [", encoding="utf-8")
    assert "互评结果" in out("--ratings", table_of(tmp_path, EXAMPLE), cwd=tmp_path)


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    rows = "\n".join(f"r{i},t{i},80" for i in range(101))
    done = compare("--ratings", table_of(tmp_path, f"rater,target,score\n{rows}"), cwd=tmp_path)
    assert done.returncode == 2
    assert "一次最多 200 家" in done.stderr.decode()
