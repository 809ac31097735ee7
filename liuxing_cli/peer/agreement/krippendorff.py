"""Krippendorff's alpha: absolute agreement of any number of raters, holes allowed.

Source: Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), and Content Analysis, 4th
ed. (2018), ch. 12. With o_ck the coincidences of values c and k, n_c their sums and n their total::

    α = 1 - D_o / D_e,   D_o = Σ o_ck δ_ck / n,   D_e = Σ n_c n_k δ_ck / (n (n - 1))
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate, permutations


class Level(StrEnum):
    """The level of measurement, which sets the distance δ of two values."""

    NOMINAL = "nominal"  # the same or not
    ORDINAL = "ordinal"  # values in between count: grades
    INTERVAL = "interval"  # squared difference: points


def alpha(units: Iterable[Sequence[Fraction]], level: Level) -> Fraction | None:
    """Alpha over ``units``, each the values it was given, in any order.

    Units with fewer than two values tell nothing and are left out. None where alpha is undefined:
    nothing to pair, or all values the same.
    """
    weights: defaultdict[tuple[Fraction, Fraction], Fraction] = defaultdict(Fraction)
    for values in units:
        for pair in permutations(values, 2):
            weights[pair] += Fraction(1, len(values) - 1)
    sums: defaultdict[Fraction, Fraction] = defaultdict(Fraction)
    for (value, _), weight in weights.items():
        sums[value] += weight
    place = _places(sums)
    total = sum(sums.values(), Fraction(0))
    observed = sum(
        (w * _distance(c, k, place, level) for (c, k), w in weights.items()), Fraction(0)
    )
    expected = sum(
        (sums[c] * sums[k] * _distance(c, k, place, level) for c, k in permutations(sums, 2)),
        Fraction(0),
    )
    return 1 - (total - 1) * observed / expected if expected else None


def _places(sums: Mapping[Fraction, Fraction]) -> dict[Fraction, Fraction]:
    """Where each value lies on the ordinal scale: the count below it and half its own."""
    ordered = sorted(sums)
    upto = accumulate(sums[value] for value in ordered)
    return {value: end - sums[value] / 2 for value, end in zip(ordered, upto, strict=True)}


def _distance(
    one: Fraction, other: Fraction, place: Mapping[Fraction, Fraction], level: Level
) -> Fraction:
    """δ²; the ordinal one, (Σ n_g from c to k - (n_c + n_k) / 2)², is the distance of places."""
    if level is Level.NOMINAL:
        return Fraction(one != other)
    if level is Level.ORDINAL:
        return (place[one] - place[other]) ** 2
    return (one - other) ** 2
