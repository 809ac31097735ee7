"""What of a score depends on the marks alone, computed once for each pattern of marks.

The hierarchical rule of composite scores (OECD/JRC Handbook, step 6; XCCDF 1.2 default model).
With M the points of an indicator and s the points given, for a section of P = Σ M points::

    E = Σ s      N = Σ M over what does not apply      U = Σ M over what is missing

    rate = E / (P − N)          rescale: the rest is scaled up; nothing left → no rate
    rate = (E + N) / P          full_marks
    rate = E / P                exclude: nothing is scaled up

    rate of a branch = Σ P·rate / Σ P     over its sections that have a rate

What is missing counts nothing in the lower bound (so a veto on it fires) and full marks, E + U,
in the upper (so it does not). A veto that fired takes the rate of its section or branch to 0.

All of this is linear in the points given, with coefficients that only the marks decide: a
:class:`Form`. A district has few patterns of marks, so the kernel finds its forms ready-made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from liuxing_cli.model.profile import NotApplicable
from liuxing_cli.scoring.cells import FIRST_MISSING, NOT_APPLICABLE, VETOED

Ratio = tuple[int, int]
"""A rate as numerator and denominator, not always in lowest terms."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A column of a section as shapes need it: its id, its points in units, and whether its veto
    reaches the section or the branch."""

    id: str
    units: int
    section_veto: bool
    branch_veto: bool


@dataclass(frozen=True, slots=True)
class Form:
    """rate = (Σ k · Σ earned[start:stop] + constant) / denominator, all integers."""

    terms: tuple[tuple[int, int, int], ...]  # start, stop, k
    constant: int
    denominator: int

    def rate(self, earned: Sequence[int], factor: int) -> Ratio:
        """The rate for points ``earned`` that are ``factor`` times finer than the form's units."""
        numerator = self.constant * factor
        for start, stop, k in self.terms:
            numerator += k * sum(earned[start:stop])
        return numerator, self.denominator * factor


NO_POINTS = Form((), 0, 1)


@dataclass(frozen=True, slots=True)
class SectionShape:
    """rate of a section = (E + granted) / due, 0 where a veto takes it; no rate where due is 0."""

    start: int
    stop: int
    units: int
    left_out: int
    unseen: int
    granted: int
    due: int
    vetoed: bool
    doubted: bool  # a veto on it is missing: fires in the lower bound only


@dataclass(frozen=True, slots=True)
class BranchShape:
    """A branch for one pattern of marks; the forms are None where nothing has a rate."""

    sections: tuple[SectionShape, ...]
    lower: Form | None
    upper: Form | None
    applies: bool  # any of its points apply
    shown: bool  # it has a score of its own
    due: Fraction
    unseen: Fraction
    left_out: Fraction
    not_applicable: tuple[str, ...]
    missing: tuple[str, ...]


def branch_shape(
    policy: NotApplicable,
    sections: Sequence[tuple[int, Sequence[Slot]]],
    marks: bytes,
    scale: int,
) -> BranchShape:
    """The shape of a branch: ``sections`` as first column and slots, ``marks`` of the branch."""
    shapes: list[SectionShape] = []
    slots: list[Slot] = []
    for start, own in sections:
        shapes.append(section_shape(policy, start, own, marks[len(slots) : len(slots) + len(own)]))
        slots += own
    marked = list(zip(slots, marks, strict=True))
    fired = any(mark == VETOED for slot, mark in marked if slot.branch_veto)
    doubted = any(mark >= FIRST_MISSING for slot, mark in marked if slot.branch_veto)
    lower, upper = _form(shapes, upper=False), _form(shapes, upper=True)
    units = sum(shape.units for shape in shapes)
    left_out = sum(shape.left_out for shape in shapes)
    granted = policy is NotApplicable.FULL_MARKS
    return BranchShape(
        sections=tuple(shapes),
        lower=NO_POINTS if lower and (fired or doubted) else lower,
        upper=NO_POINTS if upper and fired else upper,
        applies=units > left_out,
        shown=units > left_out or (granted and units > 0),
        due=Fraction(units - left_out, scale),
        unseen=Fraction(sum(shape.unseen for shape in shapes), scale),
        left_out=Fraction(left_out, scale),
        not_applicable=tuple(slot.id for slot, mark in marked if mark == NOT_APPLICABLE),
        missing=tuple(slot.id for slot, mark in marked if mark >= FIRST_MISSING),
    )


def section_shape(
    policy: NotApplicable, start: int, slots: Sequence[Slot], marks: bytes
) -> SectionShape:
    """The shape of the section whose columns begin at ``start``."""
    marked = list(zip(slots, marks, strict=True))
    units = sum(slot.units for slot in slots)
    left_out = sum(slot.units for slot, mark in marked if mark == NOT_APPLICABLE)
    return SectionShape(
        start=start,
        stop=start + len(slots),
        units=units,
        left_out=left_out,
        unseen=sum(slot.units for slot, mark in marked if mark >= FIRST_MISSING),
        granted=left_out if policy is NotApplicable.FULL_MARKS else 0,
        due=units - left_out if policy is NotApplicable.RESCALE else units,
        vetoed=any(mark == VETOED for slot, mark in marked if slot.section_veto),
        doubted=any(mark >= FIRST_MISSING for slot, mark in marked if slot.section_veto),
    )


def _form(sections: Sequence[SectionShape], *, upper: bool) -> Form | None:
    """Σ P·(E + granted)/due / Σ P on one denominator, in lowest terms."""
    counting = [shape for shape in sections if shape.due]
    if not counting:
        return None
    common = lcm(*(shape.due for shape in counting))
    denominator = common * sum(shape.units for shape in counting)
    terms: list[tuple[int, int, int]] = []
    constant = 0
    for shape in counting:
        if shape.vetoed or (shape.doubted and not upper):
            continue
        k = shape.units * (common // shape.due)
        constant += k * (shape.granted + (shape.unseen if upper else 0))
        terms.append((shape.start, shape.stop, k))
    common = gcd(denominator, constant, *(k for _, _, k in terms))
    return Form(
        terms=_joined([(start, stop, k // common) for start, stop, k in terms]),
        constant=constant // common,
        denominator=denominator // common,
    )


def _joined(terms: list[tuple[int, int, int]]) -> tuple[tuple[int, int, int], ...]:
    """Neighbours of equal weight as one sum: with nothing left out, a branch is a plain sum."""
    joined: list[tuple[int, int, int]] = []
    for start, stop, k in terms:
        if joined and joined[-1][1:] == (start, k):
            joined[-1] = (joined[-1][0], stop, k)
        else:
            joined.append((start, stop, k))
    return tuple(joined)
