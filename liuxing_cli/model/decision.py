"""What a profile may say beyond grades and floors: the rest of the rules of a decision, as data.

Every part is optional; a profile without any decides by total, floors and vetoes alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class QuotaOf(StrEnum):
    """What a share is a share of."""

    PASSED = "passed"  # those that pass
    ALL = "all"  # all that were evaluated and have a result


class Ties(StrEnum):
    """What becomes of equal published scores at the edge of a quota."""

    ALL_IN = "all_in"  # all of them get the grade, even if that makes more than the quota
    ALL_OUT = "all_out"  # none of them gets it, even if that leaves places empty


@dataclass(frozen=True, slots=True)
class Quota:
    """How many may get a grade, best first: a ``share`` (rounded down to whole subjects) or a
    ``count``; exactly one of them is set."""

    of: QuotaOf
    ties: Ties
    share: Fraction | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Test:
    """A condition on a subject: exactly one of ``indicator``, ``trait`` and ``events`` is set.

    ``indicator``: its share of full marks is ``below``. ``trait``: it ``equals`` a value, is
    ``at_least`` or ``below`` a number. ``events``: one of these kinds (and ``levels``, if any are
    named) lies within ``within_months`` of the assessment's date, a half-open window.
    """

    __test__ = False

    indicator: str = ""
    trait: str = ""
    events: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    equals: bool | str | Fraction | None = None
    at_least: Fraction | None = None
    below: Fraction | None = None
    within_months: int | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """Whoever meets ``when`` gets no grade above ``at_most``."""

    id: str
    text: str
    when: Test
    at_most: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Whoever meets ``when`` cannot pass (不得参评、不得评为达标)."""

    id: str
    text: str
    when: Test


class MissingSource(StrEnum):
    """What a source without a record does to a combined result."""

    RENORMALISE = "renormalise"  # the weights of the others are scaled up to 100
    NO_RESULT = "no_result"


@dataclass(frozen=True, slots=True)
class Combination:
    """How the sources of a profile become one result: ``weights`` by source, percent, sum 100."""

    weights: Mapping[str, Fraction]
    missing: MissingSource


@dataclass(frozen=True, slots=True)
class Near:
    """The zone of 临界: ``factor`` times the assessors' error on either side of a line."""

    factor: Fraction = Fraction(1645, 1000)


@dataclass(frozen=True, slots=True)
class Trial:
    """Periods whose results are recorded without effect (试行)."""

    periods: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class TableFor:
    """A subject that meets ``when`` (a trait) is scored by ``profile`` instead."""

    when: Test
    profile: str


@dataclass(frozen=True, slots=True)
class Awards:
    """The title that passing this profile leads to."""

    title: str
    name: str


class Lifts(StrEnum):
    """What a bonus may lift."""

    FLOORS = "floors"  # the branch of the indicator, where it is held against its floor
    GRADE = "grade"  # the score that is held against the grades
    TOTAL = "total"  # the total that is published


LIFTED = frozenset({Lifts.TOTAL, Lifts.GRADE})
"""What a bonus lifts unless the profile says otherwise."""


@dataclass(frozen=True, slots=True)
class DecisionRules:
    """``exceeds_full``: whether total and bonus together may go beyond full marks."""

    caps: tuple[Cap, ...] = ()
    ineligible: tuple[Bar, ...] = ()
    combine: Combination | None = None
    near: Near = Near()
    trial: Trial | None = None
    tables: tuple[TableFor, ...] = ()
    awards: Awards | None = None
    bonus_lifts: frozenset[Lifts] = LIFTED
    exceeds_full: bool = True

    @property
    def is_bound(self) -> bool:
        """Whether a subject's traits, events or ratings can bar it or cap its grade."""
        return bool(self.caps or self.ineligible)


NO_RULES = DecisionRules()
