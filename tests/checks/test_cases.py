"""Files as cases: ``cases/<CODE>/<case>/input`` over the base workspace, and what is found.

``expected.txt`` holds every finding with line and column, so a case also asserts that one fault
is told once. After a change of wording run ``pytest tests/checks --update`` and read the
difference.
"""

import shutil
from pathlib import Path

import pytest

from liuxing_cli.codes import lookup
from tests.checks.workspaces import BASE, coverage_of, findings_of, lines

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(path for code in CASES.iterdir() for path in code.iterdir())


def workspace_of(case: Path, root: Path) -> Path:
    """Copy the base and lay the case over it."""
    shutil.copytree(BASE, root)
    if (case / "input").exists():
        shutil.copytree(case / "input", root, dirs_exist_ok=True)
    removed = case / "removed.txt"
    for file in removed.read_text("utf-8").split() if removed.exists() else ():
        (root / file).unlink()
    return root


def test_the_base_is_clean() -> None:
    assert lines(findings_of(BASE)) == []


@pytest.mark.parametrize("case", FOLDERS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_case(case: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    root = workspace_of(case, tmp_path / "工作区 1")
    informs = lookup(case.parent.name).severity == "info"
    found = lines(coverage_of(root) if informs else findings_of(root))
    expected = case / "expected.txt"
    if pytestconfig.getoption("--update"):
        expected.write_text("\n".join(found) + "\n", "utf-8")
    assert found == expected.read_text("utf-8").splitlines()
    assert any(f": {case.parent.name} " in line for line in found)
