"""What ``progress`` looks at: the decisions of all periods until a day, and the goal."""

from collections.abc import Sequence
from datetime import date

from liuxing_cli.commands.messages import say
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.scored import pick_profile, score_period
from liuxing_cli.commands.session import Session
from liuxing_cli.commands.titles import begins
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.progress import Counts, Forecast, Goal, Pace, Point, half_year_of, number_of
from liuxing_cli.model.result import Result
from liuxing_cli.model.terms import Every, term_at, terms_due
from liuxing_cli.programme.progress.count import (
    by_outcome,
    by_title,
    change,
    line_of,
    near_line,
    pace,
    same_and_half,
    with_earlier,
)
from liuxing_cli.programme.progress.forecast import LEAST, Observed, forecast
from liuxing_cli.publish.progress import ProgressView
from liuxing_cli.store.records import assessment_files, periods

_SPREAD = 3
"""Half-years from which on the last pace is carried on."""


def gathered(session: Session, day: str) -> tuple[ProgressView, list[Finding]]:
    """Everything about the goal as known on ``day``, and what was wrong with the records.

    Raises:
        Refusal: no goal, or nothing to count.
    """
    ws = session.workspace
    if ws.goal is None:
        raise Refusal("工作区没有写目标（standards/goal.yaml）", "写上比例、期限和怎样算数")
    goal, profile = ws.goal, pick_profile(session, ws.goal.profile)
    subjects = frozenset(s.id for s in ws.subjects.values() if s.kind is profile.subject)
    findings: list[Finding] = []
    results = results_until(session, profile, day, findings)
    points, last = by_outcome(results, subjects)
    if goal.counts is Counts.TITLE:
        first = min((m.date for t in ws.titles.values() for h in t for m in h.moves), default=day)
        terms = list(terms_due(Every.HALF_YEAR, *map(date.fromisoformat, (first, day))))
        points = by_title(ws.titles, goal.title, subjects, terms)
    points = with_earlier(points, ws.earlier.counts, day)
    if not points:
        raise Refusal(f"到 {day} 为止没有可数的评估或称号", "先评一期，或换一个 --on")
    end = term_at(Every.HALF_YEAR, date.fromisoformat(goal.by))
    rate = pace(goal, points, end)
    now = points[-1].members or frozenset()
    near = near_line(profile, last, now, goal.near) if points[-1].members is not None else []
    view = ProgressView(
        goal=goal,
        profile=profile,
        subjects=ws.subjects,
        day=day,
        end=end,
        points=tuple(points),
        pace=rate,
        spread=_spread(points, rate),
        forecast=_forecast(goal, points, rate),
        near=tuple(near),
        line=line_of(profile),
        last=last,
        changed=change(points),
        district=ws.settings.district,
        author=ws.settings.office,
        synthetic=ws.settings.synthetic,
    )
    return view, findings


def results_until(
    session: Session, profile: Profile, day: str, findings: list[Finding]
) -> dict[str, Sequence[Result]]:
    """The results of every period whose last record is not after ``day``."""
    found: dict[str, Sequence[Result]] = {}
    for period in periods(session.tree):
        files = [f for s in profile.sources for f in assessment_files(session.tree, period, s)]
        if not files or half_year_of(period) is None or begins(period) > day:
            continue
        try:
            scored = score_period(session, profile, period)
        except Refusal as problem:
            say(f"{period} 略过：{problem.message}")
            continue
        if scored.latest <= day:
            findings += scored.findings
            found[period] = scored.results
    return found


def _spread(points: Sequence[Point], rate: Pace) -> tuple[int, int] | None:
    if len(points) < _SPREAD or rate.last is None or not rate.gap or not rate.left:
        return None
    return same_and_half(points, rate.last, rate.left)


def _forecast(goal: Goal, points: Sequence[Point], rate: Pace) -> Forecast | None:
    if len(points) < LEAST or not rate.gap or not rate.left:
        return None
    observed = [Observed(number_of(p.term), p.reached, p.of) for p in points]
    return forecast(observed, rate.left, goal.need(points[-1].of), points[-1].of)
