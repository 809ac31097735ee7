"""Many rows at once: the sums of a block in 64-bit integers, with overflow made impossible.

What a block yields are the same integers that :mod:`single` adds up row by row. A row whose numbers
could leave 62 bits is left to that slower way, so no digit depends on the way taken:

    sums       points given in each section        ≤ its units × factor
    rates      n / (D · factor) of each branch     n ≤ D · factor, since a rate lies within 0..1
    total      Σ w·(L/D)·n / (L · W · factor)      ≤ L · W · factor, with L the lcm of the D

``factor`` is how much finer than the plan's units the points of a row are. Each of these bounds is
checked before the multiplication that it is about.
"""

from collections.abc import Sequence
from copy import copy
from fractions import Fraction
from math import gcd
from struct import Struct, error

import numpy as np
import numpy.typing as npt

from liuxing_cli.model.profile import Mean, Model
from liuxing_cli.scoring.plan import BranchNode, Plan
from liuxing_cli.scoring.row import Row
from liuxing_cli.scoring.shape import BranchShape, Form
from liuxing_cli.scoring.total import Totals

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_ROOM = 1 << 62
_FINEST = 1 << 20
_LARGEST = 1 << 40
"""Largest factor of a row, and largest denominator or weight of a branch, that arrays take:
their product fits in the room."""


class Block:
    """Rows as arrays. ``sound`` are those that keep to all bounds; what is said of the others
    means nothing. ``marks`` are those of the rows; ``running`` the points given, added up from
    column to column."""

    def __init__(self, plan: Plan, rows: Sequence[Row]) -> None:
        self.plan = plan
        self.marks = [row.marks for row in rows]
        units = np.array([column.units for column in plan.columns], dtype=np.int64)
        finest = min(_FINEST, _ROOM // (1 + sum(column.units for column in plan.columns)))
        factors = [row.scale // plan.scale for row in rows]
        usable = [0 < factor <= finest for factor in factors]
        self.factor: Ints = np.array(
            [f if ok else 1 for f, ok in zip(factors, usable, strict=True)]
        )
        earned = _matrix(rows, usable, len(plan.columns))
        within = (earned >= 0) & (earned <= units * self.factor[:, None])
        self.sound: Flags = within.all(axis=1) & np.array(usable, dtype=np.bool_)
        if not self.sound.all():
            earned = np.where(self.sound[:, None], earned, 0)
        self.running: Ints = np.zeros((len(rows), len(plan.columns) + 1), dtype=np.int64)
        np.cumsum(earned, axis=1, out=self.running[:, 1:])
        self.branches = [Table(node, self) for node in plan.branches]
        for table in self.branches:
            self.sound &= table.sound

    def without(self, plan: Plan, place: int) -> "Block":
        """The same rows under ``plan``, in which the column ``place`` counts for nothing any more;
        branches that it is not in stay as they are."""
        made = copy(self)
        made.plan = plan
        made.marks = [marks[:place] + b"\0" + marks[place + 1 :] for marks in self.marks]
        made.running = self.running.copy()
        made.running[:, place + 1 :] -= (self.running[:, place + 1] - self.running[:, place])[
            :, None
        ]
        made.branches = [
            table if table.node is node else Table(node, made)
            for table, node in zip(self.branches, plan.branches, strict=True)
        ]
        made.sound = np.logical_and.reduce([self.sound, *(t.sound for t in made.branches)])
        return made

    def bonus(self) -> list[int]:
        """The points given in the bonus columns of each row."""
        given: list[int] = (self.running[:, -1] - self.running[:, self.plan.bonus]).tolist()
        return given

    def sides(self) -> list[bytes]:
        """On which side of the lines drawn for the branches each row lies, as one value."""
        flags = [flag for table in self.branches for flag in table.sides(self.factor)]
        width = len(flags)
        if not width:
            return [b""] * len(self.marks)
        listed = np.column_stack(flags).tobytes()
        return [listed[at : at + width] for at in range(0, len(listed), width)]

    def totals(self) -> list[Totals | None]:
        """The totals without bonus; None where arrays cannot tell (a geometric mean never)."""
        sound = self.sound
        if self.plan.profile.aggregation.mean is Mean.GEOMETRIC:
            return [None] * len(sound)
        lower = self._totals(
            [(t.lower, t.low, t.weight * t.has_lower) for t in self.branches], self.sound
        )
        apart = np.any([table.apart for table in self.branches], axis=0) & sound
        listed: list[Totals | None] = [None if v is None else (v[0], v[0]) for v in lower]
        if not apart.any():
            return listed
        upper = self._totals(
            [(t.upper, t.up, t.weight * t.has_upper) for t in self.branches], apart
        )
        for place in np.flatnonzero(apart).tolist():
            low, high = lower[place], upper[place]
            listed[place] = None if low is None or high is None else (low[0], high[0])
        return listed

    def _totals(
        self, rates: Sequence[tuple[Ints, Ints, Ints]], wanted: Flags
    ) -> list[tuple[Fraction | None] | None]:
        """One bound of the totals of the rows ``wanted``, from n, D and weight of each branch."""
        weights = np.sum([weight for _, _, weight in rates], axis=0, dtype=np.int64)
        sound = wanted & (weights < _LARGEST)
        room = _ROOM // np.where(sound, np.maximum(weights, 1) * self.factor, 1)
        common = np.ones_like(weights)
        for _, denominator, weight in rates:
            step = np.where(weight > 0, denominator // np.gcd(common, denominator), 1)
            sound &= common <= room // step
            common *= np.where(sound, step, 1)
        numerator = np.zeros_like(weights)
        for n, denominator, weight in rates:
            numerator += np.where(sound & (weight > 0), weight * (common // denominator) * n, 0)
        whole = np.where(sound & (weights > 0), common * weights * self.factor, 1)
        if self.plan.profile.aggregation.model is Model.ABSOLUTE:
            numerator, whole = (numerator == whole).astype(np.int64), np.ones_like(whole)
        some = np.any([table.applies for table in self.branches], axis=0) & (weights > 0)
        return _fractions(self.plan.profile.full, numerator, whole, sound, some)


class Table:
    """One branch of a block: the forms of its patterns of marks, and what they make of the rows.

    ``at``: the pattern of each row among ``shapes``. ``lower`` and ``upper`` are the numerators
    of the rate, ``low`` and ``up`` their denominators without the factor (1 where there is no
    rate).
    """

    def __init__(self, node: BranchNode, block: Block) -> None:
        places: dict[bytes, int] = {}
        start, stop, running, factor = node.start, node.stop, block.running, block.factor
        own = [places.setdefault(marks[start:stop], len(places)) for marks in block.marks]
        self.node = node
        self.at = np.array(own, dtype=np.intp)
        self.shapes = [node.shape(marks) for marks in places]
        weights = [node.weight_under(shape) for shape in self.shapes]
        fits = [
            _fits(node, shape, weight) for shape, weight in zip(self.shapes, weights, strict=True)
        ]
        self.sound = self._flags(fits)
        self.applies = self._flags([shape.applies for shape in self.shapes])
        self.apart = self._flags([shape.lower != shape.upper for shape in self.shapes])
        self.weight = self._ints([w if ok else 0 for w, ok in zip(weights, fits, strict=True)])
        sections = node.sections
        starts, stops = [s.start for s in sections], [s.stop for s in sections]
        sums = running[:, stops] - running[:, starts]
        self.earned: Ints = running[:, node.stop] - running[:, node.start]
        lower = [s.lower if ok else None for s, ok in zip(self.shapes, fits, strict=True)]
        upper = [s.upper if ok else None for s, ok in zip(self.shapes, fits, strict=True)]
        self._forms = lower, upper
        self.has_lower, self.lower, self.low = self._rates(lower, sums, factor)
        self.has_upper, self.upper, self.up = self.has_lower, self.lower, self.low
        if self.apart.any():
            self.has_upper, self.upper, self.up = self._rates(upper, sums, factor)

    def sides(self, factor: Ints) -> list[Flags]:
        """For each line drawn for the branch whether there is no score, whether its lower bound
        reaches the line, and whether its upper bound does."""
        if not self.node.lines:
            return []
        found = [self._flags([not shape.shown for shape in self.shapes])]
        for line in self.node.lines:
            lower = upper = self._reached(line, self.lower, self._forms[0], factor)
            if self.apart.any():
                upper = self._reached(line, self.upper, self._forms[1], factor)
            found += [lower, upper]
        return found

    def _reached(
        self, line: tuple[int, int], n: Ints, forms: Sequence[Form | None], factor: Ints
    ) -> Flags:
        """full · n / (D · factor) >= line, in integers that :func:`_fits` has checked."""
        pairs = [_threshold(self.node, form, line) for form in forms]
        times, least = self._ints([p[0] for p in pairs]), self._ints([p[1] for p in pairs])
        reached: Flags = times * n >= least * factor
        return reached

    def _rates(
        self, forms: Sequence[Form | None], sums: Ints, factor: Ints
    ) -> tuple[Ints, Ints, Ints]:
        """Whether there is a rate n / (D · factor), and its n and D."""
        width = len(self.node.sections)
        used = [form or Form((0,) * width, 0, 1) for form in forms]
        table = np.array([form.coefficients for form in used], dtype=np.int64)
        n: Ints = (table.reshape(len(used), width)[self.at] * sums).sum(axis=1)
        n = n + self._ints([form.constant for form in used]) * factor
        found = self._ints([int(form is not None) for form in forms])
        return found, n, self._ints([form.denominator for form in used])

    def _ints(self, by_shape: Sequence[int]) -> Ints:
        found: Ints = np.array(by_shape, dtype=np.int64)[self.at]
        return found

    def _flags(self, by_shape: Sequence[bool]) -> Flags:
        found: Flags = np.array(by_shape, dtype=np.bool_)[self.at]
        return found


def _matrix(rows: Sequence[Row], usable: Sequence[bool], width: int) -> Ints:
    """The points given; −1, which no row has, where they fit no array."""
    pack = Struct(f"{width}q").pack
    blank = pack(*(-1,) * width)
    packed = []
    for row, ok in zip(rows, usable, strict=True):
        try:
            packed.append(pack(*row.earned) if ok else blank)
        except error:
            packed.append(blank)
    return np.frombuffer(b"".join(packed), dtype=np.int64).reshape(len(rows), width)


def _fits(node: BranchNode, shape: BranchShape, weight: int) -> bool:
    """Whether no number of the branch can leave the room."""
    forms = [form for form in (shape.lower, shape.upper) if form is not None]
    return weight < _LARGEST and all(
        form.denominator < _LARGEST
        and all(
            times * form.denominator < _LARGEST and least < _LARGEST
            for times, least in (_threshold(node, form, line) for line in node.lines)
        )
        for form in forms
    )


def _threshold(node: BranchNode, form: Form | None, line: tuple[int, int]) -> tuple[int, int]:
    """(a, b) so that full · n / (D · factor) >= line just where a · n >= b · factor."""
    if form is None:
        return 1, 0
    full = node.branch.full
    times, least = full.numerator * line[1], line[0] * full.denominator * form.denominator
    common = gcd(times, least)
    return times // common, least // common


def _fractions(
    full: Fraction, numerator: Ints, whole: Ints, sound: Flags, some: Flags
) -> list[tuple[Fraction | None] | None]:
    """full × n / d of each row: the one exact fraction."""
    top, bottom = full.as_integer_ratio()
    divisor = np.gcd(numerator, whole)
    tops, bottoms = (numerator // divisor).tolist(), (whole // divisor).tolist()
    states = np.where(sound, np.where(some, 0, 1), 2).tolist()
    return [
        (Fraction(top * n, bottom * d),) if not state else (None,) if state == 1 else None
        for n, d, state in zip(tops, bottoms, states, strict=True)
    ]
