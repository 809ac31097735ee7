"""The files of a workspace as they stand in a git revision; the working tree is not touched.

Only ``git`` itself is asked (``rev-parse``, ``ls-tree``, one ``cat-file --batch``); nothing is
checked out, written or locked.
"""

import errno
import os
import posixpath
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from liuxing_cli.store.tree import STANDARDS, FolderTree, builtin_standards
from liuxing_cli.store.yaml_events import MAX_BYTES

_HOOK_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""Set inside git hooks, relative to another folder: the repository is found from the workspace."""
_MOST_LINKS = 8
_CHUNK = 1 << 16
_LINK = "120000"


class RevisionError(Exception):
    """The revision cannot be read; ``message`` and ``hint`` say why and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class _Entry(NamedTuple):
    mode: str
    object_id: str


class GitTree:
    """A workspace in a revision of the repository that holds the folder ``root``.

    ``root`` may be a subfolder of the repository. As in a folder, hidden files are left out,
    symbolic links that lead out of the workspace raise ``PermissionError``, and the built-in
    standards stand in where the revision has none. ``commit`` is the full object id.

    Raises:
        RevisionError: no git, no repository, no such revision, or no workspace in it.
    """

    def __init__(self, root: Path, revision: str) -> None:
        self.root = root.resolve()
        self.revision = revision
        self._git = _find_git()
        prefix = self._prefix()
        self.commit = self._resolve()
        self._entries = self._list(prefix)
        if not any(path.startswith("data/") for path in self._entries):
            raise RevisionError(
                f"版本“{revision}”里没有这个工作区（没有 data/ 文件夹）",
                "换一个有它的版本",
            )
        own = (STANDARDS, f"{STANDARDS}/")  # the bare name is a link: not followed, not replaced
        self.uses_builtin = not any(
            path == own[0] or path.startswith(own[1]) for path in self._entries
        )
        self._builtin = FolderTree(builtin_standards().parent)
        self._batch: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Use as a context manager to end the ``git cat-file`` behind it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """End the ``git cat-file`` that reads for this tree; reading again starts another."""
        if self._batch is not None:
            self._batch.communicate()
            self._batch = None

    def files(self, folder: str, suffix: str = ".yaml") -> list[str]:
        """Return the sorted paths of all files below ``folder`` whose names end in ``suffix``."""
        if self.uses_builtin and folder.partition("/")[0] == STANDARDS:
            return self._builtin.files(folder, suffix)
        start = f"{folder}/"
        return sorted(
            path
            for path in self._entries
            if path.startswith(start) and path.endswith(suffix) and not _is_hidden(path)
        )

    def read(self, path: str) -> bytes:
        """Return a file's bytes, at most one more than the reader's limit; raise ``OSError``."""
        if self.uses_builtin and path.partition("/")[0] == STANDARDS:
            return self._builtin.read(path)
        return self._blob(self._followed(path).object_id, path)

    def _followed(self, path: str) -> _Entry:
        """The entry of a file, symbolic links followed as long as they stay in the workspace."""
        place = path
        for _ in range(_MOST_LINKS):
            entry = self._entries.get(place)
            if entry is None:
                break
            if entry.mode != _LINK:
                return entry
            target = os.fsdecode(self._blob(entry.object_id, place))
            place = posixpath.normpath(posixpath.join(posixpath.dirname(place), target))
        if place.startswith(("../", "/")):
            raise PermissionError(f"outside the workspace: {path}")
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)

    def _blob(self, object_id: str, path: str) -> bytes:
        """Read one object through the running ``git cat-file --batch``."""
        if self._batch is None:
            self._batch = self._started()
        asked, answers = self._batch.stdin, self._batch.stdout
        if asked is None or answers is None:
            raise OSError(errno.EIO, os.strerror(errno.EIO), path)
        try:
            asked.write(f"{object_id}\n".encode())
            asked.flush()
        except BrokenPipeError:  # git ended; elsewhere this error means that our reader has left
            raise OSError(errno.EIO, os.strerror(errno.EIO), path) from None
        header = answers.readline().split()
        if len(header) != 3:  # "<id> missing": a partial clone, a damaged repository
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        size = int(header[2])
        data = answers.read(min(size, MAX_BYTES + 1))
        rest = size - len(data) + 1  # and the line end after the object
        while rest > 0 and (skipped := answers.read(min(rest, _CHUNK))):
            rest -= len(skipped)
        return data

    def _started(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(  # noqa: S603 - git, found on the PATH, with no user text
            [self._git, "-C", str(self.root), "cat-file", "--batch"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )

    def _run(self, *args: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(  # noqa: S603 - no shell; a revision never starts with "-"
            [self._git, "-C", str(self.root), *args],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env=_environment(),
        )

    def _prefix(self) -> str:
        """Where the workspace lies in the repository: ``""``, or a path that ends in ``/``."""
        done = self._run("rev-parse", "--show-prefix")
        if done.returncode == 0:
            return os.fsdecode(done.stdout).removesuffix("\n")
        if b"dubious ownership" in done.stderr:
            raise RevisionError(
                "git 不信任这个仓库：它的所有者不是当前用户",
                "确认仓库可信后运行：git config --global --add safe.directory <仓库文件夹>",
            )
        raise RevisionError(
            "工作区不在 git 仓库里，不能与版本比较", "改用 --against 文件夹，与另一个文件夹比较"
        )

    def _resolve(self) -> str:
        """The commit that the revision names."""
        asked = self.revision
        if asked and not asked.startswith("-") and asked.isprintable():
            done = self._run("rev-parse", "--verify", "--quiet", f"{asked}^{{commit}}")
            if done.returncode == 0:
                return done.stdout.decode("ascii").strip()
        shallow = self._run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
        hint = "用 git log、git branch -a 查对写法"
        if shallow:
            hint = "这是浅克隆，历史不全：先 git fetch --unshallow（CI 里取全历史）"
        raise RevisionError(f"没有“{asked}”这个版本，也没有叫这个名字的工作区文件夹", hint)

    def _list(self, prefix: str) -> dict[str, _Entry]:
        """Every file of the workspace in the revision, by its path in the workspace."""
        done = self._run(
            "ls-tree", "-r", "-z", "--full-tree", f"{self.commit}:{prefix.rstrip('/')}"
        )
        entries: dict[str, _Entry] = {}
        for line in done.stdout.split(b"\0") if done.returncode == 0 else ():
            head, _, path = line.partition(b"\t")
            mode, _, rest = head.decode("ascii").partition(" ")
            kind, _, object_id = rest.partition(" ")
            if kind == "blob":
                entries[os.fsdecode(path)] = _Entry(mode, object_id)
            elif kind == "commit" and path.split(b"/")[0] in (b"data", b"standards"):
                raise RevisionError(
                    f"版本“{self.revision}”里 {os.fsdecode(path)} 是子模块，读不到其中的文件",
                    "检出旧版本（连同子模块）到另一个文件夹，再用 --against 文件夹",
                )
        return entries


def _find_git() -> str:
    found = shutil.which("git")
    if found is None:
        raise RevisionError(
            "没有找到 git，不能与版本比较", "安装 git，或用 --against 文件夹与另一个文件夹比较"
        )
    return found


def _environment() -> dict[str, str]:
    """The caller's environment for a git that answers in English, takes no lock and asks nobody."""
    inherited = {k: v for k, v in os.environ.items() if k not in _HOOK_VARIABLES}
    return {**inherited, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))
