"""Estimate and variance over strata; exact. Cochran 1977, ch. 5 and 11; Lumley 2010 for weights.

One formula serves all: with unit totals e_u = Σ w(t − p̂)/Σ w over what was drawn independently
(respondents, or clusters), v = (1 − f) · u/(u − 1) · Σ e_u². Unweighted and unclustered it is
(1 − n/N) p̂(1 − p̂)/(n − 1); clustered, (1 − m/M) · m/(m − 1) · Σ(t_i − p̂m_i)²/(Σ m_i)².
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.programme.survey.cells import Cluster, Stratum, is_clustered, units


@dataclass(frozen=True, slots=True)
class Moments:
    """``p`` on 0..1; ``variance`` None where a stratum has a single unit. ``simple``: one stratum,
    no clusters, no weights. ``fraction`` of the households answered; ``kish``: what unequal
    weights do to the variance."""

    p: Fraction
    variance: Fraction | None
    df: int
    counted: int
    valid: int
    excluded: int
    fraction: Fraction
    simple: bool
    census: bool
    kish: Fraction


def moments(strata: Sequence[Stratum]) -> Moments | None:
    """p̂ = Σ W_h p̂_h, v = Σ W_h² v_h with W_h = N_h/N over the strata that have answers."""
    used = [stratum for stratum in strata if stratum.given]
    if not used:
        return None
    households = sum(stratum.households for stratum in used)
    means = [_mean(stratum) for stratum in used]
    parts = [_variance(stratum, mean) for stratum, mean in zip(used, means, strict=True)]
    shares = [Fraction(stratum.households, households) for stratum in used]
    known = [v * w**2 for v, w in zip(parts, shares, strict=True) if v is not None]
    valid = sum(stratum.valid for stratum in used)
    return Moments(
        p=sum((m * w for m, w in zip(means, shares, strict=True)), Fraction(0)),
        variance=sum(known, Fraction(0)) if len(known) == len(parts) else None,
        df=sum(units(stratum) - 1 for stratum in used),
        counted=sum(stratum.counted for stratum in used),
        valid=valid,
        excluded=sum(stratum.excluded for stratum in used),
        fraction=min(Fraction(1), Fraction(valid, households)),
        simple=len(used) == 1 and not is_clustered(used[0]) and not _weighted(used[0]),
        census=all(stratum.fraction == 1 and not is_clustered(stratum) for stratum in used),
        kish=_kish(used),
    )


def _weighted(stratum: Stratum) -> bool:
    return len({given.weight for given in stratum.given}) > 1


def _mean(stratum: Stratum) -> Fraction:
    total = sum((g.value * g.weight * g.count for g in stratum.given), Fraction(0))
    return total / sum(g.weight * g.count for g in stratum.given)


def _variance(stratum: Stratum, mean: Fraction) -> Fraction | None:
    count, clustered = units(stratum), is_clustered(stratum)
    if stratum.fraction == 1 and not clustered:
        return Fraction(0)
    if count < 2:
        return None
    whole = sum(g.weight * g.count for g in stratum.given)
    left = 1 - stratum.fraction
    if clustered:
        totals: dict[Cluster, Fraction] = defaultdict(Fraction)
        for g in stratum.given:
            totals[g.cluster] += g.weight * g.count * (g.value - mean)
        squares = sum((total**2 for total in totals.values()), Fraction(0))
        left = 1 - Fraction(count, stratum.clusters or count)
    else:
        squares = sum(
            (g.count * (g.weight * (g.value - mean)) ** 2 for g in stratum.given), Fraction(0)
        )
    return left * Fraction(count, count - 1) * squares / whole**2


def _kish(strata: Sequence[Stratum]) -> Fraction:
    """n Σ w² / (Σ w)² with w = N_h/n_h × adults."""
    weighted = [
        (Fraction(s.households, s.counted) * g.weight, g.count) for s in strata for g in s.given
    ]
    n = sum(count for _, count in weighted)
    total = sum((w * count for w, count in weighted), Fraction(0))
    return n * sum((w**2 * count for w, count in weighted), Fraction(0)) / total**2
