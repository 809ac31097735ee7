"""Extra points (加分): in no denominator, capped, and lifting only what the profile lets them lift.

    bonus = min(cap, Σ points of the bonus indicators)

It comes on top of the total that is published, of the score that is held against the grades, of
the branch of its indicator where that is held against a floor, or of any of these; and stops at
full marks where the profile says so.
"""

from fractions import Fraction
from typing import NamedTuple

from liuxing_cli.model.decision import Lifts
from liuxing_cli.scoring.cells import FIRST_MISSING
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.row import Row
from liuxing_cli.scoring.total import Totals

NOTHING = Fraction(0)

Bonus = tuple[Fraction, Fraction]
"""Extra points, with those that nobody has looked at as nothing, and as full marks."""

NO_BONUS: Bonus = (NOTHING, NOTHING)


class Lifted(NamedTuple):
    """The total as published, and what is held against the grades (None: the same)."""

    total: Totals
    graded: Totals | None


def bonus_points(plan: Plan, row: Row, branch: str = "") -> Bonus:
    """The bonus of a row, on the scale of the total; of one branch's indicators, if named."""
    earned = unseen = 0
    for place in range(plan.bonus, len(plan.columns)):
        column = plan.columns[place]
        if branch and column.branch != branch:
            continue
        earned += row.earned[place]
        if row.marks[place] >= FIRST_MISSING:
            unseen += column.units
    return bonus_of(plan, earned, row.scale, unseen)


def bonus_of(plan: Plan, earned: int, scale: int, unseen: int) -> Bonus:
    """The bonus for ``earned`` in units of ``1 / scale`` and ``unseen`` in those of the plan."""
    if not earned and not unseen:
        return NO_BONUS
    cap = plan.profile.bonus_cap
    lower = min(cap, Fraction(earned, scale))
    if not unseen:
        return lower, lower
    return lower, min(cap, Fraction(earned, scale) + Fraction(unseen, plan.scale))


def lifted(plan: Plan, base: Totals, bonus: Bonus) -> Lifted:
    """What a bonus makes of a total."""
    if not bonus[1] or base[0] is None:
        return Lifted(base, None)
    rules = plan.profile.decision
    more = _plus(plan, base, bonus)
    total = more if Lifts.TOTAL in rules.bonus_lifts else base
    graded = more if Lifts.GRADE in rules.bonus_lifts else base
    return Lifted(total, None if graded is total else graded)


def _plus(plan: Plan, base: Totals, bonus: Bonus) -> Totals:
    lower, upper = base
    if lower is None or upper is None:
        return base
    more = lower + bonus[0]
    most = more if lower is upper and bonus[0] is bonus[1] else upper + bonus[1]
    if plan.profile.decision.exceeds_full:
        return more, most
    full = plan.profile.full
    capped = min(full, more)
    return capped, capped if most is more else min(full, most)
