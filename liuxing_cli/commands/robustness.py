"""``liuxing robustness``: how much ranks and decisions rest on choices of the scoring method."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from liuxing_cli import __version__
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import OutputOption, PeriodOption, ProfileOption, WorkspaceOption
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.scored import Scored, pick_profile, score_period
from liuxing_cli.commands.session import Session, emit, open_session, report_findings
from liuxing_cli.model.profile import Source
from liuxing_cli.publish.ranking import decision
from liuxing_cli.publish.robustness import (
    UNCHANGED,
    RobustnessView,
    notes,
    robustness_json,
    robustness_page,
    tables,
)
from liuxing_cli.publish.tables import as_json, render
from liuxing_cli.publish.words import SUBJECT_KINDS, period_name
from liuxing_cli.scoring.robustness import Asked, Given, robustness

SEED = 20121205


class Format(StrEnum):
    """How the look is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    HTML = "html"


SeedOption = Annotated[int, typer.Option("--seed", help="随机种子；同一种子结果相同")]
DrawsOption = Annotated[
    int, typer.Option("--draws", min=0, max=100_000, help="权重抽多少次（0：不抽）")
]


def command(
    ctx: typer.Context,
    period: PeriodOption = None,
    source: Annotated[
        Source | None, typer.Option("--source", "-s", help="评估来源（默认：评分办法写明的）")
    ] = None,
    profile: ProfileOption = None,
    seed: SeedOption = SEED,
    draws: DrawsOption = 1000,
    workspace: WorkspaceOption = None,
    output_format: Annotated[
        Format, typer.Option("--format", "-f", help="输出形式")
    ] = Format.TABLE,
    output: OutputOption = None,
) -> int:
    """稳健性：去掉指标、浮动权重、换平均、补查未查项，名次和结论会不会变；不改变结果。"""
    session = open_session(ctx, workspace)
    scored = score_period(session, pick_profile(session, profile), period, source)
    if not any(result.total is not None for result in scored.results):
        raise Refusal("没有一个对象有总分，没有名次可比", "换一个 --period、--source 或 --profile")
    view = _view(session, scored, seed, draws)
    if output_format is Format.JSON:
        emit(as_json(robustness_json(view, __version__)), output)
    elif output_format in (Format.HTML, Format.MD):
        emit(robustness_page(view, output_format), output)
    else:
        brief = output_format is Format.TABLE
        text = render(tables(view, brief=brief), output_format)
        told = "".join(f"· {note}\n" for note in notes(view)) if brief else ""
        emit(f"{told}\n{text}" if isinstance(text, str) else text, output)
    failed = report_findings(session, scored.findings)
    say(f"{scored.covered}。{UNCHANGED}")
    return 1 if failed else 0


def _view(session: Session, scored: Scored, seed: int, draws: int) -> RobustnessView:
    profile, settings = scored.plan.profile, session.workspace.settings
    given = Given(
        plan=scored.plan,
        rows=scored.rows,
        results=scored.results,
        before=scored.before,
        plans=scored.plans,
        rule=profile.decision.combine if scored.combined else None,
    )
    asked = Asked(seed, draws, lambda result: decision(result, profile))
    return RobustnessView(
        look=robustness(given, asked),
        subjects=session.workspace.subjects,
        title=f"{settings.district}{period_name(scored.period)}{profile.name}稳健性"
        f"（{scored.source_name}）",
        kind="街道" if profile.subject == "street" else SUBJECT_KINDS[profile.subject],
        period=scored.period,
        profile=profile.id,
        source=str(scored.source),
        covered=scored.covered,
        synthetic=settings.synthetic,
        issued=date.fromisoformat(scored.latest),
        author=settings.office,
    )
