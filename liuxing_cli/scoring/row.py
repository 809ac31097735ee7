"""A row: one assessment as the kernel reads it, an integer and a mark for each column."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import lcm

from liuxing_cli.model.assessment import FACT_KEYS, GATHERED_KEYS, Assessment, Rating, State
from liuxing_cli.model.context import EMPTY, Context
from liuxing_cli.model.result import Limit
from liuxing_cli.model.standard import VetoScope
from liuxing_cli.model.subject import Subject, TraitValue
from liuxing_cli.scoring.applies import applies, indicator_applies
from liuxing_cli.scoring.cells import Cell, Mark
from liuxing_cli.scoring.gather import informed
from liuxing_cli.scoring.limits import limits_of
from liuxing_cli.scoring.plan import Column, Plan
from liuxing_cli.scoring.reading import Reading, read
from liuxing_cli.scoring.rules import Misfit
from liuxing_cli.scoring.rules.facts import has_reason

_MARKS = {
    State.NOT_APPLICABLE: Mark.NOT_APPLICABLE,
    State.NOT_CHECKED: Mark.NOT_CHECKED,
    State.EVIDENCE_MISSING: Mark.EVIDENCE_MISSING,
    State.CHECK_FAILED: Mark.CHECK_FAILED,
}
_READ = frozenset(("state", *FACT_KEYS, *GATHERED_KEYS))
"""The keys of a rating that its reading depends on, besides whether it has a reason."""

_LEFT_OUT = Cell(Mark.NOT_APPLICABLE)
_UNCLAIMED = Cell(Mark.UNCLAIMED)
_NOT_CHECKED = Cell(Mark.NOT_CHECKED)


@dataclass(frozen=True, slots=True)
class Row:
    """``earned`` are the points given, in units of ``1 / scale``; the scale is a multiple of the
    plan's, finer where a share of the points needs it (7/30 of 6 points, say)."""

    subject: str
    period: str
    file: str
    scale: int
    earned: tuple[int, ...]
    marks: bytes
    misfits: tuple[tuple[str, Misfit], ...] = ()
    limits: tuple[Limit, ...] = ()


def encode(plan: Plan, subject: Subject, assessment: Assessment, context: Context = EMPTY) -> Row:
    """Judge every rating once and keep what the sums need.

    ``context`` is what some rules rest on besides the record: see :func:`gather.informed`.

    A rating that does not fit its rule is listed in ``misfits`` and counts as missing.
    """
    ratings, traits = informed(plan, assessment, context).ratings, subject.traits
    cells = [_cell(column, ratings.get(column.id), traits) for column in plan.columns]
    scale = lcm(plan.scale, *{cell.denominator for cell in cells})
    return Row(
        subject=subject.id,
        period=assessment.period,
        file=assessment.file,
        scale=scale,
        earned=tuple(cell.numerator * (scale // cell.denominator) for cell in cells),
        marks=bytes(cell.mark for cell in cells),
        misfits=tuple(
            (column.id, cell.misfit)
            for column, cell in zip(plan.columns, cells, strict=True)
            if cell.misfit is not None
        ),
        limits=limits_of(plan, traits, context, context.date or assessment.date, cells)
        if plan.profile.decision.is_bound
        else (),
    )


def _cell(column: Column, rating: Rating | None, traits: Mapping[str, TraitValue]) -> Cell:
    """The cell of one column, from the column's memo where the same facts were seen before.

    The key is text because 1, True and 1.0 are equal but not the same fact.
    """
    if rating is None and column.indicator.bonus:
        return _UNCLAIMED
    met: list[bool] = []
    if column.conditional:
        if not indicator_applies(column.indicator, traits):
            return _LEFT_OUT
        met = [applies(item.applies, traits) for item in column.indicator.rule.items]
    if rating is None:
        return _NOT_CHECKED
    facts = [fact for fact in rating.items() if fact[0] in _READ]
    key = f"{facts}{met}{has_reason(rating)}"
    known = column.memo.get(key)
    if known is None:
        known = column.memo[key] = _judged(column, read(column.indicator, rating, traits))
    return known


def _judged(column: Column, reading: Reading) -> Cell:
    """points given = share × points; 0 where the veto takes the indicator's own points."""
    if reading.share is None:
        return Cell(_MARKS[reading.state], misfit=reading.misfit)
    veto = column.indicator.veto
    fired = veto is not None and reading.share < veto.below
    mark = Mark.VETOED if fired else Mark.SCORED
    if fired and column.vetoes(VetoScope.INDICATOR):
        return Cell(mark)
    return Cell(mark, *(reading.share * column.points).as_integer_ratio())
