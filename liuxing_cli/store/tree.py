"""Where the files of a workspace come from: a folder, later a git revision."""

import os
from functools import cache
from pathlib import Path
from typing import Protocol

from liuxing_cli.store.yaml_events import MAX_BYTES

STANDARDS = "standards"


class Tree(Protocol):
    """Read access to the files of a workspace; paths are relative and use ``/``."""

    def files(self, folder: str, suffix: str = ".yaml") -> list[str]:
        """Return the sorted paths of all files below ``folder`` whose names end in ``suffix``."""

    def read(self, path: str) -> bytes:
        """Return a file's bytes, at most one more than the reader's limit; raise ``OSError``."""


class FolderTree:
    """A workspace in a folder; the built-in standards stand in where it has none of its own.

    Hidden files and folders are left out, and nothing outside the root is ever read: a symbolic
    link or ``..`` that leads out raises ``PermissionError``.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        own = self.root / STANDARDS
        self.uses_builtin = not own.is_dir()
        self._standards = builtin_standards() if self.uses_builtin else own
        self._real_folder = cache(os.path.realpath)

    def files(self, folder: str, suffix: str = ".yaml") -> list[str]:
        """Return the sorted paths of all files below ``folder`` whose names end in ``suffix``."""
        top = self._place(folder)
        found = []
        for parent, folders, names in os.walk(top):
            folders[:] = [name for name in folders if not name.startswith(".")]
            below = parent[len(top) :].replace(os.sep, "/")
            found += [
                f"{folder}{below}/{name}"
                for name in names
                if name.endswith(suffix) and not name.startswith(".")
            ]
        return sorted(found)

    def read(self, path: str) -> bytes:
        """Return a file's bytes, at most one more than the reader's limit; raise ``OSError``."""
        place = self._place(path)
        self._refuse_outside(place, path)
        with open(place, "rb") as stream:  # noqa: PTH123 - thousands of files, pathlib is slower
            return stream.read(MAX_BYTES + 1)

    def _place(self, path: str) -> str:
        head, _, rest = path.partition("/")
        home = self._standards if head == STANDARDS else self.root / head
        return os.path.join(home, rest) if rest else str(home)  # noqa: PTH118

    def _refuse_outside(self, place: str, path: str) -> None:
        folder, name = os.path.split(place)
        real = os.path.join(self._real_folder(folder), name)  # noqa: PTH118
        if os.path.islink(real):  # noqa: PTH114
            real = os.path.realpath(real)
        home = self._standards if path.startswith(f"{STANDARDS}/") else self.root
        if name == ".." or not real.startswith(f"{home}{os.sep}"):
            raise PermissionError(f"outside the workspace: {path}")


def builtin_standards() -> Path:
    """Return the folder of the standards that ship with the package (or with a checkout)."""
    package = Path(__file__).resolve().parent.parent
    shipped = package.parent / "liuxing_builtin" / STANDARDS
    return shipped if shipped.is_dir() else package.parent / STANDARDS
