"""Weights up to 20 % up or down, drawn at random: ranges of ranks, decisions that do not hold."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

import numpy as np

from liuxing_cli.model.profile import Mean
from liuxing_cli.model.result import Result
from liuxing_cli.model.robustness import Span
from liuxing_cli.scoring.robustness.draws import (
    Exact,
    Ints,
    Scale,
    Table,
    factors,
    ranks_of,
    totals_of,
)
from liuxing_cli.scoring.robustness.field import Field
from liuxing_cli.scoring.robustness.variant import Part, weighted, weights_matter, with_total
from liuxing_cli.scoring.total import mean_rate

_BLOCK = 200
"""Draws at a time; any size gives the same."""

_LOW, _HIGH = Fraction(1, 20), Fraction(19, 20)


@dataclass(frozen=True)
class Weighted:
    """``spans`` hold 90 % of the draws, ``widest`` all of them; ``decisions`` counts the results
    that the draws came to, by subject, one for each different decision."""

    draws: int
    spans: Mapping[str, Span]
    widest: Mapping[str, Span]
    shift: Fraction
    decisions: Mapping[str, tuple[tuple[Result, int], ...]]
    field: Field

    def kept(self, result: Result) -> Fraction:
        """The share of the draws in which the decision stays."""
        return 1 - sum((share for _, share in self.others(result)), Fraction(0))

    def others(self, result: Result) -> Iterator[tuple[Result, Fraction]]:
        """The other decisions that draws came to, each with its share of them."""
        for other, count in self.decisions[result.subject]:
            if self.field.differs(other, result):
                yield other, Fraction(count, self.draws)


def weighted_draws(field: Field, seed: int, draws: int, spread: Fraction) -> Weighted | None:
    """The field under ``draws`` draws; None where weights have no part in the total."""
    plan = field.plan
    if not draws or not weights_matter(plan) or not field.results:
        return None
    drawn = [factors(seed, number, len(field.branches), spread) for number in range(draws)]
    table = _table(field, field.parts, drawn)
    special = [n for n, result in enumerate(field.results) if _is_special(result)]
    bounds = [
        _table(field, [_graded(field, place, upper) for place in special], drawn)
        for upper in (False, True)
    ]
    found: list[list[tuple[int, int]]] = []
    for place in range(len(field.results)):
        pair = [table.intervals[:, place]] * 2
        if place in special:
            pair = [bound.intervals[:, special.index(place)] for bound in bounds]
        found.append(list(zip(*(each.tolist() for each in pair), strict=True)))
    if field.has_quota:
        decisions = _among_others(field, table, found)
    else:
        decisions = {
            result.subject: tuple(_decisions(field, result, pairs))
            for result, pairs in zip(field.results, found, strict=True)
        }
    return _gathered(field, table.published, draws, decisions)


def _table(
    field: Field, parts: Sequence[tuple[Part, ...]], drawn: Sequence[tuple[int, ...]]
) -> Table:
    """Totals of these parts under all draws, block by block."""
    profile = field.plan.profile
    scale = Scale(profile.full, profile.rounding.digits, profile.rounding.mode, field.edges)
    exact = exact_totals(field, parts)
    linear = profile.aggregation.mean is Mean.ARITHMETIC
    fixed = parts if linear else [()] * len(parts)  # nothing is linear: all of it exact
    blocks = [
        totals_of(fixed, drawn[start : start + _BLOCK], scale, exact)
        for start in range(0, len(drawn), _BLOCK)
    ]
    return Table(
        np.concatenate([block.published for block in blocks]),
        np.concatenate([block.intervals for block in blocks]),
    )


def exact_totals(field: Field, parts: Sequence[tuple[Part, ...]]) -> Exact:
    """The exact total of the subject at a place of ``parts`` under some factors."""
    how, full = field.plan.profile.aggregation, field.plan.profile.full

    def geometric(weights: tuple[Fraction, ...], rates: tuple[Fraction, ...]) -> Fraction:
        ratios = [rate.as_integer_ratio() for rate in rates]
        common = lcm(*(weight.denominator for weight in weights))
        rate = mean_rate(how, [int(weight * common) for weight in weights], ratios)
        return Fraction(*rate) if rate else Fraction(0)

    def exact(place: int, chosen: tuple[int, ...]) -> Fraction:
        total = Fraction(0)
        for part in parts[place]:
            weights = tuple(w * k for w, k in zip(part.weights, chosen, strict=True))
            mean = weighted if how.mean is Mean.ARITHMETIC else geometric
            total += part.share * (full * mean(weights, part.rates) + part.rest)
        return total

    return exact


def _graded(field: Field, place: int, upper: bool) -> tuple[Part, ...]:
    """The parts of what is held against the grades, in the lower or the upper bound."""
    result = field.results[place]
    apart = _apart(result)[upper]
    return tuple(
        replace(
            part,
            rates=part.upper_rates if upper else part.rates,
            rest=(part.upper_rest if upper else part.rest) - apart,
        )
        for part in field.parts[place]
    )


def _apart(result: Result) -> tuple[Fraction, Fraction]:
    """By how much the total is more than what is held against the grades, in both bounds."""
    if result.graded is None or result.graded_upper is None:
        return Fraction(0), Fraction(0)
    return (result.total or 0) - result.graded, (result.upper or 0) - result.graded_upper


def _gathered(
    field: Field,
    published: Ints,
    draws: int,
    decisions: Mapping[str, tuple[tuple[Result, int], ...]],
) -> Weighted:
    places = [n for n, result in enumerate(field.results) if result.subject in field.ranked]
    names = [field.results[place].subject for place in places]
    ranks = ranks_of(published[:, places]) if places else np.empty((draws, 0), np.int64)
    reference = np.array([field.ranked[name] for name in names], np.int64)
    ordered = np.sort(ranks, axis=0)
    low, high = _at(ordered, _LOW, draws), _at(ordered, _HIGH, draws)
    moved = int(np.abs(ranks - reference).sum()) if places else 0
    return Weighted(
        draws=draws,
        spans={name: Span(int(low[n]), int(high[n])) for n, name in enumerate(names)},
        widest={
            name: Span(int(ordered[0, n]), int(ordered[-1, n])) for n, name in enumerate(names)
        },
        shift=Fraction(moved, draws * len(places)) if places else Fraction(0),
        decisions=decisions,
        field=field,
    )


def _at(ordered: Ints, share: Fraction, draws: int) -> Ints:
    """The rank below which (or at which) a share of the draws lies: the nearest-rank quantile."""
    place = -(-share.numerator * draws // share.denominator) - 1
    row: Ints = ordered[max(0, place)]
    return row


def _is_special(result: Result) -> bool:
    """Whether a decision rests on more than the total: on an upper bound, on a score of its own."""
    return result.total != result.upper or result.graded is not None


def _decisions(
    field: Field, result: Result, pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[Result, int]]:
    """One result for each pair of intervals between the lines of the grades that the draws came to
    (of the lower and the upper bound)."""
    own = _own_pair(field, result)
    for pair, count in sorted(Counter(pairs).items()):
        yield (result if pair == own else _between_lines(field, result, pair)), count


def _own_pair(field: Field, result: Result) -> tuple[int, int]:
    apart = _apart(result)
    total, most = result.total or Fraction(0), result.upper or Fraction(0)
    return field.interval(total - apart[0]), field.interval(most - apart[1])


def _between_lines(field: Field, result: Result, pair: tuple[int, int]) -> Result:
    """The decision for scores in these intervals: between two lines it does not depend on the
    score, so one stands for all."""
    edges, apart = field.edges, _apart(result)
    low, high = (edges[each - 1] if each else edges[0] - 1 for each in pair)
    plan = field.plan_of(result.subject)
    return with_total(plan, result, low + apart[0], max(low, high) + apart[1])


def _among_others(
    field: Field, table: Table, found: Sequence[Sequence[tuple[int, int]]]
) -> dict[str, tuple[tuple[Result, int], ...]]:
    """Decisions where some depend on ranks: every draw is settled among all subjects."""
    known: dict[tuple[str, tuple[int, int]], Result] = {}
    counts: dict[str, dict[tuple[str, str | None], tuple[Result, int]]] = {}
    unit = 10**field.plan.profile.rounding.digits
    for draw, row in enumerate(table.published.tolist()):
        results = []
        for place, was in enumerate(field.before.values()):
            key = (was.subject, found[place][draw])
            if key not in known:
                known[key] = _between_lines(field, was, found[place][draw])
            results.append(replace(known[key], total=Fraction(row[place], unit)))
        for subject, result in field.finish(results).items():
            own = counts.setdefault(subject, {})
            what = (str(result.outcome), result.grade)
            own[what] = (result, own[what][1] + 1 if what in own else 1)
    return {subject: tuple(own.values()) for subject, own in counts.items()}
