"""The variance ratio γ of the random-rater model: sought in floats, settled exactly.

The likelihood is searched with numpy; which number of eight significant digits is nearest is then
decided by the sign of the exact slope, so that every machine publishes the same γ.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import exp, floor, log10

DIGITS = 8
_LOG_RATIOS = [i / 2 for i in range(-28, 29)]  # beyond e^±14 a ratio is as good as 0 or infinite

Slope = Callable[[Fraction], Fraction]
"""The exact derivative, in γ, of minus twice the restricted likelihood's logarithm."""


def best_ratio(
    targets: Sequence[Sequence[int]], scores: Sequence[Sequence[Fraction]], slope: Slope
) -> Fraction:
    """The γ ≥ 0 of the highest restricted likelihood, to DIGITS significant digits.

    ``targets`` are the places that each rater scored, ``scores`` what it gave. 0 where severities
    do not differ more than noise would make them. The scores must not fit without residuals.
    """
    criterion = _criterion(targets, scores)
    values = [criterion(exp(point)) for point in _LOG_RATIOS]
    lowest = min(range(len(values)), key=values.__getitem__)
    if lowest == 0 or criterion(0.0) <= values[lowest]:
        return Fraction(0)
    low, high = _LOG_RATIOS[lowest - 1], _LOG_RATIOS[min(lowest + 1, len(values) - 1)]
    return _settled(_narrowed(criterion, low, high), slope)


def _criterion(
    targets: Sequence[Sequence[int]], scores: Sequence[Sequence[Fraction]]
) -> Callable[[float], float]:
    """(N - T) log Q + Σ log(1 + γ n_r) + log |X' V⁻¹ X|, less a constant."""
    import numpy as np

    width = 1 + max(place for row in targets for place in row)
    rated, marks = np.zeros((2, len(targets), width))
    level = float(sum(map(sum, scores)) / sum(map(len, scores)))
    for r, (places, given) in enumerate(zip(targets, scores, strict=True)):
        rated[r, list(places)] = 1
        marks[r, list(places)] = [float(x) - level for x in given]
    counts = rated.sum(axis=1)

    def criterion(ratio: float) -> float:
        shares = ratio / (1 + ratio * counts)
        system = np.diag(rated.sum(axis=0)) - rated.T @ (shares[:, None] * rated)
        adjusted = np.linalg.solve(
            system, marks.sum(axis=0) - rated.T @ (shares * marks.sum(axis=1))
        )
        rests = (marks - adjusted) * rated
        quadratic = (rests**2).sum() - (shares * rests.sum(axis=1) ** 2).sum()
        spread = np.log1p(ratio * counts).sum() + np.linalg.slogdet(system)[1]
        return float((rated.sum() - width) * np.log(quadratic) + spread)

    return criterion


def _narrowed(criterion: Callable[[float], float], low: float, high: float) -> float:
    """The lowest point of a valley, by golden section on log γ."""
    golden = (5**0.5 - 1) / 2
    for _ in range(60):
        left, right = high - golden * (high - low), low + golden * (high - low)
        if criterion(exp(left)) <= criterion(exp(right)):
            high = right
        else:
            low = left
    return exp((low + high) / 2)


def _settled(found: float, slope: Slope) -> Fraction:
    """The number of DIGITS significant digits nearest to where the exact slope is 0.

    The floats are right to about seven digits; from there the bracket is widened until the slope
    changes its sign within, and halved down to one unit of the last digit.
    """
    unit = Fraction(10) ** (floor(log10(found)) - DIGITS + 1)
    middle = Fraction(found) // unit
    reach = 1
    while reach < middle and slope((middle - reach) * unit - unit / 2) > 0:
        reach *= 4
    low = max(middle - reach, 1)
    while reach < middle and slope((middle + reach) * unit + unit / 2) < 0:
        reach *= 4
    high = middle + reach
    while low < high:
        half = (low + high) // 2
        if slope(half * unit + unit / 2) < 0:
            low = half + 1
        else:
            high = half
    return low * unit
