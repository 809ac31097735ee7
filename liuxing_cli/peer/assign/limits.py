"""What a design cannot tell, known before the round begins."""

from collections.abc import Iterator
from enum import StrEnum

from liuxing_cli.model.plan import RoundPlan
from liuxing_cli.peer.assign.precision import Precision
from liuxing_cli.peer.compare import ADJUSTABLE, RANKABLE
from liuxing_cli.peer.quality import ENOUGH

POOLED = 20
"""Degrees of freedom below which the error is estimated from all groups together."""


class Limit(StrEnum):
    """Something that a reader of the results will not be able to learn."""

    RAW_ONLY = "raw_only"  # three members: raw means only, no ranks
    NO_PAIR_TESTS = "no_pair_tests"  # four members: opposite pairs are aliased
    WEAK_PAIR_TESTS = "weak_pair_tests"  # complete: one round seldom proves anything
    NO_RECIPROCITY = "no_reciprocity"  # not complete: no test of mutual favours over all
    ONE_WAY = "one_way"  # no two rate each other: nothing to test, and nothing to trade
    DISCONNECTED = "disconnected"
    FEW_RATINGS = "few_ratings"  # a member with fewer than three ratings is not ranked
    SPARSE = "sparse"  # least squares can lose to the raw mean; REML is advised
    NO_ERROR = "no_error"  # no degrees of freedom: no standard errors
    POOLED = "pooled"
    SEPARATE_GROUPS = "separate_groups"  # several groups are never ranked together
    LEFT_OUT = "left_out"


def limits_of(size: int, precision: Precision) -> Iterator[Limit]:
    """What the design of a group of ``size`` cannot tell."""
    if precision.parts > 1:
        yield Limit.DISCONNECTED
    if size < ADJUSTABLE:
        yield Limit.RAW_ONLY
        return
    if precision.df < 1:
        yield Limit.NO_ERROR
    if precision.ratings[0] < RANKABLE:
        yield Limit.FEW_RATINGS
    if precision.efficiency is not None and precision.efficiency < ENOUGH:
        yield Limit.SPARSE
    yield _about_pairs(size, precision)
    if 0 < precision.df < POOLED:
        yield Limit.POOLED


def _about_pairs(size: int, precision: Precision) -> Limit:
    if precision.mutual == 0:
        return Limit.ONE_WAY
    if size == ADJUSTABLE:
        return Limit.NO_PAIR_TESTS
    return Limit.WEAK_PAIR_TESTS if precision.complete else Limit.NO_RECIPROCITY


def limits_of_round(plan: RoundPlan) -> Iterator[Limit]:
    """What the round as a whole cannot tell."""
    if len(plan.groups) > 1:
        yield Limit.SEPARATE_GROUPS
    if plan.left_out:
        yield Limit.LEFT_OUT
