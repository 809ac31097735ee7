"""A plan cut down to some of its indicators, and rows of the whole plan read by it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from liuxing_cli.scoring.cells import Mark
from liuxing_cli.scoring.plan import Plan, compile_plan
from liuxing_cli.scoring.row import Row


@dataclass(frozen=True)
class Restricted:
    """``places``: where each column of ``plan`` stood in the plan that it was made from."""

    plan: Plan
    places: tuple[int, ...]

    def row(self, row: Row) -> Row:
        """A row of the whole plan as one of this plan; nothing is judged again."""
        scale = lcm(row.scale, self.plan.scale)
        earned = tuple(map(row.earned.__getitem__, self.places))
        if scale != row.scale:
            earned = tuple(points * (scale // row.scale) for points in earned)
        marks = bytes(map(row.marks.__getitem__, self.places))
        return replace(row, scale=scale, earned=earned, marks=marks, misfits=())


def restricted(plan: Plan, kept: Collection[str]) -> Restricted:
    """``plan`` with the indicators of ``kept`` only; weights of branches stay as they are.

    The points of a section are those of what is left in it, as if the others had never been
    selected; a branch with nothing left counts nothing.
    """
    chosen = tuple(each for each in plan.profile.selections if each.indicator in kept)
    made = compile_plan(plan.standard, replace(plan.profile, selections=chosen))
    places = {column.id: place for place, column in enumerate(plan.columns)}
    return Restricted(made, tuple(places[column.id] for column in made.columns))


def shares(plan: Plan, row: Row) -> dict[str, Fraction]:
    """The attained share of each indicator that is scored, in none of which points matter."""
    found = {}
    for place, column in enumerate(plan.columns):
        if row.marks[place] in (Mark.SCORED, Mark.VETOED) and column.points:
            found[column.id] = Fraction(row.earned[place], row.scale) / column.points
    return found
