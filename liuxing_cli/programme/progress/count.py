"""Who counts at the end of each half-year, and how far that is from the goal; all exact."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from liuxing_cli.model.profile import Grade, Profile
from liuxing_cli.model.progress import Count, Goal, Near, Pace, Point, half_year_of, number_of
from liuxing_cli.model.result import Outcome, Result, Verdict
from liuxing_cli.model.terms import Term
from liuxing_cli.model.titles import Title, TitleState, holds


def by_outcome(
    results: Mapping[str, Sequence[Result]], subjects: frozenset[str]
) -> tuple[list[Point], dict[str, Result]]:
    """A point for each half-year with results: who passed at their last decision until then.

    ``results`` are by period, ``subjects`` all that there are now. Also the last result of each.
    """
    halves: dict[int, tuple[Term, list[str]]] = {}
    for period in results:
        term = half_year_of(period)
        if term is not None:
            halves.setdefault(number_of(term), (term, []))[1].append(period)
    last: dict[str, Result] = {}
    points = []
    for _, (term, periods) in sorted(halves.items()):
        for period in sorted(periods, key=_length):
            last |= {r.subject: r for r in results[period] if r.subject in subjects}
        members = frozenset(s for s, r in last.items() if r.outcome is Outcome.PASSED)
        points.append(Point(term, len(members), len(subjects), members, seen=len(last)))
    return points, last


def _length(period: str) -> tuple[int, str]:
    """Quarters before half-years before the year, of those that end together."""
    return -len(period), period


def by_title(
    titles: Mapping[str, tuple[Title, ...]],
    title: str,
    subjects: frozenset[str],
    terms: Sequence[Term],
) -> list[Point]:
    """A point for each of ``terms`` from the first naming on: who holds the title on its last
    day."""
    named = [
        move.date
        for subject in subjects
        for held in titles.get(subject, ())
        if held.title == title
        for move in held.moves
        if move.to is TitleState.CONFIRMED
    ]
    points = []
    for term in terms:
        day = term.last.isoformat()
        if named and min(named) <= day:
            members = frozenset(s for s in subjects if holds(titles.get(s, ()), title, day))
            points.append(Point(term, len(members), len(subjects), members))
    return points


def with_earlier(points: Iterable[Point], earlier: Iterable[Count], day: str) -> list[Point]:
    """The points with the published counts of half-years that have no records, in order."""
    found = {number_of(point.term): point for point in points}
    for count in earlier:
        term = half_year_of(count.period)
        is_possible = count.reached <= count.of  # else it is told by the checks
        if term is not None and term.last.isoformat() <= day and is_possible:
            point = Point(term, count.reached, count.of, None, count.document)
            found.setdefault(number_of(term), point)
    return [found[number] for number in sorted(found)]


def pace(goal: Goal, points: Sequence[Point], end: Term) -> Pace:
    """The pace from the last of ``points`` to the half-year ``end`` that the goal's day is in."""
    now = points[-1]
    need = goal.need(now.of)
    gap = max(0, need - now.reached)
    left = max(0, number_of(end) - number_of(now.term))
    last = None
    if len(points) > 1:
        span = number_of(now.term) - number_of(points[-2].term)
        last = Fraction(now.reached - points[-2].reached, span)
    return Pace(need, gap, left, -(-gap // left) if gap and left else None, last)


def same_and_half(points: Sequence[Point], rate: Fraction, left: int) -> tuple[int, int]:
    """Where the last pace leads to in ``left`` half-years, and where half of it does; whole
    subjects, no more than there are."""
    now = points[-1]
    ends = (now.reached + left * rate, now.reached + left * rate / 2)
    same, half = (min(now.of, max(0, end.__floor__())) for end in ends)
    return same, half


def line_of(profile: Profile) -> Fraction:
    """The lowest total that passes."""
    passing: list[Grade] = [grade for grade in profile.grades if grade.passing]
    return min((grade.at_least for grade in passing), default=profile.full)


def near_line(
    profile: Profile, last: Mapping[str, Result], members: frozenset[str], near: Fraction
) -> list[Near]:
    """Those not among ``members`` within ``near`` points below the line, or held back by something
    else than the total: nearest first."""
    line = line_of(profile)
    found = []
    for subject, result in last.items():
        score = result.total if result.graded is None else result.graded
        if subject in members or score is None or score < line - near:
            continue
        found.append(Near(subject, score, max(Fraction(0), line - score), result))
    return sorted(found, key=_easiest)


def _easiest(near: Near) -> tuple[Fraction, int, str]:
    unmet = sum(condition.verdict is not Verdict.MET for condition in near.result.conditions)
    return near.short, unmet, near.subject


def change(points: Sequence[Point]) -> tuple[frozenset[str], frozenset[str]] | None:
    """Who was gained and who was lost since the point before; None where it names nobody."""
    if len(points) < 2 or points[-1].members is None or points[-2].members is None:
        return None
    now, before = points[-1].members, points[-2].members
    return now - before, before - now
