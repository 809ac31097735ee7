"""What is published of a part: adjusted scores, severities and how sure they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from liuxing_cli.peer.design import Pair
from liuxing_cli.peer.fit import Fit
from liuxing_cli.peer.noise import Noise
from liuxing_cli.peer.precision import root


class Method(StrEnum):
    """How severities are taken out."""

    OLS = "ols"  # raters fixed: exact least squares, the default
    REML = "reml"  # raters random: for sparse designs; its variance ratio is a float


@dataclass(frozen=True, slots=True)
class Estimate:
    """The estimates of one part, in points; the covariances are to be multiplied by s².

    ``ratio`` is the variance of severities over s² (REML only). Given the ratio, the adjusted
    scores are exact.
    """

    method: Method
    severity: Mapping[str, Fraction]
    adjusted: Mapping[str, Fraction]
    severity_variance: Mapping[str, Fraction]
    adjusted_covariance: Mapping[Pair, Fraction]
    noise: Noise
    ratio: Fraction | None = None

    def adjusted_error(self, target: str) -> Decimal:
        """The standard error of a target's adjusted score."""
        return root(self.noise.variance * self.adjusted_covariance[target, target])

    def severity_error(self, rater: str) -> Decimal:
        """The standard error of a rater's severity."""
        return root(self.noise.variance * self.severity_variance[rater])

    def difference_variance(self, one: str, other: str) -> Fraction:
        """Var(a_one - a_other), the square of their standard error of difference."""
        k = self.adjusted_covariance
        return self.noise.variance * (k[one, one] + k[other, other] - 2 * k[one, other])


def fixed_raters(fit: Fit, noise: Noise) -> Estimate:
    """The estimate that least squares give."""
    return Estimate(
        method=Method.OLS,
        severity=fit.severity,
        adjusted=fit.adjusted,
        severity_variance={r: fit.severity_covariance[r, r] for r in fit.severity},
        adjusted_covariance=fit.adjusted_covariance,
        noise=noise,
    )
