"""The plan of a round of mutual evaluation: who rates whom, and what it was made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from liuxing_cli.model.kinds import SubjectKind
from liuxing_cli.model.workspace import PeerGroup

Pair = tuple[str, str]
"""A rater and its target."""


class GroupedBy(StrEnum):
    """Where the groups come from."""

    SETTINGS = "settings"  # the groups of the workspace
    FILE = "file"
    CODE = "code"  # cut in the order of the codes, neighbours together
    STREET = "street"  # the communities of a street


class PlanRule(StrEnum):
    """What a plan must keep to; ``SELF`` and ``SUPERIOR`` always hold."""

    SELF = "self"
    SUPERIOR = "superior"
    LAST_ROUND = "last_round"
    EXCLUDED = "excluded"
    VISITS = "visits_at_most"
    RATINGS = "ratings_at_least"
    ONE_WAY = "one_way"


class DesignKind(StrEnum):
    COMPLETE = "complete"  # everyone rates everyone else
    CYCLIC = "cyclic"  # i rates i + d for the steps d
    SEARCHED = "searched"  # found under the rules


@dataclass(frozen=True, slots=True)
class Grouping:
    """``size`` is what was asked for, where the groups were made by code."""

    by: GroupedBy
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Two members neither of which may rate the other."""

    one: str
    other: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LastRound:
    """The pairs not to be repeated, and the period or plan file that they come from.

    ``pairs`` is None in a draft: they are yet to be read from there.
    """

    period: str = ""
    plan: str = ""
    pairs: tuple[Pair, ...] | None = None


@dataclass(frozen=True, slots=True)
class PlanRules:
    """The rules of a plan, as data.

    ``round_robin_up_to``: the largest group in which everyone rates everyone else;
    ``ratings_at_least``: ratings that each member receives (None: three, two in a group of three);
    ``visits_at_most``: members that one evaluator can visit; ``one_way``: in larger groups no two
    members rate each other; ``superiors``: member → its superior, where both are in one group.
    """

    round_robin_up_to: int = 6
    ratings_at_least: int | None = None
    visits_at_most: int | None = None
    one_way: bool = True
    last_round: LastRound | None = None
    superiors: Mapping[str, str] = field(default_factory=dict)
    excluded: tuple[Exclusion, ...] = ()


@dataclass(frozen=True, slots=True)
class Design:
    """How the pairs of a group came about.

    Cyclic: ``order[i]`` rates ``order[i + d]``, counted round the circle, for each step d.
    """

    kind: DesignKind
    steps: tuple[int, ...] = ()
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedGroup:
    group: PeerGroup
    design: Design
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """Everything that it takes to draw the same plan again; ``left_out``: too small to rate."""

    period: str
    level: SubjectKind
    seed: str
    version: str
    grouping: Grouping
    rules: PlanRules
    groups: tuple[PlannedGroup, ...]
    left_out: tuple[PeerGroup, ...] = ()
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person writes beforehand: groups, rules, or both; the rest is drawn."""

    groups: tuple[PeerGroup, ...]
    rules: PlanRules
