"""What the report on one member of a mutual evaluation is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.model.profile import Profile
from liuxing_cli.model.subject import Subject
from liuxing_cli.publish.mutual import GroupView, MemberLine


@dataclass(frozen=True, slots=True)
class Sight:
    """What one of the others saw of one indicator: its share of full marks, and in words."""

    rater: str
    share: Fraction | None
    words: str


@dataclass(frozen=True, slots=True)
class IndicatorSights:
    """One indicator as the member itself and the others saw it.

    ``own`` is None where the member did not rate it; ``group`` is the mean share of full marks of
    the rest of the group; ``others`` holds one mean share a further source.
    """

    id: str
    name: str
    branch: str
    lead: str
    points: Fraction
    own: Fraction | None
    own_words: str
    sights: tuple[Sight, ...]
    group: Fraction | None
    others: tuple[Fraction | None, ...]

    @property
    def shares(self) -> list[Fraction]:
        """The shares of full marks that the others gave, lowest first."""
        return sorted(sight.share for sight in self.sights if sight.share is not None)

    @property
    def peers(self) -> Fraction | None:
        """Their mean; None where nobody could judge."""
        shares = self.shares
        return sum(shares, Fraction(0)) / len(shares) if shares else None

    @property
    def gap(self) -> Fraction | None:
        """The member's own view less that of the others."""
        peers = self.peers
        return None if self.own is None or peers is None else self.own - peers


@dataclass(frozen=True, slots=True)
class MutualFacts:
    """Everything the report on one member shows.

    ``sources`` are the names of the further sources; ``branches`` the member's own score by branch.
    """

    subject: Subject
    profile: Profile
    period: str
    group: GroupView
    member: MemberLine
    branches: Mapping[str, Fraction | None]
    indicators: tuple[IndicatorSights, ...]
    sources: tuple[str, ...]
