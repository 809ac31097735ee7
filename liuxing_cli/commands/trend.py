"""``liuxing trend``: periods compared on what they have in common."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Annotated

import typer

from liuxing_cli import __version__
from liuxing_cli.commands.explained import find_subject
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import OutputOption, ProfileOption, WorkspaceOption
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.scored import (
    Scored,
    other_profile,
    pick_profile,
    read_all,
    score_period,
)
from liuxing_cli.commands.session import Session, emit, open_session, report_findings
from liuxing_cli.impact.renames import renamed
from liuxing_cli.model.profile import Profile, Source
from liuxing_cli.model.standard import Standard
from liuxing_cli.model.subject import Subject
from liuxing_cli.model.trend import Comparison, Reading, Trend
from liuxing_cli.publish.ranking import branch_cell, decision, total_cell
from liuxing_cli.publish.tables import as_json, render
from liuxing_cli.publish.trend import TrendView, notes, tables, trend_json, trend_page
from liuxing_cli.publish.words import SUBJECT_KINDS, source_names
from liuxing_cli.scoring.trend import Cuts, Term, compare
from liuxing_cli.store.records import assessment_files, periods


class Format(StrEnum):
    """How the trend is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    HTML = "html"


_LEAST = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")

LeastOption = Annotated[
    str, typer.Option("--least", help="总分变化多少分以上才算升降（默认 1 分）")
]


def command(
    ctx: typer.Context,
    subject: Annotated[
        str | None, typer.Argument(help="受评对象（社区、街道）的编码或名称")
    ] = None,
    everyone: Annotated[bool, typer.Option("--all", help="全部受评对象，一行一个")] = False,
    source: Annotated[
        Source | None, typer.Option("--source", "-s", help="评估来源（默认：评分办法写明的）")
    ] = None,
    profile: ProfileOption = None,
    least: LeastOption = "1",
    workspace: WorkspaceOption = None,
    output_format: Annotated[
        Format, typer.Option("--format", "-f", help="输出形式")
    ] = Format.TABLE,
    output: OutputOption = None,
) -> int:
    """趋势：几个评估期在共同指标上比，上升、下降还是无明显变化；换了标准的地方断开。"""
    if (subject is None) != everyone:
        raise Refusal("写一个受评对象（社区、街道、乡镇），或者写 --all", "如 liuxing trend 云帆里")
    session = open_session(ctx, workspace)
    asked = None if subject is None else find_subject(session, subject)
    view, scored = _view(session, pick_profile(session, profile), source, asked, _least(least))
    if output_format is Format.JSON:
        emit(as_json(trend_json(view, __version__)), output)
    elif output_format in (Format.HTML, Format.MD):
        emit(trend_page(view, output_format), output)
    else:
        brief = output_format is Format.TABLE
        text = render(tables(view, brief=brief), output_format)
        told = "".join(f"· {note}\n" for note in notes(view)) if brief else ""
        emit(f"{told}\n{text}" if isinstance(text, str) else text, output)
    failed = report_findings(session, [f for each in scored for f in each.findings])
    say("；".join(f"{each.period} {each.covered}" for each in scored) + "。")
    return 1 if failed else 0


def _least(text: str) -> Fraction:
    value = text.strip()
    if not _LEAST.fullmatch(value):
        raise Refusal(f"--least 的“{text[:20]}”不是分数", "写成 0.5、1 或 2")
    return Fraction(value)


def _view(
    session: Session,
    profile: Profile,
    source: Source | None,
    asked: Subject | None,
    least: Fraction,
) -> tuple[TrendView, list[Scored]]:
    merged = source is None and profile.decision.combine is not None
    chosen = (source,) if source else profile.sources if merged else profile.sources[:1]
    known = [
        p
        for p in periods(session.tree)
        if any(assessment_files(session.tree, p, each) for each in chosen)
    ]
    scored = []
    for period in known:
        try:
            own = _profile_of_period(session, profile, period, *chosen)
            scored.append(score_period(session, own, period, None if merged else chosen[0]))
        except Refusal as problem:
            say(f"{period} 略过：{problem.message}")
    if len(scored) < 2:
        raise Refusal(
            f"来源为{source_names(chosen)}的记录只有 {len(scored)} 个评估期可评，看不出趋势",
            other_profile(session, "--source 或 --profile"),
        )
    last = scored[-1]
    listed = [asked.id] if asked else [result.subject for result in last.results]
    cuts, names = Cuts(), _Names()
    trends = tuple(_trend(scored, id_, least, cuts, names) for id_ in listed)
    if asked and not any(trends[0].readings):
        raise Refusal(f"{asked.name}没有可以评分的记录", "换一个 --source 或 --profile")
    settings = session.workspace.settings
    who = asked.name if asked else settings.district
    view = TrendView(
        trends=trends,
        periods=tuple(each.period for each in scored),
        subjects=session.workspace.subjects,
        profile=last.plan.profile,
        least=least * last.plan.profile.full / 100,
        title=f"{who}{last.plan.profile.name}（{source_names(chosen)}）趋势",
        kind="街道" if profile.subject == "street" else SUBJECT_KINDS[profile.subject],
        source="+".join(chosen),
        single=asked is not None,
        synthetic=settings.synthetic,
        issued=date.fromisoformat(last.latest),
        author=settings.office,
    )
    return view, scored


def _profile_of_period(session: Session, like: Profile, period: str, *sources: Source) -> Profile:
    """The profile for the standard that the period's records name: the one asked for, or the one
    of the same purpose for that standard.

    Raises:
        Refusal: the workspace has no such profile.
    """
    files = [file for source in sources for file in assessment_files(session.tree, period, source)]
    records = (record for record in read_all(session, files, []) if record is not None)
    first = next(records, None)
    if first is None or first.standard == like.standard:
        return like
    for _, other in sorted(session.workspace.profiles.items()):
        same = (other.purpose, other.subject) == (like.purpose, like.subject)
        if same and other.standard == first.standard:
            return other
    raise Refusal(f"没有按标准 {first.standard} 的同类评分办法")


class _Names:
    """The newer ids of an older standard's indicators, found once for each pair of standards."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Mapping[str, str]] = {}

    def between(self, old: Standard, new: Standard) -> Mapping[str, str]:
        """Ids of ``old`` that ``new`` has, under the same id or another."""
        key = (old.ref, new.ref)
        if key not in self._known:
            same = {id_: id_ for id_ in old.indicators if id_ in new.indicators}
            self._known[key] = {**same, **renamed(old, new)}
        return self._known[key]


def _trend(scored: list[Scored], subject: str, least: Fraction, cuts: Cuts, names: _Names) -> Trend:
    readings = tuple(_reading(each, subject) for each in scored)
    terms = [_term(each, subject) if subject in each.rows else None for each in scored]
    comparisons: list[Comparison] = []
    for older, newer in pairwise(terms):
        if older is not None and newer is not None:
            between = names.between(older.plan.standard, newer.plan.standard)
            enough = least * newer.plan.profile.full / 100
            comparisons.append(compare(older, newer, between, enough, cuts))
    return Trend(subject, readings, tuple(comparisons))


def _term(scored: Scored, subject: str) -> Term:
    result = next(r for r in scored.results if r.subject == subject)
    weights = {part.source: part.share for part in result.sources if part.score is not None}
    return Term(scored.period, scored.plan_of(subject), scored.rows[subject], weights)


def _reading(scored: Scored, subject: str) -> Reading | None:
    result = next((r for r in scored.results if r.subject == subject), None)
    if result is None:
        return None
    profile = scored.plan.profile
    return Reading(
        period=scored.period,
        standard=profile.standard,
        profile=profile.id,
        result=result,
        decision=decision(result, profile),
        total=total_cell(result, profile),
        branches=tuple(branch_cell(branch, profile) for branch in result.branches),
    )
