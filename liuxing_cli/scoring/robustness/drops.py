"""Each indicator left out in its turn, as if the profile had never selected it.

The records are summed once. Without an indicator only the branch that it is in is summed anew, and
only decisions that it could touch are made anew.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.model.result import Result
from liuxing_cli.scoring.arrays import Block
from liuxing_cli.scoring.batch import Batch
from liuxing_cli.scoring.kernel import score
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.robustness.field import Field
from liuxing_cli.scoring.robustness.hollow import Hollow, hollow
from liuxing_cli.scoring.row import Row
from liuxing_cli.scoring.single import totals_row
from liuxing_cli.scoring.total import Totals

_NONE: Totals = (None, None)


@dataclass(frozen=True, slots=True)
class Dropped:
    """``ranks`` of those ranked without the indicator; ``changed`` are the other decisions."""

    indicator: str
    name: str
    ranks: Mapping[str, int]
    changed: Mapping[str, Result]


@dataclass(frozen=True, slots=True)
class _Sums:
    """The records of all subjects of one plan, and where those of each subject start."""

    plan: Plan
    subjects: tuple[str, ...]
    rows: tuple[Row, ...]
    starts: Mapping[str, int]
    block: Block


@dataclass(frozen=True, slots=True)
class _Cut:
    """The same without an indicator: its place, the totals of the records, and its branch (None:
    it is a bonus). ``within``: whether each record is on the same side of every floor of the
    branch as before, where the arrays can tell."""

    sums: _Sums
    hollow: Hollow
    totals: Sequence[Totals]
    branch: int | None
    within: Sequence[bool]


def dropped(field: Field) -> list[Dropped]:
    """The field without each of its indicators; nothing is judged again."""
    columns = {c.id: c.indicator.name for plan in field.tables for c in plan.columns}
    if len(columns) < 2:
        return []
    sums = [_summed(field, plan) for plan in field.tables]
    return [_without(field, sums, *each) for each in columns.items()]


def _summed(field: Field, plan: Plan) -> _Sums:
    subjects = tuple(r.subject for r in field.results if field.plan_of(r.subject) is plan)
    rows: list[Row] = []
    starts = {}
    for subject in subjects:
        starts[subject] = len(rows)
        rows += field.rows[subject]
    return _Sums(plan, subjects, tuple(rows), starts, Block(plan, rows))


def _without(field: Field, sums: Sequence[_Sums], indicator: str, name: str) -> Dropped:
    cuts = {id(own.plan): _cut(own, indicator) for own in sums}
    totals: dict[str, Totals] = {}
    for own in sums:
        totals |= _totals(field, own, cuts[id(own.plan)])
    lower = {subject: total for subject, (total, _) in totals.items() if total is not None}
    return Dropped(
        indicator=indicator,
        name=name,
        ranks=field.ranks_by(lower),
        changed=_changed(field, indicator, cuts, totals),
    )


def _cut(sums: _Sums, indicator: str) -> _Cut | None:
    """What is left without an indicator; None where the plan never had it."""
    plan = sums.plan
    place = next((n for n, column in enumerate(plan.columns) if column.id == indicator), None)
    if place is None:
        return None
    made = hollow(plan, place)
    block = sums.block.without(made.plan, place)
    totals = [
        totals_row(made.plan, made.row(row)) if own is None else own
        for row, own in zip(sums.rows, Batch(made.plan).known_totals(block), strict=True)
    ]
    if place >= plan.bonus:
        return _Cut(sums, made, totals, None, ())
    branch = next(number for number, node in enumerate(plan.branches) if place < node.stop)
    return _Cut(sums, made, totals, branch, _within(sums.block, block, branch))


def _within(before: Block, after: Block, branch: int) -> list[bool]:
    """Whether the branch of each row still applies, on the same side of every floor."""
    one, other = before.branches[branch], after.branches[branch]
    same = before.sound & after.sound & one.applies & other.applies
    for was, now in zip(one.sides(before.factor), other.sides(after.factor), strict=True):
        same = same & (was == now)
    found: list[bool] = same.tolist()
    return found


def _totals(field: Field, sums: _Sums, cut: _Cut | None) -> dict[str, Totals]:
    """The bounds of the total of each subject of a plan, from those of its records."""
    if cut is None:
        before = (field.results[field.places[subject]] for subject in sums.subjects)
        return {result.subject: (result.total, result.upper) for result in before}
    plan = cut.hollow.plan
    found: dict[str, Totals] = {}
    for subject in sums.subjects:
        rows, start, parts = field.rows[subject], sums.starts[subject], field.parts_of(subject)
        own = cut.totals[start : start + len(rows)]
        if len(own) == 1 and parts and parts[0].share == 1:
            found[subject] = own[0]
        elif plan.profile.full == field.plan.profile.full and len(parts) == len(own):
            found[subject] = _shared([part.share for part in parts], own)
    missed = [each for each in sums.subjects if found.get(each, _NONE)[0] is None]
    for subject in missed:
        own_rows = [cut.hollow.row(row) for row in field.rows[subject]]
        whole = field.decided(plan, score(plan, own_rows))
        found[subject] = whole.total, whole.upper
    return found


def _shared(shares: Sequence[Fraction], totals: Sequence[Totals]) -> Totals:
    """The sum of the totals by their shares; nothing where one of them has none."""
    lower = upper = Fraction(0)
    for share, (low, high) in zip(shares, totals, strict=True):
        if low is None or high is None:
            return None, None
        lower += share * low
        upper += share * high
    return lower, upper


def _changed(
    field: Field,
    indicator: str,
    cuts: Mapping[int, _Cut | None],
    totals: Mapping[str, Totals],
) -> dict[str, Result]:
    """The decisions that are others. Where grades depend on ranks all are decided anew, else only
    those that can have changed."""

    def stays(result: Result) -> bool:
        cut = cuts[id(field.plan_of(result.subject))]
        return cut is None or _stays(field, indicator, result, cut, totals[result.subject])

    def other(plan: Plan) -> tuple[Plan, Callable[[Row], Row]]:
        cut = cuts[id(plan)]
        return (cut.hollow.plan, cut.hollow.row) if cut else (plan, lambda row: row)

    open_ = [result for result in field.results if field.has_quota or not stays(result)]
    anew = field.finish(field.rescored([result.subject for result in open_], other))
    return {
        was.subject: anew[was.subject] for was in open_ if field.differs(anew[was.subject], was)
    }


def _stays(field: Field, indicator: str, result: Result, cut: _Cut, totals: Totals) -> bool:
    """Whether a decision is surely the same: the total between the same lines in both bounds, the
    indicator's branch on the same side of every floor, nothing else that it could touch."""
    lower, upper = totals
    plan, place = cut.sums.plan, cut.hollow.place
    apart = result.graded is not None or result.limits or plan.columns[place].indicator.veto
    if apart or lower is None or upper is None:
        return False
    single = len(field.rows[result.subject]) == 1 and not result.sources
    still_missing = any(missing != indicator for missing in result.missing)
    if result.total != result.upper and not (single and still_missing):
        return False
    before, now = field.intervals[result.subject], field.interval(lower)
    if before != (now, now if lower is upper else field.interval(upper)):
        return False
    if cut.branch is None:
        return not field.floors_by_bonus
    if plan.branches[cut.branch].lines and not single:
        return False
    start = cut.sums.starts[result.subject]
    within = cut.within[start : start + len(field.rows[result.subject])]
    return all(within) and not result.branches[cut.branch].bonus
