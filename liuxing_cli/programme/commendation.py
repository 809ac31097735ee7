"""A shortlist for commendation: who meets the conditions, why, and where the quota ends."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from liuxing_cli.model.commendation import Candidate, Commendation, Kind, Place, Reason, Wanted
from liuxing_cli.model.numbers import plain, scaled
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.rectification import Item
from liuxing_cli.model.result import Outcome, Result, Verdict
from liuxing_cli.model.subject import Subject
from liuxing_cli.model.titles import Title, holds

Found = tuple[Verdict, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one subject on ``day``: its results by period, last first."""

    subject: Subject
    results: tuple[tuple[str, Result], ...]
    titles: tuple[Title, ...]
    items: tuple[Item, ...]
    day: str


def shortlist(
    rules: Commendation, profile: Profile, facts: Iterable[Facts], of: int
) -> list[Candidate]:
    """All subjects, those listed first: by the total as published, equal totals alike.

    ``of``: how many subjects there are, for a quota that is a share.
    """
    candidates = [_candidate(rules, profile, each) for each in facts]
    listed = [c for c in candidates if c.place is Place.BEYOND]
    rest = [c for c in candidates if c.place is not Place.BEYOND]
    placed = _placed(listed, rules.quota(of), rules.per_street)
    return [*placed, *sorted(rest, key=lambda c: (c.place is Place.OUT, *_order(c)))]


def _candidate(rules: Commendation, profile: Profile, facts: Facts) -> Candidate:
    reasons = tuple(Reason(w, *_JUDGES[w.kind](w, profile, facts)) for w in rules.conditions)
    musts = [reason.verdict for reason in reasons if reason.wanted.must]
    place = Place.BEYOND
    if Verdict.NOT_MET in musts:
        place = Place.OUT
    elif Verdict.UNKNOWN in musts or not facts.results:
        place = Place.UNKNOWN
    result = facts.results[0][1] if facts.results else None
    return Candidate(
        subject=facts.subject.id,
        street=facts.subject.street,
        score=_published(result, profile),
        place=place,
        reasons=reasons,
        result=result,
    )


def _published(result: Result | None, profile: Profile) -> Fraction | None:
    """The total as it is printed: ranks follow what everybody can see."""
    if result is None or result.total is None:
        return None
    digits = profile.rounding.digits
    return Fraction(scaled(result.total, digits, profile.rounding.mode), 10**digits)


def _order(candidate: Candidate) -> tuple[Fraction, str]:
    return -(candidate.score or Fraction(0)), candidate.subject


def _placed(listed: Sequence[Candidate], quota: int, per_street: int | None) -> list[Candidate]:
    """The candidates in order with their place; those who are equal at an edge are all tied, so
    that no order of codes decides."""
    by_score: dict[Fraction, list[Candidate]] = {}
    for candidate in sorted(listed, key=_order):
        by_score.setdefault(candidate.score or Fraction(0), []).append(candidate)
    found: list[Candidate] = []
    left = quota
    streets: dict[str, int] = {}
    for equals in by_score.values():
        open_, apart, kept = _by_street(equals, streets, per_street)
        wanted = len(open_) + sum(kept.values())
        place = Place.WITHIN if wanted <= left else Place.TIED if left > 0 else Place.BEYOND
        for candidate in equals:
            own = place if place is Place.BEYOND else apart.get(candidate.subject, place)
            found.append(replace(candidate, place=own))
        for street in [*(candidate.street for candidate in open_), *kept]:
            streets[street] = streets.get(street, 0) + kept.get(street, 1)
        left -= wanted
    return found


def _by_street(
    equals: Sequence[Candidate], streets: Mapping[str, int], per_street: int | None
) -> tuple[list[Candidate], dict[str, Place], dict[str, int]]:
    """Those whose street may still have one; the others, full or tied within their street; and
    the places kept for those who are tied, by street."""
    if per_street is None:
        return list(equals), {}, {}
    apart: dict[str, Place] = {}
    kept: dict[str, int] = {}
    open_ = []
    for candidate in equals:
        room = per_street - streets.get(candidate.street, 0)
        same = sum(other.street == candidate.street for other in equals)
        if room <= 0:
            apart[candidate.subject] = Place.STREET_FULL
        elif same > room:
            apart[candidate.subject] = Place.TIED
            kept[candidate.street] = room
        else:
            open_.append(candidate)
    return open_, apart, kept


def _grade(wanted: Wanted, profile: Profile, facts: Facts) -> Found:
    if not facts.results:
        return Verdict.UNKNOWN, "没有评过"
    period, result = facts.results[0]
    names = {grade.id: grade.name for grade in profile.grades}
    if result.grade is None:
        return Verdict.UNKNOWN, f"{period} 待核"
    verdict = Verdict.MET if result.grade in wanted.grades else Verdict.NOT_MET
    return verdict, f"{period} {names[result.grade]}"


def _title(wanted: Wanted, _profile: Profile, facts: Facts) -> Found:
    has = holds(facts.titles, wanted.title, facts.day)
    return (Verdict.MET, "持有") if has else (Verdict.NOT_MET, "没有，或已到期")


def _branches(wanted: Wanted, _profile: Profile, facts: Facts) -> Found:
    if not facts.results:
        return Verdict.UNKNOWN, "没有评过"
    scored = [b for b in facts.results[0][1].branches if b.score is not None]
    share = {b.name[:2]: (b.score or Fraction(0)) / b.full * 100 for b in scored}
    upper = {b.name[:2]: (b.upper or Fraction(0)) / b.full * 100 for b in scored}
    low = [name for name, value in share.items() if value < wanted.at_least]
    if not low:
        return Verdict.MET, f"各型都不低于 {plain(wanted.at_least)}%"
    unsure = all(upper[name] >= wanted.at_least for name in low)
    return (Verdict.UNKNOWN if unsure else Verdict.NOT_MET), f"{'、'.join(low)}不到"


def _steady(wanted: Wanted, _profile: Profile, facts: Facts) -> Found:
    last = facts.results[: wanted.periods]
    failed = [period for period, result in last if result.outcome is Outcome.FAILED]
    if failed:
        return Verdict.NOT_MET, f"{'、'.join(failed)} 未达标"
    if len(last) < wanted.periods:
        return Verdict.UNKNOWN, f"只评过 {len(last)} 期"
    unsure = [period for period, result in last if result.outcome is not Outcome.PASSED]
    if unsure:
        return Verdict.UNKNOWN, f"{'、'.join(unsure)} 待核"
    return Verdict.MET, f"最近 {wanted.periods} 期都达标"


def _no_veto(wanted: Wanted, _profile: Profile, facts: Facts) -> Found:
    last = facts.results[: wanted.periods]
    fired = [f"{period} {veto}" for period, result in last for veto in result.vetoes]
    if fired:
        return Verdict.NOT_MET, f"否决：{'、'.join(fired)}"
    if len(last) < wanted.periods:
        return Verdict.UNKNOWN, f"只评过 {len(last)} 期"
    return Verdict.MET, f"最近 {wanted.periods} 期没有否决"


def _rectified(_wanted: Wanted, _profile: Profile, facts: Facts) -> Found:
    late = [item.indicator for item in facts.items if item.is_overdue(facts.day)]
    if late:
        return Verdict.NOT_MET, f"{'、'.join(late)} 超期"
    return Verdict.MET, "没有超期的整改"


_JUDGES = {
    Kind.GRADE: _grade,
    Kind.TITLE: _title,
    Kind.BRANCHES: _branches,
    Kind.STEADY: _steady,
    Kind.NO_VETO: _no_veto,
    Kind.RECTIFIED: _rectified,
}
