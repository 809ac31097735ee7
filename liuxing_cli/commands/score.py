"""``liuxing score``: the ranking of a period under one profile."""

from typing import Annotated, Any

import typer

from liuxing_cli import __version__
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import (
    OutputOption,
    PeriodOption,
    ProfileOption,
    TableForm,
    TableFormOption,
    WorkspaceOption,
)
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.scored import Scored, pick_profile, score_period
from liuxing_cli.commands.session import Session, emit, open_session, report_findings
from liuxing_cli.model.profile import Source
from liuxing_cli.model.result import Outcome, Result
from liuxing_cli.model.subject import Subject
from liuxing_cli.publish.ranking import ranking, results_json
from liuxing_cli.publish.tables import as_json, render
from liuxing_cli.publish.words import OUTCOMES, SOURCES, period_name


def command(
    ctx: typer.Context,
    period: PeriodOption = None,
    source: Annotated[
        Source | None, typer.Option("--source", "-s", help="评估来源（默认：评分办法写明的）")
    ] = None,
    profile: ProfileOption = None,
    street: Annotated[
        str | None, typer.Option("--street", help="只列一个街道（乡镇），名次仍是全区的")
    ] = None,
    workspace: WorkspaceOption = None,
    output_format: TableFormOption = TableForm.TABLE,
    output: OutputOption = None,
) -> int:
    """按评分办法算出得分、等次和名次。"""
    session = open_session(ctx, workspace)
    scored = score_period(session, pick_profile(session, profile), period, source)
    listed = _of_street(session, scored, street)
    if output_format is TableForm.JSON:
        emit(as_json(document(session, scored, listed)), output)
    else:
        table = ranking(
            listed,
            scored.plan.profile,
            session.workspace.subjects,
            _caption(session, scored),
            brief=output_format is TableForm.TABLE,
        )
        emit(render([table], output_format), output)
    failed = report_findings(session, scored.findings)
    say(f"{scored.covered}；{'其中' + street if street else '全区'}：{_outcomes(listed)}")
    if output_format is TableForm.TABLE and any(r.missing for r in listed):
        say("总分后有“~”的还有未查清的项，所列为下限；上限见 --format csv 或 json。")
    return 1 if failed else 0


def find_street(session: Session, asked: str) -> Subject:
    """The street or town with this id or name.

    Raises:
        Refusal: there is none, with the names that exist.
    """
    streets = [s for s in session.workspace.subjects.values() if s.id == s.street]
    for street in streets:
        if asked in (street.id, street.name):
            return street
    near = [s for s in streets if asked and (asked in s.name or s.name in asked)]
    known = "、".join(s.name for s in near or streets)
    raise Refusal(f"没有“{asked}”这个街道（乡镇）", f"{'是否想写' if near else '现有'}：{known}")


def _of_street(session: Session, scored: Scored, street: str | None) -> tuple[Result, ...]:
    if street is None:
        return scored.results
    wanted = find_street(session, street).id
    subjects = session.workspace.subjects
    return tuple(r for r in scored.results if subjects[r.subject].street == wanted)


def _caption(session: Session, scored: Scored) -> str:
    settings = session.workspace.settings
    invented = "（虚构示例）" if settings.synthetic else ""
    return (
        f"{settings.district}{period_name(scored.period)}{scored.plan.profile.name}得分"
        f"（{SOURCES[scored.source]}）{invented}"
    )


def _outcomes(results: tuple[Result, ...]) -> str:
    """``达标 58、未达标 9、待核 1``."""
    counts = {o: sum(r.outcome is o for r in results) for o in Outcome}
    return "、".join(f"{OUTCOMES[o]} {n}" for o, n in counts.items() if n) or "没有结果"


def document(session: Session, scored: Scored, listed: tuple[Result, ...]) -> dict[str, Any]:
    """The JSON document; see ``schemas/output/score.schema.json``."""
    profile = scored.plan.profile
    return {
        "schema": "liuxing/score@1",
        "tool": {"name": "liuxing", "version": __version__},
        "district": session.workspace.settings.district,
        "synthetic": session.workspace.settings.synthetic,
        "period": scored.period,
        "source": str(scored.source),
        "profile": profile.id,
        "standard": profile.standard,
        "full": str(profile.full),
        "rounding": {"digits": profile.rounding.digits, "mode": str(profile.rounding.mode)},
        "coverage": {
            "records": scored.records,
            "usable": scored.usable,
            "subjects": len(scored.results),
            "without_record": list(scored.unassessed),
        },
        "results": results_json(listed, profile, session.workspace.subjects),
    }
