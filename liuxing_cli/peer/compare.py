"""Compare the members of a group by what they said of each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from liuxing_cli.model.numbers import RoundingMode
from liuxing_cli.peer.closed_form import round_robin
from liuxing_cli.peer.design import Pair, Part, Scores, connected_parts, freedom, missing_pairs
from liuxing_cli.peer.fit import Fit, least_squares
from liuxing_cli.peer.ranks import ranks

ADJUSTABLE = 4
"""Members it takes to adjust and rank; three leave one degree of freedom and give raw means."""

RANKABLE = 3
"""Ratings that a target needs to be ranked."""


class Caution(StrEnum):
    """What a reader of a comparison must be told."""

    TOO_SMALL = "too_small"  # two members: not estimable, nothing is computed
    RAW_ONLY = "raw_only"  # a part of three members, or without freedom: raw means, no ranks
    NO_PAIR_TESTS = "no_pair_tests"  # four members: opposite pairs cannot be told apart
    DISCONNECTED = "disconnected"  # several parts, never ranked together
    FEW_RATINGS = "few_ratings"  # a target with fewer than three ratings is not ranked
    NO_SPREAD = "no_spread"  # s² = 0, typical of copied scores: errors of 0 mean nothing


@dataclass(frozen=True, slots=True)
class Received:
    """A member as target, in points; ranks hold within its part. What cannot be said is None."""

    part: int
    ratings: int
    raw_mean: Fraction
    raw_rank: int | None
    adjusted: Fraction | None
    standard_error: Decimal | None
    adjusted_rank: int | None


@dataclass(frozen=True, slots=True)
class Given:
    """A member as rater, in points. ``severity``: how far it marks above (手松) or, negative,
    below (手紧) the average rater of its part."""

    part: int
    ratings: int
    mean: Fraction
    severity: Fraction | None
    standard_error: Decimal | None


@dataclass(frozen=True, slots=True)
class MemberComparison:
    """One member: what it received, what it gave, and its view of itself.

    ``self_gap`` is its own score minus the adjusted one: positive where it thinks better of
    itself than the others do.
    """

    member: str
    received: Received | None
    given: Given | None
    self_score: Fraction | None
    self_gap: Fraction | None


@dataclass(frozen=True, slots=True)
class PartComparison:
    """A connected part: the mean of its scores, and its fit (None: raw means only)."""

    part: Part
    mean: Fraction
    fit: Fit | None


@dataclass(frozen=True, slots=True)
class GroupComparison:
    """The comparison of one group: comparable within a part only, never between groups."""

    members: tuple[MemberComparison, ...]
    parts: tuple[PartComparison, ...]
    missing: tuple[Pair, ...]
    cautions: tuple[Caution, ...]

    @property
    def complete(self) -> bool:
        """Whether everyone rated everyone else, so that the closed form applies."""
        return not self.missing


def compare_group(
    members: Sequence[str],
    scores: Scores,
    self_scores: Mapping[str, Fraction],
    digits: int = 2,
    mode: RoundingMode = RoundingMode.HALF_UP,
) -> GroupComparison:
    """Compare ``members`` by the scores that they gave each other, in exact fractions.

    ``self_scores`` are shown beside the adjusted scores and never enter them. Ranks rest on the
    values rounded once to ``digits``. Raises ValueError on a score of a member by itself, or from
    outside the group: the caller keeps those apart.
    """
    for rater, target in scores:
        if rater == target or rater not in members or target not in members:
            raise ValueError(f"{rater} and {target} are not two members of the group")
    missing = missing_pairs(members, scores)
    parts = connected_parts(members, scores) if len(members) > 2 else ()
    compared = tuple(_compare_part(part, scores, complete=not missing) for part in parts)
    received = dict(
        entry
        for place, part in enumerate(compared)
        for entry in _received(place, part, scores, digits, mode)
    )
    given = dict(
        entry for place, part in enumerate(compared) for entry in _given(place, part, scores)
    )
    return GroupComparison(
        members=tuple(
            _member(name, received.get(name), given.get(name), self_scores.get(name))
            for name in members
        ),
        parts=compared,
        missing=missing,
        cautions=tuple(_cautions(len(members), compared, received.values())),
    )


def _compare_part(part: Part, scores: Scores, *, complete: bool) -> PartComparison:
    marks = [score for (rater, _), score in scores.items() if rater in part.raters]
    everyone = {*part.raters, *part.targets}
    fit = None
    if len(everyone) >= ADJUSTABLE and freedom(part, len(marks)) > 0:
        fit = round_robin(part.targets, scores) if complete else least_squares(part, scores)
    return PartComparison(part, _mean(marks), fit)


def _received(
    place: int, compared: PartComparison, scores: Scores, digits: int, mode: RoundingMode
) -> Iterator[tuple[str, Received]]:
    """Each target of the part; fewer than RANKABLE ratings, or no fit, give no rank."""
    fit = compared.fit
    marks = {t: [x for (_, to), x in scores.items() if to == t] for t in compared.part.targets}
    means = {target: _mean(given) for target, given in marks.items()}
    rankable = [target for target, given in marks.items() if fit and len(given) >= RANKABLE]
    raw_ranks = ranks({t: means[t] for t in rankable}, digits, mode)
    adjusted_ranks = ranks({t: fit.adjusted[t] for t in rankable}, digits, mode) if fit else {}
    for target, given in marks.items():
        yield (
            target,
            Received(
                part=place,
                ratings=len(given),
                raw_mean=means[target],
                raw_rank=raw_ranks.get(target),
                adjusted=fit.adjusted[target] if fit else None,
                standard_error=fit.adjusted_error(target) if fit else None,
                adjusted_rank=adjusted_ranks.get(target),
            ),
        )


def _given(place: int, compared: PartComparison, scores: Scores) -> Iterator[tuple[str, Given]]:
    """Each rater of the part."""
    fit = compared.fit
    for rater in compared.part.raters:
        marks = [score for (by, _), score in scores.items() if by == rater]
        yield (
            rater,
            Given(
                part=place,
                ratings=len(marks),
                mean=_mean(marks),
                severity=fit.severity[rater] if fit else None,
                standard_error=fit.severity_error(rater) if fit else None,
            ),
        )


def _member(
    name: str, received: Received | None, given: Given | None, own: Fraction | None
) -> MemberComparison:
    adjusted = received.adjusted if received else None
    gap = None if own is None or adjusted is None else own - adjusted
    return MemberComparison(name, received, given, own, gap)


def _cautions(
    size: int, parts: Sequence[PartComparison], received: Iterable[Received]
) -> Iterator[Caution]:
    fits = [part.fit for part in parts]
    if size <= 2:
        yield Caution.TOO_SMALL
    if None in fits:
        yield Caution.RAW_ONLY
    if size == ADJUSTABLE:
        yield Caution.NO_PAIR_TESTS
    if len(parts) > 1:
        yield Caution.DISCONNECTED
    if any(target.ratings < RANKABLE for target in received):
        yield Caution.FEW_RATINGS
    if any(fit is not None and fit.variance == 0 for fit in fits):
        yield Caution.NO_SPREAD


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)
