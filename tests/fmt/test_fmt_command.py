"""``liuxing fmt`` on files, folders and standard input: what it writes, says and returns."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest
import typer

from liuxing_cli.commands import fmt
from liuxing_cli.store import format as canonical
from liuxing_cli.store.format.printer import Printer
from liuxing_cli.store.format.tree import Document
from tests.conftest import ROOT, run_liuxing

UNTIDY = 'format: 1 # 版本\nkind: street\nid: "110199001000"\nname: "云帆街道"\ntown: false\n'
TIDY = 'kind: street\nformat: 1  # 版本\nid: "110199001000"\nname: 云帆街道\ntown: false\n'
STREET = "data/subjects/110199001000/street.yaml"


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    """A small workspace with one file to be tidied."""
    folder = tmp_path / "示例 区"
    for name in ("data/subjects", "standards/profiles"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "data/workspace.yaml", folder / "data")
    (folder / STREET).write_text(UNTIDY, encoding="utf-8")
    return folder


def _stdin(text: bytes, *args: str) -> subprocess.CompletedProcess[bytes]:
    program = [sys.executable, "-c", "from liuxing_cli.main import run; run()", "fmt", *args, "-"]
    return subprocess.run(program, cwd=ROOT, input=text, capture_output=True, check=False)


def test_a_whole_workspace(untidy: Path) -> None:
    done = run_liuxing("fmt", cwd=untidy)
    assert done.returncode == 0
    assert done.stdout.decode() == f"{STREET}\n"
    assert "个文件，整理了 1 个\n" in done.stderr.decode()
    assert (untidy / STREET).read_text(encoding="utf-8") == TIDY
    again = run_liuxing("fmt", "--check", cwd=untidy)
    assert (again.returncode, again.stdout) == (0, b"")
    assert "个文件，0 个需要整理\n" in again.stderr.decode()


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_looking_writes_nothing(option: str, untidy: Path) -> None:
    before = (untidy / STREET).stat().st_mtime_ns
    done = run_liuxing("fmt", option, cwd=untidy)
    assert done.returncode == 1
    assert done.stderr.decode().endswith("个文件，1 个需要整理\n")
    assert (untidy / STREET).read_text(encoding="utf-8") == UNTIDY
    assert (untidy / STREET).stat().st_mtime_ns == before
    assert list(untidy.rglob(".*")) == []


def test_the_difference_can_be_applied(untidy: Path) -> None:
    path = untidy / STREET
    path.write_bytes(UNTIDY.rstrip("\n").encode())
    patch = run_liuxing("fmt", "--diff", cwd=untidy).stdout
    assert b"\\ No newline at end of file\n" in patch
    subprocess.run(["git", "apply", "-p0", "-"], cwd=untidy, input=patch, check=True)
    assert path.read_text(encoding="utf-8") == TIDY


@pytest.mark.parametrize("asked", [STREET, "data/subjects/110199001000", "data", "."])
def test_paths_limit_what_is_touched(asked: str, untidy: Path) -> None:
    other = untidy / "data/subjects/110199002000/street.yaml"
    other.write_text(UNTIDY.replace("001000", "002000"), encoding="utf-8")
    done = run_liuxing("fmt", asked, cwd=untidy)
    assert done.returncode == 0
    assert (untidy / STREET).read_text(encoding="utf-8") == TIDY
    assert (other.read_text(encoding="utf-8")[:4] == "kind") == (asked in ("data", "."))


def test_files_that_are_not_ours_are_left_alone(untidy: Path) -> None:
    stray = untidy / "data" / "notes.yaml"
    stray.write_text("b: 1\na: 2\n", encoding="utf-8")
    nested = untidy / "fixtures" / STREET
    nested.parent.mkdir(parents=True)
    nested.write_text(UNTIDY, encoding="utf-8")
    assert run_liuxing("fmt", ".", cwd=untidy).returncode == 0
    assert stray.read_text(encoding="utf-8") == "b: 1\na: 2\n"
    assert nested.read_text(encoding="utf-8") == UNTIDY
    named = run_liuxing("fmt", "data/notes.yaml", cwd=untidy)
    assert named.returncode == 1
    assert "data/notes.yaml:1:1: SCH002" in named.stderr.decode()


def test_a_folder_above_workspaces(untidy: Path) -> None:
    done = run_liuxing("fmt", ".", cwd=untidy.parent)
    assert done.returncode == 0
    assert (untidy / STREET).read_text(encoding="utf-8") == TIDY


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind: street\nkind: street\n", ":2:1: YML003"),
        ("kind: street\nname：甲\n", "YML002"),
        ("kind: street\nformat: 1\ncolour: red\n", "SCH001"),
        ("kind: community\nformat: 1\n", "SCH004"),
        ("", "YML016"),
        ("- 1\n", "SCH003"),
    ],
)
def test_a_faulty_file_is_reported_and_left_alone(text: str, said: str, untidy: Path) -> None:
    other = untidy / "data/subjects/110199002000/street.yaml"
    other.write_text(text, encoding="utf-8")
    done = run_liuxing("fmt", cwd=untidy)
    assert done.returncode == 1
    assert f"data/subjects/110199002000/street.yaml{said}" in done.stderr.decode() or (
        said in done.stderr.decode()
    )
    assert "，1 个有错误，没有动\n" in done.stderr.decode()
    assert other.read_text(encoding="utf-8") == text
    assert (untidy / STREET).read_text(encoding="utf-8") == TIDY


def test_standard_input() -> None:
    done = _stdin(UNTIDY.encode())
    assert (done.returncode, done.stdout.decode()) == (0, TIDY)
    assert _stdin(TIDY.encode()).stdout.decode() == TIDY
    check = _stdin(UNTIDY.encode(), "--check")
    assert (check.returncode, check.stdout) == (1, b"")
    assert _stdin(UNTIDY.encode(), "--diff").stdout.decode().startswith("--- 标准输入\n")
    wrong = _stdin(b"kind: stret\n")
    assert (wrong.returncode, wrong.stdout) == (1, b"")
    assert "标准输入:1:7: SCH004" in wrong.stderr.decode()
    assert "是不是想写 street？" in wrong.stderr.decode()


@pytest.mark.parametrize(
    ("args", "said"),
    [(["no-such.yaml"], "没有这个文件"), (["-", "data"], "不能与别的文件一起写")],
)
def test_wrong_calls(args: list[str], said: str) -> None:
    done = run_liuxing("fmt", *args)
    assert done.returncode == 2
    assert said in done.stderr.decode()


def test_a_link_stays_a_link(untidy: Path) -> None:
    path = untidy / STREET
    target = path.with_name("elsewhere.txt")
    path.rename(target)
    path.symlink_to(target.name)
    assert run_liuxing("fmt", STREET, cwd=untidy).returncode == 0
    assert path.is_symlink()
    assert target.read_text(encoding="utf-8") == TIDY


def test_what_cannot_be_read_or_written_does_not_stop_the_others(
    untidy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = (untidy / STREET).parent
    os.mkfifo(folder / "110199001998.yaml")
    (folder / "110199001999.yaml").symlink_to("nowhere.yaml")
    done = run_liuxing("fmt", "--check", folder.name, cwd=folder.parent)
    told = done.stderr.decode()
    assert done.returncode == 2
    assert "110199001998.yaml: 读不了：不是普通文件" in told
    assert "110199001999.yaml: 读不了：没有这个文件" in told
    assert done.stdout.decode().splitlines() == [f"{folder.name}/street.yaml"]
    (folder / "110199001998.yaml").unlink()
    (folder / "110199001999.yaml").unlink()

    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(fmt, "write_atomic", refused)
    assert fmt.command(cast("typer.Context", None), [untidy / STREET]) == 2
    assert "写不了：没有写入权限" in capsys.readouterr().err
    assert (untidy / STREET).read_text(encoding="utf-8") == UNTIDY


def test_an_interruption_leaves_the_file_whole(
    untidy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    before = sorted((untidy / STREET).parent.iterdir())
    for step in ("fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(os, step, interrupted)
            with pytest.raises(KeyboardInterrupt):
                fmt.command(cast("typer.Context", None), [untidy / STREET])
        assert (untidy / STREET).read_text(encoding="utf-8") == UNTIDY
        assert sorted((untidy / STREET).parent.iterdir()) == before


@pytest.mark.parametrize("wrong", [("false", "true"), ("  # 版本", ""), ("云帆", "雲帆")])
def test_a_change_of_meaning_is_never_written(
    wrong: tuple[str, str],
    untidy: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    right = Printer.document

    def changed(self: Printer, document: Document) -> str:
        return right(self, document).replace(*wrong)

    monkeypatch.setattr(Printer, "document", changed)
    with pytest.raises(canonical.MeaningChangedError):
        canonical.tidy(UNTIDY.encode(), "street.yaml")
    code = fmt.command(cast("typer.Context", None), [untidy / STREET])
    assert code == 3
    assert "没有改动" in capsys.readouterr().err
    assert (untidy / STREET).read_text(encoding="utf-8") == UNTIDY
