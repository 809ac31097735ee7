"""What each indicator was worth to one subject, and what full marks there would add."""

from dataclasses import dataclass, replace
from fractions import Fraction

from liuxing_cli.model.assessment import State
from liuxing_cli.scoring.cells import Mark
from liuxing_cli.scoring.kernel import score_row
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.row import Row

_STATES = {
    Mark.SCORED: State.SCORED,
    Mark.VETOED: State.SCORED,
    Mark.UNCLAIMED: State.NOT_APPLICABLE,
    Mark.NOT_APPLICABLE: State.NOT_APPLICABLE,
    Mark.NOT_CHECKED: State.NOT_CHECKED,
    Mark.EVIDENCE_MISSING: State.EVIDENCE_MISSING,
    Mark.CHECK_FAILED: State.CHECK_FAILED,
}


@dataclass(frozen=True, slots=True)
class Gain:
    """One column of a row: ``earned`` of ``points`` (None unless scored), and ``gain``, the
    points that full marks here alone would add to the total."""

    indicator: str
    points: Fraction
    earned: Fraction | None
    state: State
    gain: Fraction


def gains(plan: Plan, row: Row) -> list[Gain]:
    """Each indicator that counts for the subject; a bonus that nobody claimed is left out."""
    now = score_row(plan, row).total
    found = []
    for place, column in enumerate(plan.columns):
        mark = Mark(row.marks[place])
        if mark is Mark.UNCLAIMED:
            continue
        earned = Fraction(row.earned[place], row.scale) if mark < Mark.NOT_APPLICABLE else None
        could = None if mark is Mark.NOT_APPLICABLE else score_row(plan, _lifted(row, plan, place))
        gain = Fraction(0)
        if could is not None and could.total is not None and now is not None:
            gain = could.total - now
        found.append(Gain(column.id, column.points, earned, _STATES[mark], gain))
    return found


def _lifted(row: Row, plan: Plan, place: int) -> Row:
    """The same row with full marks in one column."""
    full = plan.columns[place].units * (row.scale // plan.scale)
    earned = (*row.earned[:place], full, *row.earned[place + 1 :])
    marks = bytes((*row.marks[:place], Mark.SCORED, *row.marks[place + 1 :]))
    return replace(row, earned=earned, marks=marks)
