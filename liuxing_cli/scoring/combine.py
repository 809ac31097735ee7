"""Several assessors of one subject, side by side, become one result."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from liuxing_cli.model.result import BranchScore, Result
from liuxing_cli.scoring.decide import Bounds, Standing, conclude
from liuxing_cli.scoring.limits import joined
from liuxing_cli.scoring.plan import Plan


def combine(plan: Plan, results: Sequence[Result]) -> Result:
    """The exact mean of several assessors' results of one subject, decided anew.

    Each branch and the total are the mean over the assessors for whom anything in it applies.
    A veto that one of them found fires; it is unsettled where it is missing and none has judged
    it. Something is left out (N/A) where it is so for all, missing where it is for any.

    Raises:
        ValueError: no results, or of different subjects or periods.
    """
    if len({(result.subject, result.period) for result in results}) != 1:
        raise ValueError("combine needs the results of one subject and period")
    if len(results) == 1:
        return results[0]
    first = results[0]
    ids = [column.id for column in plan.columns]
    vetoes = [ids[place] for place in plan.vetoes]
    return conclude(
        plan,
        Standing(
            subject=first.subject,
            period=first.period,
            total=mean(result.total for result in results),
            upper=mean(result.upper for result in results),
            branches=tuple(
                _mean_branch([result.branches[place] for result in results])
                for place in range(len(first.branches))
            ),
            bonus=mean(result.bonus for result in results) or Fraction(0),
            not_applicable=tuple(id_ for id_ in ids if _left_out_by_all(id_, results)),
            missing=tuple(id_ for id_ in ids if _missing_for_any(id_, results)),
            vetoes=tuple(id_ for id_ in vetoes if _fired_for_any(id_, results)),
            unsettled=tuple(id_ for id_ in vetoes if _unsettled(id_, results)),
            files=tuple(file for result in results for file in result.files),
            graded=mean_grading(results),
            limits=joined([result.limits for result in results]),
        ),
    )


def mean(values: Iterable[Fraction | None]) -> Fraction | None:
    """The exact mean of those values that there are; None when there are none."""
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def mean_grading(results: Sequence[Result]) -> Bounds | None:
    """What is held against the grades, where that is not the total."""
    if all(result.graded is None for result in results):
        return None
    return mean(r.graded for r in results), mean(r.graded_upper for r in results)


def _mean_branch(branches: Sequence[BranchScore]) -> BranchScore:
    count = len(branches)
    return BranchScore(
        id=branches[0].id,
        name=branches[0].name,
        full=branches[0].full,
        weight=sum((branch.weight for branch in branches), Fraction(0)) / count,
        score=mean(branch.score for branch in branches),
        upper=mean(branch.upper for branch in branches),
        earned=sum((branch.earned for branch in branches), Fraction(0)) / count,
        due=sum((branch.due for branch in branches), Fraction(0)) / count,
        unseen=sum((branch.unseen for branch in branches), Fraction(0)) / count,
        left_out=sum((branch.left_out for branch in branches), Fraction(0)) / count,
        bonus=sum((branch.bonus for branch in branches), Fraction(0)) / count,
        bonus_upper=sum((branch.bonus_upper for branch in branches), Fraction(0)) / count,
    )


def _left_out_by_all(indicator: str, results: Sequence[Result]) -> bool:
    return all(indicator in result.not_applicable for result in results)


def _missing_for_any(indicator: str, results: Sequence[Result]) -> bool:
    return any(indicator in result.missing for result in results)


def _fired_for_any(indicator: str, results: Sequence[Result]) -> bool:
    return any(indicator in result.vetoes for result in results)


def _unsettled(indicator: str, results: Sequence[Result]) -> bool:
    """Missing for someone and judged by nobody."""
    judged = any(
        indicator not in result.missing and indicator not in result.not_applicable
        for result in results
    )
    return _missing_for_any(indicator, results) and not judged
