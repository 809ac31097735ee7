"""What ``explain`` shows, gathered: the tree, and what would be if something were otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from liuxing_cli.model.numbers import fixed, plain
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.result import Result, TraceNode
from liuxing_cli.model.sensitivity import Prospect, WhatIf
from liuxing_cli.model.subject import Subject
from liuxing_cli.publish.document import Column, Table
from liuxing_cli.publish.ranking import branch_cell, decision, failures, total_cell

NONE = "—"


@dataclass(frozen=True, slots=True)
class ExplainView:
    """``tree`` is cut down to one path where ``indicator`` is set. ``prospects`` are None unless
    asked for; ``limits`` says what a comparison with others rests on."""

    subject: Subject
    profile: Profile
    caption: str
    result: Result
    ranked: int
    tree: TraceNode
    indicator: str
    what_if: WhatIf | None
    prospects: tuple[Prospect, ...] | None
    issued: date
    author: str


def difference(view: ExplainView) -> Table | None:
    """Before and after an assumption: total, types, rank, decision and what is not met."""
    if view.what_if is None:
        return None
    before, after, profile = view.what_if.before, view.what_if.after, view.profile
    rows = [["总分", total_cell(before, profile), total_cell(after, profile)]]
    rows[0].append(_change(before.total, after.total, profile))
    for old, new in zip(before.branches, after.branches, strict=True):
        cells = [old.name, branch_cell(old, profile), branch_cell(new, profile)]
        rows.append([*cells, _change(old.score, new.score, profile)])
    rows.append(["名次", _rank(before), _rank(after), _moved(before.rank, after.rank)])
    was, now = decision(before, profile), decision(after, profile)
    rows.append(["结论", was, now, "不变" if was == now else "改变"])
    failed, fails = ("、".join(failures(each, profile)) or "无" for each in (before, after))
    rows.append(["未过条件", failed, fails, "不变" if failed == fails else "改变"])
    head = [Column("项目", key="what"), Column("现在", key="before"), Column("假设后", key="after")]
    return Table("假设前后对比", [*head, Column("变化", key="change")], rows)


def assumptions(view: ExplainView) -> Table | None:
    """Each rating that is assumed, beside what was found."""
    if view.what_if is None:
        return None
    rows = [
        [a.indicator, a.name, _points(a.before, a.points_before), _points(a.after, a.points_after)]
        for a in view.what_if.assumptions
    ]
    head = [Column("指标", key="indicator"), Column("名称", key="name")]
    return Table("假设", [*head, Column("现在", key="before"), Column("假设", key="after")], rows)


def prospect_table(view: ExplainView) -> Table | None:
    """What more points would do, an indicator a row, what adds most first."""
    if view.prospects is None:
        return None
    profile, now = view.profile, view.result
    rows = []
    for each in view.prospects:
        full = each.all_of_it.result
        was, then = decision(now, profile), decision(full, profile)
        rows.append(
            [
                each.indicator,
                each.name,
                f"{NONE if each.earned is None else _short(each.earned)}/{plain(each.points)}",
                _signed(each.one_more.gain, profile),
                _rank(each.one_more.result),
                _signed(each.all_of_it.gain, profile),
                _rank(full),
                then if then != was else "不变",
            ]
        )
    head = [Column("指标", key="indicator"), Column("名称", key="name")]
    head += [Column("得分", numeric=True, key="earned"), Column("多1分", numeric=True, key="one")]
    head += [Column("名次", numeric=True, key="rank_one")]
    head += [
        Column("补满", numeric=True, key="full"),
        Column("名次", numeric=True, key="rank_full"),
    ]
    return Table("各项再多得分会怎样", [*head, Column("结论", key="decision")], rows)


def prospect_note(view: ExplainView) -> str:
    """What the table of prospects holds."""
    total = total_cell(view.result, view.profile)
    return (
        f"现在总分 {total}，名次 {_rank(view.result)}/{view.ranked}，"
        f"结论 {decision(view.result, view.profile)}。“多1分”是这一项再得 1 分（不足 1 分的按所余）"
        "总分增加多少，“补满”是得满分增加多少，名次和结论是届时的，其余对象都不变。"
    )


def prospects_json(prospects: tuple[Prospect, ...], profile: Profile) -> list[Mapping[str, object]]:
    """The prospects for programs, exact."""
    return [
        {
            "indicator": each.indicator,
            "name": each.name,
            "points": plain(each.points),
            "earned": None if each.earned is None else plain(each.earned),
            "state": str(each.state),
            **{
                key: {
                    "points": plain(step.points),
                    "gain": plain(step.gain),
                    "after": outcome_json(step.result, profile),
                }
                for key, step in (("one_more", each.one_more), ("all_of_it", each.all_of_it))
            },
        }
        for each in prospects
    ]


def what_if_json(what_if: WhatIf, profile: Profile) -> Mapping[str, object]:
    """The assumption and its effect for programs, exact."""
    return {
        "assumptions": [
            {
                "indicator": a.indicator,
                "name": a.name,
                "before": {"text": a.before, "points": _exact(a.points_before)},
                "after": {"text": a.after, "points": _exact(a.points_after)},
            }
            for a in what_if.assumptions
        ],
        "before": outcome_json(what_if.before, profile),
        "after": outcome_json(what_if.after, profile),
    }


def outcome_json(result: Result, profile: Profile) -> Mapping[str, object]:
    """Total, types, rank and decision of a result."""
    return {
        "total": _exact(result.total),
        "upper": _exact(result.upper),
        "rank": result.rank,
        "outcome": str(result.outcome),
        "grade": result.grade,
        "decision": decision(result, profile),
        "branches": {branch.id: _exact(branch.score) for branch in result.branches},
    }


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else plain(value)


def _points(text: str, points: Fraction | None) -> str:
    return text if points is None else f"{_short(points)} 分：{text}"


def _short(value: Fraction) -> str:
    text = plain(value)
    return text if "/" not in text and len(text) <= 6 else fixed(value, 2)


def _rank(result: Result) -> str:
    return NONE if result.rank is None else str(result.rank)


def _moved(before: int | None, after: int | None) -> str:
    if before is None or after is None or before == after:
        return "不变" if before == after else "改变"
    return f"{'上升' if after < before else '下降'} {abs(after - before)} 位"


def _change(before: Fraction | None, after: Fraction | None, profile: Profile) -> str:
    if before is None or after is None:
        return "不变" if before == after else "改变"
    return "不变" if before == after else _signed(after - before, profile)


def _signed(value: Fraction, profile: Profile) -> str:
    """A difference of exact values, with enough digits that a small one is not nothing."""
    digits = profile.rounding.digits
    while value and digits < 6 and abs(value) * 10**digits < Fraction(1, 2):
        digits += 1
    text = fixed(value, digits, profile.rounding.mode)
    return f"+{text}" if value > 0 else text.replace("-", "−")
