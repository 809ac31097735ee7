"""The comparison of a round in a workspace, from its records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from liuxing_cli.commands.compare_groups import RoundGroup, groups_of, pick_group
from liuxing_cli.commands.compare_office import fits_of, office_views, overall_view
from liuxing_cli.commands.compare_round import Round, inside, read_round
from liuxing_cli.commands.compare_sources import source_views
from liuxing_cli.commands.compare_views import group_view, method_views
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.scored import pick_period, pick_profile, profile_for
from liuxing_cli.commands.session import Session
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.profile import Profile, Purpose, Source
from liuxing_cli.peer.compare import compare_round
from liuxing_cli.peer.fit import Fit
from liuxing_cli.peer.results import GroupComparison, GroupScores, Options
from liuxing_cli.publish.mutual import ComparisonView, GroupView, MethodView
from liuxing_cli.publish.mutual_office_view import OverallView
from liuxing_cli.publish.words import SUBJECT_KINDS, period_name
from liuxing_cli.store.records import assessment_files, periods


@dataclass(frozen=True)
class Asked:
    """What the person at the terminal asked for."""

    period: str | None = None
    group: str | None = None
    sources: bool = False
    office: bool = False
    rounds: int = 1
    profile: str | None = None


@dataclass(frozen=True)
class _Work:
    """A round with all of its groups compared, whichever of them will be shown: they share one
    residual variance."""

    round: Round
    groups: tuple[RoundGroup, ...]
    scores: tuple[GroupScores, ...]
    compared: tuple[GroupComparison, ...]
    options: Options
    shown: frozenset[str]

    @property
    def fits(self) -> list[Fit]:
        """The least squares of all parts of all groups."""
        return [part.fit for group in self.compared for part in group.parts if part.fit]


def compare_workspace(
    session: Session, asked: Asked, options: Options, findings: list[Finding]
) -> ComparisonView:
    """Compare the round of a period as the workspace's mutual profile scores it.

    ``options`` give method and level; digits and rounding are the profile's. Raises Refusal where
    there is no such period, profile or group.
    """
    profile = mutual_profile(session, asked.profile)
    period = pick_period(session, asked.period, Source.PEER)
    rounding = profile.rounding
    options = replace(options, digits=rounding.digits, mode=rounding.mode)
    groups = groups_of(session, profile, period, findings)
    shown = pick_group(groups, asked.group)
    found = read_round(session, profile, period, findings)
    scores = tuple(found.group(g.group.members, g.due) for g in groups)
    work = _Work(found, groups, scores, compare_round(scores, options), options, shown)
    settings = session.workspace.settings
    views = _group_views(session, profile, work)
    overall: tuple[OverallView, ...] = ()
    if asked.office:
        earlier = _earlier(session, profile, period, asked.rounds, work)
        views = _with_office(session, work, views, earlier)
        overall = _overall(profile, work, earlier)
    return ComparisonView(
        title=f"{settings.district}{period_name(period)}{SUBJECT_KINDS[profile.subject]}互评",
        period=period,
        profile=profile.id,
        groups=views,
        covered=_covered(work),
        issued=date.fromisoformat(found.latest) if found.latest else None,
        author=settings.office,
        synthetic=settings.synthetic,
        sources=source_views(session, profile, found, work.compared, findings)
        if asked.sources
        else (),
        office=asked.office,
        overall=overall,
    )


def mutual_profile(session: Session, asked: str | None) -> Profile:
    """The mutual profile asked for, else the first by id.

    Raises:
        Refusal: none of that name, or it is made for something else.
    """
    if asked is None:
        return profile_for(session, Purpose.MUTUAL)
    profile = pick_profile(session, asked)
    if profile.purpose is not Purpose.MUTUAL:
        every = sorted(session.workspace.profiles.items())
        known = "、".join(id_ for id_, p in every if p.purpose is Purpose.MUTUAL)
        raise Refusal(f"“{asked}”不是互评的评分办法", f"互评的：{known or '无'}")
    return profile


def _covered(work: _Work) -> str:
    have = sum(len(group.scores) for group in work.scores)
    missing = sum(len(group.missing) for group in work.compared)
    return f"已用 {have}/{have + missing} 份互评"


def _group_views(session: Session, profile: Profile, work: _Work) -> tuple[GroupView, ...]:
    """The groups to show."""
    names = {id_: subject.name for id_, subject in session.workspace.subjects.items()}
    methods = _methods(profile, work)
    views = []
    for place, planned in enumerate(work.groups):
        if planned.group.id not in work.shown:
            continue
        view = group_view(
            (planned.group.id, planned.group.name),
            work.scores[place],
            work.compared[place],
            work.options,
            names,
            work.round.unusable,
        )
        views.append(replace(view, methods=methods[place]))
    return tuple(views)


def _methods(profile: Profile, work: _Work) -> list[tuple[MethodView, ...]]:
    """For each group the methods that count, each compared on its own."""
    counted = [b for b in profile.branches if b.weight > 0 and b.id in work.round.methods]
    if not counted:
        return [()] * len(work.groups)
    by_method = {b.id: _method_scores(work, b.id) for b in counted}
    compared = {id_: compare_round(groups, work.options) for id_, groups in by_method.items()}
    return [
        method_views(
            counted,
            {b.id: by_method[b.id][place].scores for b in counted},
            {b.id: compared[b.id][place] for b in counted},
        )
        for place in range(len(work.groups))
    ]


def _method_scores(work: _Work, method: str) -> list[GroupScores]:
    scores = work.round.methods[method]
    return [
        GroupScores(g.group.members, inside(g.group.members, scores), {}, g.due)
        for g in work.groups
    ]


def _earlier(
    session: Session, profile: Profile, period: str, rounds: int, work: _Work
) -> list[list[list[Fit]]]:
    """For each of the rounds before ``period``, latest first, the fits of today's groups."""
    past = [
        p
        for p in reversed(periods(session.tree))
        if p < period and assessment_files(session.tree, p, Source.PEER)
    ]
    found = []
    for old in past[: rounds - 1]:
        sheets = read_round(session, profile, old, [])
        found.append(fits_of([sheets.group(g.group.members) for g in work.groups]))
    return found


def _with_office(
    session: Session,
    work: _Work,
    views: Sequence[GroupView],
    earlier: Sequence[Sequence[Sequence[Fit]]],
) -> tuple[GroupView, ...]:
    """The same views with what the office may look at."""
    names: Mapping[str, str] = {i: s.name for i, s in session.workspace.subjects.items()}
    places = {g.group.id: place for place, g in enumerate(work.groups)}
    return tuple(
        replace(
            view,
            office=office_views(
                work.scores[places[view.id]],
                work.compared[places[view.id]],
                [fit for old in earlier for fit in old[places[view.id]]],
                work.fits,
                names.__getitem__,
            ),
        )
        for view in views
    )


def _overall(
    profile: Profile, work: _Work, earlier: Sequence[Sequence[Sequence[Fit]]]
) -> tuple[OverallView, ...]:
    """Reciprocity over all groups: of the composite scores, with earlier rounds, and by method."""
    past = [fit for old in earlier for group in old for fit in group]
    found = overall_view("本期合并分", work.fits)
    if past:
        found += overall_view(f"连同前 {len(earlier)} 期", [*work.fits, *past])
    counted = [b.id for b in profile.branches if b.weight > 0 and b.id in work.round.methods]
    if counted:
        groups = [fits_of(_method_scores(work, method)) for method in counted]
        fits = [fit for method in groups for group in method for fit in group]
        found += overall_view(f"{len(counted)} 种方式分列合并", fits)
    return found
