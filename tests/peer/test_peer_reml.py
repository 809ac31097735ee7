"""Raters as a random sample: published values, an independent likelihood, limits."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from liuxing_cli.peer.compare import Caution, compare_round
from liuxing_cli.peer.design import Part, Scores, connected_parts
from liuxing_cli.peer.estimate import Estimate, Method
from liuxing_cli.peer.fit import least_squares
from liuxing_cli.peer.reml import reml
from liuxing_cli.peer.results import GroupScores, Options
from tests.peer.tables import cyclic, names, whole

RESPONSES = (
    "2.4 2.5 2.6 2.0 2.7 2.8 2.4 2.7 2.6 2.8 2.4 2.4 3.4 3.1 2.1 2.3 4.1 3.3 3.3 2.9 3.4 3.2 2.8 "
    "3.0 3.2 2.5 2.4 2.6 2.3 2.3 2.4 2.7 2.8 2.8 2.6 2.5 2.5 2.7 2.8 2.6 2.6 2.6 2.3 2.4 2.7 2.7 "
    "2.5 2.6 3.0 3.6 3.2 3.2 3.0 2.8 2.4 2.5 2.4 2.5 3.2 3.1"
)
TREATMENTS = (
    "15 9 1 13 5 7 8 1 10 1 14 2 15 11 2 3 6 15 4 7 12 4 3 1 12 14 15 8 6 3 14 5 5 4 2 13 10 12 "
    "13 6 9 7 10 3 8 6 2 9 5 9 11 12 7 13 14 11 10 4 8 11"
)


def pbib() -> tuple[Part, Scores]:
    """Fifteen blocks of four plots, fifteen treatments: Cochran & Cox, Experimental Designs, 2nd
    ed. (1957), p. 456; data set 1.5.1 of Littell, Milliken, Stroup & Wolfinger, SAS System for
    Mixed Models (1996)."""
    plots = enumerate(zip(RESPONSES.split(), TREATMENTS.split(), strict=True))
    scores = {(f"block {i // 4:02d}", f"treatment {t}"): Fraction(y) for i, (y, t) in plots}
    (part,) = connected_parts(sorted({name for pair in scores for name in pair}), scores)
    return part, scores


def test_published_variance_components() -> None:
    """SAS PROC MIXED, output 1.7 of that book (and lme4): blocks 0.04652, residual 0.08556."""
    found = reml(*pbib())
    assert found.ratio is not None
    assert float(found.noise.variance) == pytest.approx(0.08556, abs=5e-6)
    assert float(found.ratio * found.noise.variance) == pytest.approx(0.04652, abs=5e-6)


def independent(part: Part, scores: Scores) -> tuple[np.ndarray, np.ndarray, float, float]:
    """Adjusted scores, their covariance, s² and γ from dense matrices and scipy's minimiser."""
    x = np.array([[t == u for u in part.targets] for _, t in scores], float)
    z = np.array([[r == q for q in part.raters] for r, _ in scores], float)
    y = np.array([float(score) for score in scores.values()])
    n, p = x.shape

    def parts(log_ratio: float) -> tuple[float, np.ndarray, np.ndarray, float]:
        v = np.eye(n) + np.exp(log_ratio) * z @ z.T
        inverse = np.linalg.inv(v)
        covariance = np.linalg.inv(x.T @ inverse @ x)
        beta = covariance @ x.T @ inverse @ y
        rest = y - x @ beta
        s2 = float(rest @ inverse @ rest / (n - p))
        spread = np.linalg.slogdet(v)[1] - np.linalg.slogdet(covariance)[1]
        return float((n - p) * np.log(s2) + spread), beta, covariance, s2

    grid = np.linspace(-8, 8, 33)
    start = min(grid, key=lambda point: parts(point)[0])
    best = minimize_scalar(
        lambda point: parts(point)[0], bounds=(start - 1, start + 1), options={"xatol": 1e-12}
    ).x
    _, beta, covariance, s2 = parts(best)
    return beta, covariance, s2, float(np.exp(best))


@pytest.mark.parametrize("seed", range(5))
def test_agrees_with_an_independent_likelihood(seed: int) -> None:
    scores = cyclic(12, (1, 3, 7), seed)
    found = reml(whole(12), scores)
    beta, covariance, s2, ratio = independent(whole(12), scores)
    assert found.ratio is not None
    assert float(found.ratio) == pytest.approx(ratio, rel=1e-5)
    assert float(found.noise.variance) == pytest.approx(s2, rel=1e-5)
    assert [float(found.adjusted[t]) for t in names(12)] == pytest.approx(list(beta), abs=1e-6)
    errors = [float(found.adjusted_error(t)) for t in names(12)]
    assert errors == pytest.approx(list(np.sqrt(s2 * covariance.diagonal())), rel=1e-5)


def test_predictions_and_their_errors_solve_the_mixed_model_equations() -> None:
    """Henderson: [X'X X'Z; Z'X Z'Z + I/γ] has the predictions, its inverse their variances."""
    part, scores = pbib()
    found = reml(part, scores)
    assert found.ratio is not None
    x = np.array([[t == u for u in part.targets] for _, t in scores], float)
    z = np.array([[r == q for q in part.raters] for r, _ in scores], float)
    both = np.hstack([x, z])
    system = both.T @ both
    system[x.shape[1] :, x.shape[1] :] += np.eye(z.shape[1]) / float(found.ratio)
    inverse = np.linalg.inv(system)
    solution = inverse @ both.T @ np.array([float(y) for y in scores.values()])
    severities = [float(found.severity[r]) for r in part.raters]
    assert severities == pytest.approx(list(solution[x.shape[1] :]), abs=1e-9)
    doubts = [float(found.severity_variance[r]) for r in part.raters]
    assert doubts == pytest.approx(list(inverse.diagonal()[x.shape[1] :]))


def test_equal_raters_need_no_correction() -> None:
    """Residuals that sum to nothing within a rater: γ = 0, and the raw means stand."""
    members = names(5)
    bump = {1: 2, 2: -1, 3: -1, 4: 0}
    scores = {
        (members[i], members[(i + d) % 5]): Fraction(80 + bump[d]) for i in range(5) for d in bump
    }
    found = reml(whole(5), scores)
    assert found.ratio == 0
    assert set(found.adjusted.values()) == {80}
    assert set(found.severity.values()) == {0}


def test_the_less_noise_the_nearer_to_least_squares() -> None:
    scores = cyclic(9, (1, 2, 4), 1)
    exact = {(r, t): 10 * Fraction(int(r[1:])) + int(t[1:]) for r, t in scores}
    close = {pair: exact[pair] + (x - 80) / 1000 for pair, x in scores.items()}
    found, fixed = reml(whole(9), close), least_squares(whole(9), close)
    gaps = {float(found.adjusted[t] - fixed.adjusted[t]) for t in names(9)}
    assert max(gaps) - min(gaps) < 1e-4


def published(method: Method) -> Estimate:
    groups = [GroupScores(names(9), cyclic(9, (1, 2), 3), {})]
    comparison = compare_round(groups, Options(method=method))[0]
    assert (Caution.SPARSE in comparison.cautions) is (method is Method.OLS)
    estimate = comparison.parts[0].estimate
    assert estimate is not None
    return estimate


def test_compared_by_reml() -> None:
    by_reml, by_ols = published(Method.REML), published(Method.OLS)
    assert by_reml.method is Method.REML
    assert by_reml.ratio is not None
    assert by_reml.noise.df == by_ols.noise.df == 18 - 17
    assert sum(map(abs, by_reml.severity.values())) < sum(map(abs, by_ols.severity.values()))


def test_without_residuals_reml_is_least_squares() -> None:
    scores = {(r, t): Fraction(int(r[1:]) + int(t[1:])) for r, t in cyclic(7, (1, 2, 4), 1)}
    options = Options(method=Method.REML)
    comparison = compare_round([GroupScores(names(7), scores, {})], options)[0]
    assert comparison.parts[0].estimate is not None
    assert comparison.parts[0].estimate.method is Method.OLS
