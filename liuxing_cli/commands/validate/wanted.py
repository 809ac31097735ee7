"""What the user asked about, and how little of the workspace it takes to answer."""

import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.store.layout import kind_of
from liuxing_cli.store.load import EVERYTHING, Scope
from liuxing_cli.store.overlay import OverlayTree
from liuxing_cli.store.tree import FolderTree, Tree
from liuxing_cli.store.yaml_events import MAX_BYTES

_RECORDS = "data/assessments/"
_AREAS = (  # what lies where, and the kinds of files that its checks look at
    (_RECORDS, ("workspace", "plan", "standard", "type", "street", "community", "subject", "unit")),
    ("data/subjects/", ("workspace", "standard", "type", "street", "community", "subject")),
    (
        "standards/obligations.yaml",
        ("workspace", "standard", "type", "conference", "unit", "duties", "obligations"),
    ),
    ("standards/matrix/", ("workspace", "standard", "type", "conference", "unit", "duties")),
    ("standards/profiles/", ("workspace", "standard", "type", "profile")),
    ("standards/", ("workspace", "standard", "type", "conference", "unit", "duties")),
)


@dataclass(frozen=True)
class Wanted:
    """Files and folders of a workspace to report on; none of either means all of it."""

    root: Path
    tree: Tree
    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()

    def __contains__(self, file: str) -> bool:
        if not self.files and not self.folders:
            return True
        return file in self.files or f"{file}/".startswith(self.folders)

    @property
    def is_all(self) -> bool:
        return not self.files and not self.folders

    @property
    def records_only(self) -> bool:
        """Whether nothing but records is asked about."""
        names = (*self.files, *self.folders)
        return bool(names) and all(name.startswith(_RECORDS) for name in names)

    def scope(self, *, least: bool = True) -> Scope:
        """What to load: with ``least`` no units, and of the subjects those in the files' names."""
        names = (*self.files, *self.folders)
        areas = [next((a for a in _AREAS if name.startswith(a[0])), None) for name in names]
        strays = any(kind_of(file) is None for file in self.files)
        known = [area for area in areas if area is not None]
        if not names or strays or "standards/" in names or len(known) < len(areas):
            return EVERYTHING
        kinds = frozenset(kind for _, needed in known for kind in needed)
        subjects = ("data/subjects",) if "community" in kinds else ()
        plans = ("data/plans",) if "plan" in kinds else ()
        records = tuple(f.rstrip("/") for f in self.folders if f.startswith(_RECORDS))
        named = None
        if least and self.records_only and not self.folders:
            stems = (PurePosixPath(file).stem.partition("--") for file in self.files)
            named = frozenset(part for head, _, tail in stems for part in (head, tail) if part)
            kinds -= {"unit"}
        return Scope(("standards", *subjects, *plans, *records), kinds, named)


def asked(root: Path, paths: list[Path], stdin_filename: str | None) -> Wanted:
    """Sort the paths of the call into files and folders of the workspace.

    Raises:
        Refusal: a path that does not exist or lies outside the workspace, ``-`` without a file
            name (or a file name without ``-``), or a name under which nothing is read.
    """
    tree: Tree = FolderTree(root)
    files, folders = [], []
    if (Path("-") in paths) != (stdin_filename is not None):
        raise Refusal(
            "- 和 --stdin-filename 要一起用", "例如：liuxing validate - --stdin-filename …"
        )
    for path in paths:
        if path == Path("-"):
            name = _named(root, Path.cwd() / str(stdin_filename))
            if kind_of(name) is None:
                raise Refusal(f"--stdin-filename {name} 不是工作区里约定的位置")
            tree = OverlayTree(tree, {name: sys.stdin.buffer.read(MAX_BYTES + 1)})
            files.append(name)
        elif not path.exists() and not path.is_symlink():
            raise Refusal(f"没有这个文件或文件夹：{path}")
        elif path.is_dir():
            folders.append(f"{_named(root, path)}/")
        else:
            files.append(_named(root, path))
    if "./" in folders:
        files, folders = [], []
    return Wanted(root, tree, tuple(files), tuple(folders))


def _named(root: Path, path: Path) -> str:
    """A path as the workspace names it; a link is named where it lies, not where it leads."""
    place = path.parent.resolve() / path.name if path.name else path.resolve()
    home = root.resolve()
    if path.resolve() == home:
        return "."
    if not place.is_relative_to(home):
        raise Refusal(f"{path} 不在工作区 {root} 里")
    return place.relative_to(home).as_posix()
