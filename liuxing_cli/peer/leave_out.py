"""Leave one evaluator out, each in turn: the robustness that is easiest to explain."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.model.numbers import RoundingMode
from liuxing_cli.peer.design import Part, Scores, connected_parts
from liuxing_cli.peer.ranks import ranks

MOST_RATERS = 40
"""Evaluators up to which each is left out in turn; beyond, one of them hardly matters."""

Adjust = Callable[[Part, Scores], Mapping[str, Fraction]]
"""The adjusted scores of a connected part."""


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Best and worst rank of each target; ``needed`` are evaluators without whom the targets can
    no longer be compared with each other."""

    ranges: Mapping[str, tuple[int, int]]
    needed: tuple[str, ...]


def leave_one_out(
    part: Part,
    scores: Scores,
    full: Mapping[str, int],
    adjust: Adjust,
    rounding: tuple[int, RoundingMode],
) -> LeaveOut | None:
    """Fit again without each evaluator; ``full`` are the ranks with all of them.

    None where there is nothing to rank or the part has more than MOST_RATERS evaluators.
    """
    if len(full) < 2 or len(part.raters) > MOST_RATERS:
        return None
    seen, needed = [full], []
    for rater in part.raters:
        rest = {
            pair: x for pair, x in scores.items() if pair[0] in part.raters and pair[0] != rater
        }
        whole = _holding(part, rest, list(full))
        if whole is None:
            needed.append(rater)
            continue
        adjusted = adjust(whole, rest)
        seen.append(ranks({target: adjusted[target] for target in full}, *rounding))
    return LeaveOut(
        {t: (min(r[t] for r in seen), max(r[t] for r in seen)) for t in full}, tuple(needed)
    )


def _holding(part: Part, scores: Scores, targets: Sequence[str]) -> Part | None:
    """The connected part that still holds all of ``targets``, with residuals left to speak of."""
    members = [*part.raters, *(t for t in part.targets if t not in part.raters)]
    for found in connected_parts(members, scores):
        if set(targets) <= set(found.targets):
            return found
    return None
