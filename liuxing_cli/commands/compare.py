"""``liuxing compare``: the mutual evaluation of a period, group by group."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Annotated

import typer

from liuxing_cli import __version__
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.scored import pick_period, profile_for, read_all, score_period
from liuxing_cli.commands.session import (
    OutputOption,
    PeriodOption,
    Session,
    WorkspaceOption,
    describe,
    emit,
    open_session,
    severity_of,
)
from liuxing_cli.model.finding import Finding, Severity
from liuxing_cli.model.profile import Profile, Purpose, Source
from liuxing_cli.model.workspace import PeerGroup
from liuxing_cli.peer.compare import Caution, GroupComparison, compare_group
from liuxing_cli.publish.mutual import GroupView, MemberLine, group_json, group_tables
from liuxing_cli.publish.tables import as_json, render
from liuxing_cli.publish.words import period_name
from liuxing_cli.scoring.kernel import score_row
from liuxing_cli.scoring.plan import compile_plan
from liuxing_cli.scoring.row import encode
from liuxing_cli.store.records import assessment_files

CAUTIONS = {
    Caution.TOO_SMALL: "只有两家，无法区分松紧和好坏，不计算",
    Caution.RAW_ONLY: "三家互评或打分太少，只列原始平均分，不排名次",
    Caution.NO_PAIR_TESTS: "四家互评，不能检验哪一对互相抬分",
    Caution.DISCONNECTED: "评价关系没有连成一片，各部分不能放在一起排名",
    Caution.FEW_RATINGS: "受评不足三次的不排名次",
    Caution.NO_SPREAD: "打分完全没有误差，可能是照抄，误差一栏不作数",
}

Pair = tuple[str, str]


class Format(StrEnum):
    """How the comparison is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


def command(
    ctx: typer.Context,
    period: PeriodOption = None,
    group: Annotated[
        str | None, typer.Option("--group", "-g", help="只看一个片会（编号或名称）")
    ] = None,
    workspace: WorkspaceOption = None,
    output_format: Annotated[
        Format, typer.Option("--format", "-f", help="输出形式")
    ] = Format.TABLE,
    output: OutputOption = None,
) -> int:
    """街道（乡镇）互评：各家打分、松紧、校正分、名次，以及自评与他评之差。"""
    session = open_session(ctx, workspace)
    profile = profile_for(session, Purpose.MUTUAL)
    when = pick_period(session, period, Source.PEER)
    groups = pick_groups(session, group)
    findings: list[Finding] = []
    views, covered = compare_period(session, profile, when, groups, findings)
    title = f"{session.workspace.settings.district}{period_name(when)}{profile.name}"
    if output_format is Format.JSON:
        document = {
            "schema": "liuxing/compare@1",
            "tool": {"name": "liuxing", "version": __version__},
            "period": when,
            "profile": profile.id,
            "groups": [group_json(view) for view in views],
        }
        emit(as_json(document), output)
    else:
        emit(render([t for view in views for t in group_tables(view)], output_format), output)
    if findings:
        say(describe(session.tree, findings))
    for view in views:
        for caution in view.cautions:
            say(f"{view.name}：{caution}")
    say(f"{title}：{covered}。校正分是按平均尺度应得的分数，只在本片内可比；自评不计入。")
    return 1 if any(severity_of(f) is Severity.ERROR for f in findings) else 0


def pick_groups(session: Session, asked: str | None) -> tuple[PeerGroup, ...]:
    """All groups of the workspace, or the one asked for.

    Raises:
        Refusal: no such group, or none set up.
    """
    groups = session.workspace.settings.groups
    chosen = tuple(g for g in groups if asked is None or asked in (g.id, g.name))
    if not chosen:
        known = "、".join(f"{g.id}（{g.name}）" for g in groups) or "没有设置片会"
        raise Refusal(f"没有“{asked or ''}”这个片会", f"现有：{known}")
    return chosen


def compare_period(
    session: Session,
    profile: Profile,
    period: str,
    groups: tuple[PeerGroup, ...],
    findings: list[Finding],
) -> tuple[list[GroupView], str]:
    """Score every sheet of the period, then compare each group; returns what was covered too."""
    scores, unusable = pair_scores(session, profile, period, findings)
    own = self_scores(session, profile, period, findings)
    views = []
    for group in groups:
        inside = {pair: value for pair, value in scores.items() if set(pair) <= set(group.members)}
        rounding = profile.rounding
        compared = compare_group(group.members, inside, own, rounding.digits, rounding.mode)
        views.append(_view(session, profile, group, inside, compared, unusable))
    due = sum(len(g.members) * (len(g.members) - 1) for g in groups)
    have = due - sum(len(view.missing) for view in views)
    return views, f"已用 {have}/{due} 份互评"


def pair_scores(
    session: Session, profile: Profile, period: str, findings: list[Finding]
) -> tuple[dict[Pair, Fraction], dict[Pair, str]]:
    """The exact score of each (rater, target), and why a sheet yields none."""
    plan = compile_plan(session.workspace.standards[profile.standard], profile)
    scores: dict[Pair, Fraction] = {}
    unusable: dict[Pair, str] = {}
    for sheet in read_all(session, assessment_files(session.tree, period, Source.PEER), findings):
        subject = session.workspace.subjects.get(sheet.subject) if sheet else None
        if sheet is None or subject is None or subject.kind is not profile.subject:
            continue
        if sheet.assessor == sheet.subject:
            continue  # validate reports it; a street's view of itself is not a mutual evaluation
        result = score_row(plan, encode(plan, subject, sheet))
        pair = (sheet.assessor, sheet.subject)
        if result.total is None:
            unusable[pair] = result.reason
        else:
            scores[pair] = result.total
    return scores, unusable


def self_scores(
    session: Session, profile: Profile, period: str, findings: list[Finding]
) -> Mapping[str, Fraction]:
    """What each street gave itself under the same profile; empty where none did."""
    if not assessment_files(session.tree, period, Source.SELF):
        return {}
    scored = score_period(session, profile, period, Source.SELF)
    findings += scored.findings
    return {r.subject: r.total for r in scored.results if r.total is not None}


def _view(
    session: Session,
    profile: Profile,
    group: PeerGroup,
    scores: Mapping[Pair, Fraction],
    compared: GroupComparison,
    unusable: Mapping[Pair, str],
) -> GroupView:
    lines = []
    for member in compared.members:
        got, gave = member.received, member.given
        lines.append(
            MemberLine(
                id=member.member,
                name=session.workspace.subjects[member.member].name,
                ratings=got.ratings if got else 0,
                raw_mean=got.raw_mean if got else None,
                raw_rank=got.raw_rank if got else None,
                severity=gave.severity if gave else None,
                adjusted=got.adjusted if got else None,
                standard_error=got.standard_error if got else None,
                adjusted_rank=got.adjusted_rank if got else None,
                own=member.self_score,
                gap=member.self_gap,
            )
        )
    missing = ((r, t, unusable.get((r, t), "没有记录")) for r, t in compared.missing)
    return GroupView(
        id=group.id,
        name=group.name,
        members=tuple(lines),
        scores=scores,
        missing=tuple(missing),
        cautions=tuple(CAUTIONS[c] for c in compared.cautions),
        rounding=profile.rounding,
    )
