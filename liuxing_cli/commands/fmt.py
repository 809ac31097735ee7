"""``liuxing fmt``: files in canonical form; the only thing it changes is how they are written."""

import difflib
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from liuxing_cli.commands.messages import complain, say
from liuxing_cli.commands.options import WorkspaceOption
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import find_root
from liuxing_cli.model.finding import Finding
from liuxing_cli.store.atomic import write_atomic
from liuxing_cli.store.discover import find_workspace
from liuxing_cli.store.file_errors import NOT_A_FILE, reason_of
from liuxing_cli.store.format import MeaningChangedError, tidy
from liuxing_cli.store.layout import kind_of
from liuxing_cli.store.yaml_events import MAX_BYTES

STDIN = "-"
_FLAGS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_CLEAN, _FINDINGS, _UNREADABLE, _OUR_BUG = 0, 1, 2, 3


@dataclass
class _Tally:
    """What was covered: files met, changed (or to be changed), faulty, out of reach, and refused
    by us."""

    files: int = 0
    untidy: int = 0
    refused: int = 0
    barred: int = 0
    faulty: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def command(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="文件或文件夹，- 表示标准输入（默认：工作区的全部文件）"),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="只检查，不改文件；有要整理的就算不通过")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="只显示会改哪里，不改文件；有要整理的就算不通过")
    ] = False,
    workspace: WorkspaceOption = None,
) -> int:
    """把文件整理成统一写法：键的顺序、缩进、引号；注释保留，内容不变。"""
    tally = _Tally()
    look_only = check or diff
    if paths and Path(STDIN) in paths:
        if len(paths) > 1:
            raise Refusal("- 表示标准输入，不能与别的文件一起写")
        _stdin(tally, check, diff)
    else:
        files = _files(paths) if paths else _of_workspace(find_root(ctx, workspace))
        for path, kind in files:
            _file(tally, path, kind, look_only, diff)
    if tally.findings:
        _report(tally)
    say(_summary(tally, look_only))
    if tally.refused:
        return _OUR_BUG
    if tally.barred:
        return _UNREADABLE
    return _FINDINGS if tally.faulty or (look_only and tally.untidy) else _CLEAN


def _file(tally: _Tally, path: Path, kind: str | None, look_only: bool, diff: bool) -> None:
    name = _shown(path)
    try:
        data = _read(path)
    except OSError as error:
        tally.files += 1
        _bar(tally, f"{name}: 读不了：{reason_of(error)}")
        return
    result = _tidied(tally, data, name, kind)
    if result is None or result == data:
        return
    if not look_only:
        try:
            write_atomic(path.resolve(), result)
        except OSError as error:
            _bar(tally, f"{name}: 写不了：{reason_of(error).replace('读取', '写入')}")
            return
    tally.untidy += 1
    _out(_difference(name, data, result) if diff else f"{name}\n")


def _read(path: Path) -> bytes:
    """The bytes of a file; nothing is waited for at a pipe or a device."""
    with os.fdopen(os.open(path, os.O_RDONLY | _FLAGS), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(NOT_A_FILE)
        return stream.read(MAX_BYTES + 1)


def _bar(tally: _Tally, said: str) -> None:
    """Tell of a file that the system does not give or take; the others go on."""
    tally.barred += 1
    complain(said)


def _stdin(tally: _Tally, check: bool, diff: bool) -> None:
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    result = _tidied(tally, data, "标准输入", None)
    if result is None:
        return
    tally.untidy += result != data
    if diff:
        _out(_difference("标准输入", data, result))
    elif not check:
        _out(result.decode())


def _tidied(tally: _Tally, data: bytes, name: str, kind: str | None) -> bytes | None:
    tally.files += 1
    try:
        result = tidy(data, name, kind)
    except MeaningChangedError:
        tally.refused += 1
        complain(
            f"{name}: 整理后内容或注释会变，没有改动。这是 liuxing 的问题，请把这个文件发给维护者"
        )
        return None
    if result.data is None:
        tally.faulty[name] = data
        tally.findings += result.findings
    return result.data


def _of_workspace(root: Path) -> Iterator[tuple[Path, str | None]]:
    for folder in ("data", "standards"):
        if (root / folder).is_dir():
            yield from _below(root / folder)


def _files(paths: list[Path]) -> Iterator[tuple[Path, str | None]]:
    """Yield each file asked for, and the files of workspaces below each folder asked for.

    Raises:
        Refusal: a path that does not exist.
    """
    for path in paths:
        if not path.exists():
            raise Refusal(f"没有这个文件或文件夹：{path}")
    for path in paths:
        if path.is_dir():
            yield from _below(path)
        else:
            yield path, _kind(path)


def _below(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """Yield the files of the workspace around ``folder``, else those of workspaces below it."""
    root = _root_around(folder.absolute())
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if name.endswith(".yaml") and (kind := _kind(path, root)):
                yield path, kind


def _kind(path: Path, root: Path | None = None) -> str | None:
    """Return the kind that belongs at this place of its workspace, None where none does."""
    place = path.resolve()
    root = root or _root_around(place.parent)
    if root is None or not place.is_relative_to(root):
        return None
    return kind_of(place.relative_to(root).as_posix())


@cache
def _root_around(folder: Path) -> Path | None:
    return find_workspace(folder)


def _shown(path: Path) -> str:
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _difference(name: str, old: bytes, new: bytes) -> str:
    before, after = (data.decode().splitlines(keepends=True) for data in (old, new))
    lines = difflib.unified_diff(before, after, name, name)
    ended = (
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
    return "".join(ended)


def _report(tally: _Tally) -> None:
    """Tell what is wrong with the files that were left alone."""
    from liuxing_cli.publish.findings import as_text  # read only when something was found
    from liuxing_cli.store.place import resolve

    complain(as_text(resolve(_Held(tally.faulty), tally.findings)))


class _Held:
    """The files that were read, as a tree, so that findings get their places."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = files

    def files(self, folder: str, suffix: str = ".yaml") -> list[str]:
        return sorted(f for f in self._files if f.startswith(f"{folder}/") and f.endswith(suffix))

    def read(self, path: str) -> bytes:
        return self._files[path]


def _summary(tally: _Tally, look_only: bool) -> str:
    done = f"{tally.untidy} 个需要整理" if look_only else f"整理了 {tally.untidy} 个"
    faulty = f"，{len(tally.faulty)} 个有错误，没有动" if tally.faulty else ""
    refused = f"，{tally.refused} 个没有整理成" if tally.refused else ""
    barred = f"，{tally.barred} 个读写不了" if tally.barred else ""
    return f"已检查 {tally.files} 个文件，{done}{faulty}{barred}{refused}"


def _out(text: str) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
