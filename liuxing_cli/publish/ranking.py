"""The ranking table of a period, and the same results as one JSON document."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from liuxing_cli.model.numbers import fixed_near, plain
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.result import BranchScore, Outcome, Result, Verdict
from liuxing_cli.model.subject import Subject
from liuxing_cli.publish.document import Column, Table
from liuxing_cli.publish.words import OUTCOMES

NONE = "—"


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
    streets = profile.subject == "street"
    head = [Column("名次", key="rank", numeric=True)]
    head += [Column("街道（乡镇）" if streets else "社区", key="name")]
    head += [] if streets else [Column("街道", key="street")]
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
        names = [name] if streets else [name, subjects[subject.street].name]
        rows.append(
            [
                str(result.rank) if result.rank else NONE,
                *names,
                *(
                    _brief(b, profile) if brief else branch_cell(b, profile)
                    for b in result.branches
                ),
                _brief_total(result, profile) if brief else total_cell(result, profile),
                decision(result, profile),
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


def _brief(branch: BranchScore, profile: Profile) -> str:
    if branch.score is None:
        return NONE
    return fixed_near(branch.score, 1, _floors(branch, profile), profile.rounding.mode)


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


def decision(result: Result, profile: Profile) -> str:
    """The grade's name, or 待核 or 未定 where there is none."""
    names = {grade.id: grade.name for grade in profile.grades}
    if result.outcome in (Outcome.PENDING, Outcome.UNDECIDED) or result.grade is None:
        return OUTCOMES[result.outcome]
    return names[result.grade]


def failures(result: Result, profile: Profile) -> list[str]:
    """What was not met (``安全<60``) or cannot be told yet (``安全待查``), in a few words."""
    names = {b.id: b.name[:2] for b in profile.branches}
    floors = {b.id: plain(b.floor) for b in profile.branches if b.floor is not None}
    words = []
    unsettled: list[str] = []
    for condition in result.conditions:
        kind, _, what = condition.id.partition(":")
        doubt = condition.verdict is Verdict.UNKNOWN
        if condition.verdict is Verdict.MET:
            continue
        if doubt:
            unsettled.append("总分" if kind == "total" else names.get(what, "否决"))
        elif kind == "veto":
            words.append(f"否决 {what}")
        else:
            words.append("总分" if kind == "total" else f"{names[what]}<{floors[what]}")
    named = {c.id.partition(":")[2] for c in result.conditions}
    words += [f"否决 {veto}" for veto in result.vetoes if veto not in named]
    if len(unsettled) > 2:
        return [*words, f"待查{len(unsettled)}项"]
    return words + [f"{name}待查" for name in unsettled]


def results_json(
    results: Sequence[Result], profile: Profile, subjects: Mapping[str, Subject]
) -> list[dict[str, Any]]:
    """Each result with exact fractions beside the published digits."""
    return [_result(r, profile, subjects[r.subject], subjects) for r in results]


def _result(
    result: Result, profile: Profile, subject: Subject, subjects: Mapping[str, Subject]
) -> dict[str, Any]:
    return {
        "subject": result.subject,
        "name": subject.name,
        "street": {"id": subject.street, "name": subjects[subject.street].name},
        "rank": result.rank,
        "total": _number(result.total, total_cell(result, profile)),
        "upper": _number(result.upper, None),
        "outcome": str(result.outcome),
        "grade": result.grade,
        "bonus": plain(result.bonus),
        "reason": result.reason,
        "branches": [
            {
                "id": b.id,
                "name": b.name,
                "full": plain(b.full),
                "weight": plain(b.weight),
                "score": _number(b.score, branch_cell(b, profile)),
                "upper": _number(b.upper, None),
                "earned": plain(b.earned),
                "due": plain(b.due),
                "missing": plain(b.unseen),
                "not_applicable": plain(b.left_out),
            }
            for b in result.branches
        ],
        "conditions": [
            {"id": c.id, "text": c.text, "verdict": str(c.verdict)} for c in result.conditions
        ],
        "vetoes": list(result.vetoes),
        "not_applicable": list(result.not_applicable),
        "missing": list(result.missing),
        "files": list(result.files),
    }


def _number(value: Fraction | None, published: str | None) -> dict[str, str] | None:
    if value is None:
        return None
    exact = {"exact": plain(value)}
    return exact if published is None else {**exact, "published": published}
