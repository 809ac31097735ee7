"""The page: charts with their numbers, self-contained, the same bytes every time."""

import re
import xml.etree.ElementTree as ET
from fractions import Fraction
from pathlib import Path

import pytest

from liuxing_cli.commands.compare_table import compare_table
from liuxing_cli.peer.results import Options
from liuxing_cli.publish.mutual import ComparisonView, GroupView
from liuxing_cli.publish.mutual_charts import caterpillar, heat_map, severity_plot
from liuxing_cli.publish.mutual_notes import folded, group_notes
from liuxing_cli.publish.mutual_page import comparison_page
from liuxing_cli.publish.mutual_tables import given_table, score_table, severity_table
from tests.conftest import run_liuxing
from tests.peer.tables import cyclic, everyone

SVG = "{http://www.w3.org/2000/svg}"


def view_of(folder: Path, scores: dict[tuple[str, str], Fraction]) -> ComparisonView:
    lines = [f"{r},{t},{float(x)}" for (r, t), x in scores.items()]
    path = folder / "表.csv"
    path.write_text("rater,target,score\n" + "\n".join(lines), encoding="utf-8")
    view, _ = compare_table(path, None, Options(), office=False)
    return view


def group_of(folder: Path, scores: dict[tuple[str, str], Fraction]) -> GroupView:
    return view_of(folder, scores).groups[0]


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


def test_every_number_of_a_chart_is_in_its_table(tmp_path: Path) -> None:
    group = group_of(tmp_path, dict(everyone(6, 1)))
    plots = (severity_plot(group), caterpillar(group))
    tables = (severity_table(group), score_table(group))
    for plot, table in zip(plots, tables, strict=True):
        assert plot is not None
        cells = {cell for row in table.rows for cell in row}
        labels = [text.split()[0] for text in texts(plot.svg) if re.match(r"[+-]?\d+\.\d\d", text)]
        assert len(labels) == 6
        assert set(labels) <= cells
        assert "数字见表" in plot.alt


def test_the_heat_map_shows_every_score_on_its_colour(tmp_path: Path) -> None:
    scores = dict(everyone(5, 2))
    del scores["s00", "s01"]
    group = group_of(tmp_path, scores)
    plot = heat_map(group)
    assert plot is not None
    shown = [text for text in texts(plot.svg) if re.fullmatch(r"\d+\.\d", text)]
    assert sorted(shown) == sorted(f"{float(x):.1f}" for x in scores.values())
    boxes = [e.get("fill") for e in ET.fromstring(plot.svg).iter(f"{SVG}rect")]  # noqa: S314
    assert boxes.count("none") == 5 + 1  # the diagonal and the hole
    assert sum("缺" in row for row in given_table(group).rows) == 1


def test_bands_are_parted_by_a_line(tmp_path: Path) -> None:
    apart = {
        (r, t): Fraction(10 * int(t[1:])) + Fraction((3 * int(r[1:]) + 5 * int(t[1:])) % 7, 10)
        for r, t in everyone(5, 1)
    }
    plot = caterpillar(group_of(tmp_path, apart))
    assert plot is not None
    dashed = [
        e
        for e in ET.fromstring(plot.svg).iter(f"{SVG}line")  # noqa: S314
        if e.get("stroke-dasharray")
    ]
    assert len(dashed) == 4 + 1  # between five bands, and in the legend
    assert sum("档" in text for text in texts(plot.svg)) == 5 + 1


def test_nothing_to_draw(tmp_path: Path) -> None:
    three = {(r, t): x for (r, t), x in everyone(3, 1).items()}
    group = group_of(tmp_path, three)
    assert severity_plot(group) is None
    assert caterpillar(group) is None
    assert heat_map(group) is not None


def test_a_flat_table_draws_without_intervals(tmp_path: Path) -> None:
    flat = {pair: Fraction(80) for pair in everyone(5, 1)}
    group = group_of(tmp_path, flat)
    for plot in (severity_plot(group), caterpillar(group), heat_map(group)):
        assert plot is not None
        ET.fromstring(plot.svg)  # noqa: S314


@pytest.mark.parametrize("office", [False, True])
def test_the_page_is_self_contained(office: bool) -> None:
    call = ["compare", "--format", "html", "--sources", *(["--office"] if office else [])]
    page = run_liuxing(*call).stdout.decode("utf-8")
    assert page.count("<svg") == 3 * 2
    assert page.count("<figure") == page.count("</figure>") == 3 * 2
    for figure in re.findall(r"<figure.*?</figure>", page, re.S):
        assert "<svg" in figure
        assert "<table" in figure
    addresses = set(re.findall(r"https?://[^\"' <]+", page))
    assert addresses <= {"http://www.w3.org/2000/svg"}
    assert "src=" not in page
    assert "虚构示例" in page
    assert ("看一看" in page) is office


def test_a_table_of_ratings_has_no_date(tmp_path: Path) -> None:
    view = view_of(tmp_path, dict(cyclic(7, (1, 2, 4), 1)))
    page = comparison_page(view, "html")
    assert b'name="date"' not in page
    assert page == comparison_page(view, "html")
    assert b"|" in comparison_page(view, "md")


def test_notes_are_folded_between_words() -> None:
    text = folded(["打分误差 s=3.26 分（自由度 30），名次第12–15，" * 3], width=30)
    lines = text.splitlines()
    assert lines[0].startswith("· ")
    assert all(line.startswith("  ") for line in lines[1:])
    assert all(line.strip()[0] not in "，。）" for line in lines)
    for whole in ("s=3.26", "12–15"):
        assert text.count(whole) == 3


def test_the_reasons_of_changed_ranks_add_up(tmp_path: Path) -> None:
    """Raw mean less adjusted score is the mean severity of those who rated."""
    group = group_of(tmp_path, dict(everyone(6, 4)))
    severity = {m.id: m.severity or 0 for m in group.members}
    for m in group.members:
        others = [severity[r] for r, t in group.scores if t == m.id]
        assert (m.raw_mean or 0) - (m.adjusted or 0) == sum(others) / len(others)
    changed = [m for m in group.members if m.raw_rank != m.adjusted_rank]
    note = next(n for n in group_notes(group) if "名次" in n and ("变化" in n or "相同" in n))
    assert note.count("→第") == len(changed)
