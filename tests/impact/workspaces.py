"""The sample workspace with edits on top, loaded from memory; and git repositories of it."""

import os
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from liuxing_cli.model.workspace import Workspace
from liuxing_cli.store.load import load_workspace
from liuxing_cli.store.tree import FolderTree
from tests.conftest import ROOT

STANDARD = "standards/six-type/standard.yaml"
CLEAN = "standards/six-type/types/clean.yaml"
ACCEPTANCE = "standards/profiles/acceptance.yaml"
SETTINGS = "data/workspace.yaml"
COMMUNITY = "data/subjects/110199001000/110199001001.yaml"

Edit = tuple[str, str, str]
"""File, a text that stands in it once, and what takes its place."""


class EditedTree:
    """The repository's own workspace, some files of which read differently."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._base = FolderTree(ROOT)
        self._texts = texts

    def files(self, folder: str, suffix: str = ".yaml") -> list[str]:
        return self._base.files(folder, suffix)

    def read(self, path: str) -> bytes:
        if path in self._texts:
            return self._texts[path].encode()
        return self._base.read(path)


def edited(*edits: Edit) -> Workspace:
    """The sample workspace after edits; it must load without findings."""
    texts: dict[str, str] = {}
    for file, find, replace in edits:
        text = texts.get(file) or (ROOT / file).read_text("utf-8")
        assert text.count(find) == 1, f"{find!r} is not once in {file}"
        texts[file] = text.replace(find, replace)
    loaded = load_workspace(EditedTree(texts))
    assert loaded.workspace is not None
    assert not loaded.findings
    return loaded.workspace


@cache
def sample() -> Workspace:
    """The sample workspace as it is."""
    return edited()


def apply(folder: Path, *edits: Edit) -> None:
    """Edit files of a workspace folder."""
    for file, find, replace in edits:
        path = folder / file
        text = path.read_text("utf-8")
        assert text.count(find) == 1, f"{find!r} is not once in {file}"
        path.write_text(text.replace(find, replace), "utf-8")


def git(folder: Path, *args: str) -> str:
    """Run git with settings of its own, whatever the machine's are."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    unit = ("-c", "user.name=office", "-c", "user.email=office@example.org")
    done = subprocess.run(
        ["git", *unit, "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false", *args],
        cwd=folder,
        env={**clean, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().strip()


def commit(folder: Path) -> str:
    """Make ``folder`` a repository if it is none, commit everything, return the commit."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "state")
    return git(folder, "rev-parse", "HEAD")
