"""Where the files of a workspace come from: a folder, later a git revision."""

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Protocol

from liuxing_cli.store.file_errors import NOT_A_FILE, reason_of
from liuxing_cli.store.yaml_events import MAX_BYTES

STANDARDS = "standards"
_CHUNK = 1 << 16
_READING = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


class Tree(Protocol):
    """Read access to the files of a workspace; paths are relative and use ``/``."""

    def files(self, folder: str, suffix: str = ".yaml") -> list[str]:
        """Return the sorted paths of all files below ``folder`` whose names end in ``suffix``."""

    def read(self, path: str) -> bytes:
        """Return a file's bytes, at most one more than the reader's limit; raise ``OSError``."""


class FolderTree:
    """A workspace in a folder; the built-in standards stand in where it has none of its own.

    Hidden files and folders are left out, and nothing outside the root is ever read: a symbolic
    link or ``..`` that leads out raises ``PermissionError``. Each folder is walked once, so a tree
    is for one run; ``skipped`` then names the folders that could not be entered, with the reason.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        own = self.root / STANDARDS
        self.uses_builtin = not own.is_dir()
        self.skipped: dict[str, str] = {}
        self._standards = builtin_standards() if self.uses_builtin else own
        self._real_folder = cache(os.path.realpath)
        self._walked: dict[str, tuple[str, ...]] = {}

    def files(self, folder: str, suffix: str = ".yaml") -> list[str]:
        """Return the sorted paths of all files below ``folder`` whose names end in ``suffix``."""
        start = f"{folder}/"
        around = next((top for top in self._walked if start.startswith(f"{top}/")), None)
        if around is None:
            around = folder
            self._walked[folder] = tuple(sorted(self._walk(folder)))
        found = self._walked[around]
        return [file for file in found if file.endswith(suffix) and file.startswith(start)]

    def read(self, path: str) -> bytes:
        """Return a file's bytes, at most one more than the reader's limit; raise ``OSError``."""
        place = self.place(path)
        handle = os.open(place, _READING)  # thousands of files: pathlib and open() are slower
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):  # a named pipe would wait for ever
                raise OSError(NOT_A_FILE)
            return _read(handle, min(status.st_size, MAX_BYTES) + 1)
        finally:
            os.close(handle)

    def size(self, path: str) -> int:
        """Return how many bytes a file has, 0 where it cannot be asked."""
        with suppress(OSError):
            return os.stat(self._path(path)).st_size  # noqa: PTH116 - thousands of files
        return 0

    def place(self, path: str) -> str:
        """Return where a file of the workspace lies on disk; ``PermissionError`` if outside."""
        place = self._path(path)
        folder, name = os.path.split(place)
        real = os.path.join(self._real_folder(folder), name)  # noqa: PTH118
        if os.path.islink(real):  # noqa: PTH114
            real = os.path.realpath(real)
        home = self._standards if path.startswith(f"{STANDARDS}/") else self.root
        if name in (".", "..") or not real.startswith(f"{home}{os.sep}"):
            raise PermissionError(f"outside the workspace: {path}")
        return place

    def _walk(self, folder: str) -> Iterator[str]:
        top = self._path(folder)

        def name_of(place: str) -> str:
            return f"{folder}{place[len(top) :]}".replace(os.sep, "/")

        def failed(error: OSError) -> None:
            if error.errno != errno.ENOENT:
                self.skipped[name_of(str(error.filename))] = reason_of(error)

        for parent, folders, names in os.walk(top, onerror=failed):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in folders:
                if name.endswith(".yaml"):
                    self.skipped[f"{name_of(parent)}/{name}"] = "是文件夹，名字却像文件"
                if os.path.islink(os.path.join(parent, name)):  # noqa: PTH114, PTH118
                    self.skipped[f"{name_of(parent)}/{name}"] = "是链接，链接的文件夹不读"
            below = name_of(parent)
            yield from (f"{below}/{name}" for name in names if not name.startswith("."))

    def _path(self, path: str) -> str:
        head, _, rest = path.partition("/")
        home = self._standards if head == STANDARDS else self.root / head
        return os.path.join(home, rest) if rest else str(home)  # noqa: PTH118


def skipped(tree: Tree) -> Mapping[str, str]:
    """Return the folders of a tree that could not be entered, with the reason; mostly none."""
    found: Mapping[str, str] = getattr(tree, "skipped", {})
    return found


def _read(handle: int, expected: int) -> bytes:
    data = os.read(handle, expected)
    while len(data) <= MAX_BYTES and (more := os.read(handle, _CHUNK)):
        data += more
    return data[: MAX_BYTES + 1]


def builtin_standards() -> Path:
    """Return the folder of the standards that ship with the package (or with a checkout)."""
    package = Path(__file__).resolve().parent.parent
    shipped = package.parent / "liuxing_builtin" / STANDARDS
    return shipped if shipped.is_dir() else package.parent / STANDARDS
