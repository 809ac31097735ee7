"""``liuxing score``: the ranking of a period under one profile."""

from collections.abc import Iterator
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
from liuxing_cli.commands.recording import Recording, recorded
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.scored import Scored, pick_profile, score_period
from liuxing_cli.commands.session import Session, emit, open_session, report_findings
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.profile import Profile, Source, SubjectKind
from liuxing_cli.model.result import Outcome, Result
from liuxing_cli.model.subject import Subject
from liuxing_cli.publish.provenance.made import made_json
from liuxing_cli.publish.ranking import ranking
from liuxing_cli.publish.score import ErrorFacts, ScoreView, details, sources_table
from liuxing_cli.publish.score_json import errors_json, results_json
from liuxing_cli.publish.tables import as_json, render
from liuxing_cli.publish.words import OUTCOMES, period_name
from liuxing_cli.scoring.coverage import coverage
from liuxing_cli.scoring.merge import gap


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
    merged: Annotated[
        bool, typer.Option("--combine", help="几个来源按办法的权重合成，列出各来源的贡献")
    ] = False,
    more: Annotated[
        bool, typer.Option("--details", help="另列条件和数字、覆盖和缺项、评估误差、取整")
    ] = False,
    workspace: WorkspaceOption = None,
    output_format: TableFormOption = TableForm.TABLE,
    output: OutputOption = None,
) -> int:
    """按评分办法算出得分、等次和名次。"""
    session = open_session(ctx, workspace)
    if output_format is TableForm.JSON:
        session = recorded(session)
    chosen = pick_profile(session, profile)
    if merged:
        _refuse_to_combine(session, chosen, source)
    scored = score_period(session, chosen, period, source)
    listed = _of_street(session, scored, street)
    view = view_of(session, scored, listed)
    if output_format is TableForm.JSON:
        emit(as_json(document(session, scored, view)), output)
    else:
        table = ranking(
            listed,
            scored.plan.profile,
            session.workspace.subjects,
            _caption(session, scored),
            brief=output_format is TableForm.TABLE,
        )
        tables = [table]
        tables += [sources_table(view)] if scored.combined else []
        tables += details(view) if more else []
        emit(render(tables, output_format), output)
    failed = report_findings(session, scored.findings)
    say(
        f"{scored.covered}；{'其中' + street if street else _everyone(scored)}：{_outcomes(listed)}"
    )
    if output_format is TableForm.TABLE and any(r.missing for r in listed):
        say("总分后有“~”的还有未查清的项，所列为下限；上限见 --format csv 或 json。")
    for note in notes(scored, view):
        say(note)
    return 1 if failed else 0


def _refuse_to_combine(session: Session, profile: Profile, source: Source | None) -> None:
    """Raises ``Refusal`` where ``--combine`` cannot do what it says."""
    if source is not None:
        raise Refusal("--combine 合成几个来源，不能同时用 --source 指定一个")
    if profile.decision.combine is None:
        known = [id_ for id_, p in sorted(session.workspace.profiles.items()) if p.decision.combine]
        hint = f"用 --profile {known[0]}" if known else "在评分办法里写 combine 的权重"
        raise Refusal(f"{profile.name}没有写几个来源怎样合成（combine）", hint)


def view_of(session: Session, scored: Scored, listed: tuple[Result, ...]) -> ScoreView:
    """The results with their coverage, the self-assessment gaps and the assessors' errors."""
    profile = scored.plan.profile
    names = {f"floor:{branch.id}": branch.name for branch in profile.branches} | {"total": "总分"}
    gaps = {result.subject: gap(result.sources) for result in listed}
    return ScoreView(
        results=listed,
        profile=profile,
        profiles=session.workspace.profiles,
        subjects=session.workspace.subjects,
        coverage={r.subject: coverage(scored.plan_of(r.subject), r) for r in listed},
        gaps={subject: value for subject, value in gaps.items() if value is not None},
        errors=[
            ErrorFacts(id_, names[id_], error.squared, error.subjects, error.crossed)
            for id_, error in scored.errors.items()
        ],
    )


def notes(scored: Scored, view: ScoreView) -> Iterator[str]:
    """What a reader of the table must know besides: bounds, near lines, what was left out."""
    profile, listed = view.profile, view.results
    over = any(r.upper is not None and r.upper > r.full for r in listed)
    if over and profile.decision.exceeds_full:
        cap = plain(profile.bonus_cap)
        yield f"满分 {plain(profile.full)}，本办法加分可以超过满分，最多另加 {cap}。"
    near = sum(bool(result.near) for result in listed)
    if near:
        yield f"临界 {near} 个：离线不超过评估误差的范围，定论前再查一次，不因此判为不达标。"
    thin = sum(view.coverage[result.subject].is_thin for result in listed)
    if thin:
        yield f"缺项偏多 {thin} 个（一个部分超过 20% 或全部超过 10%），请复核理由，见 --details。"
    trial = next((result.trial for result in listed if result.trial), "")
    if trial:
        yield f"本期试行（{trial}）：结果记录在案，不作达标依据。"
    other = sum(result.profile != profile.id for result in listed)
    if other:
        yield f"{other} 个按分类另用一份评分办法，名次放在一起排。"
    if scored.combined:
        yield "总分由几个来源按权重合成；有几份记录的来源先取精确平均。"


def _everyone(scored: Scored) -> str:
    return "全部" if scored.plan.profile.subject is SubjectKind.SUBJECT else "全区"


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
        f"（{scored.source_name}）{invented}"
    )


def _outcomes(results: tuple[Result, ...]) -> str:
    """``达标 58、未达标 9、待核 1``."""
    counts = {o: sum(r.outcome is o for r in results) for o in Outcome}
    return "、".join(f"{OUTCOMES[o]} {n}" for o, n in counts.items() if n) or "没有结果"


def document(session: Session, scored: Scored, view: ScoreView) -> dict[str, Any]:
    """The JSON document; see ``schemas/output/score.schema.json``."""
    profile = scored.plan.profile
    return {
        "schema": "liuxing/score@1",
        "tool": {"name": "liuxing", "version": __version__},
        "district": session.workspace.settings.district,
        "synthetic": session.workspace.settings.synthetic,
        "period": scored.period,
        "source": str(scored.source),
        "sources": [str(source) for source in scored.sources],
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
        "made": _made(session, scored),
        "errors": errors_json(view),
        "results": results_json(view),
    }


def _made(session: Session, scored: Scored) -> dict[str, Any]:
    """What the results were made from, of a session that notes what it reads."""
    inputs = session.tree.inputs() if isinstance(session.tree, Recording) else []
    profiles = {plan.profile.id: plan.profile for plan in (scored.plan, *scored.plans.values())}
    return made_json(inputs, session.workspace.standards, profiles.values())
