"""What all tests share: the repository as a workspace, and ``--update`` for the snapshots."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the snapshots again")


def run_liuxing(*args: str, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line as a user does, in a process of its own."""
    program = [sys.executable, "-c", "from liuxing_cli.main import run; run()", *args]
    clean = {k: v for k, v in os.environ.items() if k not in ("LANG", "LC_ALL", "PYTHONUTF8")}
    paths = {"PYTHONPATH": str(ROOT), "COLUMNS": "80"}
    return subprocess.run(
        program, cwd=cwd, capture_output=True, check=False, env={**clean, **paths, **env}
    )


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """A copy of the sample district that a test may edit; the path has a space and Chinese."""
    folder = tmp_path / "示例 区"
    for name in ("standards", "data", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return folder
