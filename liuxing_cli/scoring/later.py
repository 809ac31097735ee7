"""The scores of branches that are made when somebody looks at them.

Decisions rest on which side of the lines a score lies, which arrays tell by themselves; a run that
only asks for decisions never makes the scores.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import overload

from liuxing_cli.model.result import BranchScore
from liuxing_cli.scoring.arrays import Block, Table
from liuxing_cli.scoring.collector import without_collector
from liuxing_cli.scoring.parts import part_of
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.shape import Part
from liuxing_cli.scoring.total import Bounds, total_rate


class Parts:
    """The branches of every row of a block; one score for all rows that have the same."""

    def __init__(self, plan: Plan, block: Block) -> None:
        self._plan = plan
        self._tables = block.branches
        self._factor = block.factor

    @cached_property
    def scores(self) -> list[tuple[BranchScore, ...]]:
        """The scores of each row, made for all rows at once."""
        with without_collector():
            columns = [[part.score for part in self._column(table)] for table in self._tables]
            return list(zip(*columns, strict=True))

    def of(self, place: int) -> tuple[BranchScore, ...]:
        """The scores of one row alone."""
        found = []
        for table in self._tables:
            own = (self._factor, table.earned, table.lower, table.upper)
            factor, earned, lower, upper = (int(numbers[place]) for numbers in own)
            shape = table.shapes[table.at[place]]
            found.append(part_of(self._plan, table.node, shape, (factor, earned, lower, upper)))
        return tuple([part.score for part in found])

    def _column(self, table: Table) -> Iterator[Part]:
        """The part of each row in one branch."""
        plan, node, shapes = self._plan, table.node, table.shapes
        known = [shape.parts for shape in shapes]
        keys = zip(
            self._factor.tolist(),
            table.earned.tolist(),
            table.lower.tolist(),
            table.upper.tolist(),
            strict=True,
        )
        for at, key in zip(table.at.tolist(), keys, strict=True):
            yield known[at].get(key) or part_of(plan, node, shapes[at], key)

    @cached_property
    def rates(self) -> list[Bounds]:
        """The rate of the whole of each row, by way of its parts: what is beyond arrays."""
        ways = [[table.shapes[at] for at in table.at.tolist()] for table in self._tables]
        parts = [list(self._column(table)) for table in self._tables]
        across = zip(zip(*ways, strict=True), zip(*parts, strict=True), strict=True)
        return [total_rate(self._plan, shapes, own) for shapes, own in across]


class Scores(Sequence[BranchScore]):
    """The branch scores of one row: equal to the tuple of them, in every way but the time."""

    __slots__ = ("_parts", "_place")

    def __init__(self, parts: Parts, place: int) -> None:
        self._parts = parts
        self._place = place

    def alone(self) -> tuple[BranchScore, ...]:
        """The tuple itself, without those of the rows around it."""
        return self._parts.of(self._place)

    def _scores(self) -> tuple[BranchScore, ...]:
        return self._parts.scores[self._place]

    @overload
    def __getitem__(self, at: int) -> BranchScore: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[BranchScore, ...]: ...

    def __getitem__(self, at: int | slice) -> BranchScore | tuple[BranchScore, ...]:
        return self._scores()[at]

    def __iter__(self) -> Iterator[BranchScore]:
        return iter(self._scores())

    def __len__(self) -> int:
        return len(self._scores())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple | Scores) and self._scores() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._scores())

    def __repr__(self) -> str:
        return repr(self._scores())

    def __reduce__(self) -> tuple[type[tuple[BranchScore, ...]], tuple[tuple[BranchScore, ...]]]:
        return tuple, (self._scores(),)
