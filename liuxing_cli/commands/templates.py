"""``liuxing templates``: which templates there are, are they right, and a copy to change."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import TableForm, TableFormOption, WorkspaceOption
from liuxing_cli.commands.publishing import BASE, PAPER, paper_settings
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import emit, find_root
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.publish.docx_office import OfficeFileError, prepare
from liuxing_cli.publish.official import layout_of
from liuxing_cli.publish.specimen import OFFICIAL, SPECIMENS
from liuxing_cli.publish.tables import Column, Table, render
from liuxing_cli.publish.template import BUILTIN, Templates
from liuxing_cli.publish.template_check import Fault, faults, purpose
from liuxing_cli.store.atomic import write_atomic
from liuxing_cli.store.tree import FolderTree

SUFFIX = ".txt.j2"


class Action(StrEnum):
    """What to do with templates."""

    LIST = "list"
    CHECK = "check"
    EXPORT = "export"


def command(
    ctx: typer.Context,
    action: Annotated[
        Action,
        typer.Argument(help="list 列出；check 检查写法和变量；export 把自带的复制到工作区"),
    ] = Action.LIST,
    names: Annotated[
        list[str] | None, typer.Argument(help="模板名，如 notice-passed（默认：全部）")
    ] = None,
    workspace: WorkspaceOption = None,
    output_format: TableFormOption = TableForm.TABLE,
) -> int:
    """列出、检查公文模板，或把自带的模板复制到工作区的 templates/ 里修改。"""
    root = find_root(ctx, workspace)
    templates = Templates(root / "templates", official=OFFICIAL)
    known = templates.names()
    chosen = [_named(name, known) for name in names or ()] or known
    if action is Action.EXPORT:
        return _export(root, chosen if names else [], known)
    if action is Action.LIST:
        emit(render([_listed(root, templates, chosen)], output_format), None)
        return 0
    return _check(root, templates, chosen, output_format, whole=not names)


def _named(asked: str, known: Sequence[str]) -> str:
    """The template of that name, with or without its suffix.

    Raises:
        Refusal: there is none.
    """
    for name in (asked, f"{asked}{SUFFIX}"):
        if name in known:
            return name
    short = [name.removesuffix(SUFFIX) for name in known]
    raise Refusal(f"没有“{asked}”这个模板", suggestion(asked, short, f"现有：{'、'.join(short)}"))


def _listed(root: Path, templates: Templates, names: Sequence[str]) -> Table:
    rows = [[name, purpose(templates.source(name)), _origin(root, name)] for name in names]
    columns = [
        Column("模板", key="name"),
        Column("用途", key="purpose"),
        Column("来处", key="origin"),
    ]
    return Table("", columns, rows)


def _origin(root: Path, name: str) -> str:
    own = root / "templates" / name
    built_in = [folder / name for folder in BUILTIN if (folder / name).is_file()]
    if not own.is_file() or own.resolve() in [place.resolve() for place in built_in]:
        return "自带"
    return "工作区（代替自带的）" if built_in else "工作区"


def _check(
    root: Path, templates: Templates, names: Sequence[str], form: TableForm, *, whole: bool
) -> int:
    """Check templates and, when all are, the office's settings and Word file as well."""
    found = [fault for name in names for fault in faults(name, templates)]
    found += _office_faults(root) if whole else []
    rows = [[f.template, str(f.line or "—"), f.text] for f in found]
    columns = [
        Column("文件", key="file"),
        Column("行", key="line", numeric=True),
        Column("问题", key="problem"),
    ]
    if found or form is not TableForm.TABLE:
        emit(render([Table("", columns, rows)], form), None)
    tried = sum(name in SPECIMENS for name in names)
    say(
        f"已检查 {len(names)}/{len(names)} 个模板"
        + (f"，其中 {len(names) - tried} 个没有样例值、只检查了写法" if tried < len(names) else "")
        + (f"；{len(found)} 处有问题" if found else "；没有问题")
    )
    return 1 if found else 0


def _office_faults(root: Path) -> list[Fault]:
    """What is wrong with ``paper.yaml`` and ``base.docx``, where the workspace has them."""
    found = []
    settings = {}
    try:
        settings = dict(paper_settings(FolderTree(root)))
    except Refusal as problem:
        found.append(Fault(PAPER, 0, problem.message))
    base = root / BASE
    if base.is_file():
        try:
            prepare(base.read_bytes(), layout_of(settings))
        except OfficeFileError as problem:
            found.append(Fault(BASE, 0, str(problem)))
    return found


def _export(root: Path, names: Sequence[str], known: Sequence[str]) -> int:
    """Copy built-in templates into the workspace; all of them or, where one cannot be, none.

    Raises:
        Refusal: none named, not built in, or the workspace has one of that name.
    """
    if not names:
        short = "、".join(name.removesuffix(SUFFIX) for name in known)
        hint = f"如 liuxing templates export notice-passed；现有：{short}"
        raise Refusal("要写明复制哪个模板", hint)
    copies = []
    for name in names:
        place = root / "templates" / name
        if place.exists():
            raise Refusal(f"工作区已有 templates/{name}，不覆盖", "要重新复制，先把它改名或删去")
        source = next((f / name for f in BUILTIN if (f / name).is_file()), None)
        if source is None:
            raise Refusal(f"{name} 不是自带的模板", "只能复制自带的")
        copies.append((place, source.read_bytes()))
    for place, data in copies:
        write_atomic(place, data)
    say(f"已复制到 {root.name}/templates/：{'、'.join(names)}；改后用 liuxing templates check 检查")
    return 0
