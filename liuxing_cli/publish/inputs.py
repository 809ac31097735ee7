"""What a report is told besides results: scoring happens elsewhere, the paper only shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from liuxing_cli.model.assessment import State
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.result import Result
from liuxing_cli.model.subject import Subject
from liuxing_cli.publish.mutual import GroupView, MemberLine


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """One indicator of one community as scored.

    ``points`` are those of the profile, ``earned`` is None unless the state is ``scored``;
    ``gain`` is what full marks here would add to the total; ``branch`` and ``lead`` are names.
    """

    id: str
    name: str
    branch: str
    points: Fraction
    earned: Fraction | None
    gain: Fraction
    lead: str
    state: State
    reason: str = ""

    @property
    def share(self) -> Fraction | None:
        """Earned part of the points; None where it was not scored or is worth nothing."""
        return None if self.earned is None or not self.points else self.earned / self.points


@dataclass(frozen=True, slots=True)
class IndicatorMean:
    """One indicator over the communities of a street: mean share of the ``judged`` ones.

    ``failing`` of them did not get full marks.
    """

    id: str
    name: str
    branch: str
    lead: str
    share: Fraction
    judged: int
    failing: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Scores to set beside the subject's own: a mean, or another source's view of it.

    Branches by id, on the scale of the profile's branches; None where there is no value.
    """

    name: str
    total: Fraction | None
    branches: Mapping[str, Fraction | None]


@dataclass(frozen=True, slots=True)
class CommunityFacts:
    """Everything the report on one community shows.

    ``averages`` are means over communities (of the street, of the district); ``sources`` are the
    assessments of this community by source, its own first; ``ranked`` counts the ranked ones.
    """

    subject: Subject
    street: Subject
    profile: Profile
    result: Result
    ranked: int
    indicators: tuple[IndicatorScore, ...]
    averages: tuple[Comparison, ...] = ()
    sources: tuple[Comparison, ...] = ()


@dataclass(frozen=True, slots=True)
class StreetFacts:
    """Everything the report on one street or town shows.

    ``results`` are those of its communities (``names`` by id), ``unassessed`` the names of those
    without one; ``mean`` is theirs, ``averages`` are means to compare with (the district's),
    ``sources`` their means by source, their own first; ``mutual`` is what the other streets of its
    group think of it, where they evaluated each other.
    """

    street: Subject
    profile: Profile
    period: str
    results: tuple[Result, ...]
    unassessed: tuple[str, ...]
    mean: Comparison
    indicators: tuple[IndicatorMean, ...]
    averages: tuple[Comparison, ...] = ()
    sources: tuple[Comparison, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    mutual: tuple[GroupView, MemberLine] | None = None
