"""Near the line (临界): how far assessors differ, and whose score lies within that of a line.

A checklist score has assessor error, not sampling error. It is estimated from double assessments:
records of one subject, source and period by several assessors::

    u² = MS_error of the two-way table (subjects × assessors)
       = SD(differences)² / 2              for two assessors
    |score − T| ≤ factor · u               → 临界: a second visit before the decision

Where the assessors differ from subject to subject there is no two-way table; u² is then the mean
square within subjects, which counts the severity of the assessors as error too, and says so.
Everything here is exact: squares are compared, no root is taken. It never changes a decision.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from liuxing_cli.model.profile import Profile
from liuxing_cli.model.result import NearLine, Result
from liuxing_cli.scoring.conditions import floor_id

TOTAL = "total"
LEAST = 3
"""Doubly assessed subjects below which no error is estimated."""

Scores = Mapping[str, Mapping[str, Fraction]]
"""Scores by subject and assessor."""


@dataclass(frozen=True, slots=True)
class AssessorError:
    """``squared`` is u²; ``subjects`` were assessed more than once; ``crossed``: by the same
    assessors, so that their severity is no part of the error."""

    squared: Fraction
    subjects: int
    assessors: int
    crossed: bool


def assessor_error(scores: Scores) -> AssessorError | None:
    """The error from those subjects with two scores or more; None of fewer than ``LEAST``."""
    double = {subject: own for subject, own in scores.items() if len(own) > 1}
    if len(double) < LEAST:
        return None
    panels = {frozenset(own) for own in double.values()}
    crossed = len(panels) == 1
    names = sorted({name for own in double.values() for name in own})
    rows = [[own[name] for name in names if name in own] for own in double.values()]
    squared = _two_way(rows) if crossed else _within(rows)
    return AssessorError(squared, len(double), len(names), crossed)


def _two_way(rows: Sequence[Sequence[Fraction]]) -> Fraction:
    """MS_error = Σ (x_ij − x̄_i − x̄_j + x̄)² / ((n − 1)(k − 1))."""
    n, k = len(rows), len(rows[0])
    own = [sum(row, Fraction(0)) / k for row in rows]
    columns = [sum((row[j] for row in rows), Fraction(0)) / n for j in range(k)]
    mean = sum(own, Fraction(0)) / n
    squares = sum(
        (
            (x - own[i] - columns[j] + mean) ** 2
            for i, row in enumerate(rows)
            for j, x in enumerate(row)
        ),
        Fraction(0),
    )
    return squares / ((n - 1) * (k - 1))


def _within(rows: Sequence[Sequence[Fraction]]) -> Fraction:
    """MS_within = Σ (x_ij − x̄_i)² / Σ (k_i − 1)."""
    squares = Fraction(0)
    for row in rows:
        mean = sum(row, Fraction(0)) / len(row)
        squares += sum(((x - mean) ** 2 for x in row), Fraction(0))
    return squares / sum(len(row) - 1 for row in rows)


def errors_of(results: Mapping[str, Mapping[str, Result]]) -> dict[str, AssessorError]:
    """The errors of the total and of each branch, from the results by subject and assessor.

    Results with something missing are left out: they differ by what was not looked at.
    """
    scores: dict[str, dict[str, dict[str, Fraction]]] = {}
    for subject, own in results.items():
        for assessor, result in own.items():
            if result.total is None or result.missing:
                continue
            scores.setdefault(TOTAL, {}).setdefault(subject, {})[assessor] = result.total
            for branch in result.branches:
                if branch.score is not None:
                    by_subject = scores.setdefault(floor_id(branch.id), {})
                    by_subject.setdefault(subject, {})[assessor] = branch.score
    found = {id_: assessor_error(table) for id_, table in scores.items()}
    return {id_: error for id_, error in found.items() if error is not None}


def near_lines(
    profile: Profile, errors: Mapping[str, AssessorError], result: Result
) -> tuple[NearLine, ...]:
    """The lines that a result lies within ``factor`` · u of."""
    lines: list[NearLine] = []
    score = result.total if result.graded is None else result.graded
    if TOTAL in errors and score is not None:
        for grade in profile.grades:
            if grade.at_least:
                text = f"总分 {grade.name}线"
                squared = errors[TOTAL].squared
                lines.append(NearLine(f"total:{grade.id}", text, score, grade.at_least, squared))
    floors = {branch.id: branch.floor for branch in profile.branches}
    for branch in result.branches:
        id_, floor = floor_id(branch.id), floors.get(branch.id)
        if id_ in errors and floor is not None and branch.score is not None:
            text = f"{branch.name}底线"
            lines.append(NearLine(id_, text, branch.score, floor, errors[id_].squared))
    return tuple(line for line in lines if is_near(line, profile.decision.near.factor))


def with_near(profile: Profile, errors: Mapping[str, AssessorError], result: Result) -> Result:
    """The result with the lines that it is near to."""
    found = near_lines(profile, errors, result) if errors else ()
    return replace(result, near=found) if found else result


def is_near(line: NearLine, factor: Fraction) -> bool:
    """|score − line| ≤ factor · u, compared as squares."""
    return (line.score - line.line) ** 2 <= factor**2 * line.error_squared
