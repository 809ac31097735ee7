"""Trees, discovery, atomic writes and the layout of a workspace."""

import os
from pathlib import Path

import pytest

from liuxing_cli.store.atomic import write_atomic
from liuxing_cli.store.discover import find_workspace
from liuxing_cli.store.layout import KINDS, kind_of
from liuxing_cli.store.tree import FolderTree, builtin_standards
from liuxing_cli.store.yaml_events import MAX_BYTES


def write(root: Path, path: str, text: str = "a: 1\n") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_files_are_sorted_relative_and_not_hidden(tmp_path: Path) -> None:
    for name in ("data/b.yaml", "data/a/c.yaml", "data/.git/d.yaml", "data/.e.yaml", "data/f.yml"):
        write(tmp_path, name)
    tree = FolderTree(tmp_path)
    assert tree.files("data") == ["data/a/c.yaml", "data/b.yaml"]
    assert tree.files("data", ".yml") == ["data/f.yml"]
    assert tree.files("data/a") == ["data/a/c.yaml"]
    assert tree.files("nowhere") == []
    assert tree.read("data/a/c.yaml") == b"a: 1\n"


def test_builtin_standards_stand_in(tmp_path: Path) -> None:
    write(tmp_path, "data/workspace.yaml")
    tree = FolderTree(tmp_path)
    assert tree.uses_builtin
    assert "standards/six-type/standard.yaml" in tree.files("standards")
    shipped = builtin_standards() / "six-type" / "standard.yaml"
    assert tree.read("standards/six-type/standard.yaml") == shipped.read_bytes()
    write(tmp_path, "standards/own/standard.yaml")
    own = FolderTree(tmp_path)
    assert not own.uses_builtin
    assert own.files("standards") == ["standards/own/standard.yaml"]


def test_nothing_outside_is_read(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret.yaml")
    root = tmp_path / "ws"
    write(root, "data/a.yaml")
    (root / "data" / "link.yaml").symlink_to(secret)
    (root / "data" / "folder").symlink_to(tmp_path)
    (root / "data" / "inside.yaml").symlink_to(root / "data" / "a.yaml")
    tree = FolderTree(root)
    for path in ("data/link.yaml", "data/folder/secret.yaml", "../secret.yaml", "data/..", ".."):
        with pytest.raises(PermissionError):
            tree.read(path)
    assert tree.read("data/inside.yaml") == b"a: 1\n"
    with pytest.raises(FileNotFoundError):
        tree.read("data/none.yaml")


def test_reading_stops_after_the_limit(tmp_path: Path) -> None:
    with write(tmp_path, "data/big.yaml").open("wb") as stream:
        stream.truncate(MAX_BYTES * 4)
    assert len(FolderTree(tmp_path).read("data/big.yaml")) == MAX_BYTES + 1


def test_find_workspace(tmp_path: Path) -> None:
    root = tmp_path / "区 一"
    write(root, "data/workspace.yaml")
    deep = root / "data" / "subjects" / "x"
    deep.mkdir(parents=True)
    assert find_workspace(deep) == root
    assert find_workspace(tmp_path) is None
    assert find_workspace(tmp_path, root) == root
    assert find_workspace(root, tmp_path / "none") is None
    other = tmp_path / "other"
    (other / "standards").mkdir(parents=True)
    assert find_workspace(other) is None
    (other / "data").mkdir()
    assert find_workspace(other) == other


def test_write_atomic_replaces_and_keeps_permissions(tmp_path: Path) -> None:
    target = tmp_path / "out" / "a.txt"
    write_atomic(target, "一".encode())
    target.chmod(0o640)
    write_atomic(target, "二".encode())
    assert target.read_text("utf-8") == "二"
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(target.parent.iterdir()) == [target]


def test_write_atomic_leaves_the_old_file_when_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.txt"
    write_atomic(target, b"old")

    def full(_handle: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="disk full"):
        write_atomic(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("data/workspace.yaml", "workspace"),
        ("data/subjects/110199001000/street.yaml", "street"),
        ("data/subjects/110199001000/110199001001.yaml", "community"),
        ("data/assessments/2013H1/peer/a--b.yaml", "assessment"),
        ("standards/six-type/standard.yaml", "standard"),
        ("standards/six-type/types/clean.yaml", "type"),
        ("standards/profiles/acceptance.yaml", "profile"),
        ("standards/matrix/conference.yaml", "conference"),
        ("standards/matrix/common-duties.yaml", "duties"),
        ("standards/matrix/units/01-a.yaml", "unit"),
        ("standards/profiles/types/a.yaml", None),
        ("standards/matrix/standard.yaml", None),
        ("data/assessments/2013H1/a.yaml", None),
        ("data/a.yaml", None),
    ],
)
def test_kinds_by_place(path: str, kind: str | None) -> None:
    assert kind_of(path) == kind
    assert kind is None or kind in KINDS
