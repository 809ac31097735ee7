"""Writing many publications: several forms, everyone, again and after an interruption."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.publish.commands import liuxing

PERIOD = "data/assessments/2013H2"
KEPT = "110199001"
"""The one street whose records the tests keep: six reports are enough."""


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the records of one street."""
    folder = tmp_path_factory.mktemp("片区") / "示例 区"
    for name in ("standards", "data"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("titles", "publications", "objections"):
        shutil.rmtree(folder / "data" / name, ignore_errors=True)
    for record in (folder / "data/assessments").rglob("*.yaml"):
        if not record.name.startswith(KEPT):
            record.unlink()
    return folder


@pytest.fixture
def folder(district: Path, tmp_path: Path) -> Path:
    return shutil.copytree(district, tmp_path / "示例 区")


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


def test_several_forms_of_one_document_share_a_manifest(folder: Path) -> None:
    liuxing("notice", "-f", "html", "-f", "md", "-f", "html", "-o", "out", cwd=folder)
    assert [p.name for p in sorted((folder / "out").iterdir())] == [
        "notice-passed-2013H2.html",
        "notice-passed-2013H2.manifest.json",
        "notice-passed-2013H2.md",
    ]
    for name in files(folder / "out"):
        said = liuxing("verify", f"out/{name}", cwd=folder)
        assert "没有不同" in said.stderr


def test_several_forms_need_a_folder(folder: Path) -> None:
    done = liuxing("notice", "-f", "html", "-f", "md", cwd=folder, code=2)
    assert "用 -o 指定文件夹" in done.stderr


def test_what_is_there_and_unchanged_is_skipped(folder: Path) -> None:
    call = ("report", "--all", "-f", "md", "-f", "html", "-o", "out")
    first = liuxing(*call, cwd=folder)
    written = files(folder / "out")
    count = len(written) - 1
    assert f"{count}/{count} 份写在 out/" in first.stderr
    (folder / "out/110199001001.md").write_text("改动过")
    (folder / "out/110199001002.html").unlink()
    again = liuxing(*call, cwd=folder)
    assert f"其中 {count - 2} 份已有且没有变，跳过" in again.stderr
    assert files(folder / "out") == written


def test_a_changed_input_makes_everything_new(folder: Path) -> None:
    call = ("report", "--all", "-f", "md", "-o", "out")
    liuxing(*call, cwd=folder)
    street = folder / "data/subjects/110199001000/street.yaml"
    street.write_text(street.read_text("utf-8") + "# 改动\n", "utf-8")
    assert "跳过" not in liuxing(*call, cwd=folder).stderr


def test_an_interrupted_run_is_resumed(folder: Path) -> None:
    call = ("report", "--all", "-f", "md", "-o", "out")
    liuxing(*call, cwd=folder)
    whole = files(folder / "out")
    place = folder / "out/manifest.json"
    made = json.loads(place.read_bytes())
    for entry in made["publications"][3:]:
        (folder / "out" / entry["file"]).unlink()
    del made["publications"][3:]
    place.write_text(json.dumps(made, ensure_ascii=False), "utf-8")
    assert "其中 3 份已有且没有变，跳过" in liuxing(*call, cwd=folder).stderr
    assert files(folder / "out") == whole


def test_a_damaged_manifest_is_no_reason_to_skip(folder: Path) -> None:
    call = ("report", "--all", "-f", "md", "-o", "out")
    liuxing(*call, cwd=folder)
    (folder / "out/manifest.json").write_text("{", "utf-8")
    assert "跳过" not in liuxing(*call, cwd=folder).stderr


def test_one_that_cannot_be_written_does_not_stop_the_others(folder: Path) -> None:
    liuxing("templates", "export", "report-community", cwd=folder)
    template = folder / "templates" / "report-community.txt.j2"
    phone = "010-6666" + "1234"
    more = "{% if community == '云帆里社区' %}\n电话" + phone + "\n{% endif %}\n@signoff"
    template.write_text(template.read_text("utf-8").replace("@signoff\n", f"{more}\n"), "utf-8")
    done = liuxing("report", "--all", "-f", "md", "-o", "out", cwd=folder, code=2)
    assert "1 份没有写" in done.stderr
    assert f"{KEPT}001.md" in done.stderr
    assert phone not in done.stderr
    written = files(folder / "out")
    assert f"{KEPT}001.md" not in written
    assert f"{KEPT}002.md" in written
    named = [p["file"] for p in json.loads(written["manifest.json"])["publications"]]
    assert sorted([*named, "manifest.json"]) == sorted(written)


def test_old_files_are_named(folder: Path) -> None:
    call = ("report", "--all", "-f", "md", "-o", "out")
    liuxing(*call, cwd=folder)
    for source in ("inspection", "self", "third_party"):
        for record in (folder / PERIOD / source).glob(f"{KEPT}002*.yaml"):
            record.unlink()
    assert f"不在这次的清单里：{KEPT}002.md" in liuxing(*call, cwd=folder).stderr


def test_a_kind_that_there_is_not(folder: Path) -> None:
    done = liuxing("notice", "--kind", "pased", cwd=folder, code=2)
    assert "没有“pased”这种文件" in done.stderr
    assert "passed" in done.stderr
