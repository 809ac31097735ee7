"""Caps on the grade, and what bars a subject from passing: judged once, before the scores.

Each is a test on the subject's ratings, traits or events. The verdict is that of the subject: MET
where it is free of the limit, NOT_MET where the limit binds, UNKNOWN where nobody can tell.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from liuxing_cli.model.context import Context
from liuxing_cli.model.decision import Test
from liuxing_cli.model.events import happened
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.result import Limit, Verdict
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.cells import Cell, Mark
from liuxing_cli.scoring.plan import Plan

Finding = tuple[bool | None, str]
"""Whether a test holds (None: cannot tell), and what that rests on."""


def limits_of(
    plan: Plan,
    traits: Mapping[str, TraitValue],
    context: Context,
    day: str,
    cells: Sequence[Cell],
) -> tuple[Limit, ...]:
    """Every cap and bar of the profile as it stands for one assessment of ``day``."""
    rules = plan.profile.decision
    listed = [(bar.id, bar.text, bar.when, "") for bar in rules.ineligible]
    listed += [(cap.id, cap.text, cap.when, cap.at_most) for cap in rules.caps]
    found = []
    for id_, text, when, at_most in listed:
        if when.indicator:
            holds, detail = _indicator(plan, when, cells)
        elif when.trait:
            trait = plan.standard.traits.get(when.trait)
            holds, detail = trait_holds(when, traits, trait.name if trait else when.trait)
        else:
            holds, detail = _events(when, context, day)
        found.append(Limit(id_, text, _verdict(holds), at_most, detail))
    return tuple(found)


def joined(limits: Sequence[Sequence[Limit]]) -> tuple[Limit, ...]:
    """The limits of several assessments of one subject: what binds for one of them binds."""
    order = (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET)
    return tuple(
        min(same, key=lambda limit: order.index(limit.verdict))
        for same in zip(*limits, strict=True)
    )


def trait_holds(when: Test, traits: Mapping[str, TraitValue], name: str = "") -> Finding:
    """Whether a test on a trait holds; None where the subject lacks it or it is no number."""
    value = traits.get(when.trait)
    if value is None:
        return None, f"名册里没有{name}"
    told = f"{name}：{_told(value)}"
    if when.equals is not None:
        return value == when.equals, told
    if isinstance(value, bool | str):
        return None, told
    if when.at_least is not None and value < when.at_least:
        return False, told
    return when.below is None or value < when.below, told


def _told(value: TraitValue) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, str) else plain(value)


def _indicator(plan: Plan, when: Test, cells: Sequence[Cell]) -> Finding:
    """Whether an indicator attains less than ``below`` of its full marks."""
    place = next((i for i, column in enumerate(plan.columns) if column.id == when.indicator), None)
    if place is None:
        return None, f"本办法没有选 {when.indicator}"
    column, cell = plan.columns[place], cells[place]
    if cell.mark in (Mark.NOT_APPLICABLE, Mark.UNCLAIMED):
        return False, f"{column.indicator.name}不适用"
    if cell.mark not in (Mark.SCORED, Mark.VETOED):
        return None, f"{column.indicator.name}没有查实"
    given = Fraction(cell.numerator, cell.denominator)
    if column.points:
        share = given / column.points
        told = f"{column.indicator.name}得 {plain(given)} 分，满分 {plain(column.points)}"
    else:
        share = Fraction(cell.mark is not Mark.VETOED)
        told = f"{column.indicator.name}{'符合' if share else '不符合'}"
    return when.below is not None and share < when.below, told


def _events(when: Test, context: Context, day: str) -> Finding:
    """Whether one of the events lies in the window; no record of any means none."""
    found = happened(context.events, when.events, day, when.within_months, when.levels)
    if not found:
        span = f" {when.within_months} 个月内" if when.within_months else ""
        return False, f"到 {day} 为止{span}没有这类事件的记录"
    return True, "；".join(f"{event.date} {event.text}" for event in found)


def _verdict(holds: bool | None) -> Verdict:
    if holds is None:
        return Verdict.UNKNOWN
    return Verdict.NOT_MET if holds else Verdict.MET
