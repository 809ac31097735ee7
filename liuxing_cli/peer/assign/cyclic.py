"""Cyclic designs: with the members on a circle, each rates those d places on, for a few steps d.

A set of steps that never holds both d and n - d gives a design in which no two members rate each
other. How good it is depends on how evenly the differences of the steps cover the circle; perfect
difference sets give balanced incomplete block designs. Source: John & Williams, *Cyclic and
Computer Generated Designs*, 2nd ed. 1995, ch. 3; Hall, *Combinatorial Theory*, ch. 11.
"""

from collections.abc import Iterator
from functools import cache
from itertools import combinations
from math import comb, cos, pi, sin

STEPS = {
    7: (1, 2, 4),  # balanced, λ = 1
    9: (1, 2, 3, 5),
    10: (1, 2, 3, 6),
    11: (1, 3, 4, 5, 9),  # balanced, λ = 2
    12: (1, 2, 3, 5, 8),
    13: (1, 2, 4, 10),  # balanced, λ = 1
    15: (1, 2, 3, 5, 11),
    19: (1, 4, 5, 6, 7, 9, 11, 16, 17),  # quadratic residues, balanced, λ = 4
}
"""The designs in use, by the size of the group."""

USUAL = 5
"""Ratings that each member gets in a size that is not in the table, if the size allows."""

_EXHAUSTIVE = 20_000
"""Most candidate sets that are all compared; beyond, sets are improved one step at a time."""

_SAME = 1e-9
"""Efficiencies closer than this are the same, so that no last bit of a float decides."""


def most_steps(size: int) -> int:
    """Most ratings per member without two that rate each other."""
    return (size - 1) // 2


def usual_ratings(size: int) -> int:
    """Ratings per member that a group of this size is given unless the rules ask for more."""
    return len(STEPS[size]) if size in STEPS else min(USUAL, most_steps(size))


@cache
def steps_for(size: int, ratings: int) -> tuple[int, ...]:
    """The steps of a design in which each of ``size`` members rates ``ratings`` others.

    From the table, else the most efficient set; of equals the first in the dictionary. Raises
    ValueError where there is none without mutual pairs.
    """
    if not 1 <= ratings <= most_steps(size):
        raise ValueError(f"no one-way design of {ratings} ratings for {size} members")
    known = STEPS.get(size, ())
    if len(known) == ratings:
        return known
    if comb(most_steps(size), ratings) * 2**ratings <= _EXHAUSTIVE:
        return _best(iter(_one_way_sets(size, ratings)), size)
    return _best((_improved(start, size) for start in _starts(size, ratings)), size)


def efficiency(steps: tuple[int, ...], size: int) -> float:
    """The average efficiency factor, 1 where raters' severity would cost nothing; 0: not connected.

    The harmonic mean of 1 - |s(ω^j)|²/k², with s the steps as a polynomial, ω the n-th root of
    unity and k the number of steps. Only used to choose; what is printed is exact.
    """
    table = _circle(size)
    total = 0.0
    for j in range(1, size // 2 + 1):
        angles = [table[j * d % size] for d in steps]
        real, imaginary = sum(a for a, _ in angles), sum(b for _, b in angles)
        factor = 1 - (real * real + imaginary * imaginary) / len(steps) ** 2
        if factor < _SAME:
            return 0.0
        total += (1 if 2 * j == size else 2) / factor
    return (size - 1) / total


@cache
def _circle(size: int) -> tuple[tuple[float, float], ...]:
    return tuple((cos(2 * pi * i / size), sin(2 * pi * i / size)) for i in range(size))


def _is_one_way(steps: tuple[int, ...], size: int) -> bool:
    return not {size - d for d in steps} & set(steps)


def _one_way_sets(size: int, ratings: int) -> Iterator[tuple[int, ...]]:
    """All sets of steps without d and n - d, in the order of the dictionary."""
    sets = combinations(range(1, size), ratings)
    return (steps for steps in sets if _is_one_way(steps, size))


def _best(candidates: Iterator[tuple[int, ...]], size: int) -> tuple[int, ...]:
    best = next(candidates)
    reached = efficiency(best, size)
    for steps in candidates:
        value = efficiency(steps, size)
        if value > reached + _SAME:
            best, reached = steps, value
    return best


def _starts(size: int, ratings: int) -> Iterator[tuple[int, ...]]:
    """A few sets to improve: neighbours, squares, and every other one of the half circle."""
    half = range(1, most_steps(size) + 1)
    yield tuple(half[:ratings])
    squares = list(dict.fromkeys(min(i * i % size, -i * i % size) for i in half))
    usable = [d for d in squares if 0 < 2 * d < size]
    yield tuple(sorted([*usable, *(d for d in half if d not in usable)][:ratings]))
    yield tuple(sorted([*half[::2], *half[1::2]][:ratings]))


def _improved(steps: tuple[int, ...], size: int) -> tuple[int, ...]:
    """Exchange one step at a time for the best other one, as long as that helps."""
    while True:
        exchanges = (
            tuple(sorted((*steps[:place], *steps[place + 1 :], other)))
            for place in range(len(steps))
            for other in range(1, size)
            if other not in steps
        )
        one_way = (found for found in exchanges if _is_one_way(found, size))
        best = _best(one_way, size)
        if efficiency(best, size) <= efficiency(steps, size) + _SAME:
            return steps
        steps = best
