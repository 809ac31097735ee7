"""The additive model fitted to any connected design, in exact fractions.

    x_rt = μ + σ_r + τ_t + e_rt,   Σ_r σ_r = 0,   Σ_t τ_t = 0

by least squares over the ratings that exist; a_t = μ + τ_t is the adjusted score.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.peer.design import Pair, Part, Scores
from liuxing_cli.peer.linear import Matrix, inverse, solution


@dataclass(frozen=True, slots=True)
class Fit:
    """The fitted model of one part, in points of the score, with ``df`` ≥ 1.

    ``severity``: σ̂ of each rater, negative where it marks low (手紧);
    ``adjusted``: μ̂ + τ̂ of each target; ``residuals``: what the model leaves of each score;
    the covariances are to be multiplied by s²: of two severities, of two adjusted scores, and of
    an adjusted score with a severity (``cross_covariance``: target first).
    """

    severity: Mapping[str, Fraction]
    adjusted: Mapping[str, Fraction]
    residuals: Mapping[Pair, Fraction]
    severity_covariance: Mapping[Pair, Fraction]
    adjusted_covariance: Mapping[Pair, Fraction]
    cross_covariance: Mapping[Pair, Fraction]

    @property
    def rss(self) -> Fraction:
        """The residual sum of squares."""
        return sum((rest * rest for rest in self.residuals.values()), Fraction(0))

    @property
    def df(self) -> int:
        """Degrees of freedom: N - (R + T - 1)."""
        return len(self.residuals) - (len(self.severity) + len(self.adjusted) - 1)

    @property
    def variance(self) -> Fraction:
        """The residual variance s² = RSS / df, in squared points."""
        return self.rss / self.df

    def leverage(self, one: Pair, other: Pair) -> Fraction:
        """Cov(σ̂_r + â_t, σ̂_q + â_u) / s² of two cells: an element of the hat matrix H, also where a
        cell was not rated (a member's score of itself, say)."""
        (r, t), (q, u) = one, other
        own = self.severity_covariance[r, q] + self.adjusted_covariance[t, u]
        return own + self.cross_covariance[t, q] + self.cross_covariance[u, r]


def least_squares(part: Part, scores: Scores) -> Fit:
    """Fit the model to the scores of one connected part.

    Each target's score is replaced by its mean over its raters, which leaves one equation a
    rater, C σ = q, with

        C = diag(n_r) - N diag(1/m_t) N',    q_r = Σ_t x_rt - Σ_t (mean received by t)

    where N is the 0/1 table of who rated whom, n_r its row sums and m_t its column sums. C has
    rank R - 1; adding the matrix of ones picks the solution with Σ σ_r = 0.
    """
    cells = _cells_of(part, scores)
    received = _received(part, cells)
    means = _means(cells, received)
    pseudo = _pseudo_inverse(part, received)
    surplus = _surplus(part, cells, means)
    severity = {
        rater: sum((a * b for a, b in zip(row, surplus, strict=True)), Fraction(0))
        for rater, row in zip(part.raters, pseudo, strict=True)
    }
    adjusted = _without_severity(means, received, severity)
    cross = _cross_covariance(part, received, pseudo)
    return Fit(
        severity=severity,
        adjusted=adjusted,
        residuals=residuals_of(cells, severity, adjusted),
        severity_covariance={
            (r, q): pseudo[i][j]
            for i, r in enumerate(part.raters)
            for j, q in enumerate(part.raters)
        },
        adjusted_covariance=_adjusted_covariance(received, cross),
        cross_covariance=cross,
    )


def adjusted_scores(part: Part, scores: Scores) -> dict[str, Fraction]:
    """The adjusted scores of :func:`least_squares` alone, at a fraction of its work."""
    cells = _cells_of(part, scores)
    received = _received(part, cells)
    means = _means(cells, received)
    found = solution(_system(part, received), _surplus(part, cells, means))
    return _without_severity(means, received, dict(zip(part.raters, found, strict=True)))


def residuals_of(
    scores: Scores, severity: Mapping[str, Fraction], adjusted: Mapping[str, Fraction]
) -> dict[Pair, Fraction]:
    """e_rt = x_rt - σ_r - a_t."""
    return {(r, t): score - severity[r] - adjusted[t] for (r, t), score in scores.items()}


def _cells_of(part: Part, scores: Scores) -> dict[Pair, Fraction]:
    return {
        (rater, target): scores[rater, target]
        for rater in part.raters
        for target in part.targets
        if (rater, target) in scores
    }


def _received(part: Part, cells: Iterable[Pair]) -> dict[str, list[str]]:
    """The raters of each target."""
    found: dict[str, list[str]] = {target: [] for target in part.targets}
    for rater, target in cells:
        found[target].append(rater)
    return found


def _means(cells: Scores, received: Mapping[str, Sequence[str]]) -> dict[str, Fraction]:
    return {t: _mean([cells[r, t] for r in raters]) for t, raters in received.items()}


def _surplus(part: Part, cells: Scores, means: Mapping[str, Fraction]) -> list[Fraction]:
    """q: by how much each rater's scores exceed what its targets received on average."""
    found = dict.fromkeys(part.raters, Fraction(0))
    for (rater, target), score in cells.items():
        found[rater] += score - means[target]
    return list(found.values())


def _without_severity(
    means: Mapping[str, Fraction],
    received: Mapping[str, Sequence[str]],
    severity: Mapping[str, Fraction],
) -> dict[str, Fraction]:
    """a_t = (mean received) - (mean severity of those who gave it)."""
    return {t: means[t] - _mean([severity[r] for r in raters]) for t, raters in received.items()}


def _system(part: Part, received: Mapping[str, Sequence[str]]) -> Matrix:
    """C + J (J: all ones)."""
    size = len(part.raters)
    place = {rater: i for i, rater in enumerate(part.raters)}
    system = [[Fraction(1)] * size for _ in range(size)]
    for raters in received.values():
        for one in raters:
            system[place[one]][place[one]] += 1
            for other in raters:
                system[place[one]][place[other]] -= Fraction(1, len(raters))
    return system


def _pseudo_inverse(part: Part, received: Mapping[str, Sequence[str]]) -> Matrix:
    """C⁺ = (C + J)⁻¹ - J / R², the variance of the severities over s²."""
    shift = Fraction(1, len(part.raters) ** 2)
    return [[entry - shift for entry in row] for row in inverse(_system(part, received))]


def _cross_covariance(
    part: Part, received: Mapping[str, Sequence[str]], pseudo: Matrix
) -> dict[Pair, Fraction]:
    """Cov(a, σ) / s² = -D N' C⁺: what a target received on average is unrelated to σ̂."""
    place = {rater: i for i, rater in enumerate(part.raters)}
    return {
        (target, rater): -_mean([pseudo[place[r]][place[rater]] for r in received[target]])
        for target in part.targets
        for rater in part.raters
    }


def _adjusted_covariance(
    received: Mapping[str, Sequence[str]], cross: Mapping[Pair, Fraction]
) -> dict[Pair, Fraction]:
    """Cov(a) / s² = D + D N' C⁺ N D with D = diag(1/m_t): the mean's own noise and the raters'."""
    covariance = {}
    for one, raters in received.items():
        for other in received:
            shared = -_mean([cross[other, rater] for rater in raters])
            own = Fraction(1, len(raters)) if one == other else 0
            covariance[one, other] = shared + own
    return covariance


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)
