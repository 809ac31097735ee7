"""Answers as people save them."""

from fractions import Fraction
from pathlib import Path

import pytest

from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.survey_answers import read_answers
from liuxing_cli.model.surveys import ClusterKind, Clusters, Survey
from tests.programme.survey.nouns import place, survey

NAMES = {"c1": "云帆里社区", "c2": "银杏道社区"}
MADE = survey(place(1, 500), place(2, 500))
TEXT = "社区,知道吗\r\n云帆里,知道\r\nc1,0\r\nc2,1\r\nc2,\r\n"


def counts(path: Path, made: Survey = MADE) -> dict[str, dict[str, int]]:
    return {
        cell.community: dict(cell.counts["know"]) for cell in read_answers(path, made, NAMES).cells
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_any_encoding_and_names_for_ids(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "答卷.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert counts(path) == {"c1": {"1": 1, "0": 1}, "c2": {"1": 1}}


def test_tabs_and_empty_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("community\tknow\n\nc1\t1\n\nc1\t0\n", "utf-8")
    read = read_answers(path, MADE, NAMES)
    assert read.rows == 2
    assert "各列按制表符分开" in read.notes


def test_the_order_of_the_lines_does_not_matter(tmp_path: Path) -> None:
    head, *lines = ["community,know", "c2,1", "c1,0", "c1,1", "c2,9", "c1,1"]
    one, other = tmp_path / "1.csv", tmp_path / "2.csv"
    one.write_text("\n".join([head, *lines]), "utf-8")
    other.write_text("\n".join([head, *reversed(lines)]), "utf-8")
    assert read_answers(one, MADE, NAMES).cells == read_answers(other, MADE, NAMES).cells


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("community,know,意见\nc1,1,好\n", "意见"),
        ("community,know,楼栋\nc1,1,3\n", "楼栋"),
        ("community\nc1\n", "know"),
        ("know\n1\n", "community"),
        ("community,know,知道吗\nc1,1,1\n", "重复"),
        ("社区，知道吗\nc1，1\n", "全角逗号"),
        ("community,know\n", "没有一份"),
        ('community,know\nc1,"1\n', "引号"),
        ("", "空的"),
    ],
)
def test_what_is_no_file_of_answers(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(Refusal) as refused:
        read_answers(path, MADE, NAMES)
    assert told in refused.value.message


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\x80\xff\x00\x81")
    with pytest.raises(Refusal, match="不是文字"):
        read_answers(path, MADE, NAMES)


def test_a_text_in_place_of_an_answer_is_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("community,know\nc1,1\nc1,居民某某说楼道灯不亮\n", "utf-8")
    ((line, words),) = read_answers(path, MADE, NAMES).problems
    assert line == 3
    assert "楼道" not in words


def test_buildings_only_where_they_were_drawn(tmp_path: Path) -> None:
    clusters = Clusters(ClusterKind.BUILDING, 2, {"c1": 9, "c2": 9})
    made = survey(place(1, 500), place(2, 500), clusters=clusters)
    path = tmp_path / "a.csv"
    path.write_text(
        "社区,楼栋,know,成年人数\nc1,3,1,2\nc1,3号楼,0,2\nc1,5栋,1,1\nc1,南,1,1\n", "utf-8"
    )
    read = read_answers(path, made, NAMES)
    assert [(c.building, c.adults, c.valid) for c in read.cells] == [("3", 2, 2), ("5", 1, 1)]
    assert [line for line, _ in read.problems] == [5]


@pytest.mark.parametrize("adults", ["0", "21", "二", "1.5", ""])
def test_adults_are_a_small_number(tmp_path: Path, adults: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"community,know,adults\nc1,1,1\nc1,1,{adults}\n", "utf-8")
    assert len(read_answers(path, MADE, NAMES).problems) == 1
    assert MADE.questions[0].target == Fraction(90)
