"""``liuxing validate``: every problem of a workspace at once, each with its place.

``wanted`` is what the user asked about, ``run`` checks it (``batch`` the records, ``pool`` in
several processes), ``listing`` decides what is shown, and ``publish.findings`` writes it.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from liuxing_cli.commands.options import OutputOption, WorkspaceOption


class Format(StrEnum):
    """How the findings are written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"


def command(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="只报告这些文件或文件夹里的问题（默认：全部）；- 是标准输入"),
    ] = None,
    workspace: WorkspaceOption = None,
    output_format: Annotated[
        Format,
        typer.Option("--format", "-f", help="text 给人看，json 给程序用，其余给各种 CI 用"),
    ] = Format.TEXT,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", help="只要这些代码（或代码的开头，如 REC）；可用逗号分开"),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", help="不要这些代码（或代码的开头）")
    ] = None,
    info: Annotated[bool, typer.Option("--info", help="连提示（如职责覆盖情况）一起列出")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="有警告也算不通过")] = False,
    stdin_filename: Annotated[
        str | None,
        typer.Option("--stdin-filename", help="标准输入的内容当作工作区里的哪个文件"),
    ] = None,
    frames: Annotated[
        bool | None,
        typer.Option("--frames/--no-frames", help="显示出问题的那一行（默认：终端里显示）"),
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, help="同时用几个进程（0：按数据量）")
    ] = 0,
    output: OutputOption = None,
) -> int:
    """检查标准、责任矩阵、评分办法和评估记录，一次列出全部问题。"""
    import gc

    gc.disable()  # records are read and dropped one by one; there is nothing to collect

    from liuxing_cli.commands.session import emit, find_root
    from liuxing_cli.commands.validate import listing, run
    from liuxing_cli.commands.validate.wanted import asked

    wanted = asked(find_root(ctx, workspace), paths or [], stdin_filename)
    choice = listing.choice_of(select or [], ignore or [], info)
    result = run.check(wanted, jobs)
    listed = listing.listed(result, choice)
    written = listing.write(listed, result, output_format, frames, strict, to_file=bool(output))
    if written:
        emit(written, output)
    listing.tell(listed, result)
    return 1 if listing.has_failed(listed, strict) else 0
