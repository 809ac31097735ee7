"""Totals under many draws of weights: fixed-point integers where they are certain, else exact.

A rate is held as ``floor(rate · 2^s)``, so that a total is known to lie within a few units of
2^-s. The published digits, and the side of each line of a grade, are read off that only where
every value within the units gives the same; the rest (a few in a million, and every tie) is
computed exactly. No binary float takes part, so every machine gives the same digits.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
import numpy.typing as npt

from liuxing_cli.model.numbers import RoundingMode, scaled
from liuxing_cli.scoring.robustness.variant import Part

UNIT = 10_000
"""Factors are whole ten-thousandths."""

_BITS = 62
Ints = npt.NDArray[np.int64]


def factors(seed: int, draw: int, branches: int, spread: Fraction) -> tuple[int, ...]:
    """The factors of one draw, in ten-thousandths, each within ``1 ± spread`` and equally likely.

    A draw has a generator of its own, so that draws can be made in any order and place.
    """
    generator = random.Random(f"liuxing/robustness/{seed}/{draw}")  # noqa: S311 - no secret
    reach = int(spread * UNIT)
    return tuple(generator.randint(UNIT - reach, UNIT + reach) for _ in range(branches))


@dataclass(frozen=True, slots=True)
class Scale:
    """What totals are read against: full marks, digits, rounding, and the lines of the grades."""

    full: Fraction
    digits: int
    mode: RoundingMode
    edges: tuple[Fraction, ...]  # rising

    def published(self, total: Fraction) -> int:
        """The total rounded once, in units of the last digit."""
        return scaled(total, self.digits, self.mode)

    def interval(self, total: Fraction) -> int:
        """How many lines the exact total reaches."""
        return sum(total >= edge for edge in self.edges)


Exact = Callable[[int, tuple[int, ...]], Fraction]
"""The exact total of a subject (by place) under some factors."""


@dataclass(frozen=True, slots=True)
class Table:
    """Published totals and intervals: a row a draw, a column a subject."""

    published: Ints
    intervals: Ints


def totals_of(
    parts: Sequence[Sequence[Part]], drawn: Sequence[tuple[int, ...]], scale: Scale, exact: Exact
) -> Table:
    """Every subject under every draw; ``parts`` are the assessments of each subject."""
    prepared = _prepared(parts, drawn, scale)
    if prepared is None:
        return _all_exact(len(parts), drawn, scale, exact)
    low, unsure_by, one = prepared
    half = one // 2
    published = (low + half) // one
    unsure = (low + half + unsure_by) // one != published
    if scale.mode is not RoundingMode.HALF_UP:
        unsure |= (low + half) % one <= unsure_by
    edges = np.array([_up(edge * 10**scale.digits * one) for edge in scale.edges], np.int64)
    intervals = np.searchsorted(edges, low, side="right").astype(np.int64)
    unsure |= np.searchsorted(edges, low + unsure_by, side="right") != intervals
    for draw, subject in zip(*np.nonzero(unsure), strict=True):
        total = exact(int(subject), drawn[draw])
        published[draw, subject] = scale.published(total)
        intervals[draw, subject] = scale.interval(total)
    return Table(published, intervals)


def _prepared(
    parts: Sequence[Sequence[Part]], drawn: Sequence[tuple[int, ...]], scale: Scale
) -> tuple[Ints, Ints, int] | None:
    """The totals times ``10^digits · one`` from below, by how much they may be more, and ``one``;
    None where the numbers would not fit."""
    flat = [part for own in parts for part in own]
    if not flat or not drawn or (scale.full * 10**scale.digits).denominator != 1:
        return None
    common = lcm(*(weight.denominator for part in flat for weight in part.weights))
    heavy = max(sum(int(weight * common) for weight in part.weights) for part in flat)
    count = lcm(*(part.share.denominator for part in flat))
    whole = int(scale.full * 10**scale.digits)
    most = 2 * whole * count + int(max(abs(p.rest) for p in flat) * 10**scale.digits * count) + 2
    bits = _BITS - max((heavy * 2 * UNIT).bit_length(), most.bit_length())
    if bits < 16:  # hardly anything would be certain
        return None
    one = 1 << bits
    keys = np.array(drawn, np.int64)
    weights = np.array([[int(w * common) for w in part.weights] for part in flat], np.int64)
    rates = np.array(
        [[int(r * one) for r in part.rates] for part in flat], np.int64
    )  # a rate is within 0..1
    mean = (keys @ (weights * rates).T) // np.maximum(keys @ weights.T, 1)
    counts = np.array([int(part.share * count) for part in flat], np.int64)
    rests = np.array([_down(p.rest * 10**scale.digits * p.share * count * one) for p in flat])
    each = mean * whole * counts + rests.astype(np.int64)
    starts = np.cumsum([0, *(len(own) for own in parts[:-1])])
    low = np.add.reduceat(each, starts, axis=1) // count
    slack = [2 * whole * sum(int(p.share * count) for p in own) + len(own) for own in parts]
    return low, np.array([each // count + 2 for each in slack], np.int64), one


def _all_exact(
    subjects: int, drawn: Sequence[tuple[int, ...]], scale: Scale, exact: Exact
) -> Table:
    published = np.empty((len(drawn), subjects), np.int64)
    intervals = np.empty_like(published)
    for draw, chosen in enumerate(drawn):
        for subject in range(subjects):
            total = exact(subject, chosen)
            published[draw, subject] = scale.published(total)
            intervals[draw, subject] = scale.interval(total)
    return Table(published, intervals)


def ranks_of(published: Ints) -> Ints:
    """Competition ranks (1, 2, 2, 4) in each row, the highest first."""
    ranks = np.empty_like(published)
    for row, values in enumerate(published):
        rising = np.sort(values)
        ranks[row] = len(values) - np.searchsorted(rising, values, side="right") + 1
    return ranks


def _down(value: Fraction) -> int:
    return value.numerator // value.denominator


def _up(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)
