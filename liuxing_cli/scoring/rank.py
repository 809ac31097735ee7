"""Ranks among the results of one period under one profile."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from liuxing_cli.model.numbers import RoundingMode, scaled
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.result import Outcome, Result, Verdict
from liuxing_cli.scoring.conditions import is_bar, is_veto, is_whole
from liuxing_cli.scoring.quota import apportion


def rank(results: Iterable[Result], digits: int, mode: RoundingMode) -> list[Result]:
    """Rank results and return them in the order of the table.

    Competition rank (1, 2, 2, 4) by the published total, that is the total rounded once: equal
    print, equal rank. Not ranked, and listed afterwards: what a veto fails or a bar rules out, what
    is pending, what lacks a whole branch or any total. Results of equal rank stand by subject id,
    which says nothing about them.
    """
    ranked: list[tuple[int, Result]] = []
    unranked: list[Result] = []
    for result in sorted(results, key=lambda result: result.subject):
        if result.outcome is Outcome.PENDING or is_unranked(result):
            unranked.append(replace(result, rank=None))
        elif result.total is not None:
            ranked.append((scaled(result.total, digits, mode), result))
    ranked.sort(key=lambda pair: -pair[0])
    places: dict[int, int] = {}
    for place, (published, _) in enumerate(ranked, start=1):
        places.setdefault(published, place)
    unranked.sort(key=_after_the_ranked)
    return [replace(result, rank=places[published]) for published, result in ranked] + unranked


def ranked(profile: Profile, results: Sequence[Result]) -> list[Result]:
    """The results of one period with quotas applied, ranked: the last step of every score."""
    return rank(apportion(profile, results), profile.rounding.digits, profile.rounding.mode)


def is_vetoed(result: Result) -> bool:
    """Whether a veto fails the whole result."""
    return any(is_veto(c) and c.verdict is Verdict.NOT_MET for c in result.conditions)


def is_unranked(result: Result) -> bool:
    """Whether the total cannot be put in order with others, whatever is still missing."""
    if result.total is None or is_vetoed(result):
        return True
    return any(
        is_whole(c) or (is_bar(c) and c.verdict is Verdict.NOT_MET) for c in result.conditions
    )


def _after_the_ranked(result: Result) -> tuple[int, Fraction]:
    """Vetoed, then pending, then without a total; the higher total first."""
    order = {Outcome.FAILED: 0, Outcome.PENDING: 1}.get(result.outcome, 2)
    return order, -(result.total or Fraction(0))
