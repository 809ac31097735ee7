"""A plan without one of its indicators, every other column where it was.

The column stays and counts for nothing, so that rows keep their form and the branches that it is
not in keep all that is known of them. The results are those of a plan compiled without it.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from liuxing_cli.scoring.plan import BranchNode, Plan, SectionNode
from liuxing_cli.scoring.row import Row
from liuxing_cli.scoring.shape import Slot

_PLAIN = b"\0"
"""The mark of what is scored: of a column without points it says nothing."""


@dataclass(frozen=True, slots=True)
class Hollow:
    """``plan`` with nothing in its column ``place``, and the rows that go with it."""

    plan: Plan
    place: int

    def row(self, row: Row) -> Row:
        """A row of the whole plan as one of this plan; nothing is judged again."""
        at = self.place
        return replace(
            row,
            earned=(*row.earned[:at], 0, *row.earned[at + 1 :]),
            marks=row.marks[:at] + _PLAIN + row.marks[at + 1 :],
            misfits=(),
        )


def hollow(plan: Plan, place: int) -> Hollow:
    """``plan`` as if the indicator of the column ``place`` had never been selected."""
    column = plan.columns[place]
    nothing = replace(
        column, points=Fraction(0), units=0, indicator=replace(column.indicator, veto=None)
    )
    made = replace(
        plan,
        columns=(*plan.columns[:place], nothing, *plan.columns[place + 1 :]),
        branches=tuple(
            _emptied(node, place) if node.start <= place < node.stop else node
            for node in plan.branches
        ),
        vetoes=tuple(other for other in plan.vetoes if other != place),
    )
    return Hollow(made, place)


def _emptied(node: BranchNode, place: int) -> BranchNode:
    sections = tuple(
        _without(section, place) if section.start <= place < section.stop else section
        for section in node.sections
    )
    units = sum(section.columns.units for section in sections)
    return replace(node, sections=sections, units=units, shapes={})


def _without(section: SectionNode, place: int) -> SectionNode:
    at = place - section.start
    nothing = Slot(section.slots[at].id, 0, section_veto=False, branch_veto=False)
    slots = (*section.slots[:at], nothing, *section.slots[at + 1 :])
    units = sum(slot.units for slot in slots)
    return replace(section, slots=slots, columns=section.columns._replace(slots=slots, units=units))
