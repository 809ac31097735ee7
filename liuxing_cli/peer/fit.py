"""The additive model fitted to any connected design, in exact fractions.

    x_rt = μ + σ_r + τ_t + e_rt,   Σ_r σ_r = 0,   Σ_t τ_t = 0

by least squares over the ratings that exist; a_t = μ + τ_t is the adjusted score.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from liuxing_cli.peer.design import Pair, Part, Scores
from liuxing_cli.peer.linear import Matrix, inverse
from liuxing_cli.peer.precision import root


@dataclass(frozen=True, slots=True)
class Fit:
    """The fitted model of one part, in points of the score, with ``df`` ≥ 1.

    ``severity``: σ̂ of each rater, negative where it marks low (手紧);
    ``adjusted``: μ̂ + τ̂ of each target; ``residuals``: what the model leaves of each score;
    ``severity_variance`` and ``adjusted_covariance`` are to be multiplied by s².
    """

    severity: Mapping[str, Fraction]
    adjusted: Mapping[str, Fraction]
    residuals: Mapping[Pair, Fraction]
    severity_variance: Mapping[str, Fraction]
    adjusted_covariance: Mapping[Pair, Fraction]

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

    def adjusted_error(self, target: str) -> Decimal:
        """The standard error of a target's adjusted score."""
        return root(self.variance * self.adjusted_covariance[target, target])

    def severity_error(self, rater: str) -> Decimal:
        """The standard error of a rater's severity."""
        return root(self.variance * self.severity_variance[rater])


def least_squares(part: Part, scores: Scores) -> Fit:
    """Fit the model to the scores of one connected part.

    Each target's score is replaced by its mean over its raters, which leaves one equation a
    rater, C σ = q, with

        C = diag(n_r) - N diag(1/m_t) N',    q_r = Σ_t x_rt - Σ_t (mean received by t)

    where N is the 0/1 table of who rated whom, n_r its row sums and m_t its column sums. C has
    rank R - 1; adding the matrix of ones picks the solution with Σ σ_r = 0.
    """
    cells = _cells_of(part, scores)
    received = {t: [r for r, target in cells if target == t] for t in part.targets}
    means = {t: _mean([cells[r, t] for r in raters]) for t, raters in received.items()}
    pseudo = _pseudo_inverse(part, received)
    surplus = [
        sum((score - means[t] for (r, t), score in cells.items() if r == rater), Fraction(0))
        for rater in part.raters
    ]
    severity = {
        rater: sum((a * b for a, b in zip(row, surplus, strict=True)), Fraction(0))
        for rater, row in zip(part.raters, pseudo, strict=True)
    }
    adjusted = {
        t: means[t] - _mean([severity[r] for r in raters]) for t, raters in received.items()
    }
    return Fit(
        severity=severity,
        adjusted=adjusted,
        residuals=residuals_of(cells, severity, adjusted),
        severity_variance={r: pseudo[i][i] for i, r in enumerate(part.raters)},
        adjusted_covariance=_adjusted_covariance(part, received, pseudo),
    )


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


def _pseudo_inverse(part: Part, received: Mapping[str, Sequence[str]]) -> Matrix:
    """C⁺ = (C + J)⁻¹ - J / R², the variance of the severities over s² (J: all ones)."""
    size = len(part.raters)
    place = {rater: i for i, rater in enumerate(part.raters)}
    system = [[Fraction(1)] * size for _ in range(size)]
    for raters in received.values():
        for one in raters:
            system[place[one]][place[one]] += 1
            for other in raters:
                system[place[one]][place[other]] -= Fraction(1, len(raters))
    shift = Fraction(1, size * size)
    return [[entry - shift for entry in row] for row in inverse(system)]


def _adjusted_covariance(
    part: Part, received: Mapping[str, Sequence[str]], pseudo: Matrix
) -> dict[Pair, Fraction]:
    """Cov(a) / s² = D + D N' C⁺ N D with D = diag(1/m_t): the mean's own noise and the raters'."""
    place = {rater: i for i, rater in enumerate(part.raters)}
    covariance = {}
    for one in part.targets:
        for other in part.targets:
            shared = _mean(
                [pseudo[place[r]][place[s]] for r in received[one] for s in received[other]]
            )
            own = Fraction(1, len(received[one])) if one == other else 0
            covariance[one, other] = shared + own
    return covariance


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)
