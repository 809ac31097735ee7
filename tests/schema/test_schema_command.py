"""``liuxing schema`` exports what the loader uses, and the repository's own files point to it."""

import json
import re
from pathlib import Path

import jsonschema_rs
import pytest

from liuxing_cli.commands.schema import schema_bytes, schema_names
from liuxing_cli.store.layout import KINDS, kind_of
from liuxing_cli.store.schema import load
from tests.conftest import ROOT, run_liuxing

NAMES = list(schema_names())
FILES = sorted(path for top in ("standards", "data") for path in (ROOT / top).rglob("*.yaml"))
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_valid_2020_12(name: str) -> None:
    schema = json.loads(schema_bytes(name))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert jsonschema_rs.meta.is_valid(schema)
    assert re.search("[\u4e00-\u9fff]", schema["title"])


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_is_what_the_loader_uses(kind: str) -> None:
    done = run_liuxing("schema", "--kind", kind)
    assert done.returncode == 0
    assert json.loads(done.stdout) == load(kind)
    assert done.stdout == (ROOT / "liuxing_cli" / "schemas" / f"{kind}.schema.json").read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_explained_in_chinese(kind: str) -> None:
    def visit(node: object) -> None:
        if isinstance(node, list):
            for item in node:
                visit(item)
        if not isinstance(node, dict):
            return
        for key, item in node.get("properties", {}).items():
            words = f"{item.get('title', '')}{item.get('description', '')}"
            assert item.keys() == {"const"} or re.search("[\u4e00-\u9fff]", words), key
        for item in node.values():
            visit(item)

    visit(load(kind))


def test_all_to_a_folder(tmp_path: Path) -> None:
    done = run_liuxing("schema", "-o", str(tmp_path / "模式"))
    assert done.returncode == 0
    assert f"已写 {len(NAMES)} 个文件" in done.stderr.decode()
    written = {p.relative_to(tmp_path / "模式").as_posix() for p in tmp_path.rglob("*.json")}
    assert written == {f"{name}.schema.json" for name in NAMES}
    for name in NAMES:
        assert (tmp_path / "模式" / f"{name}.schema.json").read_bytes() == schema_bytes(name)


def test_one_to_a_folder_and_the_list(tmp_path: Path) -> None:
    assert run_liuxing("schema", "-k", "output/score", "-o", str(tmp_path)).returncode == 0
    assert [path.name for path in (tmp_path / "output").iterdir()] == ["score.schema.json"]
    listed = run_liuxing("schema").stdout.decode().splitlines()
    assert [line.split()[0] for line in listed] == NAMES


def test_wrong_calls(tmp_path: Path) -> None:
    done = run_liuxing("schema", "--kind", "asessment")
    assert done.returncode == 2
    assert "是不是想写 assessment？" in done.stderr.decode()
    (tmp_path / "file").touch()
    done = run_liuxing("schema", "-o", str(tmp_path / "file"))
    assert done.returncode == 2
    assert "不是文件夹" in done.stderr.decode()


def test_own_files_name_their_schema() -> None:
    assert len(FILES) > 700
    for path in FILES:
        with path.open(encoding="utf-8", newline="") as stream:
            found = MODELINE.fullmatch(stream.readline())
        assert found, path
        kind = kind_of(path.relative_to(ROOT).as_posix())
        expected = ROOT / "liuxing_cli" / "schemas" / f"{kind}.schema.json"
        assert (path.parent / found[1]).resolve() == expected.resolve(), path
