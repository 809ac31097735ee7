"""What a publication was made from: the files read, by digest, and the git revision."""

import hashlib
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

from liuxing_cli.commands.session import Session
from liuxing_cli.publish.provenance.manifest import Input, Origin, Revision
from liuxing_cli.store.layout import PROGRAMME, kind_of
from liuxing_cli.store.tree import STANDARDS, FolderTree

WATCHED = ("data", "standards", "templates")
"""The folders of a workspace that publications are made from."""
_APART = ("data/assessments/", "data/publications/", "data/objections/")
"""What a publication says rests on those records that it reads, and on nothing that came of it."""


class Recording(FolderTree):
    """A workspace in a folder that notes the digest of every file read through it."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self._digests: dict[str, str] = {}

    def read(self, path: str) -> bytes:
        """Return a file's bytes, as a plain folder does, and note their digest."""
        data = super().read(path)
        self._digests[path] = hashlib.sha256(data).hexdigest()
        return data

    def inputs(self) -> list[Input]:
        """Every file read so far."""
        return [Input(path, sha, self._origin(path)) for path, sha in self._digests.items()]

    def _origin(self, path: str) -> Origin:
        built_in = self.uses_builtin and path.startswith(f"{STANDARDS}/")
        return Origin.PACKAGE if built_in else Origin.WORKSPACE


def recorded(session: Session) -> Session:
    """The session with a tree that notes what is read; what opening it has read is noted too."""
    tree = Recording(session.root)
    for folder in ("data", STANDARDS):
        for path in tree.files(folder):
            if not path.startswith(_APART) and kind_of(path) not in PROGRAMME:
                tree.read(path)
    return replace(session, tree=tree)


def revision_of(root: Path) -> Revision | None:
    """The commit that the workspace is at, None outside git (or without it)."""
    commit = git(root, "rev-parse", "--verify", "--quiet", "HEAD")
    if not commit:
        return None
    changed = git(root, "status", "--porcelain", "--", *WATCHED)
    return Revision(commit, bool(changed))


def git(root: Path, *args: str) -> str:
    """What git answers about the workspace; empty where it cannot be asked or says no."""
    program = shutil.which("git")
    if program is None:
        return ""
    done = subprocess.run(  # noqa: S603 - no shell, arguments are ours
        [program, "-C", str(root), *args],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env={**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
    )
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""
