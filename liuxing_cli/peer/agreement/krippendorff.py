"""Krippendorff's alpha: absolute agreement of any number of raters, holes allowed.

Source: Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), and Content Analysis, 4th
ed. (2018), ch. 12. With o_ck the coincidences of values c and k, n_c their sums and n their total::

    α = 1 - D_o / D_e,   D_o = Σ o_ck δ_ck / n,   D_e = Σ n_c n_k δ_ck / (n (n - 1))

Both sums are found without listing the pairs of values, where δ allows it: a sum of squared
differences over all ordered pairs of m values is 2 (m Σ x² - (Σ x)²).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from math import lcm

from liuxing_cli.model.numbers import scaled


class Level(StrEnum):
    """The level of measurement, which sets the distance δ of two values."""

    NOMINAL = "nominal"  # the same or not
    ORDINAL = "ordinal"  # values in between count: grades
    INTERVAL = "interval"  # squared difference: points
    RATIO = "ratio"  # squared difference over squared sum: amounts with a true zero


_RATIO_DIGITS = 12


def alpha(units: Iterable[Sequence[Fraction]], level: Level) -> Fraction | None:
    """Alpha over ``units``, each the values it was given, in any order.

    Units with fewer than two values tell nothing and are left out. None where alpha is undefined:
    nothing to pair, all values the same, or values below zero on a ratio scale. Exact, but for the
    ratio level, whose fraction runs to thousands of digits: rounded to twelve decimals.
    """
    kept = [values for values in units if len(values) > 1]
    scale = lcm(*(value.denominator for values in kept for value in values))
    whole = [[int(value * scale) for value in values] for values in kept]
    every = Counter(value for values in whole for value in values)
    if level is Level.RATIO and any(value < 0 for value in every):
        return None
    if level is Level.ORDINAL:
        place = _places(every)
        whole = [[place[value] for value in values] for values in whole]
        every = Counter({place[value]: count for value, count in every.items()})
    apart = _APART[level]
    expected = apart(every)
    if not expected:
        return None
    observed = sum((apart(Counter(values)) / (len(values) - 1) for values in whole), Fraction(0))
    found = 1 - (every.total() - 1) * observed / expected
    return _rounded(found) if level is Level.RATIO else found


def _rounded(value: Fraction) -> Fraction:
    return Fraction(scaled(value, _RATIO_DIGITS), 10**_RATIO_DIGITS)


def _places(counts: Mapping[int, int]) -> dict[int, int]:
    """Twice where each value lies on the ordinal scale: the count below it and half its own.

    δ = (Σ n_g from c to k - (n_c + n_k) / 2)² is the squared distance of these places.
    """
    places, below = {}, 0
    for value in sorted(counts):
        places[value] = 2 * below + counts[value]
        below += counts[value]
    return places


def _unequal(counts: Counter[int]) -> Fraction:
    """The ordered pairs of unequal values."""
    return Fraction(counts.total() ** 2 - sum(n * n for n in counts.values()))


def _squared(counts: Counter[int]) -> Fraction:
    """The squared differences over all ordered pairs."""
    total = sum(n * value for value, n in counts.items())
    squares = sum(n * value * value for value, n in counts.items())
    return Fraction(2 * (counts.total() * squares - total * total))


def _relative(counts: Counter[int]) -> Fraction:
    """((c - k) / (c + k))² over all ordered pairs."""
    by_sum: defaultdict[int, int] = defaultdict(int)
    for (c, n), (k, m) in combinations(counts.items(), 2):
        by_sum[c + k] += 2 * n * m * (c - k) ** 2
    return sum((Fraction(top, both * both) for both, top in by_sum.items()), Fraction(0))


_APART: Mapping[Level, Callable[[Counter[int]], Fraction]] = {
    Level.NOMINAL: _unequal,
    Level.ORDINAL: _squared,
    Level.INTERVAL: _squared,
    Level.RATIO: _relative,
}
"""Σ δ over all ordered pairs of the values that a counter holds."""
