"""Charts: exact places, nothing but vectors, every value and mark drawn."""

from fractions import Fraction

import pytest
from lxml import etree

from liuxing_cli.publish.charts import OTHER, OWN, STANDARD, Axis, dot_plot, radar

F = Fraction
SVG = "{http://www.w3.org/2000/svg}"


def axes() -> list[Axis]:
    return [Axis(f"第{n}型<&>", F(50), "50.00", F(100), F(60), (F(70), None)) for n in range(6)]


def test_the_first_axis_points_up_and_the_next_is_clockwise() -> None:
    root = etree.fromstring(radar(axes(), "甲", "说明").svg)
    dots = [(float(c.get("cx")), float(c.get("cy"))) for c in root.iter(f"{SVG}circle")]
    assert dots[:4] == [(210, 117), (257.63, 144.5), (257.63, 199.5), (210, 227)]
    dashed = [p for p in root.iter(f"{SVG}path") if p.get("stroke-dasharray")]
    assert len(dashed) == 1
    assert dashed[0].get("d").startswith("M210 106L")
    assert root.get("aria-label") == "说明"


def test_a_missing_value_leaves_a_gap() -> None:
    some = axes()
    some[2] = Axis("缺", None, "—", F(100), F(60))
    root = etree.fromstring(radar(some, "甲", "说明").svg)
    sides = [e for e in root.iter(f"{SVG}line") if e.get("stroke") == OWN]
    assert len(sides) == 4
    assert len([c for c in root.iter(f"{SVG}circle") if c.get("fill") == OWN]) == 6  # and legend
    plot = etree.fromstring(dot_plot(some, "甲", ["乙", "丙"], "说明").svg)
    assert "—" in [text.text for text in plot.iter(f"{SVG}text")]


def test_the_scale_of_a_dot_plot_holds_every_value_and_says_where_it_starts() -> None:
    root = etree.fromstring(dot_plot(axes(), "甲", ["乙", "丙"], "说明").svg)
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert texts[:7] == ["40", "50", "60", "70", "80", "90", "100"]
    own = [float(c.get("cx")) for c in root.iter(f"{SVG}circle") if c.get("fill") == OWN]
    others = [float(c.get("cx")) for c in root.iter(f"{SVG}circle") if c.get("stroke") == OTHER]
    ticks = [float(e.get("x1")) for e in root.iter(f"{SVG}line") if e.get("stroke") == STANDARD]
    assert own[0] < ticks[0] < others[0]
    assert {"乙", "丙", "达标线"} <= set(texts)


@pytest.mark.parametrize("full", [F(5), F(10), F(100), F(120), F(1000)])
def test_other_maxima(full: Fraction) -> None:
    made = [Axis("甲", full * F(7, 9), "—", full, full * F(3, 5))]
    root = etree.fromstring(dot_plot(made, "甲", [], "说明").svg)
    xs = [float(c.get("cx")) for c in root.iter(f"{SVG}circle")][:1]
    assert all(92 <= x <= 400 for x in xs)


def test_text_is_escaped_and_too_many_comparisons_are_refused() -> None:
    chart = dot_plot(axes(), "<script>", ["乙", "丙"], '"说明"')
    assert "<script>" not in chart.svg
    assert etree.fromstring(chart.svg).get("aria-label") == '"说明"'
    with pytest.raises(ValueError, match="at most 4"):
        dot_plot(axes(), "甲", ["乙"] * 5, "说明")
