"""The goal of the programme (通知引言：“十二五”期末 90% 的社区达标) and what stands against it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from liuxing_cli.model.finding import KeyPath
from liuxing_cli.model.result import Result
from liuxing_cli.model.terms import Every, Term, term_of


class Counts(StrEnum):
    """What makes a subject count towards the goal."""

    OUTCOME = "outcome"  # its last decision by the profile is 达标
    TITLE = "title"  # it holds the title


@dataclass(frozen=True, slots=True)
class Goal:
    """``standards/goal.yaml``: a share of all subjects of ``profile`` by the day ``by``.

    ``near``: points of the total below the line within which a subject is listed as near it.
    """

    name: str
    share: Fraction
    by: str
    counts: Counts
    profile: str
    clause: str
    title: str = ""
    near: Fraction = Fraction(5)
    set_by: Mapping[str, str] = field(default_factory=dict)
    file: str = ""

    def need(self, of: int) -> int:
        """The least number out of ``of`` that reaches the share; exact.

        >>> Goal("", Fraction(9, 10), "", Counts.OUTCOME, "", "").need(97)
        88
        """
        return -(-self.share.numerator * of // self.share.denominator)

    def is_reached(self, reached: int, of: int) -> bool:
        """Whether ``reached`` of ``of`` is the share or more; False of none at all."""
        return of > 0 and reached >= self.need(of)


@dataclass(frozen=True, slots=True)
class Count:
    """A number published for a half-year from which the workspace has no records."""

    period: str
    reached: int
    of: int
    document: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class EarlierCounts:
    """``data/progress.yaml``: the counts from before the records begin."""

    counts: tuple[Count, ...]
    file: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """``reached`` of ``of`` at the end of a half-year. ``members`` are those that had reached it,
    None where only the number was published, by ``document``; ``seen``: how many had been judged
    at all by then."""

    term: Term
    reached: int
    of: int
    members: frozenset[str] | None = None
    document: str = ""
    seen: int | None = None

    @property
    def share(self) -> Fraction:
        """The exact share, 0 of none."""
        return Fraction(self.reached, self.of) if self.of else Fraction(0)


@dataclass(frozen=True, slots=True)
class Near:
    """One that has not reached the goal and may soon: ``short`` points below the line; 0 where
    something else than the total holds it back."""

    subject: str
    total: Fraction
    short: Fraction
    result: Result


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast it goes and has to go, in subjects a half-year.

    ``left``: half-years from the last point to the goal's day. ``needed`` is None where none is
    left or nothing is needed; ``last`` None of a single point.
    """

    need: int
    gap: int
    left: int
    needed: int | None
    last: Fraction | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """An estimate in floats: the ``share`` on the goal's day with its interval of ``level``, and
    the ``chance`` to reach ``need`` of ``of``, from draws of ``seed``."""

    share: float
    low: float
    high: float
    chance: float
    level: float
    dispersion: float
    seed: int
    need: int
    of: int


def texts(noun: Goal | EarlierCounts) -> Iterator[tuple[KeyPath, str]]:
    """The free texts, with their places."""
    if isinstance(noun, Goal):
        yield ("name",), noun.name
        return
    for count in noun.counts:
        yield ("earlier", count.place, "document"), count.document


def half_year_of(period: str) -> Term | None:
    """The half-year in which a period ends; None of what is no period.

    >>> [half_year_of(p).id for p in ("2013", "2013Q2", "2013H1")]
    ['2013H2', '2013H1', '2013H1']
    """
    year, part = period[:4], period[4:]
    half = {"": "H2", "H1": "H1", "H2": "H2", "Q1": "H1", "Q2": "H1", "Q3": "H2", "Q4": "H2"}
    return term_of(Every.HALF_YEAR, f"{year}{half[part]}") if part in half else None


def number_of(term: Term) -> int:
    """Half-years counted from the year 0, so that a difference is a number of half-years."""
    return term.first.year * 2 + (term.first.month > 6)
