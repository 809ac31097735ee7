"""The ways of looking (实地走访, 查阅档案, 调查问卷), separately and as one score.

A pair that lacks a method that counts is missing as a whole: a score by questionnaire alone is not
comparable with one that rests on a visit.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.peer.design import Pair, Scores


@dataclass(frozen=True, slots=True)
class Combined:
    """``scores`` of the pairs that have every method; ``lacking`` names what the others lack."""

    scores: Scores
    lacking: Mapping[Pair, tuple[str, ...]]


def combine_methods(
    by_method: Mapping[str, Scores], weights: Mapping[str, Fraction], pairs: Iterable[Pair]
) -> Combined:
    """x_rt = Σ w_m x_rtm / Σ w_m over the methods with a weight above 0, for each of ``pairs``."""
    counted = {method: weight for method, weight in weights.items() if weight > 0}
    total = sum(counted.values(), Fraction(0))
    scores: dict[Pair, Fraction] = {}
    lacking: dict[Pair, tuple[str, ...]] = {}
    for pair in pairs:
        absent = tuple(method for method in counted if pair not in by_method[method])
        if absent:
            lacking[pair] = absent
        else:
            weighted = (weight * by_method[method][pair] for method, weight in counted.items())
            scores[pair] = sum(weighted, Fraction(0)) / total
    return Combined(scores, lacking)
