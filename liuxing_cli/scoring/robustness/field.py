"""The subjects that are looked at, as they stand, and how another standing is told from it."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from fractions import Fraction
from functools import cached_property

from liuxing_cli.model.decision import Combination, Lifts
from liuxing_cli.model.numbers import scaled
from liuxing_cli.model.result import Outcome, Result
from liuxing_cli.scoring.assemble import assemble, share_of
from liuxing_cli.scoring.kernel import score
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.quota import apportion
from liuxing_cli.scoring.robustness.variant import Part, part_of, with_total
from liuxing_cli.scoring.row import Row

Other = Callable[[Plan], tuple[Plan, Callable[[Row], Row]]]
"""Makes another plan of a plan, and what turns its rows into rows of the other."""


@dataclass(frozen=True)
class Given:
    """What is looked at: ``results`` in the order of the table, ``before`` quotas and ranks, the
    ``rows`` that they were computed from, the plan of each subject that is scored by another
    table, and the rule by which sources are merged."""

    plan: Plan
    rows: Mapping[str, Sequence[Row]]
    results: Sequence[Result]
    before: Sequence[Result] = ()
    plans: Mapping[str, Plan] = dataclass_field(default_factory=dict)
    rule: Combination | None = None


@dataclass(frozen=True)
class Field:
    """``results`` have a total, in the order of the table; ``ranked`` are the subjects among them
    that have a rank, the only ones whose ranks are compared. ``parts`` go with ``results``, their
    branches in the order of ``branches``; ``before``: by subject, the result before quotas."""

    given: Given
    results: tuple[Result, ...]
    before: Mapping[str, Result]
    parts: tuple[tuple[Part, ...], ...]
    branches: tuple[str, ...]
    ranked: Mapping[str, int]

    @property
    def plan(self) -> Plan:
        """The plan of the profile itself."""
        return self.given.plan

    @property
    def rows(self) -> Mapping[str, Sequence[Row]]:
        """The rows of each subject."""
        return self.given.rows

    def plan_of(self, subject: str) -> Plan:
        """What a subject is scored by."""
        return self.given.plans.get(subject, self.given.plan)

    def parts_of(self, subject: str) -> tuple[Part, ...]:
        """The parts of a subject, one a record that has a total."""
        return self.parts[self.places[subject]]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each subject stands among the results."""
        return {result.subject: place for place, result in enumerate(self.results)}

    @cached_property
    def tables(self) -> list[Plan]:
        """Every plan that a subject is scored by."""
        plans = {id(plan): plan for plan in map(self.plan_of, self.before)}
        return list(plans.values())

    def decided(self, plan: Plan, results: Sequence[Result]) -> Result:
        """One subject's result from those of its records, before quotas."""
        return assemble(plan, self.given.rule, results)

    def rescored(self, subjects: Sequence[str], other: "Other") -> list[Result]:
        """Subjects decided anew from rows and plans made by ``other``, before quotas."""
        found: dict[str, Result] = {}
        for plan in self.tables:
            own = [id_ for id_ in subjects if self.plan_of(id_) is plan]
            made, turned = other(plan)
            scored = iter(score(made, [turned(row) for id_ in own for row in self.rows[id_]]))
            for id_ in own:
                found[id_] = self.decided(made, [next(scored) for _ in self.rows[id_]])
        return [found[id_] for id_ in subjects]

    def finish(self, results: Sequence[Result]) -> dict[str, Result]:
        """Results with their quotas, by subject."""
        done = apportion(self.plan.profile, results) if self.has_quota else results
        return {result.subject: result for result in done}

    def differs(self, one: Result, other: Result) -> bool:
        """Whether two results of a subject are different decisions."""
        return (one.outcome, one.grade) != (other.outcome, other.grade)

    def shift(self, ranks: Mapping[str, int]) -> Fraction:
        """R_S: the average change of rank over those ranked."""
        moved = [abs(ranks[id_] - rank) for id_, rank in self.ranked.items() if id_ in ranks]
        return Fraction(sum(moved), len(moved)) if moved else Fraction(0)

    @cached_property
    def has_quota(self) -> bool:
        """Whether a grade depends on the rank."""
        return any(grade.quota is not None for grade in self.plan.profile.grades)

    @property
    def floors_by_bonus(self) -> bool:
        """Whether a bonus may lift a floor."""
        return Lifts.FLOORS in self.plan.profile.decision.bonus_lifts

    @cached_property
    def edges(self) -> tuple[Fraction, ...]:
        """The lines of all grades, rising; more lines than a table has do no harm."""
        lines = {grade.at_least for plan in self.tables for grade in plan.profile.grades}
        return tuple(sorted(lines))

    def interval(self, total: Fraction) -> int:
        """How many lines of the grades a total reaches."""
        return bisect_right(self.edges, total)

    @cached_property
    def intervals(self) -> Mapping[str, tuple[int, int]]:
        """How many lines the bounds of each total reach, by subject."""
        nothing = Fraction(0)
        return {
            result.subject: (
                self.interval(result.total or nothing),
                self.interval(result.upper or nothing),
            )
            for result in self.results
        }

    def compared(self, results: Sequence[Result]) -> dict[str, int]:
        """Competition ranks by published total among those ranked."""
        return self.ranks_by({r.subject: r.total for r in results if r.total is not None})

    def ranks_by(self, exact: Mapping[str, Fraction]) -> dict[str, int]:
        """The same from the exact totals."""
        rounding = self.plan.profile.rounding
        totals = {
            id_: scaled(total, rounding.digits, rounding.mode)
            for id_, total in exact.items()
            if id_ in self.ranked
        }
        ordered = sorted(totals.values(), reverse=True)
        first: dict[int, int] = {}
        for place, value in enumerate(ordered, start=1):
            first.setdefault(value, place)
        return {id_: first[value] for id_, value in totals.items()}

    def cases(self, result: Result) -> Iterator[Result]:
        """A pending result as if all that is missing were nothing, and were full marks."""
        if result.outcome is not Outcome.PENDING or None in (result.total, result.upper):
            return
        for value in (result.total, result.upper):
            if value is not None:
                yield with_total(self.plan_of(result.subject), result, value, value, settled=True)


def field_of(given: Given) -> Field:
    """The field of ranked results; a subject without a total is not in it."""
    kept = tuple(result for result in given.results if result.total is not None)
    before = {result.subject: result for result in given.before or given.results}
    plans = {result.subject: given.plans.get(result.subject, given.plan) for result in kept}
    branches = dict.fromkeys(
        node.branch.id for plan in (given.plan, *plans.values()) for node in plan.branches
    )
    return Field(
        given=given,
        results=kept,
        before={result.subject: before[result.subject] for result in kept},
        parts=tuple(_parts(given, plans[each.subject], each, tuple(branches)) for each in kept),
        branches=tuple(branches),
        ranked={result.subject: result.rank for result in kept if result.rank is not None},
    )


def _parts(given: Given, plan: Plan, result: Result, branches: tuple[str, ...]) -> tuple[Part, ...]:
    """The parts of a subject on the full marks of the profile itself."""
    own = score(plan, given.rows[result.subject])
    found = []
    for each in own:
        share = share_of(result, own, each)
        part = part_of(plan, each, share, branches) if share else None
        if part is not None:
            found.append(part)
    larger = plan.profile.full / given.plan.profile.full
    if larger == 1:
        return tuple(found)
    return tuple(
        replace(
            part,
            share=part.share * larger,
            rest=part.rest / larger,
            upper_rest=part.upper_rest / larger,
        )
        for part in found
    )
