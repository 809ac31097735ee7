"""The rules of a plan, brought down to one group: who may rate whom, and how often."""

from collections.abc import Iterator, Set
from dataclasses import dataclass

from liuxing_cli.model.plan import Exclusion, Pair, PlanRule, PlanRules
from liuxing_cli.model.workspace import PeerGroup
from liuxing_cli.peer.assign.cyclic import most_steps, usual_ratings
from liuxing_cli.peer.compare import RANKABLE


@dataclass(frozen=True, slots=True)
class Element:
    """A rule that can be in force or not; each excluded pair is one of its own."""

    rule: PlanRule
    exclusion: Exclusion | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One group: ``banned`` pairs, ``floor`` ratings for each, ``cap`` visits by each.

    ``wish`` is how many ratings each is to get where the rules allow it.
    """

    members: tuple[str, ...]
    banned: frozenset[Pair]
    floor: int
    cap: int
    wish: int
    one_way: bool

    def allowed(self, target: str) -> list[str]:
        """Who may rate ``target``."""
        return [m for m in self.members if m != target and (m, target) not in self.banned]


def elements_of(group: PeerGroup, rules: PlanRules) -> tuple[Element, ...]:
    """The rules that bear on a group, each of which could be given up.

    ``SELF`` is not among them, and neither is ``RATINGS``: giving up the ratings is no plan.
    """
    members = set(group.members)
    found = [Element(PlanRule.VISITS)] if rules.visits_at_most is not None else []
    if rules.one_way and len(members) > rules.round_robin_up_to:
        found.append(Element(PlanRule.ONE_WAY))
    if any(members.issuperset(pair) for pair in last_pairs(rules)):
        found.append(Element(PlanRule.LAST_ROUND))
    if any(members.issuperset(pair) for pair in rules.superiors.items()):
        found.append(Element(PlanRule.SUPERIOR))
    return (
        *found,
        *(
            Element(PlanRule.EXCLUDED, exclusion)
            for exclusion in rules.excluded
            if members.issuperset((exclusion.one, exclusion.other))
        ),
    )


def last_pairs(rules: PlanRules) -> tuple[Pair, ...]:
    """The pairs of the last round that are not to be repeated."""
    return (rules.last_round.pairs or ()) if rules.last_round else ()


def problem_of(group: PeerGroup, rules: PlanRules, active: Set[Element]) -> Problem:
    """The problem that a group poses while the rules ``active`` are in force."""
    size = len(group.members)
    floor = rules.ratings_at_least
    floor = min(RANKABLE, size - 1) if floor is None else floor
    cap = size - 1
    if Element(PlanRule.VISITS) in active and rules.visits_at_most is not None:
        cap = min(cap, rules.visits_at_most)
    small = size <= rules.round_robin_up_to
    wish = size - 1 if small else max(floor, usual_ratings(size))
    members = set(group.members)
    return Problem(
        members=group.members,
        banned=frozenset(p for p in _banned(rules, active) if members.issuperset(p)),
        floor=floor,
        cap=cap,
        wish=max(floor, min(wish, cap)),
        one_way=Element(PlanRule.ONE_WAY) in active,
    )


def can_be_cyclic(problem: Problem) -> bool:
    """Whether a cyclic design without mutual pairs gives as many ratings as are wished for."""
    return problem.wish <= min(problem.cap, most_steps(len(problem.members)))


def _banned(rules: PlanRules, active: Set[Element]) -> Iterator[Pair]:
    if Element(PlanRule.SUPERIOR) in active:
        yield from rules.superiors.items()
    if Element(PlanRule.LAST_ROUND) in active:
        yield from last_pairs(rules)
    for element in active:
        if element.exclusion is not None:
            yield element.exclusion.one, element.exclusion.other
            yield element.exclusion.other, element.exclusion.one
