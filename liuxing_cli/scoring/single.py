"""One row at a time, in plain integers: the way that every row can take."""

from dataclasses import replace

from liuxing_cli.model.decision import Lifts
from liuxing_cli.model.result import BranchScore, Result
from liuxing_cli.scoring.bonus import bonus_points, lifted
from liuxing_cli.scoring.decide import Standing, conclude
from liuxing_cli.scoring.gaps import gaps_of
from liuxing_cli.scoring.parts import branches_of
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.row import Row
from liuxing_cli.scoring.total import Totals, total_of, total_rate


def score_row(plan: Plan, row: Row) -> Result:
    """Score one row and decide on it."""
    shapes, parts = branches_of(plan, row)
    base = total_of(plan, total_rate(plan, shapes, parts))
    bonus = bonus_points(plan, row)
    total, graded = lifted(plan, base, bonus)
    scores = [part.score for part in parts]
    if bonus[1] and Lifts.FLOORS in plan.profile.decision.bonus_lifts:
        scores = [_with_bonus(plan, row, each) for each in scores]
    gaps = gaps_of(plan, row.marks)
    return conclude(
        plan,
        Standing(
            subject=row.subject,
            period=row.period,
            total=total[0],
            upper=total[1],
            branches=tuple(scores),
            bonus=bonus[0],
            not_applicable=gaps.not_applicable,
            missing=gaps.missing,
            vetoes=gaps.vetoes,
            unsettled=gaps.unsettled,
            files=(row.file,),
            graded=graded,
            limits=row.limits,
        ),
    )


def totals_row(plan: Plan, row: Row) -> Totals:
    """The total of one row, as it is published, between its bounds."""
    base = total_of(plan, total_rate(plan, *branches_of(plan, row)))
    if plan.bonus == len(plan.columns):
        return base
    return lifted(plan, base, bonus_points(plan, row)).total


def _with_bonus(plan: Plan, row: Row, score: BranchScore) -> BranchScore:
    lower, upper = bonus_points(plan, row, score.id)
    return replace(score, bonus=lower, bonus_upper=upper) if upper else score
