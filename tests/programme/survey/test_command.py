"""The command in a workspace: what it writes is valid, and it never writes over anything."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, run_liuxing

SURVEY = "2013H2-residents"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "区"
    for name in ("standards", "data", "templates"):
        shutil.copytree(ROOT / name, root / name)
    return root


def test_records_are_valid_and_written_once(workspace: Path) -> None:
    assert run_liuxing("survey", "estimate", "--record", cwd=workspace).returncode == 0
    written = sorted((workspace / "data/assessments/2013H2/survey").glob("*.yaml"))
    assert len(written) == 11
    checked = run_liuxing("validate", "data/assessments/2013H2/survey", cwd=workspace)
    assert checked.returncode == 0, checked.stdout.decode()
    before = [path.read_bytes() for path in written]
    assert run_liuxing("survey", "estimate", "--record", cwd=workspace).returncode == 0
    assert [path.read_bytes() for path in written] == before


def test_the_draw_is_the_same_again(workspace: Path) -> None:
    file = workspace / f"data/surveys/{SURVEY}/draw.csv"
    assert run_liuxing("survey", "plan", "--draw", cwd=workspace).returncode == 0
    lines = file.read_bytes().decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 555
    assert lines[0] == "社区编码,社区,户号"
    first = file.read_bytes()
    file.unlink()
    assert run_liuxing("survey", "plan", "--draw", cwd=workspace).returncode == 0
    assert file.read_bytes() == first
    again = run_liuxing("survey", "plan", "--draw", cwd=workspace)
    assert again.returncode == 0
    assert "相同" in again.stderr.decode()
