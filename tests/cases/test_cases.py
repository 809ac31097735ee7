"""Every folder below is a case of the command line; see README.md."""

import shlex
import shutil
from pathlib import Path

import pytest
import yaml

from liuxing_cli import __version__
from tests.conftest import ROOT, run_liuxing

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/cmd"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_case(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    edits = case / "edits.yaml"
    workspace = _workspace(case)
    if edits.exists():
        workspace = _edited(workspace, tmp_path / "区", edits)
    done = run_liuxing(*shlex.split((case / "cmd").read_text(encoding="utf-8")), cwd=workspace)
    printed = {
        "stdout.txt": _masked(done.stdout.decode("utf-8-sig"), workspace),
        "stderr.txt": _masked(done.stderr.decode("utf-8"), workspace),
        "exit": f"{done.returncode}\n",
    }
    for name, text in printed.items():
        if request.config.getoption("--update"):
            (case / name).write_text(text, encoding="utf-8", newline="")
        assert text == (case / name).read_bytes().decode("utf-8"), name


def _workspace(case: Path) -> Path:
    """The sample district, or the one of ``workspaces/`` that the case names."""
    named = case / "workspace"
    return HERE / "workspaces" / named.read_text("utf-8").strip() if named.exists() else ROOT


def _masked(text: str, workspace: Path) -> str:
    return text.replace(str(workspace), "<workspace>").replace(__version__, "<version>")


def _edited(workspace: Path, folder: Path, edits: Path) -> Path:
    for name in ("standards", "data", "templates"):
        if (workspace / name).exists():
            shutil.copytree(workspace / name, folder / name)
    for edit in yaml.safe_load(edits.read_text(encoding="utf-8")):
        path = folder / edit["file"]
        if edit.get("delete"):
            path.unlink()
        elif "text" in edit:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(edit["text"], encoding="utf-8")
        else:
            text = path.read_text(encoding="utf-8")
            assert text.count(edit["find"]) == 1, f"{edit['find']!r} is not once in {path}"
            path.write_text(text.replace(edit["find"], edit["replace"]), encoding="utf-8")
    return folder
