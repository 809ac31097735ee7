"""The responsibility matrix: joint conference, office, working groups, units and duties."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from liuxing_cli.model.finding import KeyPath


class Bearer(StrEnum):
    """Whose duties a list holds."""

    UNIT = "unit"
    WORKING_GROUP = "working_group"
    STREET = "street"
    COMMITTEE = "committee"


@dataclass(frozen=True, slots=True)
class Duty:
    """One numbered duty, retold in a line. ``excluded`` holds the reason why it is not carried."""

    clause: str
    text: str
    types: tuple[str, ...]
    excluded: str = ""
    path: KeyPath = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit under the name it has in the notice.

    ``renamed_to`` is the unit that took its place in a later reorganisation, ``formerly`` the
    units whose place this one took.
    """

    id: str
    number: int
    name: str
    duties: tuple[Duty, ...]
    note: str = ""
    file: str = ""
    renamed_to: str = ""
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkingGroup:
    id: str
    name: str
    type_id: str
    lead: str
    members: tuple[str, ...]
    clause: str


@dataclass(frozen=True, slots=True)
class Conference:
    members: tuple[str, ...]
    office_lead: str
    office_deputies: tuple[str, ...]
    groups: tuple[WorkingGroup, ...]
    clause: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    conference: Conference
    units: Mapping[str, Unit]
    common: Mapping[Bearer, tuple[Duty, ...]]
    common_file: str = ""
