"""How sure a comparison is: errors, intervals, bands, pooling, reliability, efficiency."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from scipy import stats

from liuxing_cli.peer.compare import Caution, compare_round
from liuxing_cli.peer.design import Scores
from liuxing_cli.peer.dyads import dyads_of, pooled
from liuxing_cli.peer.estimate import fixed_raters
from liuxing_cli.peer.fit import Fit, adjusted_scores, least_squares
from liuxing_cli.peer.intervals import separate
from liuxing_cli.peer.noise import noise_of
from liuxing_cli.peer.quality import efficiency, reliability
from liuxing_cli.peer.quantiles import (
    chi2_chance,
    f_chance,
    f_quantile,
    t_chance,
    t_power,
    t_quantile,
)
from liuxing_cli.peer.results import GroupComparison, GroupScores, Options, Received
from tests.peer.tables import cyclic, everyone, names, whole


def compared(count: int, scores: Scores, **options: Fraction) -> GroupComparison:
    return compare_round([GroupScores(names(count), scores, {})], Options(**options))[0]


def received(comparison: GroupComparison) -> dict[str, Received]:
    return {m.member: m.received for m in comparison.members if m.received}


def test_quantiles_are_those_of_the_library() -> None:
    assert float(t_quantile(19, Fraction(1, 100))) == pytest.approx(stats.t.ppf(0.99, 19), abs=1e-9)
    assert float(t_chance(7, Fraction(25, 4))) == pytest.approx(2 * stats.t.sf(2.5, 7), abs=1e-9)
    assert float(f_chance(Fraction(3), 5, 6)) == pytest.approx(stats.f.sf(3, 5, 6), abs=1e-9)
    f = float(f_quantile(Fraction(1, 20), 5, 6))
    assert f == pytest.approx(stats.f.isf(0.05, 5, 6), abs=1e-8)
    assert float(chi2_chance(Fraction(30), 19)) == pytest.approx(stats.chi2.sf(30, 19), abs=1e-9)
    limit = stats.t.isf(0.01, 9)
    power = stats.nct.sf(limit, 9, 2.5) + stats.nct.cdf(-limit, 9, 2.5)
    assert float(t_power(9, Fraction(1, 100), 2.5)) == pytest.approx(power, abs=1e-9)


@pytest.mark.parametrize(
    ("size", "sed", "share"),
    [(4, ".866", ".889"), (5, ".730", ".937"), (6, ".645", ".960"), (7, ".586", ".972"),
     (8, ".540", ".980"), (10, ".474", ".988"), (12, ".428", ".992")],
)  # fmt: skip
def test_a_complete_round_robin_is_as_precise_as_known(size: int, sed: str, share: str) -> None:
    """Var(a_i - a_j) = 2σ²(n-1)/(n(n-2)), E = n(n-2)/(n-1)²: the round robin analysis of variance
    of Warner, Kenny & Stoto (1979)."""
    fit = least_squares(whole(size), everyone(size, 1))
    estimate = fixed_raters(fit, noise_of(fit))
    variance = estimate.difference_variance("s00", "s01") / estimate.noise.variance
    assert float(variance) ** 0.5 == pytest.approx(float(sed), abs=6e-4)
    assert efficiency(fit) == Fraction(size * (size - 2), (size - 1) ** 2)
    assert float(efficiency(fit) or 0) == pytest.approx(float(share), abs=6e-4)


@pytest.mark.parametrize(
    ("size", "steps", "share"),
    [(7, (1, 2, 4), ".778"), (9, (1, 2, 3, 5), ".832"), (10, (1, 2, 3, 6), ".823"),
     (11, (1, 3, 4, 5, 9), ".880"), (12, (1, 2, 3, 5, 8), ".870"), (13, (1, 2, 4, 10), ".813"),
     (15, (1, 2, 3, 5, 11), ".851"), (19, (1, 4, 5, 6, 7, 9, 11, 16, 17), ".938")],
)  # fmt: skip
def test_efficiency_of_cyclic_designs(size: int, steps: tuple[int, ...], share: str) -> None:
    """Balanced ones have E = λv/(rk) (John & Williams, Cyclic and Computer Generated Designs,
    1995, ch. 2): 7/9, 22/25, 13/16 and 76/81."""
    found = efficiency(least_squares(whole(size), cyclic(size, steps, 2)))
    assert found is not None
    assert float(found) == pytest.approx(float(share), abs=6e-4)
    balanced = {7: (7, 9), 11: (22, 25), 13: (13, 16), 19: (76, 81)}
    if size in balanced:
        assert found == Fraction(*balanced[size])


def dense(scores: Scores) -> tuple[list[str], np.ndarray, np.ndarray, float, int]:
    """Adjusted scores, their covariance, s² and df from dummy columns and a pseudo-inverse."""
    raters, targets = (sorted({pair[i] for pair in scores}) for i in (0, 1))
    x = np.array([[t == u for u in targets] + [r == q for q in raters] for r, t in scores], float)
    y = np.array([float(score) for score in scores.values()])
    normal = np.linalg.pinv(x.T @ x)
    beta = normal @ x.T @ y
    df = len(y) - np.linalg.matrix_rank(x)
    variance = float(((y - x @ beta) ** 2).sum() / df)
    contrast = np.hstack(
        [np.eye(len(targets)), np.full((len(targets), len(raters)), 1 / len(raters))]
    )
    return targets, contrast @ beta, contrast @ normal @ contrast.T, variance, int(df)


@pytest.mark.parametrize(
    ("size", "steps"), [(7, (1, 2, 4)), (11, (1, 3, 4, 5, 9)), (9, (1, 2, 3, 5)), (6, range(1, 6))]
)
def test_means_and_errors_agree_with_numpy(size: int, steps: tuple[int, ...]) -> None:
    """Balanced incomplete blocks among them: an independent least squares (numpy's pinv)."""
    scores = cyclic(size, steps, 3)
    targets, adjusted, covariance, variance, df = dense(scores)
    rows = received(compared(size, scores))
    fit = least_squares(whole(size), scores)
    assert (fit.df, float(fit.variance)) == (df, pytest.approx(variance))
    for i, target in enumerate(targets):
        row = rows[target]
        assert row.adjusted is not None
        assert row.standard_error is not None
        assert float(row.adjusted) == pytest.approx(adjusted[i])
        assert float(row.standard_error) == pytest.approx((variance * covariance[i, i]) ** 0.5)
    assert adjusted_scores(whole(size), scores) == fit.adjusted


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("level", [Fraction(8, 10), Fraction(9, 10)])
def test_rank_intervals_and_bands_by_definition(seed: int, level: Fraction) -> None:
    """lo = 1 + #{j: a_j - a_i > c SED_ij}, hi = n - #{j: a_i - a_j > c SED_ij}, in floats."""
    scores = everyone(6, seed)
    targets, adjusted, k, variance, df = dense(scores)
    c = stats.t.ppf(1 - (1 - float(level)) / (2 * 5), df)
    sed = np.sqrt(variance * (k.diagonal()[:, None] + k.diagonal() - 2 * k)) + np.eye(6)
    above = (adjusted[:, None] - adjusted) > c * sed
    rows = received(compared(6, scores, level=level))
    for i, target in enumerate(targets):
        assert rows[target].interval == (1 + above[:, i].sum(), 6 - above[i].sum())
    band, leader, expected = 1, int(np.argmax(adjusted)), {}
    for i in np.argsort(-adjusted):
        if above[leader, i]:
            band, leader = band + 1, int(i)
        expected[targets[i]] = band
    assert {t: row.band for t, row in rows.items()} == expected


def test_bands_start_anew_below_their_leader() -> None:
    """Three levels, two members each, far apart."""
    worth = dict(zip(names(6), (90, 90, 70, 70, 50, 50), strict=True))
    scores = {
        (r, t): worth[t] + Fraction((3 * int(r[1:]) + 5 * int(t[1:])) % 7, 10)
        for r, t in everyone(6, 4)
    }
    comparison = compared(6, scores)
    assert [row.band for row in received(comparison).values()] == [1, 1, 2, 2, 3, 3]
    assert [row.interval for row in received(comparison).values()] == [(1, 2)] * 2 + [
        (3, 4)
    ] * 2 + [(5, 6)] * 2
    quality = comparison.parts[0].quality
    assert quality is not None
    assert quality.least_difference is not None
    assert quality.least_difference < 1


def test_no_residual_means_no_interval() -> None:
    scores = {(r, t): Fraction(ord(t[2])) for r in names(5) for t in names(5) if r != t}
    comparison = compared(5, scores)
    assert comparison.cautions == (Caution.NO_SPREAD,)
    assert {row.interval for row in received(comparison).values()} == {None}
    assert {row.band for row in received(comparison).values()} == {None}


def test_small_groups_share_one_variance() -> None:
    """s² = ΣRSS / Σdf below 20 degrees of freedom; a group of 7 has 29 and stands alone."""
    sizes = (5, 6, 7)
    groups = [GroupScores(names(n), everyone(n, n), {}) for n in sizes]
    fits = [least_squares(whole(n), everyone(n, n)) for n in sizes]
    noises = [
        c.parts[0].estimate.noise for c in compare_round(groups, Options()) if c.parts[0].estimate
    ]
    together = sum((f.rss for f in fits), Fraction(0)) / sum(f.df for f in fits)
    assert [(n.variance, n.df, n.parts) for n in noises] == [
        (together, 11 + 19 + 29, 3),
        (together, 11 + 19 + 29, 3),
        (fits[2].variance, 29, 1),
    ]


def test_copied_scores_lend_no_certainty() -> None:
    copied = {(r, t): Fraction(80) for r in names(5) for t in names(5) if r != t}
    groups = [GroupScores(names(5), scores, {}) for scores in (copied, everyone(5, 1))]
    first, second = compare_round(groups, Options())
    alone = least_squares(whole(5), everyone(5, 1))
    assert first.cautions == (Caution.NO_SPREAD,)
    assert second.parts[0].estimate is not None
    assert second.parts[0].estimate.noise.variance == alone.variance
    assert second.parts[0].estimate.noise.df == alone.df


def variance_components(scores: Scores, size: int) -> tuple[float, float, float]:
    """Reliability, s_g² and s_gg' from the raw table, by the formulas of Warner, Kenny & Stoto
    (1979) as Bond & Lashley (Psychometrika 61, 1996) write them, without our model."""
    x = np.full((size, size), np.nan)
    for (r, t), score in scores.items():
        x[int(r[1:]), int(t[1:])] = float(score)
    row, column, m = np.nanmean(x, 1), np.nanmean(x, 0), np.nanmean(x)
    n = size
    target = ((n - 1) ** 2 * column + (n - 1) * row) / (n * (n - 2)) - (n - 1) * m / (n - 2)
    actor = ((n - 1) ** 2 * row + (n - 1) * column) / (n * (n - 2)) - (n - 1) * m / (n - 2)
    g = x - actor[:, None] - target - m
    pairs = list(combinations(range(n), 2))
    free = (n - 1) * (n - 2) / 2
    between = sum((g[i, j] + g[j, i]) ** 2 / 2 for i, j in pairs) / (free - 1)
    within = sum((g[i, j] - g[j, i]) ** 2 / 2 for i, j in pairs) / free
    s2, cov = (between + within) / 2, (between - within) / 2
    spread = float(np.var(target, ddof=1))
    return (spread - (s2 * (n - 1) + cov) / (n * (n - 2))) / spread, s2, cov


@pytest.mark.parametrize("size", [4, 5, 8])
def test_reliability_and_components(size: int) -> None:
    fit = least_squares(whole(size), everyone(size, 5))
    expected, variance, covariance = variance_components(everyone(size, 5), size)
    dyads = dyads_of(fit)
    assert dyads is not None
    assert float(dyads.variance) == pytest.approx(variance)
    assert float(dyads.covariance) == pytest.approx(covariance)
    assert float(reliability(fit) or 0) == pytest.approx(max(expected, 0))
    assert dyads.between + dyads.within == fit.rss
    assert dyads.between_df + dyads.within_df == fit.df


def test_reliability_of_noise_is_nothing() -> None:
    """Where adjusted scores spread less than noise would spread them: 0, 不能区分."""
    scores = {(r, t): Fraction(80) for r in names(5) for t in names(5) if r != t}
    for one, other in (("s00", "s01"), ("s01", "s02"), ("s02", "s00")):
        scores[one, other] += 10
        scores[other, one] -= 10
    scores["s03", "s04"] += 1
    assert reliability(least_squares(whole(5), scores)) == 0


def test_reliability_in_a_design_with_holes() -> None:
    """1 - s² (mean half variance of a difference) / Var(a)."""
    scores = cyclic(11, (1, 3, 4, 5, 9), 6)
    fit: Fit = least_squares(whole(11), scores)
    spread = np.var([float(a) for a in fit.adjusted.values()], ddof=1)
    expected = 1 - float(fit.variance) * (5 / 11) / 2 / spread  # 2k/(λv) = 10/22
    assert float(reliability(fit) or 0) == pytest.approx(expected)
    assert dyads_of(fit) is None


def test_dyads_add_up_over_groups() -> None:
    parts = [dyads_of(least_squares(whole(n), everyone(n, n))) for n in (5, 6)]
    found = [part for part in parts if part]
    both = pooled(found)
    assert both is not None
    assert both.between == found[0].between + found[1].between
    assert (both.between_df, both.within_df) == (5 + 9, 6 + 10)
    assert pooled([]) is None


def test_leaving_one_evaluator_out() -> None:
    """The range of ranks over all fits without one rater, by numpy."""
    scores = everyone(6, 8)
    seen = []
    for left in (None, *names(6)):
        targets, adjusted, *_ = dense({p: x for p, x in scores.items() if p[0] != left})
        seen.append(
            {t: 1 + int((adjusted > adjusted[i] + 1e-9).sum()) for i, t in enumerate(targets)}
        )
    expected = {t: (min(r[t] for r in seen), max(r[t] for r in seen)) for t in names(6)}
    assert {t: row.left_out for t, row in received(compared(6, scores)).items()} == expected
    assert any(low != high for low, high in expected.values())


def test_an_evaluator_who_holds_the_design_together_cannot_be_left_out() -> None:
    """Two blocks of raters who share no target but through s00."""
    members = names(9)
    left, right = members[1:5], members[5:9]
    scores = {(r, t): x for (r, t), x in everyone(9, 9).items() if {r, t} <= {*left}}
    scores |= {(r, t): x for (r, t), x in everyone(9, 9).items() if {r, t} <= {*right}}
    scores |= {(r, t): x for (r, t), x in everyone(9, 9).items() if r == "s00"}
    part = compared(9, scores).parts[0]
    assert part.quality is not None
    assert part.quality.needed == ("s00",)


def test_sparse_designs_are_advised_against() -> None:
    """Below three ratings a target, or below an efficiency of 0.75."""
    for steps, cautions in (
        ((1, 2), {Caution.FEW_RATINGS, Caution.SPARSE}),
        ((1, 2, 4), set()),
    ):
        assert set(compared(7, cyclic(7, steps, 1)).cautions) == cautions
    consecutive = compared(15, cyclic(15, (1, 2, 3), 1))
    assert Caution.SPARSE in consecutive.cautions


def test_one_target_alone_is_told_apart_from_nothing() -> None:
    fit = least_squares(whole(4), everyone(4, 1))
    assert separate(fixed_raters(fit, noise_of(fit)), {"s00": 1}) is None
