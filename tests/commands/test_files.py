"""Commands read unless asked to write; what they write is whole, and the same every time."""

import hashlib
import json
from fractions import Fraction
from pathlib import Path

import pytest

from tests.conftest import run_liuxing

READING = [
    ["validate"],
    ["score", "--period", "2013H1"],
    ["explain", "110199001001"],
    ["compare"],
    ["matrix"],
    ["notice"],
    ["report", "110199001001"],
]


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(str(path.relative_to(folder)).encode())
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


@pytest.mark.parametrize("call", READING, ids=lambda call: call[0])
def test_reading_commands_write_nothing(call: list[str], district: Path) -> None:
    before = _digest(district)
    assert run_liuxing(*call, cwd=district).returncode == 0
    assert _digest(district) == before


@pytest.mark.parametrize(
    "call",
    [
        ["score", "--format", "json"],
        ["score", "--format", "csv"],
        ["notice", "--format", "html"],
        ["notice", "--format", "docx"],
        ["report", "110199001001", "--format", "html"],
        ["report", "110199001001", "--format", "docx"],
        ["report", "云帆街道", "--format", "docx"],
    ],
    ids="-".join,
)
def test_same_bytes_twice(call: list[str], tmp_path: Path) -> None:
    for name, seed in (("one", "1"), ("two", "2")):
        run = run_liuxing(*call, "-o", str(tmp_path / name), PYTHONHASHSEED=seed)
        assert run.returncode == 0, run.stderr.decode()
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_one_rating_changes_only_what_depends_on_it(district: Path) -> None:
    path = district / "data/assessments/2013H2/inspection/110199001001.yaml"
    before = json.loads(run_liuxing("score", "-f", "json", cwd=district).stdout)
    text = path.read_text(encoding="utf-8")
    line = next(row for row in text.splitlines() if row.startswith("  clean-02:"))
    path.write_text(text.replace(line, "  clean-02: {level: none, reason: 没有检查记录}"), "utf-8")
    after = json.loads(run_liuxing("score", "-f", "json", cwd=district).stdout)
    old = {r["subject"]: r for r in before["results"]}
    changed = [r for r in after["results"] if _scores(r) != _scores(old[r["subject"]])]
    assert [r["subject"] for r in changed] == ["110199001001"]
    was = old["110199001001"]
    lost = Fraction(was["total"]["exact"]) - Fraction(changed[0]["total"]["exact"])
    assert lost == Fraction(20, 100) * 4  # four points of the clean type, which weighs 20 of 100
    branches = [
        a["id"] for a, b in zip(changed[0]["branches"], was["branches"], strict=True) if a != b
    ]
    assert branches == ["clean"]


def _scores(result: dict[str, object]) -> tuple[object, ...]:
    return result["total"], result["upper"], result["branches"], result["conditions"]


def test_no_permission_is_said_in_chinese(tmp_path: Path) -> None:
    done = run_liuxing("score", "-o", "/proc/liuxing/score.txt", cwd=tmp_path.parent)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_reports_for_everyone(tmp_path: Path) -> None:
    done = run_liuxing("report", "--all", "--format", "md", "-o", str(tmp_path / "all"))
    assert done.returncode == 0
    assert len(list((tmp_path / "all").glob("*.md"))) == 81
