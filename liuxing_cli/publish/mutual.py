"""What a mutual evaluation shows: views that the tables, notes, charts and JSON are made from.

All numbers are computed elsewhere; what cannot be said is None.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from liuxing_cli.model.numbers import fixed
from liuxing_cli.model.profile import Rounding
from liuxing_cli.publish.document import chinese_number
from liuxing_cli.publish.mutual_office_view import OfficeView, OverallView
from liuxing_cli.publish.mutual_sources_view import SourceView

NONE = "—"

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member of a group. ``rated`` and ``rates``: whether it is meant to be either.

    ``part`` is the connected part in which it was rated; ``interval`` and ``left_out`` are best and
    worst ranks; ``margin`` is half the width of the interval of the adjusted score.
    """

    id: str
    name: str
    rated: bool
    rates: bool
    part: int | None
    ratings: int
    raw_mean: Fraction | None
    raw_rank: int | None
    given: int
    given_mean: Fraction | None
    severity: Fraction | None
    severity_error: Decimal | None
    adjusted: Fraction | None
    standard_error: Decimal | None
    margin: Decimal | None
    adjusted_rank: int | None
    interval: tuple[int, int] | None
    band: int | None
    left_out: tuple[int, int] | None
    own: Fraction | None
    gap: Fraction | None


@dataclass(frozen=True, slots=True)
class PartView:
    """One connected part: how precise and how telling it is.

    ``variance`` is s² on ``df`` degrees of freedom from ``pooled`` groups; ``ratio`` is the
    variance ratio of REML; ``needed`` are evaluators that cannot be left out.
    """

    raters: tuple[str, ...]
    targets: tuple[str, ...]
    mean: Fraction
    variance: Fraction | None
    df: int | None
    pooled: int
    ratio: Fraction | None
    reliability: Fraction | None
    efficiency: Fraction | None
    least_difference: Decimal | None
    needed: tuple[str, ...]
    refitted: bool


@dataclass(frozen=True, slots=True)
class MethodLine:
    """One member under one method alone."""

    raw_mean: Fraction | None
    adjusted: Fraction | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class MethodView:
    """One way of looking: its weight, its scores and what comes of them alone."""

    id: str
    name: str
    weight: Fraction
    scores: Mapping[Pair, Fraction]
    members: Mapping[str, MethodLine]


@dataclass(frozen=True, slots=True)
class AgreementView:
    """How far the evaluators agree. ``alphas`` by level; the six intraclass correlations in the
    order of Shrout & Fleiss, and Kendall's W with chi-square and chance, for complete panels."""

    alphas: Mapping[str, Fraction | None]
    icc: tuple[Fraction | None, ...]
    concordance: tuple[Fraction, Fraction, Decimal] | None


@dataclass(frozen=True, slots=True)
class GroupView:
    """One group: its members, every score given, the pairs missing and what to bear in mind.

    ``method`` is ``ols`` or ``reml``; ``level`` that of the intervals; ``round_robin``: everyone is
    meant to rate everyone else. ``cautions`` are pairs of code and words.
    """

    id: str
    name: str
    members: tuple[MemberLine, ...]
    scores: Mapping[Pair, Fraction]
    missing: tuple[tuple[str, str, str], ...]  # rater, target, why
    cautions: tuple[tuple[str, str], ...]
    rounding: Rounding
    method: str
    level: Fraction
    round_robin: bool
    parts: tuple[PartView, ...]
    agreement: AgreementView
    methods: tuple[MethodView, ...] = ()
    office: tuple[OfficeView, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """Names by id."""
        return {member.id: member.name for member in self.members}

    @property
    def targets(self) -> tuple[MemberLine, ...]:
        """Those meant to be rated, best first; those without a rank keep their order at the end."""
        rated = [m for m in self.members if m.rated]
        return tuple(
            sorted(
                rated, key=lambda m: (m.part or 0, m.adjusted_rank is None, m.adjusted_rank or 0)
            )
        )

    @property
    def raters(self) -> tuple[MemberLine, ...]:
        """Those meant to rate."""
        return tuple(m for m in self.members if m.rates)


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """One run: ``period`` and ``profile`` are None for a table of ratings.

    ``covered`` says what went in, ``problems`` are the faulty rows of a table (line, words);
    ``issued`` dates the paper, where known; ``office`` asks for what only the office may see.
    """

    title: str
    period: str | None
    profile: str | None
    groups: tuple[GroupView, ...]
    covered: str
    issued: date | None
    author: str
    synthetic: bool = False
    sources: tuple[SourceView, ...] = ()
    office: bool = False
    overall: tuple[OverallView, ...] = ()
    problems: tuple[tuple[int, str], ...] = ()


def number(
    value: Fraction | Decimal | None, rounding: Rounding, *, signed: bool = False, none: str = NONE
) -> str:
    """A value as published, rounded once."""
    if value is None:
        return none
    text = fixed(Fraction(value), rounding.digits, rounding.mode)
    return f"+{text}" if signed and value > 0 else text


def chance(value: Decimal | None) -> str:
    """A chance with three decimals, ``<0.001`` where that would show nothing."""
    if value is None:
        return NONE
    if value < Decimal("0.0005"):
        return "<0.001"
    return fixed(Fraction(value), 3)


def percent(value: Decimal | Fraction) -> str:
    """A chance as whole percent."""
    return f"{fixed(100 * Fraction(value), 0)}%"


def span(ranks: tuple[int, int] | None) -> str:
    """``2–5``, or ``3`` where best and worst are the same."""
    if ranks is None:
        return NONE
    return str(ranks[0]) if ranks[0] == ranks[1] else f"{ranks[0]}–{ranks[1]}"


def in_words(count: int) -> str:
    """``十二``; plain digits from a hundred on."""
    return chinese_number(count) if count < 100 else str(count)
