"""Every kind of notice but the first, from a workspace as a user has it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from liuxing_cli.publish.document import Table
from liuxing_cli.publish.notice_corrigendum import differences
from tests.conftest import ROOT
from tests.publish.commands import committed, liuxing
from tests.publish.documents import decision

TITLES = """kind: titles
format: 1
synthetic: true
subject: "{subject}"
titles:
  - title: six-type-community
    moves:
{moves}"""
MOVE = '      - {{to: {to}, date: "{date}", by: 命名决定{rest}}}\n'
NAMED = ("nominated", "passed", "in_publicity", "confirmed")


def titles(folder: Path, subject: str, *moves: tuple[str, str, str]) -> None:
    place = folder / "data" / "titles" / f"{subject}.yaml"
    place.parent.mkdir(exist_ok=True)
    listed = "".join(MOVE.format(to=to, date=date, rest=rest) for to, date, rest in moves)
    place.write_text(TITLES.format(subject=subject, moves=listed), "utf-8")


def named(date: str, until: str = "") -> list[tuple[str, str, str]]:
    rest = f', until: "{until}"' if until else ""
    return [(to, date, rest if to == "confirmed" else "") for to in NAMED]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The district with titles: two named, one kept, one revoked."""
    folder = tmp_path_factory.mktemp("称号") / "示例 区"
    for name in ("standards", "data"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("titles", "publications", "objections"):  # those of the sample district
        shutil.rmtree(folder / "data" / name, ignore_errors=True)
    titles(folder, "110199001001", *named("2013-12-05", "2015-12-31"))
    titles(folder, "110199002001", *named("2013-12-05", "2015-12-31"))
    kept = ("confirmed", "2013-12-06", "")
    titles(folder, "110199001002", *named("2012-12-05"), kept)
    revoked = ("revoked", "2013-12-10", ", reason: 复核时发现申报材料不实")
    titles(folder, "110199003001", *named("2012-12-05"), revoked)
    committed(folder)
    return folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    return shutil.copytree(original, tmp_path / "示例 区")


def notice(folder: Path, kind: str, *args: str, code: int = 0) -> str:
    done = liuxing("notice", "--kind", kind, *args, cwd=folder, code=code)
    return done.stdout if code == 0 else done.stderr


def test_candidates_leave_out_who_has_the_title(folder: Path) -> None:
    said = notice(folder, "candidates", "--date", "2013-12-20")
    assert "（另有" in said
    assert "个达标社区已有这个称号，不再列入）" in said
    assert "云帆里社区" not in said.partition("拟命名社区名单")[2].partition("合计")[0]
    assert "公示期为7个工作日，自2013年12月23日起至2013年12月31日止" in said
    assert "以个人名义反映的应当署真实姓名并留联系方式" in said


def test_candidates_of_a_title_in_words(folder: Path) -> None:
    said = notice(folder, "candidates", "--title", "“六型社区”示范社区")
    assert "“六型社区”示范社区拟命名名单的公示" in said


def test_third_party_results_have_no_ranks(folder: Path) -> None:
    said = notice(folder, "third-party")
    assert "第三方评估结果的公告" in said
    assert "名次" not in said.replace("不排名次", "")
    assert "不排名次" in said


def test_confirmed_titles_come_from_records_alone(folder: Path) -> None:
    said = notice(folder, "confirmed")
    assert "2013年下半年" in said
    assert "根据命名决定，经公示，决定命名2个社区为“六型社区”达标社区" in said
    assert "云帆里社区" in said.partition("复核保留")[0]
    assert "经复核，下列1个社区保留称号" in said
    assert "撤销 | 2013年12月10日 | 复核时发现申报材料不实" in said
    assert "2013年12月10日\n\n内容校验码" in said
    earlier = notice(folder, "confirmed", "--period", "2012H2")
    assert "决定命名2个社区" in earlier


def test_a_commendation_names_the_named(folder: Path) -> None:
    said = notice(folder, "commendation", "-p", "2013H2")
    assert "2个社区被命名为“六型社区”达标社区" in said
    assert "各街道办事处、乡镇人民政府" in said


def test_titles_that_nobody_recorded(folder: Path) -> None:
    assert "没有“six-typ”这个称号的记录" in notice(
        folder, "confirmed", "--title", "six-typ", code=2
    )
    said = notice(folder, "confirmed", "--period", "2011H1", code=2)
    assert "没有“六型社区”达标社区的命名" in said
    shutil.rmtree(folder / "data" / "titles")
    assert "没有称号记录" in notice(folder, "commendation", code=2)


def test_titles_are_inputs_of_the_manifest(folder: Path) -> None:
    liuxing("notice", "--kind", "confirmed", "-o", "out/n.md", cwd=folder)
    place = folder / "data/titles/110199001001.yaml"
    place.write_text(place.read_text("utf-8") + "# 改动\n", "utf-8")
    done = liuxing("verify", "out/n.md", cwd=folder, code=1)
    assert "data/titles/110199001001.yaml" in done.stdout


RECORD = "data/assessments/2013H2/inspection/110199001001.yaml"


def fail(folder: Path) -> None:
    """The community is found to have failed: its record says that nothing was reached."""
    place = folder / RECORD
    lines = place.read_text("utf-8").splitlines(keepends=True)
    text = "".join(lines)
    for word in ("{level: full}", "{level: met}"):
        lowest = "{level: none}" if "full" in word else "{level: unmet}"
        text = text.replace(word, lowest)
    place.write_text(text, "utf-8")


def test_a_corrigendum_says_what_was_wrong(folder: Path) -> None:
    liuxing("notice", "-f", "html", "-o", "out/n.html", cwd=folder)
    unchanged = notice(
        folder, "corrigendum", "--from", "out/n.html", "--date", "2013-12-30", code=2
    )
    assert "没有可以更正的" in unchanged
    fail(folder)
    said = notice(folder, "corrigendum", "--from", "out/n.html", "--date", "2013-12-30")
    code = json.loads((folder / "out/n.html.manifest.json").read_text("utf-8"))
    digest = code["publications"][0]["content"]["sha256"][:16]
    assert f"原公布件的校验码为{digest}" in said
    assert "达标社区名单：云帆街道，达标社区 | 云帆里社区、锦舟园社区" in said
    assert "达标社区名单：云帆街道，数量 | 7 | 6" in said
    assert "其余内容不变" in said


def test_a_corrigendum_can_be_verified(folder: Path) -> None:
    liuxing("notice", "-f", "md", "-o", "out/n.md", cwd=folder)
    fail(folder)
    call = ("--from", "out/n.md", "--date", "2013-12-30", "--reason", "经复核，检查记录录入有误")
    liuxing("notice", "--kind", "corrigendum", *call, "-o", "out/c.md", cwd=folder)
    assert "检查记录录入有误" in (folder / "out/c.md").read_text("utf-8")
    assert "没有不同" in liuxing("verify", "out/c.md", cwd=folder).stderr
    again = notice(folder, "corrigendum", "--from", "out/c.md", "--date", "2013-12-31", code=2)
    assert "更正公告不能再更正" in again
    place = folder / RECORD
    place.write_text(place.read_text("utf-8") + "# 又改\n", "utf-8")
    done = liuxing("verify", "out/c.md", "--format", "json", cwd=folder, code=1)
    found: list[dict[str, Any]] = json.loads(done.stdout)["statements"]
    assert RECORD in [s["name"] for s in found if s["verdict"] == "differs"]


def test_a_corrigendum_needs_what_was_published(folder: Path) -> None:
    assert "用 --from 指明" in notice(folder, "corrigendum", code=2)
    liuxing("notice", "-o", "out/n.md", cwd=folder)
    assert "--date" in notice(folder, "corrigendum", "--from", "out/n.md", code=2)
    early = ("--from", "out/n.md", "--date", "2013-01-01")
    assert "早于原公布的日期" in notice(folder, "corrigendum", *early, code=2)
    fail(folder)
    liuxing("notice", "-o", "out/dirty.md", cwd=folder)
    call = ("--from", "out/dirty.md", "--date", "2013-12-30")
    assert "不能还原当时公布的文字" in notice(folder, "corrigendum", *call, code=2)
    gone = ("--from", "out/gone.md", "--date", "2013-12-30")
    assert "没有找到" in notice(folder, "corrigendum", *gone, code=2)


def test_differences_find_rows_by_name_and_other_text_in_order() -> None:
    before, after = decision(3), decision(4)
    (change,) = differences(before, after)
    assert change.before == ""
    assert "第3片" in change.after
    assert not list(differences(before, decision(3)))
    table = next(b for b in before.blocks if isinstance(b, Table))
    assert table.caption in change.place


@pytest.mark.parametrize("kind", ["candidates", "third-party", "confirmed", "commendation"])
@pytest.mark.parametrize("form", ["docx", "pdf", "html"])
def test_every_kind_in_every_form(original: Path, tmp_path: Path, kind: str, form: str) -> None:
    place = tmp_path / f"n.{form}"
    call = ("--kind", kind, "-f", form, "-o", str(place), "--bundled-fonts")
    liuxing("notice", *call, cwd=original)
    assert place.stat().st_size > 5000
