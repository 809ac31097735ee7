"""What is missing: a subject's rank if all of it were nothing, and if all of it were full marks."""

from bisect import bisect_right
from collections.abc import Mapping
from fractions import Fraction

from liuxing_cli.model.numbers import scaled
from liuxing_cli.model.robustness import Span
from liuxing_cli.scoring.robustness.field import Field


def missing_spans(field: Field) -> Mapping[str, Span]:
    """The range of ranks between the bounds, of every subject that has other bounds than its rank:
    its own upper bound against the others' lower, and its own lower against their upper."""
    lowers = {r.subject: _published(field, r.total) for r in field.results if r.total is not None}
    uppers = {r.subject: _published(field, r.upper) for r in field.results if r.upper is not None}
    if all(lowers[id_] == uppers.get(id_) for id_ in lowers):
        return {}
    low = sorted(lowers[other] for other in field.ranked)
    high = sorted(uppers.get(other, lowers[other]) for other in field.ranked)
    found = {}
    for result in field.results:
        id_ = result.subject
        if id_ not in uppers:
            continue
        best = 1 + len(low) - bisect_right(low, uppers[id_])
        itself = id_ in field.ranked and uppers[id_] > lowers[id_]
        worst = 1 + len(high) - bisect_right(high, lowers[id_]) - itself
        if lowers[id_] != uppers[id_] or (best, worst) != (result.rank, result.rank):
            found[id_] = Span(best, worst)
    return found


def _published(field: Field, total: Fraction) -> int:
    rounding = field.plan.profile.rounding
    return scaled(total, rounding.digits, rounding.mode)
