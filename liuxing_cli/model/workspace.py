"""A loaded workspace: everything but the records, which are read one at a time."""

from collections.abc import Mapping
from dataclasses import dataclass

from liuxing_cli.model.finding import Severity
from liuxing_cli.model.matrix import Matrix
from liuxing_cli.model.profile import Profile, Source
from liuxing_cli.model.standard import Standard
from liuxing_cli.model.subject import Subject


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
    """How long a list is shown: ``days`` working days; whether the opening day counts."""

    days: int
    first_day_counts: bool
    holidays: tuple[str, ...]  # the district's own days off, besides the public ones
    workdays: tuple[str, ...]  # the district's own make-up days


@dataclass(frozen=True, slots=True)
class SeverityRule:
    """``validate`` reports the codes that start with ``code`` below ``path`` at ``level``."""

    path: str
    code: str
    level: Severity


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
