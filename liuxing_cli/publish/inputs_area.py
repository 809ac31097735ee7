"""What a report on the district, a working group or a unit is told; see :mod:`.inputs`."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.model.assessment import State
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.result import Result
from liuxing_cli.publish.inputs import Comparison


@dataclass(frozen=True, slots=True)
class Lost:
    """One community that did not get full marks at an indicator.

    ``earned`` of ``points`` is None unless the state is ``scored``; ``reason`` is the record's.
    """

    community: str
    street: str
    earned: Fraction | None
    points: Fraction
    state: State
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """One indicator over all communities: mean share of the ``judged`` ones (None of none).

    ``unseen`` of them could not be judged; for ``left_out`` it does not apply. ``streets`` are the
    mean shares by the id of the street. ``branch`` and ``lead`` are names, ``lead_id`` and
    ``support`` ids of units, ``type_id`` that of the type.
    """

    id: str
    name: str
    type_id: str
    branch: str
    lead_id: str
    lead: str
    support: tuple[str, ...]
    bonus: bool
    share: Fraction | None
    judged: int
    unseen: int
    left_out: int
    lost: tuple[Lost, ...]
    streets: Mapping[str, Fraction]

    @property
    def failing(self) -> int:
        """How many were judged and did not get full marks."""
        return sum(lost.state is State.SCORED for lost in self.lost)


@dataclass(frozen=True, slots=True)
class Area:
    """The results of every community in a period, by street, with the indicators behind them.

    ``streets`` are names by id in the order of their codes; ``home`` is the street of a community
    and ``names`` its name, by id. ``means`` are the streets' means, ``earlier`` the district's of
    periods before (latest first), ``sources`` its means by source.
    """

    profile: Profile
    period: str
    results: tuple[Result, ...]
    streets: Mapping[str, str]
    home: Mapping[str, str]
    names: Mapping[str, str]
    unassessed: tuple[str, ...]
    mean: Comparison
    means: Mapping[str, Comparison]
    indicators: tuple[Spread, ...]
    earlier: tuple[Comparison, ...] = ()
    sources: tuple[Comparison, ...] = ()

    def of_street(self, street: str) -> list[Result]:
        """The results of one street's communities."""
        return [r for r in self.results if self.home[r.subject] == street]
