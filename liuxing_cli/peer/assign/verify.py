"""A plan held against its own rules and its own seed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from liuxing_cli.model.plan import GroupedBy, Pair, PlannedGroup, PlanRule, PlanRules, RoundPlan
from liuxing_cli.peer.assign.grouping import groups_by_code
from liuxing_cli.peer.assign.planner import plan_round, request_of
from liuxing_cli.peer.assign.problem import elements_of, last_pairs, problem_of


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that the pairs of a plan do not keep.

    ``count`` is how many there are where ``rule`` limits a number, ``member`` whom it is about.
    """

    rule: PlanRule
    group: str
    pair: Pair | None = None
    member: str = ""
    count: int = 0
    limit: int = 0


class Part(StrEnum):
    """A part of a plan that comes out otherwise when it is drawn again."""

    GROUPS = "groups"
    EXTRA = "extra"  # a pair that the draw does not give
    LACKING = "lacking"  # a pair that the draw gives
    DESIGN = "design"
    RULES = "rules"
    NONE = "none"  # nothing can be drawn: the rules cannot be kept


@dataclass(frozen=True, slots=True)
class Deviation:
    """A difference between a plan and what its seed gives."""

    part: Part
    group: str = ""
    pair: Pair | None = None


def breaches(plan: RoundPlan) -> Iterator[Breach]:
    """Every rule that a plan breaks, read off its pairs alone."""
    for planned in plan.groups:
        yield from _breaches_of_pairs(planned, plan.rules)
        yield from _breaches_of_numbers(planned, plan.rules)


def _breaches_of_pairs(planned: PlannedGroup, rules: PlanRules) -> Iterator[Breach]:
    name, size = planned.group.id, len(planned.group.members)
    pairs, last = set(planned.pairs), set(last_pairs(rules))
    apart = {frozenset((item.one, item.other)) for item in rules.excluded}
    for rater, target in planned.pairs:
        pair = (rater, target)
        if rater == target:
            yield Breach(PlanRule.SELF, name, pair)
        if rules.superiors.get(rater) == target:
            yield Breach(PlanRule.SUPERIOR, name, pair)
        if pair in last:
            yield Breach(PlanRule.LAST_ROUND, name, pair)
        if frozenset(pair) in apart:
            yield Breach(PlanRule.EXCLUDED, name, pair)
        is_large = rules.one_way and size > rules.round_robin_up_to
        if is_large and rater < target and (target, rater) in pairs:
            yield Breach(PlanRule.ONE_WAY, name, pair)


def _breaches_of_numbers(planned: PlannedGroup, rules: PlanRules) -> Iterator[Breach]:
    name, group = planned.group.id, planned.group
    problem = problem_of(group, rules, frozenset(elements_of(group, rules)))
    given = Counter(rater for rater, _ in planned.pairs)
    got = Counter(target for _, target in planned.pairs)
    for member in group.members:
        if got[member] < problem.floor:
            yield Breach(PlanRule.RATINGS, name, None, member, got[member], problem.floor)
        if rules.visits_at_most is not None and given[member] > rules.visits_at_most:
            limit = rules.visits_at_most
            yield Breach(PlanRule.VISITS, name, None, member, given[member], limit)


def deviations(plan: RoundPlan) -> Iterator[Deviation]:
    """Where a plan differs from what its groups, rules and seed give when drawn again."""
    if plan.grouping.by is GroupedBy.CODE and not _groups_are_drawn(plan):
        yield Deviation(Part.GROUPS)
    again = plan_round(request_of(plan))
    if not isinstance(again, RoundPlan):
        yield from (Deviation(Part.NONE, conflict.group.id) for conflict in again)
        return
    if again.rules != plan.rules:
        yield Deviation(Part.RULES)
    for there, here in zip(again.groups, plan.groups, strict=True):
        name = here.group.id
        yield from (Deviation(Part.EXTRA, name, p) for p in here.pairs if p not in there.pairs)
        yield from (Deviation(Part.LACKING, name, p) for p in there.pairs if p not in here.pairs)
        if set(here.pairs) == set(there.pairs) and here != there:
            yield Deviation(Part.DESIGN, name)


def _groups_are_drawn(plan: RoundPlan) -> bool:
    """Whether groups made by code come out the same; at community level, street by street."""
    streets: dict[str, list[tuple[str, ...]]] = {}
    for planned in plan.groups:
        streets.setdefault(planned.group.id.rpartition("-")[0], []).append(planned.group.members)
    size = plan.grouping.size
    return size is not None and all(
        groups_by_code([m for members in cut for m in members], size, plan.seed, prefix) == cut
        for prefix, cut in streets.items()
    )
