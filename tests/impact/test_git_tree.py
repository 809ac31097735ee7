"""A revision reads like the folder it was made from, and never touches it."""

import hashlib
import subprocess
from pathlib import Path

import pytest

from liuxing_cli.store import git_tree
from liuxing_cli.store.git_tree import GitTree, RevisionError
from liuxing_cli.store.tree import FolderTree
from tests.impact.workspaces import commit, git


def write(root: Path, path: str, data: bytes = b"a: 1\n") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "仓 库"
    for path in ("data/b.yaml", "data/子/c.yaml", "data/.hidden/d.yaml", "data/.e.yaml"):
        write(folder, path, path.encode())
    write(folder, "data/f.yml")
    write(folder, "standards/own/standard.yaml")
    return folder


def test_reads_as_the_folder_does(root: Path) -> None:
    commit(root)
    folder = FolderTree(root)
    with GitTree(root, "HEAD") as tree:
        for place in ("data", "data/子", "standards", "nowhere"):
            for suffix in (".yaml", ".yml"):
                assert tree.files(place, suffix) == folder.files(place, suffix)
        for path in tree.files("data") + tree.files("standards"):
            assert tree.read(path) == folder.read(path)
        assert not tree.uses_builtin


def test_reads_the_revision_and_not_the_working_tree(root: Path) -> None:
    first = commit(root)
    write(root, "data/b.yaml", b"second")
    commit(root)
    write(root, "data/b.yaml", b"third")
    (root / "data" / "f.yml").unlink()
    with GitTree(root, "HEAD~1") as old, GitTree(root, "main") as last:
        assert (old.commit, old.read("data/b.yaml")) == (first, b"data/b.yaml")
        assert last.read("data/b.yaml") == b"second"
        assert last.files("data", ".yml") == ["data/f.yml"]
        last.close()
        assert last.read("data/b.yaml") == b"second"


def test_writes_nothing(root: Path) -> None:
    commit(root)
    before = _digest(root)
    with GitTree(root, "HEAD") as tree:
        assert [tree.read(path) for path in tree.files("data")]
    assert _digest(root) == before


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(f"{path} {path.lstat().st_mtime_ns}".encode())
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def test_workspace_in_a_subfolder(root: Path) -> None:
    write(root.parent, "data/elsewhere.yaml")
    commit(root.parent)
    with GitTree(root, "HEAD") as tree:
        assert tree.files("data") == FolderTree(root).files("data")
        assert tree.read("data/子/c.yaml") == "data/子/c.yaml".encode()


def test_hook_variables_do_not_mislead(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(root.parent)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere/index")
    with GitTree(root, "HEAD") as tree:
        assert tree.read("data/b.yaml") == b"data/b.yaml"


def test_builtin_standards_stand_in(tmp_path: Path) -> None:
    write(tmp_path, "data/workspace.yaml")
    commit(tmp_path)
    with GitTree(tmp_path, "HEAD") as tree:
        assert tree.uses_builtin
        assert tree.files("standards") == FolderTree(tmp_path).files("standards")
        path = "standards/six-type/standard.yaml"
        assert tree.read(path) == FolderTree(tmp_path).read(path)


def test_links_stay_inside(root: Path) -> None:
    write(root.parent, "secret.yaml")
    data = root / "data"
    (data / "inside.yaml").symlink_to("子/c.yaml")
    (data / "chain.yaml").symlink_to("inside.yaml")
    (data / "out.yaml").symlink_to("../../secret.yaml")
    (data / "absolute.yaml").symlink_to(root.parent / "secret.yaml")
    (data / "round.yaml").symlink_to("round.yaml")
    (data / "dead.yaml").symlink_to("none.yaml")
    commit(root)
    with GitTree(root, "HEAD") as tree:
        assert (
            tree.read("data/chain.yaml")
            == tree.read("data/inside.yaml")
            == b"data/\xe5\xad\x90/c.yaml"
        )
        for name in ("out", "absolute"):
            with pytest.raises(PermissionError):
                tree.read(f"data/{name}.yaml")
        for path in ("data/round.yaml", "data/dead.yaml", "data/none.yaml", "../secret.yaml"):
            with pytest.raises(OSError, match=r"outside|No such file"):
                tree.read(path)


def test_a_link_for_the_standards_is_not_replaced_by_the_builtin_ones(tmp_path: Path) -> None:
    write(tmp_path, "data/workspace.yaml")
    write(tmp_path, "shared/six-type/standard.yaml")
    (tmp_path / "standards").symlink_to("shared")
    commit(tmp_path)
    with GitTree(tmp_path, "HEAD") as tree:
        assert tree.files("standards") == []


def test_large_files_are_cut_and_the_next_is_whole(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, "data/large.yaml", b"x" * 300_000)
    commit(root)
    monkeypatch.setattr(git_tree, "MAX_BYTES", 100)
    with GitTree(root, "HEAD") as tree:
        assert tree.read("data/large.yaml") == b"x" * 101
        assert tree.read("data/b.yaml") == b"data/b.yaml"


@pytest.mark.parametrize(
    "revision", ["none", "", "--all", "-x", "HEAD:data", "HEAD..HEAD", "无此版本", "a\nb", "a\0b"]
)
def test_unknown_revisions(root: Path, revision: str) -> None:
    commit(root)
    with pytest.raises(RevisionError) as refused:
        GitTree(root, revision)
    assert "没有" in refused.value.message


def test_revision_without_the_workspace(root: Path) -> None:
    write(root.parent, "readme")
    git(root.parent, "init", "--quiet")
    git(root.parent, "add", "readme")
    git(root.parent, "commit", "--quiet", "--message", "state")
    with pytest.raises(RevisionError, match="没有这个工作区"):
        GitTree(root, "HEAD")


def test_no_repository(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    with pytest.raises(RevisionError, match="不在 git 仓库里"):
        GitTree(root, "HEAD")


def test_no_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))
    with pytest.raises(RevisionError, match="没有找到 git"):
        GitTree(root, "HEAD")


def test_shallow_clone_says_so(root: Path, tmp_path: Path) -> None:
    commit(root)
    write(root, "data/b.yaml", b"second")
    commit(root)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{root}", "shallow")
    with pytest.raises(RevisionError) as refused:
        GitTree(tmp_path / "shallow", "HEAD~1")
    assert "浅克隆" in refused.value.hint


def test_submodule_is_refused(root: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    write(shared, "six-type/standard.yaml")
    commit(shared)
    (root / "standards" / "own" / "standard.yaml").unlink()
    (root / "standards" / "own").rmdir()
    (root / "standards").rmdir()
    git(root, "init", "--quiet")
    git(
        root,
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        str(shared),
        "standards",
    )
    commit(root)
    with pytest.raises(RevisionError, match="子模块"):
        GitTree(root, "HEAD")


def test_git_that_ends_early_is_an_input_error(root: Path) -> None:
    commit(root)
    with GitTree(root, "HEAD") as tree:
        assert tree.read("data/b.yaml")
        batch = tree._batch
        assert isinstance(batch, subprocess.Popen)
        batch.kill()
        batch.wait()
        with pytest.raises(OSError, match=r".") as failed:
            tree.read("data/b.yaml")
        assert not isinstance(failed.value, BrokenPipeError)  # which would mean: nobody reads us
