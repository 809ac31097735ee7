"""A standard and a profile compiled into what the kernel reads: columns, slices and integers.

Every selected indicator is a column. Columns of a section stand together, sections of a branch
stand together, and bonus columns come last, so that each sum runs over one slice::

    | clean: mechanism | clean: results | safe: ... | ... | bonus |

All points are integers in units of ``1 / scale``, and all weights integers in one common unit.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import lcm

from liuxing_cli.model.profile import (
    Branch,
    Model,
    NotApplicable,
    Profile,
    Selection,
    Structure,
)
from liuxing_cli.model.result import Condition, Verdict
from liuxing_cli.model.standard import Indicator, RuleKind, Standard, VetoScope
from liuxing_cli.scoring.cells import Cell
from liuxing_cli.scoring.conditions import Ladder, prepared
from liuxing_cli.scoring.shape import BranchShape, Columns, Lines, Slot, branch_shape

_MOST_SHAPES = 20_000
"""Patterns of marks kept a branch: a district has dozens."""


@dataclass(frozen=True, slots=True)
class Column:
    """One indicator as this profile scores it; ``units`` are its points times the scale.

    ``branch`` is where it counts, or is extra. ``conditional``: whether it, or an item of its
    rule, applies to some subjects only. ``memo``
    keeps the ratings judged before: a district has a hundred thousand, but few different ones.
    """

    id: str
    indicator: Indicator
    points: Fraction
    units: int
    conditional: bool
    branch: str
    memo: dict[str, Cell] = field(default_factory=dict, compare=False, repr=False)

    def vetoes(self, *scopes: VetoScope) -> bool:
        """Whether the indicator carries a veto of one of ``scopes``."""
        return self.indicator.veto is not None and self.indicator.veto.scope in scopes


@dataclass(frozen=True, slots=True)
class SectionNode:
    """A section of a branch: the columns ``start:stop``. A branch by method is one section
    without a name."""

    id: str
    name: str
    start: int
    stop: int
    slots: tuple[Slot, ...]
    columns: Columns


@dataclass(frozen=True, slots=True)
class BranchNode:
    """A branch under the total: the columns ``start:stop``; ``units`` are all its points,
    ``weight`` is in the common unit of weights (a flat model weighs by what is due). ``lines`` are
    the floors that its score is held against."""

    branch: Branch
    sections: tuple[SectionNode, ...]
    start: int
    stop: int
    units: int
    weight: int
    scale: int
    not_applicable: NotApplicable
    flat: bool
    lines: Lines
    shapes: dict[bytes, BranchShape] = field(default_factory=dict, compare=False, repr=False)

    def shape(self, marks: bytes) -> BranchShape:
        """The shape of the branch under ``marks`` (of its columns), made once a pattern."""
        known = self.shapes.get(marks)
        if known is None:
            columns = [section.columns for section in self.sections]
            known = branch_shape(self.not_applicable, columns, marks, self.scale, flat=self.flat)
            if len(self.shapes) >= _MOST_SHAPES:
                self.shapes.clear()
            self.shapes[marks] = known
        return known

    def weight_under(self, shape: BranchShape) -> int:
        """What the branch counts in the total under the marks of ``shape``."""
        return shape.weight if self.flat else self.weight


@dataclass(frozen=True, slots=True)
class Plan:
    """``scale``: units in a point. ``bonus``: where the bonus columns start. ``vetoes``: the
    places of all columns that carry a veto, ``contextual`` those that rest on more than their
    record. ``ladder``: the grades in order. ``conditions``: by id and verdict, ready-made."""

    standard: Standard
    profile: Profile
    columns: tuple[Column, ...]
    branches: tuple[BranchNode, ...]
    bonus: int
    scale: int
    vetoes: tuple[int, ...]
    ladder: Ladder
    conditions: Mapping[str, Mapping[Verdict, Condition]]
    contextual: tuple[int, ...] = ()


def compile_plan(standard: Standard, profile: Profile) -> Plan:
    """Compile a checked profile: every indicator and branch that it names exists.

    Records are written in the standard's own points, so facts are judged by the standard's own
    rule; where the profile gives an indicator other points, the attained share is multiplied by
    those (the rule's points scale in proportion). In the unweighted model that is one point each.
    """
    if profile.aggregation.model is Model.FLAT_UNWEIGHTED:
        profile = _unweighted(standard, profile)
    scale = lcm(*(_resolution(standard, chosen) for chosen in profile.selections))
    columns: list[Column] = []
    branches = tuple(_branch(standard, profile, b, scale, columns) for b in profile.branches)
    bonus = len(columns)
    columns += [
        _column(standard, chosen, scale)
        for chosen in profile.selections
        if standard.indicators[chosen.indicator].bonus
    ]
    return Plan(
        standard=standard,
        profile=profile,
        columns=tuple(columns),
        branches=branches,
        bonus=bonus,
        scale=scale,
        vetoes=tuple(i for i, column in enumerate(columns) if column.indicator.veto),
        contextual=tuple(i for i, column in enumerate(columns) if column.indicator.is_contextual),
        ladder=Ladder.of(profile),
        conditions=prepared(profile, [column.indicator for column in columns]),
    )


def _unweighted(standard: Standard, profile: Profile) -> Profile:
    """Every indicator with points is worth one; a bonus, which is in no denominator, keeps its."""
    return replace(
        profile,
        selections=tuple(
            chosen
            if standard.indicators[chosen.indicator].bonus
            else replace(chosen, points=Fraction(int(chosen.points > 0)))
            for chosen in profile.selections
        ),
    )


def _branch(
    standard: Standard, profile: Profile, branch: Branch, scale: int, columns: list[Column]
) -> BranchNode:
    """Append the columns of ``branch`` section by section and return its node."""
    flat = profile.structure is Structure.METHODS
    chosen = {
        selection.indicator: selection
        for selection in profile.selections
        if selection.branch == branch.id and not standard.indicators[selection.indicator].bonus
    }
    weights = _section_weights(profile)
    first = len(columns)
    sections: list[SectionNode] = []
    for id_, name, members in _sections(standard, flat, chosen):
        start = len(columns)
        columns += [_column(standard, selection, scale) for selection in members]
        slots = tuple(_slot(column, flat) for column in columns[start:])
        own = Columns(start, slots, sum(slot.units for slot in slots), weights.get(id_))
        sections.append(SectionNode(id_, name, start, len(columns), slots, own))
    return BranchNode(
        branch=branch,
        sections=tuple(sections),
        start=first,
        stop=len(columns),
        units=sum(column.units for column in columns[first:]),
        weight=int(branch.weight * lcm(*(b.weight.denominator for b in profile.branches))),
        scale=scale,
        not_applicable=profile.not_applicable,
        flat=profile.aggregation.model is not Model.HIERARCHICAL,
        lines=tuple(floor.as_integer_ratio() for floor in _floors(profile, branch)),
    )


def _floors(profile: Profile, branch: Branch) -> Iterable[Fraction]:
    if branch.floor is not None:
        yield branch.floor
    for grade in profile.grades:
        if branch.id in grade.floors:
            yield grade.floors[branch.id]


def _section_weights(profile: Profile) -> dict[str, int]:
    """The weights of sections in one common unit."""
    weights = profile.aggregation.section_weights
    unit = lcm(*(weight.denominator for weight in weights.values()))
    return {id_: int(weight * unit) for id_, weight in weights.items()}


def _slot(column: Column, flat: bool) -> Slot:
    """Under a method there are neither sections nor types: such a veto reaches the branch."""
    return Slot(
        id=column.id,
        units=column.units,
        section_veto=column.vetoes(VetoScope.SECTION) and not flat,
        branch_veto=column.vetoes(VetoScope.TYPE) or (flat and column.vetoes(VetoScope.SECTION)),
    )


def _sections(
    standard: Standard, flat: bool, chosen: Mapping[str, Selection]
) -> Iterable[tuple[str, str, list[Selection]]]:
    """The sections that hold ``chosen`` indicators, in the standard's order."""
    if flat:
        yield "", "", [chosen[id_] for id_ in standard.indicators if id_ in chosen]
        return
    for type_ in standard.types:
        for section in type_.sections:
            members = [chosen[item.id] for item in section.indicators if item.id in chosen]
            if members:
                yield section.id, section.name, members


def _column(standard: Standard, selection: Selection, scale: int) -> Column:
    indicator = standard.indicators[selection.indicator]
    conditions = [indicator.applies, *(item.applies for item in indicator.rule.items)]
    return Column(
        id=indicator.id,
        indicator=indicator,
        points=selection.points,
        units=int(selection.points * scale),
        branch=selection.branch,
        conditional=any(condition is not None for condition in conditions),
    )


def _resolution(standard: Standard, selection: Selection) -> int:
    """How fine a unit this indicator's points usually need; a row may ask for a finer one."""
    indicator = standard.indicators[selection.indicator]
    factor = selection.points / indicator.points if indicator.points else Fraction(1)
    steps = [item.points for item in indicator.rule.items if item.points is not None]
    if indicator.rule.kind is RuleKind.RANGE and indicator.rule.step:
        steps.append(indicator.rule.step)
    return lcm(selection.points.denominator, *((step * factor).denominator for step in steps))
