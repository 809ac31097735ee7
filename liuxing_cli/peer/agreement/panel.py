"""How far the evaluators of one table agree, by the figures that its shape allows."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.peer.agreement.icc import Icc, icc
from liuxing_cli.peer.agreement.kendall import Concordance, concordance
from liuxing_cli.peer.agreement.krippendorff import Level, alpha
from liuxing_cli.peer.design import Scores


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's alpha by level of measurement; intraclass correlations and Kendall's W only
    where every rater scored every target (an expert panel; never a round robin, whose members do
    not score themselves)."""

    alphas: Mapping[Level, Fraction | None]
    icc: Icc | None
    concordance: Concordance | None


def agreement(scores: Scores) -> Agreement:
    """The figures for one table of scores."""
    raters, targets = (list(dict.fromkeys(pair[i] for pair in scores)) for i in (0, 1))
    units = [[scores[r, t] for r in raters if (r, t) in scores] for t in targets]
    panel = min(len(raters), len(targets)) > 1 and len(scores) == len(raters) * len(targets)
    return Agreement(
        alphas={level: alpha(units, level) for level in Level},
        icc=icc(units) if panel else None,
        concordance=concordance(list(zip(*units, strict=True))) if panel else None,
    )
