"""``liuxing publicity`` as the office runs it, from opening a publication to the final list."""

import hashlib
import json
from pathlib import Path

import jsonschema_rs
import pytest

from liuxing_cli.commands.schema import schema_bytes
from tests.conftest import run_liuxing

PUBLICATION = "data/publications/2013H2-candidates.yaml"
OBJECTION = "data/objections/2013H2-candidates/objection-01.yaml"


def run(folder: Path, *args: str, code: int = 0) -> tuple[str, str]:
    done = run_liuxing(*args, cwd=folder)
    out, err = done.stdout.decode("utf-8-sig"), done.stderr.decode()
    assert done.returncode == code, out + err
    return out, err


def opened(folder: Path, *more: str) -> str:
    return run(folder, "publicity", "open", "candidates", "--date", "2013-12-02", *more)[1]


def objected(folder: Path, *more: str, received: str = "2013-12-05", code: int = 0) -> str:
    call = ["publicity", "object", "2013H2-candidates", "银杏道", "--by", "person"]
    grounds = ["--grounds", "一位居民反映：3号楼的灯不亮，# 至今没修"]
    return run(folder, *call, "--received", received, *grounds, *more, code=code)[1]


def settle(folder: Path, text: str) -> None:
    path = folder / OBJECTION
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_from_opening_to_the_final_list(district: Path) -> None:
    said = opened(district)
    assert "公示 7 个工作日，2013-12-03（周二）起至2013-12-11（周三）止" in said
    objected(district)
    passed = ["notice", "--kind", "passed", "--period", "2013H2"]
    _, why = run(district, *passed, "--date", "2013-12-11", code=2)
    assert "公示期到 2013-12-11（周三）才满" in why
    assert "objection-01（银杏道社区）还没有结果" in why
    _, why = run(district, *passed, "--date", "2013-12-12", code=2)
    assert "公示期到" not in why
    settle(
        district,
        'reexamination:\n  date: "2013-12-13"\n  by: civil-affairs\n  findings: 已修好\n'
        'outcome: rejected\ndecided: "2013-12-16"\n',
    )
    _, why = run(district, *passed, "--date", "2013-12-12", code=2)
    assert "2013-12-16 才有结果" in why
    run(district, *passed, "--date", "2013-12-16")
    out, _ = run(district, "publicity", "status", "2013H2-candidates", "--on", "2013-12-16")
    assert "不成立" in out
    assert "挡住" not in out


def test_the_list_that_is_shown_can_be_printed_while_it_is_shown(district: Path) -> None:
    run(district, "publicity", "open", "passed", "-p", "2013H2", "--date", "2013-12-02")
    run(district, "notice", "--kind", "passed", "-p", "2013H2", "--date", "2013-12-02")


def test_what_is_written_is_valid_and_canonical(district: Path, tmp_path: Path) -> None:
    opened(district, "--days", "5", "--count", "calendar", "--first-day")
    photos = tmp_path / "照片.zip"
    photos.write_bytes(b"zip")
    objected(district, "--evidence", f"照片三张={photos}", "--kept", "办公室档案柜 01 卷")
    text = (district / OBJECTION).read_text("utf-8")
    assert "grounds: 一位居民反映：3号楼的灯不亮，# 至今没修\n" in text.replace('"', "")
    assert f"sha256: {hashlib.sha256(b'zip').hexdigest()}" in text
    assert str(photos) not in text
    assert 'last: "2013-12-06"' in (district / PUBLICATION).read_text("utf-8")
    run(district, "fmt", "--check")
    out, _ = run(district, "validate", "data/publications", "data/objections")
    assert out == ""


def test_nothing_is_overwritten(district: Path) -> None:
    opened(district)
    before = (district / PUBLICATION).read_bytes()
    call = ["publicity", "open", "candidates", "--date", "2013-12-09"]
    assert "已有一次公示" in run(district, *call, code=2)[1]
    text = before.decode().replace(
        "state: open", 'state: withdrawn\nended: "2013-12-03"\nreason: 漏'
    )
    (district / PUBLICATION).write_text(text, "utf-8")
    assert "不覆盖" in run(district, *call, code=2)[1]
    assert "2013H2-candidates-2.yaml" in run(district, *call, "--id", "2013H2-candidates-2")[1]
    assert (district / PUBLICATION).read_text("utf-8") == text


def test_each_objection_gets_the_next_number(district: Path) -> None:
    opened(district)
    assert "objection-01.yaml" in objected(district)
    assert "objection-02.yaml" in objected(district, received="2013-12-11")
    assert "已逾期" in objected(district, received="2013-12-12")
    (district / OBJECTION).unlink()
    assert "objection-04.yaml" in objected(district)


@pytest.mark.parametrize(
    ("grounds", "shown"),
    [
        ("业主王某某反映灯不亮", "王**"),
        ("灯不亮，可打 13800138000", "138********"),
        ("来信人：张某，灯不亮", "张*"),
    ],
)
def test_nobody_is_written_down(district: Path, grounds: str, shown: str) -> None:
    opened(district)
    call = ["publicity", "object", "2013H2-candidates", "银杏道", "--by", "person"]
    more = ["--received", "2013-12-05", "--grounds", grounds]
    _, said = run(district, *call, *more, code=2)
    assert f"“{shown}”" in said
    assert not (district / OBJECTION).exists()


def test_papers_are_kept_outside(district: Path) -> None:
    opened(district)
    inside = district / "data" / "letter.txt"
    inside.write_text("letter", "utf-8")
    said = objected(district, "--evidence", f"反映信={inside}", "--kept", "柜 01", code=2)
    assert "在工作区里" in said
    assert "--kept" in objected(district, "--evidence", "反映信", code=2)


def test_the_manifest_must_be_of_this_list(district: Path) -> None:
    notice = ["notice", "--kind", "candidates", "-p", "2013H2", "--date", "2013-12-02"]
    run(district, *notice, "-f", "html", "-o", "out/list.html")
    manifest = ["--manifest", "out/list.html.manifest.json"]
    wrong = ["publicity", "open", "candidates", "--date", "2013-12-03", *manifest]
    assert "不是这次公示的" in run(district, *wrong, code=2)[1]
    opened(district, *manifest)
    assert "file: out/list.html.manifest.json" in (district / PUBLICATION).read_text("utf-8")
    run(district, "verify", "out/list.html")


def test_json_fits_its_schema(district: Path) -> None:
    opened(district)
    objected(district)
    out, _ = run(district, "publicity", "status", "--on", "2013-12-05", "-f", "json")
    document = json.loads(out)
    jsonschema_rs.validate(json.loads(schema_bytes("output/publicity")), document)
    first, second = document["publications"]
    assert (first["phase"], first["blockers"]) == ("closed", [])
    assert (second["phase"], second["remaining"]) == ("running", 5)
    assert [b["obstacle"] for b in second["blockers"]] == ["window", "undecided"]


def test_a_faulty_record_is_said_and_holds_every_notice(district: Path) -> None:
    opened(district)
    objected(district)
    settle(district, 'outcome: rejected\ndecided: "2013-12-16"\n')
    _, said = run(district, "publicity", "status", "--on", "2013-12-20", code=1)
    assert "PUB009" in said
    run(district, "notice", "--kind", "passed", "--date", "2013-12-20", code=2)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["window", "--from", "2013-13-01"], "不是日期"),
        (["window", "--from", "9999-12-30", "--count", "calendar"], "太晚"),
        (["window", "--from", "2013-12-02", "--days", "0"], "--days"),
        (["status", "--on", "yesterday"], "不是日期"),
        (["open", "candidates", "--date", "2099-12-20", "-p", "2013H2"], "没有 2099 年的放假安排"),
        (["open", "nothing", "--date", "2013-12-20"], "nothing"),
        (["open", "candidates", "--date", "2013-12-20", "--id", "../up"], "id"),
        (["clos"], "没有“clos”这个命令"),
    ],
)
def test_wrong_calls(district: Path, call: list[str], said: str) -> None:
    assert said in run(district, "publicity", *call, code=2)[1]
    assert [path.name for path in (district / "data/publications").iterdir()] == [
        "2012H2-candidates.yaml"
    ]
