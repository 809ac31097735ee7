"""What each indicator was worth to one subject, and what more points there would add."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from liuxing_cli.model.assessment import State
from liuxing_cli.model.decision import Combination
from liuxing_cli.model.result import Result
from liuxing_cli.model.sensitivity import Prospect, Step
from liuxing_cli.scoring.assemble import assemble, share_of
from liuxing_cli.scoring.cells import Mark
from liuxing_cli.scoring.kernel import score, score_row
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
        earned = _earned(row, place)
        could = None if mark is Mark.NOT_APPLICABLE else score_row(plan, _lifted(plan, row, place))
        gain = Fraction(0)
        if could is not None and could.total is not None and now is not None:
            gain = could.total - now
        found.append(Gain(column.id, column.points, earned, _STATES[mark], gain))
    return found


def gains_of_all(plan: Plan, rule: Combination | None, rows: Sequence[Row]) -> list[Gain]:
    """The same over all records of a subject, each counted as it counts in the subject's total.

    What is earned is the mean over the records that scored it; ``gain`` is what full marks in
    every record would add.
    """
    if len(rows) == 1:
        return gains(plan, rows[0])
    results = score(plan, rows)
    whole = assemble(plan, rule, results)
    found: dict[str, list[tuple[Fraction, Gain]]] = {}
    for row, result in zip(rows, results, strict=True):
        share = share_of(whole, results, result)
        for each in gains(plan, row):
            found.setdefault(each.indicator, []).append((share, each))
    return [_together(found[column.id]) for column in plan.columns if column.id in found]


def _together(parts: Sequence[tuple[Fraction, Gain]]) -> Gain:
    scored = [(share, each.earned) for share, each in parts if each.earned is not None]
    weight = sum((share for share, _ in scored), Fraction(0))
    earned = None
    if scored and weight:
        earned = sum((share * points for share, points in scored), Fraction(0)) / weight
    elif scored:
        earned = sum((points for _, points in scored), Fraction(0)) / len(scored)
    states = [each.state for _, each in parts]
    open_states = [state for state in states if state is not State.NOT_APPLICABLE] or states
    return replace(
        parts[0][1],
        earned=earned,
        state=State.SCORED if scored else open_states[0],
        gain=sum((share * each.gain for share, each in parts), Fraction(0)),
    )


Decide = Callable[[Sequence[Row]], Result]
"""The ranked result of a subject from its rows, as all commands reach it."""


def prospects(plan: Plan, rows: Sequence[Row], decide: Decide) -> list[Prospect]:
    """Every indicator in which a subject could have more points, what adds most first.

    With several assessors each of them is assumed to give a point more (or full marks).
    """
    now = decide(rows).total or Fraction(0)
    return sorted(_prospects(plan, rows, decide, now), key=_most_first)


def _prospects(
    plan: Plan, rows: Sequence[Row], decide: Decide, now: Fraction
) -> Iterator[Prospect]:
    for place, column in enumerate(plan.columns):
        open_rows = [row for row in rows if Mark(row.marks[place]) is not Mark.NOT_APPLICABLE]
        given = [_earned(row, place) for row in open_rows]
        left = [column.points - (points or 0) for points in given]
        fired = any(Mark(row.marks[place]) is not Mark.SCORED for row in open_rows)
        if not open_rows or not (any(left) or (fired and column.indicator.veto)):
            continue
        more = min(Fraction(1), max(left))
        known = [points for points in given if points is not None]
        steps = []
        for least in (more, None):
            lifted = [_lifted(plan, row, place, least) for row in rows]
            result = decide(lifted)
            points = max(left) if least is None else least
            steps.append(Step(points, (result.total or Fraction(0)) - now, result))
        yield Prospect(
            indicator=column.id,
            name=column.indicator.name,
            points=column.points,
            earned=sum(known, Fraction(0)) / len(known) if known else None,
            state=_STATES[Mark(open_rows[0].marks[place])],
            one_more=steps[0],
            all_of_it=steps[1],
        )


def _most_first(prospect: Prospect) -> tuple[Fraction, Fraction, int]:
    """By what one point adds, then by what all of it adds; an opened decision comes first."""
    rank = prospect.all_of_it.result.rank
    return -prospect.one_more.gain, -prospect.all_of_it.gain, rank or 10**9


def _earned(row: Row, place: int) -> Fraction | None:
    scored = row.marks[place] < Mark.NOT_APPLICABLE
    return Fraction(row.earned[place], row.scale) if scored else None


def _lifted(plan: Plan, row: Row, place: int, more: Fraction | None = None) -> Row:
    """The same row with ``more`` points in one column, at most full marks (None: full marks).

    What is missing counts from 0; what does not apply stays so. A veto is lifted only by full
    marks, or by a share that it does not reach.
    """
    mark, column = Mark(row.marks[place]), plan.columns[place]
    if more is not None and mark is Mark.NOT_APPLICABLE:
        return row
    factor = 1 if more is None else more.denominator
    full = column.units * (row.scale * factor // plan.scale)
    now = row.earned[place] * factor if mark < Mark.NOT_APPLICABLE else 0
    step = full if more is None else int(more * row.scale * factor)
    points = min(full, now + step)
    veto = column.indicator.veto
    fired = veto is not None and full > 0 and Fraction(points, full) < veto.below
    earned = [points * factor for points in row.earned]
    earned[place] = points
    changed = bytes((*row.marks[:place], Mark.VETOED if fired else Mark.SCORED))
    return replace(
        row,
        scale=row.scale * factor,
        earned=tuple(earned),
        marks=changed + row.marks[place + 1 :],
    )
