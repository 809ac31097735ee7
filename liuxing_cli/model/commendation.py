"""The commendation of model communities (示范单位, 三(三)): conditions and quota.

A shortlist is for people to judge; nobody is commended by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from liuxing_cli.model.finding import KeyPath
from liuxing_cli.model.result import Result, Verdict


class Kind(StrEnum):
    """What a condition looks at."""

    GRADE = "grade"  # the last grade is one of ``grades``
    TITLE = "title"  # holds ``title``
    BRANCHES = "branches"  # every branch has at least ``at_least`` per cent
    STEADY = "steady"  # passed in each of the last ``periods`` periods with results
    NO_VETO = "no_veto"  # no veto in the last ``periods`` periods
    RECTIFIED = "rectified"  # nothing to put right is overdue


@dataclass(frozen=True, slots=True)
class Wanted:
    """One condition; ``must``: without it nobody is listed, else it only speaks for or against."""

    id: str
    name: str
    kind: Kind
    must: bool
    grades: tuple[str, ...] = ()
    title: str = ""
    at_least: Fraction = Fraction(0)
    periods: int = 1
    place: int = 0


@dataclass(frozen=True, slots=True)
class Commendation:
    """``standards/commendation.yaml``. The quota is ``count``, or ``share`` of all subjects rounded
    down; ``per_street`` at most from one street, where given."""

    name: str
    profile: str
    clause: str
    conditions: tuple[Wanted, ...]
    count: int | None = None
    share: Fraction | None = None
    per_street: int | None = None
    file: str = ""

    def quota(self, of: int) -> int:
        """How many may be commended of ``of`` subjects; exact."""
        if self.count is not None:
            return self.count
        return int((self.share or Fraction(0)) * of // 1)


@dataclass(frozen=True, slots=True)
class Reason:
    """How a candidate stands to one condition, and what that rests on."""

    wanted: Wanted
    verdict: Verdict
    basis: str


class Place(StrEnum):
    """Where a candidate stands to the quota."""

    WITHIN = "within"  # 名额内
    TIED = "tied"  # at the edge, equal with others: more than the quota
    STREET_FULL = "street_full"  # its street has had its share
    BEYOND = "beyond"  # 名额外
    UNKNOWN = "unknown"  # a condition cannot be judged yet
    OUT = "out"  # a condition that it must meet is not met


PLACE_NAMES = {
    Place.WITHIN: "名额内",
    Place.TIED: "并列待定",
    Place.STREET_FULL: "本街道已满",
    Place.BEYOND: "名额外",
    Place.UNKNOWN: "待核",
    Place.OUT: "不合条件",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One subject with the reasons for and against it. ``score`` is the total as published."""

    subject: str
    street: str
    score: Fraction | None
    place: Place
    reasons: tuple[Reason, ...]
    result: Result | None

    @property
    def speaks_for(self) -> tuple[Reason, ...]:
        """The conditions met."""
        return tuple(r for r in self.reasons if r.verdict is Verdict.MET)

    @property
    def speaks_against(self) -> tuple[Reason, ...]:
        """The conditions not met, or not known to be."""
        return tuple(r for r in self.reasons if r.verdict is not Verdict.MET)


def texts(noun: Commendation) -> Iterator[tuple[KeyPath, str]]:
    """The free texts, with their places."""
    yield ("name",), noun.name
    for wanted in noun.conditions:
        yield ("conditions", wanted.place, "name"), wanted.name
