"""``liuxing verify``: is a publication what the files say? Anyone with the workspace can ask."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import WorkspaceOption
from liuxing_cli.commands.publishing import Captured
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.replay import replay, workspace_at
from liuxing_cli.commands.session import emit
from liuxing_cli.commands.verifying import (
    content_statements,
    file_statement,
    input_statements,
    text_statement,
)
from liuxing_cli.publish.errors import PublishError
from liuxing_cli.publish.provenance.find import entries, manifest_place
from liuxing_cli.publish.provenance.manifest import Manifest, Publication
from liuxing_cli.publish.provenance.reading import read
from liuxing_cli.publish.provenance.verdicts import (
    Matter,
    Statement,
    Verdict,
    as_dict,
    as_table,
    differs,
)
from liuxing_cli.publish.tables import as_json, terminal
from liuxing_cli.store.discover import find_workspace


class Form(StrEnum):
    """How the answer is written."""

    TABLE = "table"
    JSON = "json"


def command(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="公布的文件，或它的清单（….manifest.json）")],
    against: Annotated[
        str | None,
        typer.Option(
            "--against", "--rev", help="按哪个 git 版本或工作区文件夹重算（默认：现在的工作区）"
        ),
    ] = None,
    text: Annotated[
        Path | None,
        typer.Option("--text", help="核对从网页上复制的文字：存成的文件，- 是标准输入"),
    ] = None,
    workspace: WorkspaceOption = None,
    output_format: Annotated[
        Form, typer.Option("--format", "-f", help="table 表格，json 供程序使用")
    ] = Form.TABLE,
) -> int:
    """核对公布件：文件改过没有，由现在的数据重算是否相同，哪些输入变了、从何时起。"""
    place = manifest_place(file)
    made = read(place)
    chosen = entries(file, place, made)
    statements = [file_statement(publication, place.parent) for publication in chosen]
    if text is not None:
        statements += _texts(chosen, text)
    root = find_workspace(Path.cwd(), workspace or ctx.obj)
    if root is None and (workspace or ctx.obj or against):
        raise Refusal("没有找到工作区", "先 cd 到工作区，或用 --workspace 指明")
    if root is None:
        reason = "不在工作区里，没有重算"
        statements.append(Statement(Verdict.UNCHECKED, Matter.CONTENT, file.name, reason))
    else:
        statements += _recomputed(made, chosen, root, against)
    if output_format is Form.JSON:
        emit(as_json(as_dict(made, chosen, statements)), None)
    else:
        emit(terminal(as_table(statements)) + "\n", None)
        say(_conclusion(statements))
    return 1 if differs(statements) else 0


def _texts(chosen: list[Publication], text: Path) -> list[Statement]:
    """The copied text against each publication; of several, the one that it agrees with.

    Raises:
        Refusal: the text cannot be read.
    """
    data = sys.stdin.buffer.read() if str(text) == "-" else text.read_bytes()
    try:
        copied = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        copied = data.decode("gb18030", errors="replace")
    found = [text_statement(publication, copied) for publication in chosen]
    agreeing = [statement for statement in found if statement.verdict is Verdict.AGREES]
    return agreeing[:1] or found[:1]


def _recomputed(
    made: Manifest, chosen: list[Publication], root: Path, against: str | None
) -> list[Statement]:
    """The inputs and the content, as the workspace (or ``against``) has them."""
    with workspace_at(root, against) as (place, revision):
        where = "按现在的工作区" if against is None else f"按 {against} "
        captured: Captured | None = None
        try:
            captured = replay(made, place)
        except (Refusal, PublishError, TyperException) as problem:
            said = str(getattr(problem, "message", problem)).partition("\n")[0]
            text = f"{where}不能重算：{said}"
            contents = [Statement(Verdict.DIFFERS, Matter.CONTENT, p.file, text) for p in chosen]
        else:
            contents = list(content_statements(chosen, captured, where))
        asked_of = place if revision == "HEAD" else root
        read = captured.inputs if captured else None
        return [*contents, *input_statements(made, place, asked_of, revision, read)]


def _conclusion(statements: list[Statement]) -> str:
    """One line for a hurried reader."""
    different = sum(statement.verdict is Verdict.DIFFERS for statement in statements)
    unchecked = sum(statement.verdict is Verdict.UNCHECKED for statement in statements)
    said = f"{different} 处不同" if different else "没有不同"
    return said + (f"，{unchecked} 处没有核对" if unchecked else "")
