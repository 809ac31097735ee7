"""What of a score depends on the marks alone, computed once for each pattern of marks.

The hierarchical rule of composite scores (OECD/JRC Handbook, step 6; XCCDF 1.2 default model).
With M the points of an indicator and s the points given, for a section of P = Σ M points::

    E = Σ s      N = Σ M over what does not apply      U = Σ M over what is missing

    rate = E / (P − N)          rescale: the rest is scaled up; nothing left → no rate
    rate = (E + N) / P          full_marks
    rate = E / P                exclude: nothing is scaled up

    rate of a branch = Σ W·rate / Σ W     over its sections that have a rate

The weight W of a section is P, unless the profile says otherwise. In the flat models it is the
denominator of the section, and the weight of a branch the sum of these, so that all of it is one
quotient Σ E / Σ (P − N).

What is missing counts nothing in the lower bound (so a veto on it fires) and full marks, E + U,
in the upper (so it does not). A veto that fired takes the rate of its section or branch to 0.

All of this is linear in the points given, with coefficients that only the marks decide: a
:class:`Form`. A district has few patterns of marks, so the kernel finds its forms ready-made; and
few different sums under each, so that it finds most scores ready-made too (``parts``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm
from operator import mul
from typing import NamedTuple

from liuxing_cli.model.profile import NotApplicable
from liuxing_cli.model.result import BranchScore
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
    """rate = (Σ k · E + constant) / denominator over the sections of a branch, all integers.

    A rate lies within 0..1, so no intermediate exceeds the denominator.
    """

    coefficients: tuple[int, ...]  # one a section
    constant: int
    denominator: int

    def numerator(self, sums: Iterable[int], factor: int) -> int:
        """n of the rate n / (denominator · factor) for points ``sums`` of the sections, which are
        ``factor`` times finer than the form's units."""
        products: Iterable[int] = map(mul, self.coefficients, sums)
        return sum(products, self.constant * factor)


@dataclass(frozen=True, slots=True)
class SectionShape:
    """rate of a section = (E + granted) / due, 0 where a veto takes it; no rate where due is 0.

    ``weight`` is what the section counts in its branch.
    """

    start: int
    stop: int
    units: int
    weight: int
    left_out: int
    unseen: int
    granted: int
    due: int
    vetoed: bool
    doubted: bool  # a veto on it is missing: fires in the lower bound only


@dataclass(frozen=True, slots=True)
class BranchShape:
    """A branch for one pattern of marks; the forms are None where nothing has a rate.

    ``weight``: what the branch counts in the total of a flat model. ``parts``: scores found
    before, by scale, points given and the numerators of the rates.
    """

    sections: tuple[SectionShape, ...]
    lower: Form | None
    upper: Form | None
    weight: int
    applies: bool  # any of its points apply
    shown: bool  # it has a score of its own
    due: Fraction
    unseen: Fraction
    left_out: Fraction
    not_applicable: tuple[str, ...]
    missing: tuple[str, ...]
    parts: dict["PartKey", "Part"] = field(default_factory=dict, compare=False, repr=False)


PartKey = tuple[int, int, int, int]

Lines = tuple[tuple[int, int], ...]
"""Numbers that a score is held against, each as numerator and denominator."""


class Part(NamedTuple):
    """A branch of one row: its score, and its rate between the bounds (None: no rate)."""

    score: BranchScore
    lower: Ratio | None
    upper: Ratio | None


class Columns(NamedTuple):
    """A section before any marks: its first column, its slots, their units, and its weight in the
    branch (None: its units)."""

    start: int
    slots: Sequence[Slot]
    units: int
    weight: int | None


def branch_shape(
    policy: NotApplicable, sections: Sequence[Columns], marks: bytes, scale: int, *, flat: bool
) -> BranchShape:
    """The shape of a branch under ``marks`` (of its columns); ``flat``: in a flat model."""
    shapes: list[SectionShape] = []
    marked: list[tuple[Slot, int]] = []
    start = 0
    for own in sections:
        stop = start + len(own.slots)
        apart = [pair for pair in zip(own.slots, marks[start:stop], strict=True) if pair[1]]
        shapes.append(section_shape(policy, own, apart, flat=flat))
        marked += apart
        start = stop
    fired = any(mark == VETOED for slot, mark in marked if slot.branch_veto)
    doubted = any(mark >= FIRST_MISSING for slot, mark in marked if slot.branch_veto)
    missing = tuple([slot.id for slot, mark in marked if mark >= FIRST_MISSING])
    lower = _form(shapes, upper=False)
    upper = _form(shapes, upper=True) if missing else lower
    units = sum([shape.units for shape in shapes])
    left_out = sum([shape.left_out for shape in shapes])
    granted = policy is NotApplicable.FULL_MARKS
    return BranchShape(
        sections=tuple(shapes),
        lower=_nothing(lower) if lower and (fired or doubted) else lower,
        upper=_nothing(upper) if upper and fired else upper,
        weight=sum([shape.due for shape in shapes]),
        applies=units > left_out,
        shown=units > left_out or (granted and units > 0),
        due=in_points(units - left_out, scale),
        unseen=in_points(sum([shape.unseen for shape in shapes]), scale),
        left_out=in_points(left_out, scale),
        not_applicable=tuple([slot.id for slot, mark in marked if mark == NOT_APPLICABLE]),
        missing=missing,
    )


def section_shape(
    policy: NotApplicable, section: Columns, marked: Iterable[tuple[Slot, int]], *, flat: bool
) -> SectionShape:
    """The shape of one section; ``marked`` are those of its columns that are not plainly scored."""
    left_out = unseen = 0
    vetoed = doubted = False
    for slot, mark in marked:
        if mark == NOT_APPLICABLE:
            left_out += slot.units
        elif mark >= FIRST_MISSING:
            unseen += slot.units
            doubted = doubted or slot.section_veto
        elif mark == VETOED:
            vetoed = vetoed or slot.section_veto
    due = section.units - left_out if policy is NotApplicable.RESCALE else section.units
    weight = section.units if section.weight is None else section.weight
    return SectionShape(
        start=section.start,
        stop=section.start + len(section.slots),
        units=section.units,
        weight=due if flat else weight,
        left_out=left_out,
        unseen=unseen,
        granted=left_out if policy is NotApplicable.FULL_MARKS else 0,
        due=due,
        vetoed=vetoed,
        doubted=doubted,
    )


@lru_cache(maxsize=16_384)
def in_points(units: int, scale: int) -> Fraction:
    """Units as points; kept, because a few hundred of them are most of what is ever asked for."""
    return Fraction(units, scale)


def _form(sections: Sequence[SectionShape], *, upper: bool) -> Form | None:
    """Σ W·(E + granted)/due / Σ W on one denominator, in lowest terms."""
    counting = [shape for shape in sections if shape.due]
    if not counting:
        return None
    common = lcm(*(shape.due for shape in counting))
    denominator = common * sum(shape.weight for shape in counting)
    coefficients: list[int] = []
    constant = 0
    for shape in sections:
        if not shape.due or shape.vetoed or (shape.doubted and not upper):
            coefficients.append(0)
            continue
        k = shape.weight * (common // shape.due)
        constant += k * (shape.granted + (shape.unseen if upper else 0))
        coefficients.append(k)
    common = gcd(denominator, constant, *coefficients)
    return Form(
        coefficients=tuple(k // common for k in coefficients),
        constant=constant // common,
        denominator=denominator // common,
    )


def _nothing(form: Form) -> Form:
    """A rate of 0, whatever the points."""
    return Form((0,) * len(form.coefficients), 0, 1)
