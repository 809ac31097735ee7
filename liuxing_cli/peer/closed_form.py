"""The same model where everyone rated everyone else: a formula an official can check by hand.

With n members, m the mean of all n(n-1) scores, c_j the mean that j received and g_j the mean
that j gave (Warner, Kenny & Stoto 1979; Kenny, Kashy & Cook, Dyadic Data Analysis, 2006, ch. 8):

    adjusted   a_j = c_j + [(c_j - m) + (n-1)(g_j - m)] / [n(n-2)]
    severity   σ_j = [(n-1)² g_j + (n-1) c_j] / [n(n-2)] - (n-1) m / (n-2)

In words: 先把每家打的分减去它自己的平均分，消除松紧；再求各家收到的平均，按 (n-1)²/[n(n-2)] 还原
尺度，加回总平均。
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from liuxing_cli.peer.design import Scores
from liuxing_cli.peer.fit import Fit, residuals_of


def round_robin(members: Sequence[str], scores: Scores) -> Fit:
    """Fit a complete round robin of three members or more; equal to ``fit.least_squares``."""
    n = len(members)
    given = {j: _sum(scores[j, t] for t in members if t != j) / (n - 1) for j in members}
    received = {j: _sum(scores[r, j] for r in members if r != j) / (n - 1) for j in members}
    m = _sum(given.values()) / n
    adjusted = {
        j: received[j] + ((received[j] - m) + (n - 1) * (given[j] - m)) / (n * (n - 2))
        for j in members
    }
    severity = {
        j: ((n - 1) ** 2 * given[j] + (n - 1) * received[j]) / (n * (n - 2)) - (n - 1) * m / (n - 2)
        for j in members
    }
    level = Fraction((n - 1) ** 2, n * n * (n - 2))
    variance = level + Fraction(1, n * (n - 1))
    half_difference = Fraction(n - 1, n * (n - 2))  # Var(a_i - a_j) / 2
    return Fit(
        severity=severity,
        adjusted=adjusted,
        residuals=residuals_of(scores, severity, adjusted),
        severity_covariance={
            (i, j): level if i == j else -level / (n - 1) for i in members for j in members
        },
        adjusted_covariance={
            (i, j): variance if i == j else variance - half_difference
            for i in members
            for j in members
        },
        cross_covariance={
            (i, j): level / (n - 1) if i == j else -level / (n - 1) ** 2
            for i in members
            for j in members
        },
    )


def _sum(values: Iterable[Fraction]) -> Fraction:
    return sum(values, Fraction(0))
