"""What a broken file defines is unknown, not missing: it must not set off a flood elsewhere."""

import shutil
from pathlib import Path

import pytest

from tests.checks.workspaces import BASE, findings_of


@pytest.mark.parametrize(
    "file",
    sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*.yaml")),
)
def test_a_broken_file_is_the_only_one_with_findings(file: str, tmp_path: Path) -> None:
    root = Path(shutil.copytree(BASE, tmp_path / "ws"))
    (root / file).write_text("kind: [\n", "utf-8")
    assert {(finding.file, finding.code) for finding in findings_of(root)} == {(file, "YML001")}
