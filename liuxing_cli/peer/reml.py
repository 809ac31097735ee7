"""The alternative for sparse designs: severities as a random sample, ``--method reml``.

    x_rt = a_t + u_r + e_rt,   u_r ~ N(0, γ s²),   e_rt ~ N(0, s²)

The targets are fixed, and the one parameter γ maximises the restricted likelihood with s²
profiled out (Patterson & Thompson, Biometrika 58 (1971), 545-554; Bates et al., "Fitting linear
mixed-effects models using lme4", Journal of Statistical Software 67(1), 2015). Given γ everything
is exact. Unlike least squares this is not indifferent to an evaluator who marks everyone lower,
hence the second choice where evaluators compete.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.peer.design import Part, Scores, freedom
from liuxing_cli.peer.estimate import Estimate, Method
from liuxing_cli.peer.linear import Matrix, inverse
from liuxing_cli.peer.noise import Noise
from liuxing_cli.peer.ratio import best_ratio


@dataclass(frozen=True, slots=True)
class Table:
    """The scores of a part: each rater's (place of the target, score)."""

    rows: tuple[tuple[tuple[int, Fraction], ...], ...]
    targets: int

    @property
    def freedom(self) -> int:
        """N - T: what is left once the targets are fitted."""
        return sum(map(len, self.rows)) - self.targets


@dataclass(frozen=True, slots=True)
class Solution:
    """The generalised least squares of one γ: V = I + γ J within each rater.

    ``shares`` are γ / (1 + γ n_r), so that V⁻¹ = I - share · J; ``covariance`` is (X' V⁻¹ X)⁻¹;
    ``rests`` are what the adjusted scores leave of each score.
    """

    shares: tuple[Fraction, ...]
    covariance: Matrix
    adjusted: tuple[Fraction, ...]
    rests: tuple[tuple[Fraction, ...], ...]

    @property
    def quadratic(self) -> Fraction:
        """Q = (y - Xa)' V⁻¹ (y - Xa)."""
        plain = sum((e * e for rest in self.rests for e in rest), Fraction(0))
        drawn = zip(self.shares, self.rests, strict=True)
        return plain - sum((share * sum(rest) ** 2 for share, rest in drawn), Fraction(0))


def reml(part: Part, scores: Scores) -> Estimate:
    """Estimate one connected part that has degrees of freedom and residuals.

    Severities are predictions, drawn towards 0 where a rater gave few scores.
    """
    table = _table(part, scores)
    ratio = best_ratio(
        [[t for t, _ in row] for row in table.rows],
        [[x for _, x in row] for row in table.rows],
        lambda trial: slope(table, trial),
    )
    solved = solve(table, ratio)
    targets = range(len(part.targets))
    predicted = [s * sum(rest) for s, rest in zip(solved.shares, solved.rests, strict=True)]
    doubts = [_doubt(solved, row, place) for place, row in enumerate(table.rows)]
    return Estimate(
        method=Method.REML,
        severity=dict(zip(part.raters, map(Fraction, predicted), strict=True)),
        adjusted=dict(zip(part.targets, solved.adjusted, strict=True)),
        severity_variance=dict(zip(part.raters, doubts, strict=True)),
        adjusted_covariance={
            (part.targets[i], part.targets[j]): solved.covariance[i][j]
            for i in targets
            for j in targets
        },
        noise=Noise(solved.quadratic / table.freedom, freedom(part, len(scores))),
        ratio=ratio,
    )


def solve(table: Table, ratio: Fraction) -> Solution:
    """The adjusted scores of one γ, exactly."""
    shares = tuple(ratio / (1 + ratio * len(row)) for row in table.rows)
    system = [[Fraction(0)] * table.targets for _ in range(table.targets)]
    side = [Fraction(0)] * table.targets
    for share, row in zip(shares, table.rows, strict=True):
        drawn = share * sum((x for _, x in row), Fraction(0))
        for t, x in row:
            side[t] += x - drawn
            system[t][t] += 1
            for u, _ in row:
                system[t][u] -= share
    covariance = inverse(system)
    adjusted = tuple(
        sum((a * b for a, b in zip(line, side, strict=True)), Fraction(0)) for line in covariance
    )
    rests = tuple(tuple(x - adjusted[t] for t, x in row) for row in table.rows)
    return Solution(shares, covariance, adjusted, rests)


def slope(table: Table, ratio: Fraction) -> Fraction:
    """d(-2 log restricted likelihood) / dγ = Σ_r z_r'P z_r - (N - T) Σ_r (z_r'P y)² / Q, with
    P = V⁻¹ - V⁻¹ X (X' V⁻¹ X)⁻¹ X' V⁻¹ and z_r the indicator of rater r."""
    solved = solve(table, ratio)
    shape = pull = Fraction(0)
    for row, rest in zip(table.rows, solved.rests, strict=True):
        spread = 1 + ratio * len(row)
        shape += len(row) / spread - _shared(solved, row) / spread**2
        pull += (sum(rest, Fraction(0)) / spread) ** 2
    return shape - table.freedom * pull / solved.quadratic


def _table(part: Part, scores: Scores) -> Table:
    place = {target: i for i, target in enumerate(part.targets)}
    return Table(
        tuple(
            tuple((place[t], scores[r, t]) for t in part.targets if (r, t) in scores)
            for r in part.raters
        ),
        len(part.targets),
    )


def _shared(solved: Solution, row: Sequence[tuple[int, Fraction]]) -> Fraction:
    """Σ Cov(a_t, a_u) / s² over the targets of one rater."""
    return sum((solved.covariance[t][u] for t, _ in row for u, _ in row), Fraction(0))


def _doubt(solved: Solution, row: Sequence[tuple[int, Fraction]], place: int) -> Fraction:
    """Var(û_r - u_r) / s² = share + share² Σ Cov(a_t, a_u) (Henderson's mixed model equations)."""
    share = solved.shares[place]
    return share + share**2 * _shared(solved, row)
