"""``liuxing compare`` in a workspace, as a user calls it on the sample district."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from wcwidth import wcswidth

from tests.conftest import run_liuxing
from tests.peer.calls import as_json, compare, out


@pytest.mark.parametrize(
    "call",
    [
        [],
        ["--period", "2013H1"],
        ["--sources", "--office", "--rounds", "3"],
        ["--method", "reml", "--period", "2013H1"],
    ],
    ids=" ".join,
)
def test_fits_a_terminal_of_eighty_columns(call: list[str]) -> None:
    wide = [line for line in out(*call).splitlines() if wcswidth(line) > 80]
    assert wide == []


def test_results_come_first_then_notes_and_the_office_last() -> None:
    text = out("--group", "west", "--office")
    places = [
        text.index(words)
        for words in ("互评结果", "· 打分误差", "分方式的校正分", "各家打分（列号", "看一看")
    ]
    assert places == sorted(places)
    assert "2 片合并" in text
    assert "东片会：" not in text


def test_one_group_has_the_numbers_of_the_whole_round() -> None:
    """Filtering what is shown changes nothing: the residual variance is pooled all the same."""
    both, one = as_json(), as_json("--group", "西片会")
    assert [g["id"] for g in one["groups"]] == ["west"]
    assert one["groups"][0] == both["groups"][1]


@pytest.mark.parametrize("form", ["table", "json", "csv", "md", "html"])
def test_only_the_office_may_look(form: str) -> None:
    assert "看一看" not in out("--sources", "--format", form)
    assert "看一看" in out("--office", "--format", form)


def test_the_pair_that_lifts_each_other_shows_over_three_rounds() -> None:
    document = as_json("--group", "west", "--office", "--rounds", "3")
    (part,) = document["office"]["groups"][0]["parts"]
    marked = [(p["one"], p["other"], p["rounds"]) for p in part["pairs"] if p["marked"]]
    assert marked == [("石栏镇", "麦垄镇", 3)]
    scopes = [line["scope"] for line in document["office"]["overall"]]
    assert scopes == ["本期合并分", "连同前 2 期", "3 种方式分列合并"]
    alone = as_json("--group", "west", "--office")["office"]["groups"][0]["parts"][0]
    assert alone["rounds"] == 1
    assert float(alone["power"]) < float(part["power"])


def test_rounds_without_the_office_are_pointed_out() -> None:
    assert "--office" in compare("--rounds", "2").stderr.decode()


def test_methods_are_shown_apart_and_add_up() -> None:
    """The weights are those of the profile: 40, 35 and 25 of 100."""
    for group in as_json()["groups"]:
        weights = {m["id"]: Fraction(m["weight"]) for m in group["methods"]}
        assert weights == {"visit": 40, "document": 35, "survey": 25}
        by_method = {
            m["id"]: {(s["rater"], s["target"]): Fraction(s["score"]) for s in m["scores"]}
            for m in group["methods"]
        }
        for sheet in group["scores"]:
            pair = (sheet["rater"], sheet["target"])
            mean = sum(weights[m] * by_method[m][pair] for m in weights) / 100
            assert Fraction(sheet["score"]) == mean


def test_a_sheet_that_lacks_a_method_is_missing(district: Path) -> None:
    path = district / "data/assessments/2013H2/peer/110199001000--110199002000.yaml"
    text = path.read_text(encoding="utf-8")
    line = next(row for row in text.splitlines() if row.startswith("  cultural-08:"))
    path.write_text(
        text.replace(line, "  cultural-08: {state: not_checked, reason: 问卷没有收齐}"), "utf-8"
    )
    (missing,) = as_json("--group", "east", cwd=district)["groups"][0]["missing"]
    assert missing["rater"] == "110199002000"
    assert missing["reason"] == "调查问卷没有评完"


def test_a_planned_round_is_held_to_its_plan(district: Path) -> None:
    """One group of eleven in which five are to be rated by each: the rest is not missing."""
    plan = district / "data" / "plans" / "2013H2.yaml"
    call = ["--period", "2013H2", "--size", "11", "--seed", "1", "-o", str(plan)]
    assert run_liuxing("assign", *call, cwd=district).returncode == 0
    (group,) = as_json("--period", "2013H2", cwd=district)["groups"]
    planned = set(re.findall(r'rater: "(\d+)", target: "(\d+)"', plan.read_text("utf-8")))
    rated = {(s["rater"], s["target"]) for s in group["scores"]}
    assert len(planned) == 55
    assert {(m["rater"], m["target"]) for m in group["missing"]} == planned - rated
    assert len(group["parts"]) == 2  # the records are those of the two old groups
    assert "第二部分" in out("--period", "2013H2", cwd=district)


def test_sources_side_by_side() -> None:
    document = as_json("--sources")
    pairs = [(s["first"], s["second"], s["unit"], len(s["values"])) for s in document["sources"]]
    assert pairs[0] == ("自评", "互评", "街道", 11)
    assert ("自评", "检查", "社区", 64) in pairs
    own = document["sources"][0]
    gaps = [Fraction(v["first"]) - Fraction(v["second"]) for v in own["values"]]
    assert Fraction(own["mean"]) == sum(gaps) / 11
    assert own["outside"] == ["柳汀镇"]
    for source in document["sources"]:
        sizes = [abs(Fraction(i["first"]) - Fraction(i["second"])) for i in source["indicators"]]
        assert sizes == sorted(sizes, reverse=True)
    assert as_json()["sources"] == []


def arithmetic(line: str) -> Fraction:
    """The value of a printed line such as ``= 74.7 + [(74.7－77.7) + 5×(85.6－77.7)] ÷ 24``."""
    text = line.strip().removeprefix("=").strip()
    for shown, meant in (("－", "-"), ("×", "*"), ("÷", "/"), ("[", "("), ("]", ")")):
        text = text.replace(shown, meant)
    exact = re.sub(r"\d+(\.\d+)?", lambda number: f"Fraction('{number[0]}')", text)
    return Fraction(eval(exact))  # noqa: S307 - our own output


@pytest.mark.parametrize("street", ["望秋镇", "110199002000", "芦湾镇"])
def test_the_calculation_can_be_redone(street: str) -> None:
    """Every step that is printed gives the number printed after it."""
    lines = out("--explain", street).splitlines()
    for place, line in enumerate(lines):
        if found := re.fullmatch(r"\s+.* = (\S+) ÷ (\d+) = (\S+)", line):
            mean = Fraction(found[1]) / int(found[2])
            assert abs(mean - Fraction(found[3])) < Fraction(1, 10**6)
        if line.startswith(("4.", "5.")):
            value = arithmetic(lines[place + 1])
            shown = Fraction(re.match(r"\s*= ([+-]?[\d.]+)", lines[place + 2])[1])  # type: ignore[index]
            assert abs(value - shown) <= Fraction(5001, 10**6)
    given = [float(line.split()[-1]) for line in lines if re.fullmatch(r"   \S+ [\d.]+", line)]
    assert len(given) in (8, 10)


def test_the_calculation_with_a_hole_says_why_and_can_be_checked() -> None:
    text = out("--period", "2013H1", "--explain", "揽月街道")
    assert "闭式公式不适用：缺 1 份互评（芦湾镇没有评揽月街道）" in text
    rests = [Fraction(x) for x in re.findall(r"\) = ([\d.]+)", text)]
    shown = Fraction(re.findall(r"^   = ([\d.]+)", text, re.M)[-1])
    assert abs(sum(rests) / len(rests) - shown) <= Fraction(5001, 10**6)


def test_the_calculation_under_reml_says_why() -> None:
    assert "REML" in out("--method", "reml", "--explain", "望秋镇")
