"""Recurring duties (职责) and the record of what was done. Bodies only, never a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from liuxing_cli.model.finding import KeyPath
from liuxing_cli.model.profile import Source
from liuxing_cli.model.standard import Applicability
from liuxing_cli.model.terms import Every

OFFICE = "office"
"""How records name the office of the joint conference."""


class Who(StrEnum):
    """Who bears an obligation."""

    OFFICE = "office"  # 联席会议办公室
    GROUP = "group"  # 创建工作组
    UNIT = "unit"  # 成员单位
    STREET = "street"  # 街道办事处（乡镇政府）
    COMMITTEE = "committee"  # 社区居委会


WHO_NAMES = {
    Who.OFFICE: "联席会议办公室",
    Who.GROUP: "工作组",
    Who.UNIT: "成员单位",
    Who.STREET: "街道（乡镇）",
    Who.COMMITTEE: "社区居委会",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """An obligation that is done only from an amount on: at least ``at_least`` of ``unit``."""

    name: str
    unit: str
    at_least: Fraction


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something due once a term. ``bodies`` are the units or groups where not all of them.

    ``record`` is the source of assessments that show it was done; without it, activities do.
    ``set_by_district``: the notice says "regularly", how often is the district's own setting.
    """

    id: str
    name: str
    what: str
    who: Who
    every: Every
    clause: str
    bodies: tuple[str, ...] = ()
    set_by_district: bool = False
    applies: Applicability | None = None
    record: Source | None = None
    measured: Measured | None = None
    evidence: tuple[str, ...] = ()
    place: int = 0


@dataclass(frozen=True, slots=True)
class Obligations:
    """``standards/obligations.yaml``: what is due, from the terms on that begin at ``since``."""

    since: str
    obligations: tuple[Obligation, ...]
    file: str = ""


NO_OBLIGATIONS = Obligations("9999-12-31", ())


@dataclass(frozen=True, slots=True)
class Activity:
    """What was done: by which body, on which day; ``term`` where it makes up for an earlier one."""

    obligation: str
    by: str
    date: str
    term: str = ""
    measure: Fraction | None = None
    evidence: tuple[str, ...] = ()
    note: str = ""
    place: int = 0
    file: str = ""


@dataclass(frozen=True, slots=True)
class Activities:
    """``data/activities/<year>/<keeper>.yaml``: what one body has on record for a year."""

    keeper: str
    year: str
    activities: tuple[Activity, ...]
    file: str = ""


def texts(noun: Obligations | Activities) -> Iterator[tuple[KeyPath, str]]:
    """The free texts, with their places."""
    if isinstance(noun, Obligations):
        for duty in noun.obligations:
            yield ("obligations", duty.place, "name"), duty.name
            yield ("obligations", duty.place, "what"), duty.what
        return
    for activity in noun.activities:
        yield ("activities", activity.place, "note"), activity.note
        for place, paper in enumerate(activity.evidence):
            yield ("activities", activity.place, "evidence", place), paper
