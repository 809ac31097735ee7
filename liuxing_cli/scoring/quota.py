"""Quota grades: so many, best first; decided among all results of a period, before the ranking.

    places = floor(share × those that pass, or all with a total)     or a count

By the published total (rounded once), as ranks are. Ties at the edge go all in or all out, as the
profile says. Results that are pending may still claim a place and change how many there are, so
each candidate is held against the least and the most favourable case; where these differ, nobody
can tell yet, and the grade stays open.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from liuxing_cli.model.decision import Quota, QuotaOf, Ties
from liuxing_cli.model.numbers import plain, scaled
from liuxing_cli.model.profile import Grade, Profile
from liuxing_cli.model.result import Condition, Outcome, Result, Verdict
from liuxing_cli.scoring.conditions import Ladder, quota_id


@dataclass(frozen=True, slots=True)
class _Field:
    """The published totals of the candidates for a grade, and of those that may become some."""

    sure: list[int]
    open: list[int]
    least: int  # places in the least favourable case
    most: int


def apportion(profile: Profile, results: Sequence[Result]) -> list[Result]:
    """The results with every quota applied, the highest grade first."""
    ladder = Ladder.of(profile)
    found = list(results)
    for grade in ladder.grades:
        if grade.quota is not None:
            found = _applied(profile, ladder, grade, grade.quota, found)
    return found


def _applied(
    profile: Profile, ladder: Ladder, grade: Grade, quota: Quota, results: list[Result]
) -> list[Result]:
    field = _field(profile, grade, quota, results)
    below = ladder.below(grade.id)
    told = _told(grade, quota, field)
    done = []
    for result in results:
        if result.grade != grade.id:
            done.append(result)
            continue
        own = _published(profile, result.total)
        verdict = _verdict(quota, field, own)
        place = 1 + sum(other > own for other in field.sure)
        condition = Condition(quota_id(grade.id), told, verdict, f"第 {place} 名")
        conditions = (*result.conditions, condition)
        if verdict is Verdict.UNKNOWN:
            done.append(replace(result, conditions=conditions, grade=None, outcome=Outcome.PENDING))
        elif verdict is Verdict.NOT_MET and below is not None:
            outcome = Outcome.PASSED if below.passing else Outcome.FAILED
            done.append(replace(result, conditions=conditions, grade=below.id, outcome=outcome))
        else:
            done.append(replace(result, conditions=conditions))
    return done


def _field(profile: Profile, grade: Grade, quota: Quota, results: Sequence[Result]) -> _Field:
    pending = [r for r in results if r.outcome is Outcome.PENDING and r.upper is not None]
    reach = [r for r in pending if (_graded_upper(r) or 0) >= grade.at_least]
    marks = [g.at_least for g in profile.grades if g.passing]
    may_pass = [r for r in pending if marks and (_graded_upper(r) or 0) >= min(marks)]
    if quota.of is QuotaOf.PASSED:
        base = sum(r.outcome is Outcome.PASSED for r in results)
        most = base + len(may_pass)
    else:
        base = most = sum(r.total is not None for r in results)
    return _Field(
        sure=[_published(profile, r.total) for r in results if r.grade == grade.id],
        open=[_published(profile, r.upper) for r in reach],
        least=_places(quota, base),
        most=_places(quota, most),
    )


def _graded_upper(result: Result) -> Fraction | None:
    return result.upper if result.graded_upper is None else result.graded_upper


def _places(quota: Quota, base: int) -> int:
    if quota.share is None:
        return quota.count or 0
    exact = quota.share * base
    return exact.numerator // exact.denominator


def _verdict(quota: Quota, field: _Field, own: int) -> Verdict:
    if _is_in(quota, [*field.sure, *field.open], field.least, own):
        return Verdict.MET
    return Verdict.UNKNOWN if _is_in(quota, field.sure, field.most, own) else Verdict.NOT_MET


def _is_in(quota: Quota, totals: Sequence[int], places: int, own: int) -> bool:
    """All tied at the edge are in, or all of them out; ``own`` is not counted twice."""
    better = sum(total > own for total in totals)
    if quota.ties is Ties.ALL_IN:
        return better < places
    return better + max(1, sum(total == own for total in totals)) <= places


def _told(grade: Grade, quota: Quota, field: _Field) -> str:
    places = str(field.least) if field.least == field.most else f"{field.least} 到 {field.most}"
    ties = "同分都评上" if quota.ties is Ties.ALL_IN else "同分都不评"
    if quota.share is None:
        return f"{grade.name}名额 {places} 个，按总分从高到低，{ties}"
    of = "达标的" if quota.of is QuotaOf.PASSED else "有结果的"
    share = plain(quota.share * 100)
    return f"{grade.name}名额 {places} 个（{of} {share}%，不足一个的舍去），按总分从高到低，{ties}"


def _published(profile: Profile, value: Fraction | None) -> int:
    return scaled(value or Fraction(0), profile.rounding.digits, profile.rounding.mode)
