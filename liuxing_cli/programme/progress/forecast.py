"""Where the count will be on the goal's day: a binomial logit line through the half-years.

Used from four half-years on only. Floats: a forecast is an estimate, and nothing is decided by it.
Reproducible: the draws come from a seed.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from liuxing_cli.model.progress import Forecast

LEAST = 4
"""Half-years below which nothing is forecast."""
LEVEL = 0.9
SEED = 2015
DRAWS = 4000

_STEPS, _CLOSE = 100, 1e-12


@dataclass(frozen=True, slots=True)
class Observed:
    """``reached`` of ``of`` at the time ``at``, in half-years."""

    at: int
    reached: int
    of: int


@dataclass(frozen=True, slots=True)
class Fit:
    """logit p = ``start`` + ``slope``·t; ``covariance`` of both (start², both, slope²) with the
    dispersion already in it."""

    start: float
    slope: float
    covariance: tuple[float, float, float]
    dispersion: float

    def at(self, time: float) -> tuple[float, float]:
        """The logit at a time and its standard error."""
        first, both, second = self.covariance
        variance = first + 2 * time * both + time * time * second
        return self.start + self.slope * time, math.sqrt(max(0.0, variance))


def fit(observed: Sequence[Observed]) -> Fit | None:
    """Fit by iteratively reweighted least squares; None where no line can be fitted (all or none
    have reached it in every half-year, or the fit does not settle).

    Dispersion φ = max(1, Pearson χ² / df), McCullagh and Nelder (1989), §4.5.
    """
    total, of = sum(o.reached for o in observed), sum(o.of for o in observed)
    if len({o.at for o in observed}) < 3 or not 0 < total < of:
        return None
    start, slope = _logit(total / of), 0.0
    for _ in range(_STEPS):
        a, b, c, up, across = 0.0, 0.0, 0.0, 0.0, 0.0
        for o in observed:
            p = _share(start + slope * o.at)
            weight, rest = o.of * p * (1 - p), o.reached - o.of * p
            a, b, c = a + weight, b + weight * o.at, c + weight * o.at**2
            up, across = up + rest, across + rest * o.at
        determinant = a * c - b * b
        if determinant < 1e-9:
            return None
        step = (c * up - b * across) / determinant, (a * across - b * up) / determinant
        start, slope = start + step[0], slope + step[1]
        if abs(step[0]) + abs(step[1]) < _CLOSE:
            dispersion = _dispersion(observed, start, slope)
            scale = dispersion / determinant
            return Fit(start, slope, (c * scale, -b * scale, a * scale), dispersion)
    return None


def _dispersion(observed: Sequence[Observed], start: float, slope: float) -> float:
    squares = 0.0
    for o in observed:
        p = _share(start + slope * o.at)
        squares += (o.reached - o.of * p) ** 2 / (o.of * p * (1 - p))
    return max(1.0, squares / (len(observed) - 2))


def forecast(
    observed: Sequence[Observed], ahead: int, need: int, of: int, seed: int = SEED
) -> Forecast | None:
    """The forecast ``ahead`` half-years after the last; None of too few, or where nothing fits.

    Time is counted back from the last half-year, which leaves the forecast as it is and keeps the
    sums small. The chance is over stratified draws of the line (normal on the logit) and, for each,
    the exact chance of ``need`` or more of ``of``: binomial, or beta-binomial with the dispersion.
    """
    if len(observed) < LEAST:
        return None
    end = observed[-1].at
    line = fit([Observed(o.at - end, o.reached, o.of) for o in observed])
    if line is None:
        return None
    middle, error = line.at(ahead)
    width = NormalDist().inv_cdf(0.5 + LEVEL / 2) * error
    chance = _chance(middle, error, line.dispersion, (need, of), seed)
    low, high = _share(middle - width), _share(middle + width)
    return Forecast(_share(middle), low, high, chance, LEVEL, line.dispersion, seed, need, of)


def _chance(
    middle: float, error: float, dispersion: float, asked: tuple[int, int], seed: int
) -> float:
    import numpy as np
    from scipy.stats import betabinom, binom

    need, of = asked
    draw, normal = random.Random(seed), NormalDist()  # noqa: S311 - a simulation
    ranks = [max(1e-12, (place + draw.random()) / DRAWS) for place in range(DRAWS)]
    logits = [middle + error * normal.inv_cdf(rank) for rank in ranks]
    shares = [min(1 - 1e-9, max(1e-9, _share(logit))) for logit in logits]
    if dispersion > 1 and dispersion < of:
        sum_ = (of - dispersion) / (dispersion - 1)  # variance = dispersion times the binomial's
        first, second = [p * sum_ for p in shares], [(1 - p) * sum_ for p in shares]
        tails = betabinom.sf(need - 1, of, first, second)
    else:
        tails = binom.sf(need - 1, of, shares)
    return float(np.mean(tails))


def _share(logit: float) -> float:
    """The inverse of the logit, without overflow."""
    if logit >= 0:
        return 1 / (1 + math.exp(-logit))
    return math.exp(logit) / (1 + math.exp(logit))


def _logit(share: float) -> float:
    return math.log(share / (1 - share))
