"""``liuxing explain``: how a result came about, down to file and line, and what would change it."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from liuxing_cli import __version__
from liuxing_cli.commands.explained import (
    Situation,
    assume,
    find_indicator,
    find_subject,
    situation,
    with_lines,
)
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import OutputOption, PeriodOption, ProfileOption, WorkspaceOption
from liuxing_cli.commands.scored import pick_profile, score_period
from liuxing_cli.commands.session import emit, open_session, report_findings
from liuxing_cli.model.profile import Source
from liuxing_cli.model.result import TraceNode
from liuxing_cli.publish.explain_page import explain_json, explain_page, explain_text
from liuxing_cli.publish.explained import ExplainView
from liuxing_cli.publish.words import period_name
from liuxing_cli.scoring.gain import prospects
from liuxing_cli.scoring.trace import explain
from liuxing_cli.scoring.trace.flow import path_of


class Format(StrEnum):
    """How the tree is written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


WhatIfOption = Annotated[
    str | None,
    typer.Option(
        "--what-if", help="假设改评分再算，如 clean-08=4,safe-03=na；只算不写，其余对象不变"
    ),
]
GainsOption = Annotated[
    bool, typer.Option("--gains", help="各项再多得 1 分、得满分，总分、名次、结论会怎样")
]


def command(
    ctx: typer.Context,
    subject: Annotated[str, typer.Argument(help="受评对象（社区、街道）的编码或名称")],
    indicator: Annotated[
        str | None, typer.Argument(help="只看这一项：指标编号或名称（默认：整棵树）")
    ] = None,
    period: PeriodOption = None,
    source: Annotated[
        Source | None, typer.Option("--source", "-s", help="评估来源（默认：评分办法写明的）")
    ] = None,
    profile: ProfileOption = None,
    what_if: WhatIfOption = None,
    gains: GainsOption = False,
    workspace: WorkspaceOption = None,
    output_format: Annotated[Format, typer.Option("--format", "-f", help="输出形式")] = Format.TEXT,
    output: OutputOption = None,
) -> int:
    """说明一个结果是怎么来的：条款、评分、规则、折算、总分、结论，一直到哪个文件哪一行。"""
    session = open_session(ctx, workspace)
    asked = find_subject(session, subject)
    scored = score_period(session, pick_profile(session, profile), period, source)
    at = situation(session, scored, asked)
    wanted = "" if indicator is None else find_indicator(at, indicator)
    then, changed = (at, None) if what_if is None else assume(at, what_if)
    view = ExplainView(
        subject=asked,
        profile=at.plan.profile,
        caption=f"{period_name(scored.period)}　{at.plan.profile.name}（{scored.source_name}）",
        result=then.result,
        ranked=sum(result.rank is not None for result in scored.results),
        tree=with_lines(session, _tree(then, wanted)),
        indicator=wanted,
        what_if=changed,
        prospects=tuple(prospects(then.plan, then.rows, then.decided)) if gains else None,
        issued=date.fromisoformat(scored.latest),
        author=session.workspace.settings.office,
    )
    if output_format is Format.JSON:
        emit(explain_json(view, __version__), output)
    else:
        emit(explain_page(view) if output_format is Format.HTML else explain_text(view), output)
    failed = report_findings(session, [f for f in scored.findings if f.file in at.result.files])
    if what_if is not None or gains:
        say("只是假设，没有改动任何文件和结果。")
    return 1 if failed else 0


def _tree(at: Situation, indicator: str) -> TraceNode:
    whole = explain(at.plan, at.subject, at.assessments, at.result, at.rows, at.assumed)
    return (path_of(whole, indicator) or whole) if indicator else whole
