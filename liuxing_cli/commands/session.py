"""What every command starts with: find the workspace, load it, and say plainly why not."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import typer

from liuxing_cli import checks
from liuxing_cli.commands.messages import complain, say
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.model.finding import Finding, Severity
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.store.discover import find_workspace, is_workspace
from liuxing_cli.store.layout import PROGRAMME
from liuxing_cli.store.load import EVERYTHING, Loaded, Scope, load_workspace
from liuxing_cli.store.tree import FolderTree

_SINGLE = (
    "data/subjects/",
    "data/assessments/",
    "data/plans/",
    "data/titles/",
    "data/events/",
    "data/publications/",
    "data/objections/",
    "data/activities/",
    "data/meetings/",
    "data/funding/",
    "data/suggestions/",
    "data/surveys/",
    "data/reviews/",
    "data/progress.yaml",
    "data/supervision/",
    "data/rectification/",
)
"""Files whose errors concern one subject only."""


@dataclass(frozen=True)
class Session:
    """An opened workspace; ``findings`` are the errors in the files of single subjects."""

    root: Path
    tree: FolderTree
    workspace: Workspace
    findings: tuple[Finding, ...]


def find_root(ctx: typer.Context, option: Path | None) -> Path:
    """The workspace folder: the option, the global option, or the nearest parent that is one."""
    explicit = option or ctx.obj
    root = find_workspace(Path.cwd(), explicit)
    if root is not None:
        return root
    if explicit is not None:
        raise Refusal(f"“{explicit}”不是工作区：里面要有 data/workspace.yaml", "检查目录有没有写错")
    raise Refusal(
        "这里不在任何工作区里：从当前文件夹向上没有找到有 data/workspace.yaml 的文件夹",
        "先 cd 到工作区，或用 --workspace 指明",
    )


def load(root: Path, scope: Scope = EVERYTHING) -> tuple[FolderTree, Loaded]:
    """Load everything but the records, as far as ``scope`` reaches."""
    tree = FolderTree(root)
    return tree, load_workspace(tree, scope)


def open_session(ctx: typer.Context, option: Path | None, *, programme: bool = False) -> Session:
    """Open the workspace for a command that computes; refuses one that does not stand.

    ``programme`` reads duties, meetings, money and suggestions too, on which no score rests.

    An error in the file of one subject, or in a file that lies where none belongs, does not stop
    the others: it is shown.

    Raises:
        Refusal: no workspace, or its standards, profiles, matrix or settings have errors.
    """
    root = find_root(ctx, option)
    tree, loaded = load(root, EVERYTHING if programme else Scope(without=PROGRAMME))
    found = list(loaded.findings)
    if loaded.workspace is not None:
        found += checks.run_workspace(loaded.workspace)
    errors = [f for f in found if severity_of(f) is Severity.ERROR]
    blocking = [f for f in errors if not f.file.startswith(_SINGLE)]
    if loaded.workspace is None or blocking:
        raise Refusal(
            "标准、评分办法、责任矩阵或设置有错误，不能计算：\n"
            + describe(tree, blocking or found),
            "逐条改正；liuxing validate 列出全部问题",
        )
    return Session(root, tree, loaded.workspace, tuple(errors))


def severity_of(finding: Finding) -> Severity:
    """The severity that the registry gives the finding's code."""
    from liuxing_cli.publish import findings  # read only when something was found

    return findings.severity_of(finding)


def describe(tree: FolderTree, findings: Iterable[Finding]) -> str:
    """Findings as lines of text with their places."""
    from liuxing_cli.publish.findings import as_text
    from liuxing_cli.store.place import resolve

    return as_text(resolve(tree, list(findings)))


def report_findings(session: Session, findings: Iterable[Finding]) -> bool:
    """Tell the person at the terminal what is wrong; returns whether any of it is an error.

    Warnings are counted only: they are for ``validate``, and would bury a result.
    """
    listed = [*session.findings, *findings]
    errors = [f for f in listed if severity_of(f) is Severity.ERROR]
    if errors:
        complain(describe(session.tree, errors))
    if len(listed) > len(errors):
        say(f"另有 {len(listed) - len(errors)} 个警告，见 liuxing validate。")
    return bool(errors)


def emit(text: str | bytes, output: Path | None) -> None:
    """Write a result to ``output`` (whole or not at all), or to standard output.

    Raises:
        Refusal: ``output`` is a folder, or a file that a workspace is read from.
    """
    data = text.encode("utf-8") if isinstance(text, str) else text
    if output is None:
        import sys

        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    from liuxing_cli.store.atomic import write_atomic

    target = output.resolve()
    if target.is_dir():
        raise Refusal(f"“{output}”是文件夹", "-o 后面写文件名")
    if any(is_workspace(f.parent) and f.name in ("standards", "data") for f in target.parents):
        raise Refusal(f"“{output}”在工作区的数据里，不往那里写结果", "写到别的文件夹，如 out/")
    write_atomic(target, data)
