"""Tables for terminal, CSV, JSON and Markdown."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from liuxing_cli.publish.document import clean
from liuxing_cli.publish.tables import Column, Table, as_csv, render, terminal, unguarded

HEAD = [Column("名次", True, "rank"), Column("社区", key="name"), Column("总分", True, "total")]
ROWS = [["1", "望江苑社区", "95.66"], ["12", "听雨里社区A区", "8.50"]]


def test_chinese_is_aligned_and_numbers_stand_right() -> None:
    assert terminal(Table("", HEAD, ROWS)).splitlines() == [
        "名次  社区            总分",
        "----  -------------  -----",
        "   1  望江苑社区     95.66",
        "  12  听雨里社区A区   8.50",
    ]


def test_long_text_is_wrapped_to_eighty_columns_and_nothing_is_lost() -> None:
    long = "推动“平安社区”创建工作，力争在所有城市社区建立完整有效的社区安全防范体系。" * 3
    shown = terminal(
        Table("", [Column("条款"), Column("职责"), Column("型")], [["二", long, "安全"]])
    )
    assert max(map(wcswidth, shown.splitlines())) <= 80
    body = "".join(line.split()[-1] for line in shown.splitlines()[3:])
    assert long.endswith(body)
    assert all(line.lstrip()[:1] not in tuple("，。、；") for line in shown.splitlines())


def texts(most: int) -> st.SearchStrategy[str]:
    return st.text("甲乙丙丁ab，。 1", max_size=most).map(clean)


@given(st.lists(st.tuples(texts(20), texts(60), texts(60)).map(list), max_size=4))
def test_every_line_of_a_table_is_as_wide_as_the_others(rows: list[list[str]]) -> None:
    shown = terminal(Table("", [Column("甲"), Column("乙"), Column("丙")], rows)).splitlines()
    assert all(wcswidth(line) <= 80 for line in shown)
    together = "".join(shown).replace(" ", "")
    for character in "甲乙丙丁ab，。1":
        expected = sum(cell.count(character) for row in rows for cell in row)
        heads = "甲乙丙".count(character)
        assert together.count(character) == expected + heads


def test_what_cannot_be_narrower_is_printed_as_wide_as_it_must_be() -> None:
    head = [Column(f"第{n}列", numeric=True) for n in range(20)]
    shown = terminal(Table("", head, [["100.00"] * 20])).splitlines()
    assert shown[2].split() == ["100.00"] * 20


def test_a_number_like_text_is_left_alone() -> None:
    assert "110199001001" in terminal(Table("", [Column("编码")], [["110199001001"]]))
    assert "007" in terminal(Table("", [Column("编码")], [["007"]]))
    assert "1e5" in terminal(Table("", [Column("编码")], [["1e5"]]))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("＝甲", "'＝甲"),
        ("@甲", "'@甲"),
        ("＋甲", "'＋甲"),
        ("-甲", "'-甲"),
        ("'=1", "''=1"),
        ("-2.50", "-2.50"),
        ("+2.50", "'+2.50"),
        ("'甲", "'甲"),
        ("", ""),
    ],
)
def test_no_cell_of_a_csv_file_is_a_formula(cell: str, written: str) -> None:
    data = as_csv([Table("", [Column("甲"), Column("乙")], [[cell, "1"]])])
    assert data.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert read[1] == [written, "1"]
    assert unguarded(read[1][0]) == cell


@given(st.text(max_size=20).map(clean))
def test_csv_gives_every_text_back(cell: str) -> None:
    data = as_csv([Table("", [Column("甲"), Column("乙")], [[cell, "1"]])])
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert unguarded(read[1][0]) == cell


def test_several_tables() -> None:
    tables = [Table("甲表", HEAD, ROWS), Table("乙表", HEAD[:1], [["1"]])]
    first = "甲表|名次,社区,总分|1,望江苑社区,95.66|12,听雨里社区A区,8.50"
    lines = as_csv(tables).decode("utf-8-sig").splitlines()
    assert lines == [*first.split("|"), "", "乙表", "名次", "1"]
    text = render(tables, "table")
    assert isinstance(text, str)
    assert text.startswith("甲表\n名次")
    assert "\n\n乙表\n" in text
    assert render([tables[1]], "md") == "**乙表**\n\n| 名次 |\n| ---: |\n| 1 |\n"


def test_json_keeps_keys_order_and_text() -> None:
    text = render([Table("甲表", HEAD, ROWS)], "json")
    assert isinstance(text, str)
    assert "望江苑社区" in text
    (table,) = json.loads(text)["tables"]
    assert table["columns"][0] == {"key": "rank", "name": "名次"}
    assert table["rows"][1] == {"rank": "12", "name": "听雨里社区A区", "total": "8.50"}
