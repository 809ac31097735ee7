"""The ranking table of a period."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from liuxing_cli.model.numbers import fixed_near
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.result import BranchScore, Outcome, Result
from liuxing_cli.model.subject import Subject
from liuxing_cli.publish.conditions import failures
from liuxing_cli.publish.document import Column, Table
from liuxing_cli.publish.words import OUTCOMES, SUBJECT_KINDS

NONE = "—"

__all__ = ["NONE", "branch_cell", "decision", "failures", "marked", "ranking", "total_cell"]


def ranking(
    results: Sequence[Result],
    profile: Profile,
    subjects: Mapping[str, Subject],
    caption: str,
    *,
    brief: bool = False,
) -> Table:
    """Rank, subject, street, branch scores, total, decision and what failed.

    ``brief`` is for a terminal of 80 columns: branches with one decimal (more where a floor is
    near), and only lower bounds: ``~`` after a total says that something is missing.
    """
    alone = profile.subject != "community"
    head = [Column("名次", key="rank", numeric=True)]
    head += [Column(SUBJECT_KINDS[profile.subject], key="name")]
    head += [] if alone else [Column("街道", key="street")]
    head += [Column(b.name[:2], key=b.id, numeric=True) for b in profile.branches]
    head += [
        Column("总分", key="total", numeric=True),
        Column("结论", key="decision"),
        Column("未过条件", key="failed"),
    ]
    rows = []
    for result in results:
        subject = subjects[result.subject]
        name = subject.name.removesuffix("社区") if brief else subject.name
        names = [name] if alone else [name, subjects[subject.street].name]
        rows.append(
            [
                str(result.rank) if result.rank else NONE,
                *names,
                *(
                    _brief(b, profile) if brief else branch_cell(b, profile)
                    for b in result.branches
                ),
                _brief_total(result, profile) if brief else total_cell(result, profile),
                marked(result, profile),
                "、".join(failures(result, profile)),
            ]
        )
    return Table(caption, head, rows, names=1)


def total_cell(result: Result, profile: Profile) -> str:
    """The total as published; both bounds where something is missing."""
    edges = [grade.at_least for grade in profile.grades]
    return _cell(result.total, result.upper, profile, edges)


def branch_cell(branch: BranchScore, profile: Profile) -> str:
    """A branch's score as published; both bounds where something is missing."""
    return _cell(branch.score, branch.upper, profile, _floors(branch, profile))


def _brief_total(result: Result, profile: Profile) -> str:
    text, _, upper = total_cell(result, profile).partition("~")
    return f"{text}~" if upper else text


_SMALL = 20
"""Full marks below which one decimal would say too little: an index runs from 0 to 1."""


def _brief(branch: BranchScore, profile: Profile) -> str:
    if branch.score is None:
        return NONE
    digits = 1 if branch.full >= _SMALL else max(1, profile.rounding.digits)
    return fixed_near(branch.score, digits, _floors(branch, profile), profile.rounding.mode)


def _floors(branch: BranchScore, profile: Profile) -> list[Fraction]:
    return [b.floor for b in profile.branches if b.id == branch.id and b.floor is not None]


def _cell(
    lower: Fraction | None, upper: Fraction | None, profile: Profile, limits: Sequence[Fraction]
) -> str:
    if lower is None:
        return NONE
    rounding = profile.rounding
    text = fixed_near(lower, rounding.digits, limits, rounding.mode)
    if upper is None or upper == lower:
        return text
    return f"{text}~{fixed_near(upper, rounding.digits, limits, rounding.mode)}"


def marked(result: Result, profile: Profile) -> str:
    """The decision with what a reader must know beside it: near a line, or on trial."""
    marks = ["临界"] if result.near else []
    marks += ["试行"] if result.trial else []
    text = decision(result, profile)
    return f"{text}（{'、'.join(marks)}）" if marks else text


def decision(result: Result, profile: Profile) -> str:
    """The grade's name, or 待核 or 未定 where there is none."""
    names = {grade.id: grade.name for grade in profile.grades}
    if result.outcome in (Outcome.PENDING, Outcome.UNDECIDED) or result.grade is None:
        return OUTCOMES[result.outcome]
    return names[result.grade]
