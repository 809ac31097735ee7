"""The profile (评分办法): how one standard is scored for one purpose."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from liuxing_cli.model.numbers import RoundingMode
from liuxing_cli.model.standard import Rule


class Source(StrEnum):
    """Who assessed."""

    SELF = "self"
    PEER = "peer"
    THIRD_PARTY = "third_party"
    INSPECTION = "inspection"
    SURVEY = "survey"


class Purpose(StrEnum):
    SELF_CHECK = "self_check"
    MUTUAL = "mutual"
    THIRD_PARTY = "third_party"
    ACCEPTANCE = "acceptance"


class SubjectKind(StrEnum):
    COMMUNITY = "community"
    STREET = "street"


class NotApplicable(StrEnum):
    """What an indicator that does not apply does to the score (缺项)."""

    RESCALE = "rescale"  # leaves due and earned, the rest is scaled up
    FULL_MARKS = "full_marks"
    EXCLUDE = "exclude"  # leaves due and earned, nothing is scaled up


class Missing(StrEnum):
    """What not_checked, evidence_missing and check_failed do."""

    BOUNDS = "bounds"  # 0 in the score, full in the upper bound
    COMPLETE = "complete"  # no result until everything is there


class Structure(StrEnum):
    """What the branches under the total are."""

    TYPES = "types"
    METHODS = "methods"  # 实地走访, 查阅档案, 调查问卷 of a mutual evaluation


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch under the total: a type, or a method of checking.

    ``weight`` is relative; ``full`` is what the branch is printed on (100, say); ``floor`` is the
    least exact score, on that scale, that the decision asks for.
    """

    id: str
    name: str
    weight: Fraction
    full: Fraction
    floor: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """A half-open interval of the total, lower edge included."""

    id: str
    name: str
    at_least: Fraction
    passing: bool


@dataclass(frozen=True, slots=True)
class Rounding:
    digits: int
    mode: RoundingMode


@dataclass(frozen=True, slots=True)
class Selection:
    """One indicator as this profile scores it."""

    indicator: str
    branch: str
    points: Fraction
    rule: Rule


@dataclass(frozen=True, slots=True)
class Profile:
    id: str
    name: str
    purpose: Purpose
    standard: str
    subject: SubjectKind
    sources: tuple[Source, ...]
    structure: Structure
    selections: tuple[Selection, ...]
    branches: tuple[Branch, ...]
    full: Fraction
    grades: tuple[Grade, ...]
    not_applicable: NotApplicable
    missing: Missing
    rounding: Rounding
    bonus_cap: Fraction
    set_by: Mapping[str, str]
    file: str = ""
