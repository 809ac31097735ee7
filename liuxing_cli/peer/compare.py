"""Compare the members of a group by what they said of each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial

from liuxing_cli.model.numbers import RoundingMode, scaled
from liuxing_cli.peer.agreement.panel import agreement
from liuxing_cli.peer.closed_form import round_robin
from liuxing_cli.peer.design import Part, Scores, connected_parts, freedom, missing_pairs
from liuxing_cli.peer.estimate import Estimate, Method, fixed_raters
from liuxing_cli.peer.fit import Fit, adjusted_scores, least_squares
from liuxing_cli.peer.intervals import error_margin, separate
from liuxing_cli.peer.leave_out import leave_one_out
from liuxing_cli.peer.noise import noise_of
from liuxing_cli.peer.quality import ENOUGH, efficiency, reliability
from liuxing_cli.peer.ranks import ranks
from liuxing_cli.peer.reml import reml
from liuxing_cli.peer.results import (
    Caution,
    Given,
    GroupComparison,
    GroupScores,
    MemberComparison,
    Options,
    PartComparison,
    Quality,
    Received,
)

__all__ = ["Caution", "GroupComparison", "compare_group", "compare_round"]

ADJUSTABLE = 4
"""Members it takes to adjust and rank; three leave one degree of freedom and give raw means."""

RANKABLE = 3
"""Ratings that a target needs to be ranked."""


def compare_group(
    members: Sequence[str],
    scores: Scores,
    self_scores: Mapping[str, Fraction],
    digits: int = 2,
    mode: RoundingMode = RoundingMode.HALF_UP,
) -> GroupComparison:
    """Compare one group alone, in exact fractions; see :func:`compare_round`."""
    group = GroupScores(tuple(members), scores, self_scores)
    return compare_round([group], Options(digits, mode))[0]


def compare_round(groups: Sequence[GroupScores], options: Options) -> tuple[GroupComparison, ...]:
    """Compare the groups of one round, each in itself, in exact fractions.

    Groups of few degrees of freedom share one residual variance. Raises ValueError on a score of a
    member by itself, or from outside its group: the caller keeps those apart.
    """
    for group in groups:
        for rater, target in group.scores:
            if rater == target or not {rater, target} <= set(group.members):
                raise ValueError(f"{rater} and {target} are not two members of the group")
    parts = [_fitted(group) for group in groups]
    fits = [fit for group in parts for _, fit in group if fit is not None]
    return tuple(
        _compare(group, fitted, fits, options) for group, fitted in zip(groups, parts, strict=True)
    )


def _fitted(group: GroupScores) -> list[tuple[Part, Fit | None]]:
    """The connected parts of a group, with the least squares of those large enough."""
    if len(group.members) <= 2:
        return []
    parts = connected_parts(group.members, group.scores)
    return [(part, _fit(part, _inside(part, group.scores))) for part in parts]


def _inside(part: Part, scores: Scores) -> Scores:
    """The scores of one part."""
    return {pair: score for pair, score in scores.items() if pair[0] in part.raters}


def _fit(part: Part, scores: Scores) -> Fit | None:
    if len({*part.raters, *part.targets}) < ADJUSTABLE or freedom(part, len(scores)) < 1:
        return None
    n = len(part.targets)
    whole = part.raters == part.targets and len(scores) == n * (n - 1)
    return round_robin(part.targets, scores) if whole else least_squares(part, scores)


def _compare(
    group: GroupScores,
    fitted: Sequence[tuple[Part, Fit | None]],
    round_fits: Sequence[Fit],
    options: Options,
) -> GroupComparison:
    given: dict[str, Given] = {}
    received: dict[str, Received] = {}
    parts = []
    for place, (part, fit) in enumerate(fitted):
        inside = _inside(part, group.scores)
        estimate = _estimate(part, inside, fit, round_fits, options) if fit else None
        quality, found = _received(place, part, inside, fit, estimate, options)
        received |= found
        given |= _given(place, part, inside, estimate)
        parts.append(PartComparison(part, _mean(list(inside.values())), fit, estimate, quality))
    due = group.due
    return GroupComparison(
        members=tuple(
            _member(name, received.get(name), given.get(name), group.own.get(name))
            for name in group.members
        ),
        parts=tuple(parts),
        missing=missing_pairs(group.members, group.scores)
        if due is None
        else tuple(pair for pair in due if pair not in group.scores),
        cautions=tuple(_cautions(group, parts, list(received.values()), options)),
        agreement=agreement(group.scores),
        round_robin=due is None or {*due} == {*missing_pairs(group.members, {})},
    )


def _estimate(
    part: Part, scores: Scores, fit: Fit, round_fits: Iterable[Fit], options: Options
) -> Estimate:
    """By the method asked for; scores without any residual have but one solution."""
    if options.method is Method.REML and fit.rss:
        return reml(part, scores)
    return fixed_raters(fit, noise_of(fit, round_fits))


def _adjusted(options: Options, part: Part, scores: Scores) -> Mapping[str, Fraction]:
    """The adjusted scores alone, for fits that are made only to compare ranks."""
    if options.method is Method.REML:
        fit = least_squares(part, scores)
        if fit.df > 0 and fit.rss:
            return reml(part, scores).adjusted
    return adjusted_scores(part, scores)


def _received(
    place: int,
    part: Part,
    scores: Scores,
    fit: Fit | None,
    estimate: Estimate | None,
    options: Options,
) -> tuple[Quality | None, dict[str, Received]]:
    """Each target of the part; fewer than RANKABLE ratings, or no fit, give no rank."""
    marks = {t: [x for (_, to), x in scores.items() if to == t] for t in part.targets}
    means = {target: _mean(given) for target, given in marks.items()}
    if fit is None or estimate is None:
        return None, {t: _unranked(place, marks[t]) for t in part.targets}
    rankable = [target for target, given in marks.items() if len(given) >= RANKABLE]
    raw_ranks = ranks({t: means[t] for t in rankable}, *options.rounding)
    full = ranks({t: estimate.adjusted[t] for t in rankable}, *options.rounding)
    printed = {t: scaled(estimate.adjusted[t], *options.rounding) for t in rankable}
    apart = separate(estimate, printed, options.level)
    bands = apart.bands() if apart else {}
    left = leave_one_out(part, scores, full, partial(_adjusted, options), options.rounding)
    found = {
        t: Received(
            part=place,
            ratings=len(marks[t]),
            raw_mean=means[t],
            raw_rank=raw_ranks.get(t),
            adjusted=estimate.adjusted[t],
            standard_error=estimate.adjusted_error(t),
            margin=error_margin(estimate, t, options.level),
            adjusted_rank=full.get(t),
            interval=apart.rank_interval(t) if apart and t in full else None,
            band=bands.get(t),
            left_out=left.ranges.get(t) if left else None,
        )
        for t in part.targets
    }
    difference = apart.least_difference() if apart else None
    quality = Quality(
        reliability=reliability(fit),
        efficiency=efficiency(fit),
        least_difference=difference,
        needed=left.needed if left else (),
        refitted=left is not None,
    )
    return quality, found


def _unranked(place: int, marks: Sequence[Fraction]) -> Received:
    """A target of which only the raw mean can be told."""
    nothing = (None,) * 8
    return Received(place, len(marks), _mean(marks), *nothing)


def _given(place: int, part: Part, scores: Scores, estimate: Estimate | None) -> dict[str, Given]:
    """Each rater of the part."""
    found = {}
    for rater in part.raters:
        marks = [score for (by, _), score in scores.items() if by == rater]
        found[rater] = Given(
            part=place,
            ratings=len(marks),
            mean=_mean(marks),
            severity=estimate.severity[rater] if estimate else None,
            standard_error=estimate.severity_error(rater) if estimate else None,
        )
    return found


def _member(
    name: str, received: Received | None, given: Given | None, own: Fraction | None
) -> MemberComparison:
    adjusted = received.adjusted if received else None
    gap = None if own is None or adjusted is None else own - adjusted
    return MemberComparison(name, received, given, own, gap)


def _cautions(
    group: GroupScores,
    parts: Sequence[PartComparison],
    received: Sequence[Received],
    options: Options,
) -> Iterator[Caution]:
    fits = [part.fit for part in parts]
    few = any(target.ratings < RANKABLE for target in received)
    wasteful = any(
        part.quality and part.quality.efficiency is not None and part.quality.efficiency < ENOUGH
        for part in parts
    )
    if len(group.members) <= 2:
        yield Caution.TOO_SMALL
    if None in fits:
        yield Caution.RAW_ONLY
    if len(group.members) == ADJUSTABLE and any((t, r) in group.scores for r, t in group.scores):
        yield Caution.NO_PAIR_TESTS
    if len(parts) > 1:
        yield Caution.DISCONNECTED
    if few:
        yield Caution.FEW_RATINGS
    if any(fits) and (few or wasteful) and options.method is Method.OLS:
        yield Caution.SPARSE
    if any(fit is not None and fit.variance == 0 for fit in fits):
        yield Caution.NO_SPREAD


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)
