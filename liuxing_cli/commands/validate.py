"""``liuxing validate``: every problem of a workspace at once, each with its place."""

import gc
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from liuxing_cli import checks
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import OutputOption, WorkspaceOption
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import emit, find_root, load
from liuxing_cli.model.finding import Finding, Severity
from liuxing_cli.publish import findings as render
from liuxing_cli.store.place import resolve
from liuxing_cli.store.records import assessment_files, read_assessment
from liuxing_cli.store.tree import FolderTree


class Format(StrEnum):
    """How the findings are written."""

    TEXT = "text"
    JSON = "json"


def command(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(help="只报告这些文件或文件夹里的问题（默认：全部）")
    ] = None,
    workspace: WorkspaceOption = None,
    output_format: Annotated[
        Format, typer.Option("--format", "-f", help="text 给人看，json 给程序用")
    ] = Format.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="有警告也算不通过")] = False,
    output: OutputOption = None,
) -> int:
    """检查标准、责任矩阵、评分办法和评估记录，一次列出全部问题。"""
    root = find_root(ctx, workspace)
    wanted = _inside(root, paths or [])
    gc.disable()  # records are read and dropped one by one; there is nothing to collect
    tree, found, checked = _check(root, wanted)
    found = resolve(tree, found)
    if output_format is Format.JSON:
        emit(render.as_json(found, checked), output)
    elif found:
        emit(render.as_text(found) + "\n", output)
    say(_covered(checked) + render.summary(found))
    numbers = render.count(found)
    failed = numbers.get(Severity.ERROR, 0) or (strict and numbers.get(Severity.WARNING, 0))
    return 1 if failed else 0


def _check(root: Path, wanted: tuple[str, ...]) -> tuple[FolderTree, list[Finding], dict[str, int]]:
    """Check the workspace files and then each record; returns what was covered as counts."""
    tree, loaded = load(root)
    found = list(loaded.findings)
    records = [f for f in assessment_files(tree) if _is_wanted(f, wanted)]
    read = 0
    if loaded.workspace is not None:
        found += checks.run_workspace(loaded.workspace)
        cache = checks.RecordCache()
        for file in records:
            assessment, problems = read_assessment(tree, file, salvage=True)
            found += problems
            if assessment is not None:
                found += checks.run_record(loaded.workspace, cache, assessment)
        read = len(records)
    definitions = [f for f in loaded.files if _is_wanted(f, wanted)]
    checked = {
        "definitions": len(definitions),
        "records": read,
        "records_in_scope": len(records),
    }
    return tree, [f for f in found if _is_wanted(f.file, wanted)], checked


def _covered(checked: dict[str, int]) -> str:
    return (
        f"已检查 {checked['definitions']} 份标准、矩阵、办法和名册，"
        f"{checked['records']}/{checked['records_in_scope']} 份记录："
    )


def _inside(root: Path, paths: list[Path]) -> tuple[str, ...]:
    """Paths as the workspace names them.

    Raises:
        Refusal: a path that does not exist or lies outside the workspace.
    """
    names = []
    for path in paths:
        if not path.exists():
            raise Refusal(f"没有这个文件或文件夹：{path}")
        try:
            names.append(path.resolve().relative_to(root.resolve()).as_posix())
        except ValueError:
            raise Refusal(f"{path} 不在工作区 {root} 里") from None
    return tuple(names)


def _is_wanted(file: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or any(w in (".", file) or file.startswith(w + "/") for w in wanted)
