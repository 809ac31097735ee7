"""New files are made whole, and never over others."""

from pathlib import Path

from liuxing_cli.store.create import create_atomic


def test_a_new_file_is_made_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.yaml"
    assert create_atomic(path, b"one")
    assert path.read_bytes() == b"one"
    assert [p.name for p in path.parent.iterdir()] == ["b.yaml"]


def test_an_existing_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_bytes(b"old")
    assert not create_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    dangling = tmp_path / "link.yaml"
    dangling.symlink_to(tmp_path / "nowhere")
    assert not create_atomic(dangling, b"new")
    assert not (tmp_path / "nowhere").exists()
