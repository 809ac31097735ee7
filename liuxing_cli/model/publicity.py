"""Publicity as a process (公示): lists put up for objection, objections, and what became of them.

No field has room for a person: an objector is a unit under its seal or a person whose real name
the office keeps. Dates are ISO text, so they compare as text.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from liuxing_cli.model.finding import KeyPath
from liuxing_cli.model.workdays import Count, WindowRules


class ListKind(StrEnum):
    """What list is shown; the names are those of the kinds of notices."""

    CANDIDATES = "candidates"
    PASSED = "passed"
    CONFIRMED = "confirmed"
    MUTUAL = "mutual"
    THIRD_PARTY = "third-party"
    COMMENDATION = "commendation"


LIST_NAMES = {
    ListKind.CANDIDATES: "拟命名名单",
    ListKind.PASSED: "达标社区名单",
    ListKind.CONFIRMED: "命名名单",
    ListKind.MUTUAL: "互评结果",
    ListKind.THIRD_PARTY: "第三方评估结果",
    ListKind.COMMENDATION: "表彰名单",
}


class PublicationState(StrEnum):
    """What the office has recorded; whether the window still runs follows from its last day."""

    OPEN = "open"
    CLOSED = "closed"  # 已结束
    WITHDRAWN = "withdrawn"  # 已撤回


@dataclass(frozen=True, slots=True)
class Shown:
    """The window as it was announced: how it was counted, its first and its last day."""

    days: int
    count: Count
    first_day_counts: bool
    first: str
    last: str

    def rules(self, district: WindowRules) -> WindowRules:
        """How it was counted, with the district's own table of days."""
        return replace(
            district, days=self.days, count=self.count, first_day_counts=self.first_day_counts
        )


@dataclass(frozen=True, slots=True)
class ManifestNote:
    """The manifest that the notice was written with: its name and its SHA-256."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Publication:
    """A list put up for objection: ``data/publications/<id>.yaml``."""

    id: str
    list: ListKind
    period: str
    profile: str
    published: str
    window: Shown
    state: PublicationState
    ended: str = ""
    reason: str = ""
    manifest: ManifestNote | None = None
    file: str = ""

    def is_within(self, date: str) -> bool:
        """Whether what is received on ``date`` is in time: from the day of publication on."""
        return self.published <= date <= self.window.last


class Objector(StrEnum):
    """Who objects: never by name."""

    UNIT = "unit"  # 单位，盖章
    PERSON = "person"  # 个人，实名，姓名由办公室另存


OBJECTOR_NAMES = {Objector.UNIT: "单位（盖章）", Objector.PERSON: "个人（实名）"}


class ObjectionOutcome(StrEnum):
    """What became of an objection."""

    UPHELD = "upheld"
    PARTLY = "partly"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LATE = "late"


OUTCOME_NAMES = {
    ObjectionOutcome.UPHELD: "成立",
    ObjectionOutcome.PARTLY: "部分成立",
    ObjectionOutcome.REJECTED: "不成立",
    ObjectionOutcome.WITHDRAWN: "反映人撤回",
    ObjectionOutcome.LATE: "逾期",
}
ON_THE_MERITS = frozenset(
    {ObjectionOutcome.UPHELD, ObjectionOutcome.PARTLY, ObjectionOutcome.REJECTED}
)
"""The outcomes that nobody can reach without a re-examination."""


@dataclass(frozen=True, slots=True)
class EvidenceNote:
    """One paper: what it is, where the office keeps it, and its SHA-256 where it is a file."""

    name: str
    kept: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Reexamination:
    """What was found again, when and by which unit or assessor; ``record`` is the assessment."""

    date: str
    by: str
    findings: str
    record: str = ""


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection: ``data/objections/<publication>/<id>.yaml``."""

    id: str
    publication: str
    subject: str
    objector: Objector
    grounds: str
    received: str
    evidence: tuple[EvidenceNote, ...] = ()
    reexamination: Reexamination | None = None
    outcome: ObjectionOutcome | None = None
    decided: str = ""
    replied: str = ""
    note: str = ""
    file: str = ""

    def is_open(self, date: str | None = None) -> bool:
        """Whether it is undecided; with ``date``, whether it was at the end of that day."""
        return self.outcome is None or (date is not None and self.decided > date)


def texts(noun: Publication | Objection) -> Iterator[tuple[KeyPath, str]]:
    """The free texts of a publication or an objection, with their places."""
    if isinstance(noun, Publication):
        yield ("reason",), noun.reason
        return
    yield ("grounds",), noun.grounds
    yield ("note",), noun.note
    for place, paper in enumerate(noun.evidence):
        yield ("evidence", place, "name"), paper.name
        yield ("evidence", place, "kept"), paper.kept
    if noun.reexamination is not None:
        yield ("reexamination", "findings"), noun.reexamination.findings
