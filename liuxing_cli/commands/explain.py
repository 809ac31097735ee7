"""``liuxing explain``: how a result came about, down to file and line."""

from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer

from liuxing_cli.commands.options import OutputOption, PeriodOption, ProfileOption, WorkspaceOption
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.scored import assessments_of, pick_profile, score_period
from liuxing_cli.commands.session import Session, emit, open_session, report_findings
from liuxing_cli.model.profile import Source
from liuxing_cli.model.result import TraceNode
from liuxing_cli.model.subject import Subject
from liuxing_cli.publish.tables import as_json
from liuxing_cli.publish.trace_text import as_dict, as_text
from liuxing_cli.scoring.trace import explain
from liuxing_cli.store.place import lines_of


class Format(StrEnum):
    """How the tree is written."""

    TEXT = "text"
    JSON = "json"


def command(
    ctx: typer.Context,
    subject: Annotated[str, typer.Argument(help="社区或街道（乡镇）的编码或名称")],
    period: PeriodOption = None,
    source: Annotated[
        Source | None, typer.Option("--source", "-s", help="评估来源（默认：评分办法写明的）")
    ] = None,
    profile: ProfileOption = None,
    workspace: WorkspaceOption = None,
    output_format: Annotated[Format, typer.Option("--format", "-f", help="输出形式")] = Format.TEXT,
    output: OutputOption = None,
) -> int:
    """说明一个结果是怎么来的：结论、条件、分型、分项，一直到哪个文件哪一行。"""
    session = open_session(ctx, workspace)
    asked = find_subject(session, subject)
    scored = score_period(session, pick_profile(session, profile), period, source)
    result = next((r for r in scored.results if r.subject == asked.id), None)
    if result is None:
        raise Refusal(
            f"{asked.name}在 {scored.period} 没有可以评分的记录（来源 {scored.source}，"
            f"办法 {scored.plan.profile.id}）",
            "换一个 --period、--source 或 --profile；街道互评用 --profile mutual",
        )
    records = assessments_of(session, asked.id, scored.period, scored.source, [])
    tree = with_lines(session, explain(scored.plan, asked, records, result))
    if output_format is Format.JSON:
        emit(as_json({"schema": "liuxing/explain@1", "trace": as_dict(tree)}), output)
    else:
        emit(as_text(tree), output)
    failed = report_findings(session, [f for f in scored.findings if f.file in result.files])
    return 1 if failed else 0


def find_subject(session: Session, asked: str) -> Subject:
    """The subject with this id or name.

    Raises:
        Refusal: none, or several of that name; the message names the candidates.
    """
    subjects = session.workspace.subjects
    if asked in subjects:
        return subjects[asked]
    named = [s for s in subjects.values() if s.name in (asked, f"{asked}社区")]
    if len(named) == 1:
        return named[0]
    near = named or [s for s in subjects.values() if asked and asked in s.name]
    shown = "、".join(f"{s.id} {s.name}" for s in near[:8])
    problem = "不止一个" if named else "没有这个社区或街道（乡镇）"
    raise Refusal(
        f"“{asked}”{problem}", f"请用编码：{shown}" if shown else "用 liuxing score 看名单"
    )


def with_lines(session: Session, tree: TraceNode) -> TraceNode:
    """The same tree with the line of every place it names, each file read once."""
    wanted: dict[str, set[tuple[str | int, ...]]] = {}
    _collect(tree, wanted)
    lines = {file: lines_of(session.tree, file, paths) for file, paths in wanted.items()}

    def placed(node: TraceNode) -> TraceNode:
        line = lines[node.file].get(node.path) if node.file else None
        return replace(node, line=line, children=tuple(map(placed, node.children)))

    return placed(tree)


def _collect(node: TraceNode, wanted: dict[str, set[tuple[str | int, ...]]]) -> None:
    if node.file:
        wanted.setdefault(node.file, set()).add(node.path)
    for child in node.children:
        _collect(child, wanted)
