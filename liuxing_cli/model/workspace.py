"""A loaded workspace: everything but the records, which are read one at a time."""

from __future__ import annotations  # to check one record, most of what is named here is not loaded

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from liuxing_cli.model.workdays import Count, WindowRules

if TYPE_CHECKING:
    from liuxing_cli.model.commendation import Commendation
    from liuxing_cli.model.events import Event
    from liuxing_cli.model.finding import Severity
    from liuxing_cli.model.funding import Funding
    from liuxing_cli.model.kinds import Source
    from liuxing_cli.model.matrix import Matrix
    from liuxing_cli.model.meetings import Meeting
    from liuxing_cli.model.obligations import Activities, Obligations
    from liuxing_cli.model.profile import Profile
    from liuxing_cli.model.progress import EarlierCounts, Goal
    from liuxing_cli.model.publicity import Objection, Publication
    from liuxing_cli.model.rectification import Item, Visit
    from liuxing_cli.model.reviews import Forms, Review
    from liuxing_cli.model.standard import Standard
    from liuxing_cli.model.subject import Subject
    from liuxing_cli.model.suggestions import Suggestion
    from liuxing_cli.model.surveys import Survey
    from liuxing_cli.model.titles import Title


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """A 片会: the streets that evaluate each other."""

    id: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessor:
    """An organisation that may assess; streets, communities and units need no entry."""

    id: str
    name: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """The office's own published contact, the one place where a telephone number may stand."""

    office: str
    phone: str
    email: str
    address: str
    postcode: str
    hours: str


@dataclass(frozen=True, slots=True)
class Publicity:
    """How long a list is shown: ``days`` days; which days, and whether the opening day, count."""

    days: int
    first_day_counts: bool
    holidays: tuple[str, ...]  # the district's own days off, besides the public ones
    workdays: tuple[str, ...]  # the district's own make-up days
    count: Count = Count.WORKING

    @property
    def rules(self) -> WindowRules:
        """The same, to reckon with."""
        return WindowRules(
            self.days,
            self.first_day_counts,
            self.count,
            frozenset(map(date.fromisoformat, self.holidays)),
            frozenset(map(date.fromisoformat, self.workdays)),
        )


NO_CONTACT = Contact("", "", "", "", "", "")
NO_PUBLICITY = Publicity(7, False, (), ())
"""Stand in where the settings leave them out: nothing is published there."""


@dataclass(frozen=True, slots=True)
class SeverityRule:
    """``validate`` reports the codes that start with ``code`` below ``path`` at ``level``."""

    path: str
    code: str
    level: Severity


@dataclass(frozen=True, slots=True)
class MutualRules:
    """What of the mutual evaluation leaves the office: the severities of named streets in its
    notice, and who gave which score in the report to a street. Neither unless the office says."""

    publish_severities: bool = False
    name_raters: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    name: str
    district: str
    office: str
    subject_id: str  # regular expression that a subject id matches whole
    profile: str  # the profile that `score` uses unless told otherwise
    synthetic: bool
    groups: tuple[PeerGroup, ...]
    assessors: tuple[Assessor, ...]
    contact: Contact
    publicity: Publicity
    file: str = ""
    severities: tuple[SeverityRule, ...] = ()
    mutual: MutualRules = MutualRules()
    feedback_days: int = 15  # working days until a suggestion is answered in writing


def _no_forms() -> Forms:
    from liuxing_cli.model.reviews import NO_FORMS

    return NO_FORMS


def _no_obligations() -> Obligations:
    from liuxing_cli.model.obligations import NO_OBLIGATIONS

    return NO_OBLIGATIONS


def _no_counts() -> EarlierCounts:
    from liuxing_cli.model.progress import EarlierCounts

    return EarlierCounts(())


NOT_READ: Any = object()
"""Stands for what a run over a few records has no use for; whoever asks it anything is wrong."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """``broken`` lists the files that could not be read: what they define is unknown, which is
    not the same as missing, so checks stay silent about references into them."""

    settings: Settings
    standards: Mapping[str, Standard]  # by ``id@version``
    profiles: Mapping[str, Profile]
    matrix: Matrix
    subjects: Mapping[str, Subject]
    broken: frozenset[str] = frozenset()
    titles: Mapping[str, tuple[Title, ...]] = field(default_factory=dict)  # by subject
    events: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)  # by subject
    publications: Mapping[str, Publication] = field(default_factory=dict)
    objections: tuple[Objection, ...] = ()  # by publication and id
    surveys: Mapping[str, Survey] = field(default_factory=dict)
    reviews: tuple[Review, ...] = ()
    forms: Forms = field(default_factory=_no_forms)
    rounds: Mapping[str, tuple[PeerGroup, ...]] = field(default_factory=dict)
    """The streets' groups by period, where a plan groups them otherwise than the settings."""
    obligations: Obligations = field(default_factory=_no_obligations)
    activities: tuple[Activities, ...] = ()  # by file
    meetings: tuple[Meeting, ...] = ()  # by date
    funding: tuple[Funding, ...] = ()  # by year
    suggestions: tuple[Suggestion, ...] = ()  # by year and id
    goal: Goal | None = None
    earlier: EarlierCounts = field(default_factory=_no_counts)
    visits: tuple[Visit, ...] = ()  # by file
    rectifications: tuple[Item, ...] = ()  # by file
    commendation: Commendation | None = None
