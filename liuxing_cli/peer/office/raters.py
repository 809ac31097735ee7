"""Evaluators and their sheets: fit to the model, flat sheets, copied sheets."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from statistics import median

from liuxing_cli.peer.design import Scores
from liuxing_cli.peer.fit import Fit
from liuxing_cli.peer.precision import root

LARGE = Fraction(2)
"""Fit index above which an evaluator's scores follow no one else's."""

COMMON = 3
"""Targets two evaluators must share before equal scores mean anything; also the least sheets of an
evaluator whose spread is looked at."""


@dataclass(frozen=True, slots=True)
class RaterSigns:
    """``spread``: standard deviation of the scores given; ``flat``: under a quarter of the median
    of the group, or none at all. ``fit``: Σe² / Σ(1-h) / s², about 1 where the model holds; None
    where nothing is left over."""

    rater: str
    ratings: int
    spread: Decimal | None
    flat: bool
    fit: Fraction | None

    @property
    def unfit(self) -> bool:
        """Whether the scores follow no one else's."""
        return self.fit is not None and self.fit > LARGE


def rater_signs(fit: Fit) -> tuple[RaterSigns, ...]:
    """Each rater of a fitted part, in its order."""
    given: dict[str, list[Fraction]] = {rater: [] for rater in fit.severity}
    for (rater, target), rest in fit.residuals.items():
        given[rater].append(rest + fit.severity[rater] + fit.adjusted[target])
    spreads = {r: root(_variance(marks)) for r, marks in given.items() if len(marks) >= COMMON}
    middle = median(spreads.values()) if spreads else Decimal(0)
    return tuple(
        RaterSigns(
            rater=rater,
            ratings=len(marks),
            spread=spreads.get(rater),
            flat=rater in spreads and (not spreads[rater] or 4 * spreads[rater] < middle),
            fit=_fit_index(fit, rater),
        )
        for rater, marks in given.items()
    )


def _fit_index(fit: Fit, rater: str) -> Fraction | None:
    own = {cell: rest for cell, rest in fit.residuals.items() if cell[0] == rater}
    free = sum((1 - fit.leverage(cell, cell) for cell in own), Fraction(0))
    if not fit.variance or not free:
        return None
    return sum((rest**2 for rest in own.values()), Fraction(0)) / free / fit.variance


def copied_sheets(scores: Scores) -> tuple[tuple[str, str, int], ...]:
    """Pairs of raters who gave all their common targets the very same scores, with how many."""
    sheets: Mapping[str, dict[str, Fraction]] = defaultdict(dict)
    for (rater, target), score in scores.items():
        sheets[rater][target] = score
    found = []
    for one, other in combinations(sheets, 2):
        common = sheets[one].keys() & sheets[other].keys()
        if len(common) >= COMMON and all(sheets[one][t] == sheets[other][t] for t in common):
            found.append((one, other, len(common)))
    return tuple(found)


def _variance(marks: list[Fraction]) -> Fraction:
    mean = sum(marks, Fraction(0)) / len(marks)
    return sum(((x - mean) ** 2 for x in marks), Fraction(0)) / (len(marks) - 1)
