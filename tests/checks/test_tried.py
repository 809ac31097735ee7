"""What was tried by hand and has no code of its own: where a check must keep silent, or say one
thing only."""

import os
import shutil
from pathlib import Path

import pytest

from tests.checks.workspaces import BASE, findings_of, lines

RECORD = "data/assessments/2013H1/inspection/110199001001.yaml"
SETTINGS = "data/workspace.yaml"
COMMUNITY = "data/subjects/110199001000/110199001001.yaml"
CLEAN = "standards/mini/types/clean.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "区 1"))


def codes(root: Path) -> list[str]:
    return [finding.code for finding in findings_of(root)]


def edit(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("pattern", [r"\d{12}", "[0-9]{12}", r"\d{9,12}"])
def test_the_head_of_a_code_names_its_street_only_among_statistical_codes(
    pattern: str, root: Path
) -> None:
    edit(root, SETTINGS, r"'\d{12}'", f"'{pattern}'")
    file = root / "data/subjects/110199003000/110199001777.yaml"
    text = (root / COMMUNITY).read_text("utf-8").replace("110199001001", "110199001777")
    text = text.replace('street: "110199001000"', 'street: "110199003000"')
    file.write_text(text, "utf-8")
    assert ("SUB003" in codes(root)) is (pattern != r"\d{9,12}")


def test_codes_of_another_length_may_look_like_mobile_numbers(root: Path) -> None:
    for path in [p for p in root.rglob("*.yaml") if p.is_file()]:
        text = path.read_text("utf-8").replace("110199001001", "13800138000")
        path.unlink()
        name = path.name.replace("110199001001", "13800138000")
        path.with_name(name).write_text(text, "utf-8")
    edit(root, SETTINGS, r"'\d{12}'", r"'\d{11,12}'")
    assert codes(root) == []


def test_a_digest_is_no_telephone_number(root: Path) -> None:
    digest = "a13800138000b" + "0" * 51
    evidence = f"evidence: [{{path: {SETTINGS}, sha256: {digest}}}]"
    edit(root, RECORD, "clean-02: {level: full}", f"clean-02: {{level: full, {evidence}}}")
    assert codes(root) == ["REC023"]


def test_the_contact_of_settings_that_cannot_be_read_is_not_told(root: Path) -> None:
    edit(root, SETTINGS, "district: 示例区", "district: [")
    assert not any(code.startswith("PII") for code in codes(root))


def test_the_office_contact_may_be_repeated_anywhere(root: Path) -> None:
    edit(root, RECORD, "当天未带材料", "来电 010-00000000 或 office@example.org")
    edit(root, COMMUNITY, "name: 云帆里社区", "name: 云帆里社区  # 电话 (010)00000000")
    assert codes(root) == []


def test_one_wrong_sum_is_told_once(root: Path) -> None:
    edit(root, CLEAN, "    points: 11\n", "    points: 12\n")
    assert codes(root) == ["STD003"]


def test_a_mistyped_subject_is_told_once_with_the_one_the_file_is_named_after(root: Path) -> None:
    edit(root, RECORD, '"110199001001"', '"11019900100"')
    (told,) = lines(findings_of(root))
    assert "REC001" in told
    assert "是不是想写 110199001001？" in told


def test_devices_pipes_and_endless_links_are_told_and_not_read(root: Path) -> None:
    folder = root / "data/subjects/110199003000"
    os.mkfifo(folder / "110199003001.yaml")
    (folder / "110199003002.yaml").symlink_to("/dev/zero")
    (folder / "110199003003.yaml").symlink_to("110199003003.yaml")
    (folder / "110199003004.yaml").mkdir()
    told = [line.split(": ", 1)[1].split(" (")[0] for line in lines(findings_of(root))]
    assert told == [
        "WSP002 error 文件读不了：不是普通文件",
        "WSP002 error 文件读不了：不在工作区内",
        "WSP002 error 文件读不了：链接绕成了圈",
        "WSP011 error 文件夹没有读：是文件夹，名字却像文件",
    ]


def test_deep_nesting_ends_at_once(root: Path) -> None:
    with (root / RECORD).open("a", encoding="utf-8") as stream:
        stream.write("x: " + "[" * 100_000 + "]" * 100_000 + "\n")
    assert codes(root) == ["YML008"]
