"""Manifests, and what verifying them finds."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from liuxing_cli.publish.document import content, lines
from liuxing_cli.publish.provenance.lines import compare, fingerprint
from liuxing_cli.publish.render import render
from tests.conftest import ROOT
from tests.publish.commands import committed, git, liuxing
from tests.publish.documents import decision

OUTPUT = ROOT / "liuxing_cli" / "schemas" / "output"
RECORD = "data/assessments/2013H2/inspection/110199001001.yaml"
STREET = "data/subjects/110199001000/street.yaml"
TEMPLATE = "templates/notice-passed.txt.j2"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The district under git with a notice in three forms."""
    folder = tmp_path_factory.mktemp("原件") / "示例 区"
    for name in ("standards", "data", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    committed(folder)
    for form in ("html", "docx", "pdf"):
        liuxing("notice", "-f", form, "-o", f"out/n.{form}", "--bundled-fonts", cwd=folder)
    return folder


@pytest.fixture
def published(original: Path, tmp_path: Path) -> Path:
    """A copy of the original that a test may edit."""
    return shutil.copytree(original, tmp_path / "示例 区")


def manifest(folder: Path, name: str = "out/n.html.manifest.json") -> dict[str, Any]:
    document: dict[str, Any] = json.loads((folder / name).read_text("utf-8"))
    return document


def fits(name: str, document: dict[str, Any]) -> bool:
    schema = json.loads((OUTPUT / f"{name}.schema.json").read_text("utf-8"))
    return bool(jsonschema_rs.Draft202012Validator(schema).is_valid(document))


def verify(folder: Path, *args: str, code: int = 0) -> list[dict[str, Any]]:
    done = liuxing("verify", *args, "--format", "json", cwd=folder, code=code)
    document = json.loads(done.stdout)
    assert fits("verify", document)
    assert document["agrees"] == (code == 0)
    found: list[dict[str, Any]] = document["statements"]
    return found


def different(statements: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(s["matter"], s["name"]) for s in statements if s["verdict"] == "differs"]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_manifest_says_what_went_in_and_what_came_out(published: Path) -> None:
    made = manifest(published)
    assert fits("manifest", made)
    assert made["git"] == {"revision": git(published, "rev-parse", "HEAD"), "changed": False}
    assert made["standards"] == ["six-type@1"]
    assert "--period=2013H2" in made["command"]["arguments"]
    (entry,) = made["publications"]
    data = (published / "out/n.html").read_bytes()
    assert entry["sha256"] == hashlib.sha256(data).hexdigest()
    paths = {i["path"]: i["sha256"] for i in made["inputs"]}
    for path in (RECORD, STREET, TEMPLATE, "data/workspace.yaml", "standards/matrix/units"):
        where = published / path
        if where.is_file():
            assert paths[path] == hashlib.sha256(where.read_bytes()).hexdigest()
    assert str(published) not in json.dumps(made)
    forms = [manifest(published, f"out/n.{form}.manifest.json") for form in ("docx", "pdf")]
    assert {m["publications"][0]["content"]["sha256"] for m in [made, *forms]} == {
        entry["content"]["sha256"]
    }
    assert forms[1]["publications"][0]["fonts"] == ["Noto Serif SC", "Noto Sans SC"]


def test_the_same_inputs_give_the_same_manifest(published: Path) -> None:
    liuxing("notice", "-f", "html", "-o", "again/n.html", "--bundled-fonts", cwd=published)
    assert manifest(published, "again/n.html.manifest.json") == manifest(published)


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_nothing_changed_and_everything_agrees(published: Path, form: str) -> None:
    statements = verify(published, f"out/n.{form}")
    assert {s["verdict"] for s in statements} == {"agrees"}
    content_statement = next(s for s in statements if s["matter"] == "content")
    assert "文件也逐字节相同" in content_statement["text"]


INPUTS = ["data/workspace.yaml", STREET, RECORD, "standards/profiles/acceptance.yaml", TEMPLATE]


@pytest.mark.parametrize("path", INPUTS)
def test_a_changed_byte_in_any_input_is_named(published: Path, path: str) -> None:
    with (published / path).open("ab") as stream:
        stream.write(b"\n")
    statements = verify(published, "out/n.html", code=1)
    assert different(statements) == [("input", path)]
    (found,) = (s for s in statements if s["verdict"] == "differs")
    assert found["since"] == "还没有提交"


def test_every_input_of_the_manifest_is_watched(published: Path) -> None:
    made = manifest(published)
    for entry in made["inputs"]:
        if entry["origin"] == "workspace":
            entry["sha256"] = "0" * 64
    (published / "out/n.html.manifest.json").write_text(json.dumps(made), "utf-8")
    found = different(verify(published, "out/n.html", code=1))
    assert {name for _, name in found} == {i["path"] for i in made["inputs"]}


def test_since_when_is_the_first_commit_that_touched_the_file(published: Path) -> None:
    change(published / STREET, "云帆街道", "云飞街道")
    git(published, "commit", "--quiet", "--all", "--message", "rename")
    first = git(published, "rev-parse", "--short", "HEAD")
    change(published / STREET, "云飞街道", "云翔街道")
    git(published, "commit", "--quiet", "--all", "--message", "again")
    statements = verify(published, "out/n.html", code=1)
    assert different(statements) == [("content", "n.html"), ("input", STREET)]
    since = next(s["since"] for s in statements if s["name"] == STREET)
    assert since.startswith(first)
    text = next(s["text"] for s in statements if s["matter"] == "content")
    assert "云翔街道" in text
    assert "公布的有 1 行现在没有" in text
    assert verify(published, "out/n.html", "--against", "HEAD~2")
    assert verify(published, "out/n.html", "--against", "HEAD~1", code=1)


def test_another_folder_can_stand_for_the_workspace(published: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一份"
    shutil.copytree(published, other, ignore=shutil.ignore_patterns(".git", "out"))
    assert verify(published, "out/n.html", "--against", str(other))
    (other / RECORD).unlink()
    found = different(verify(published, "out/n.html", "--against", str(other), code=1))
    assert ("input", RECORD) in found


def test_a_file_that_was_not_there_is_named(published: Path) -> None:
    new = "data/subjects/110199001000/110199001099.yaml"
    shutil.copy(published / "data/subjects/110199001000/110199001001.yaml", published / new)
    change(published / new, "110199001001", "110199001099")
    found = different(verify(published, "out/n.html", code=1))
    assert ("input", new) in found


def test_an_edited_file_is_named(published: Path) -> None:
    change(published / "out/n.html", "60", "61")
    assert ("file", "n.html") in different(verify(published, "out/n.html", code=1))


def test_a_manifest_runs_nothing_but_publications(published: Path) -> None:
    place = published / "out/n.html.manifest.json"
    made = manifest(published)
    calls = [
        ("fmt", []),
        ("notice", ["--output=/etc/passwd"]),
        ("notice", ["-o", "x"]),
        ("report", ["--workspace=/"]),
    ]
    for command, arguments in calls:
        made["command"] = {"name": command, "arguments": arguments}
        place.write_text(json.dumps(made), "utf-8")
        found = verify(published, "out/n.html", code=1)
        assert "不能重算" in next(s["text"] for s in found if s["matter"] == "content")
    assert git(published, "status", "--porcelain", "--", "data", "standards") == ""


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{", "不是 JSON"),
        ("[]", "不是 liuxing 的清单"),
        ('{"schema": "liuxing/manifest@1"}', "不完整或改动过"),
    ],
)
def test_what_is_no_manifest_is_refused(published: Path, written: str, said: str) -> None:
    (published / "out/n.html.manifest.json").write_text(written, "utf-8")
    assert said in liuxing("verify", "out/n.html", cwd=published, code=2).stderr


def test_no_manifest_no_workspace_no_revision(published: Path, tmp_path: Path) -> None:
    assert "没有找到" in liuxing("verify", "out/none.html", cwd=published, code=2).stderr
    bad = liuxing("verify", "out/n.html", "--against", "none", cwd=published, code=2)
    assert "没有“none”这个版本" in bad.stderr
    outside = tmp_path / "外面"
    shutil.copytree(published / "out", outside)
    assert "不在工作区里" in liuxing("verify", "n.html", cwd=outside).stdout


def test_reports_for_everyone_share_one_manifest(district: Path) -> None:
    liuxing("report", "--all", "-f", "md", "-o", "out", cwd=district)
    made = manifest(district, "out/manifest.json")
    assert fits("manifest", made)
    assert len(made["publications"]) == len(list((district / "out").glob("*.md")))
    assert verify(district, "out/110199001001.md")
    assert verify(district, "out/manifest.json")
    change(district / RECORD, "date:", "# 注\ndate:")
    assert different(verify(district, "out/110199001001.md", code=1)) == [("input", RECORD)]


# --- copied text ----------------------------------------------------------------------------


def test_text_copied_from_a_page_is_verified(published: Path) -> None:
    copied = (published / "out/n.html").read_text("utf-8")
    whole = "\n".join(_copied(copied))
    done = liuxing("verify", "out/n.html", "--text", "-", cwd=published, given=whole)
    assert "粘贴的文字都与公布的相同" in done.stdout
    wrong = whole.replace("60", "61", 1)
    done = liuxing("verify", "out/n.html", "--text", "-", cwd=published, given=wrong, code=1)
    assert "公布的内容里没有" in done.stdout.replace("\n", "")


def _copied(page: str) -> list[str]:
    from tests.publish.texts import of_html

    return of_html(page.encode("utf-8"))


DOCUMENT = decision(12)
PUBLISHED = [fingerprint(line) for line in content(DOCUMENT).splitlines()]


def test_a_copy_may_break_lines_anywhere_and_sort_its_rows() -> None:
    text = "\n".join(lines(DOCUMENT))
    squeezed = "".join(text.split())
    narrow = "\n".join(
        "\r\n".join(line[start : start + 27] for start in range(0, len(line), 27)) + "\n\n— 1 —"
        for line in lines(DOCUMENT)
    )
    backwards = "\n".join(reversed(list(lines(DOCUMENT))))
    for copy in (text, narrow, backwards, text.replace("、", " 、 ")):
        found = compare(copy, PUBLISHED)
        assert found.agrees, found
        assert (found.matched, found.left_out) == (len(PUBLISHED), 0)
        assert found.stamp is not None
    assert not compare(squeezed, PUBLISHED).agrees  # no line ends at all: not a copy


def test_a_part_may_be_copied_but_nothing_left_out_inside_it() -> None:
    rows = list(lines(DOCUMENT))
    part = compare("\n".join(rows[3:9]), PUBLISHED)
    assert part.agrees
    assert part.left_out == len(PUBLISHED) - 6
    gap = compare("\n".join([*rows[3:5], *rows[6:9]]), PUBLISHED)
    assert (gap.agrees, gap.skipped) == (False, (6,))
    assert not compare("", PUBLISHED).agrees


def test_changed_and_added_lines_are_shown() -> None:
    rows = list(lines(DOCUMENT))
    found = compare("\n".join([rows[3], rows[4].replace("决定", "决意", 1), "添的一行"]), PUBLISHED)
    assert found.strange[-1] == "添的一行"
    assert "决意" in "".join(found.strange)


def test_the_stamp_of_another_document_is_noticed(published: Path) -> None:
    text = "内容校验码：0000000000000000\n公示期为"
    done = liuxing("verify", "out/n.html", "--text", "-", cwd=published, given=text, code=1)
    assert "不是这份公布件的" in done.stdout.replace(" ", "").replace("\n", "")


def test_rendering_alone_knows_nothing_of_manifests() -> None:
    assert b"manifest" not in render(DOCUMENT, "html")
