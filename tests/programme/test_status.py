"""The office's screen: every mechanism says its own, and one that has nothing says nothing."""

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from liuxing_cli.commands.schema import schema_bytes
from tests.conftest import run_liuxing


def entries(folder: Path, day: str) -> list[dict[str, Any]]:
    done = run_liuxing("-q", "status", "--on", day, "-f", "json", cwd=folder)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    document = json.loads(done.stdout)
    jsonschema_rs.validator_for(json.loads(schema_bytes("output/status"))).validate(document)
    found: list[dict[str, Any]] = document["entries"]
    return found


def test_every_mechanism_speaks(district: Path) -> None:
    found = entries(district, "2013-12-10")
    commands = {each["more"].split(" --")[0] for each in found}
    assert {"calendar", "feedback status", "rectify status", "titles", "progress"} <= commands
    groups = [each["group"] for each in found]
    order = ["overdue", "due", "undecided", "objection", "near"]
    assert groups == sorted(groups, key=order.index)


def test_an_objection_shows_until_it_is_decided(district: Path) -> None:
    def objections(day: str) -> list[str]:
        return [each["text"] for each in entries(district, day) if each["group"] == "objection"]

    assert any("异议没有结果" in text for text in objections("2013-01-12"))
    assert not any("异议没有结果" in text for text in objections("2013-01-25"))


@pytest.mark.parametrize(
    ("file", "command"),
    [("standards/goal.yaml", "progress"), ("data/rectification", "rectify status")],
)
def test_what_is_not_kept_is_not_shown(district: Path, file: str, command: str) -> None:
    path = district / file
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    found = entries(district, "2013-12-10")
    assert found
    assert command not in {each["more"] for each in found}


def test_nothing_is_written(district: Path) -> None:
    before = {path: path.read_bytes() for path in district.rglob("*") if path.is_file()}
    entries(district, "2013-12-10")
    assert before == {path: path.read_bytes() for path in district.rglob("*") if path.is_file()}
