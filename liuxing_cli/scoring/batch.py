"""Blocks of rows: sums from arrays, and everything that rows have in common made once.

Two rows with the same marks have the same gaps; two with the same sums in a branch, the same
score there; and two on the same side of every line, with the same vetoes and limits, the same
decision. A row that arrays cannot take goes through :mod:`single`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from liuxing_cli.model.profile import Missing
from liuxing_cli.model.result import Result
from liuxing_cli.scoring.arrays import Block
from liuxing_cli.scoring.bonus import Bonus, bonus_of, lifted
from liuxing_cli.scoring.cells import FIRST_MISSING
from liuxing_cli.scoring.decide import Decision, Standing, decision_on, result_of
from liuxing_cli.scoring.gaps import Gaps, gaps_of
from liuxing_cli.scoring.later import Parts, Scores
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.row import Row
from liuxing_cli.scoring.shape import Lines
from liuxing_cli.scoring.single import score_row, totals_row
from liuxing_cli.scoring.total import Totals, total_of

_MOST = 50_000
"""Gaps, bonuses and decisions kept."""


class _Seen(NamedTuple):
    """Gaps, and what of them a decision depends on."""

    gaps: Gaps
    decisive: tuple[object, ...]


class Batch:
    """Scores blocks of rows under one plan, which draws no floor for a bonus to lift."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.lines = tuple(grade.at_least.as_integer_ratio() for grade in plan.profile.grades)
        self.complete = plan.profile.missing is Missing.COMPLETE
        self.seen: dict[bytes, _Seen] = {}
        self.bonuses: dict[tuple[int, int, int], Bonus] = {}
        self.decisions: dict[tuple[object, ...], Decision] = {}

    def totals(self, rows: Sequence[Row]) -> list[Totals]:
        """The totals as they are published, of each row of a block."""
        found = self.known_totals(Block(self.plan, rows))
        return [
            totals_row(self.plan, row) if totals is None else totals
            for row, totals in zip(rows, found, strict=True)
        ]

    def known_totals(self, block: Block) -> list[Totals | None]:
        """The same of a block that is there already; None where arrays cannot tell."""
        found = block.totals()
        for place, earned in enumerate(block.bonus()):
            base, marks = found[place], block.marks[place]
            if base is None or not (earned or _is_missing(marks[self.plan.bonus :])):
                continue
            scale = self.plan.scale * int(block.factor[place])
            bonus = self._bonus(earned, scale, self._seen(marks).gaps.unseen_bonus)
            found[place] = lifted(self.plan, base, bonus).total
        return found

    def results(self, rows: Sequence[Row]) -> list[Result]:
        """The results of each row of a block."""
        block = Block(self.plan, rows)
        parts = Parts(self.plan, block)
        bases = self._bases(block, parts)
        return [
            score_row(self.plan, row)
            if base is None
            else self._result(row, Scores(parts, place), sides_of, base, earned)
            for place, (row, sides_of, base, earned) in enumerate(
                zip(rows, block.sides(), bases, block.bonus(), strict=True)
            )
        ]

    def _bases(self, block: Block, parts: Parts) -> list[Totals | None]:
        """The totals without bonus; by way of the parts where only the mean is beyond arrays,
        and None where the row is."""
        found = block.totals()
        for place, base in enumerate(found):
            if base is None and block.sound[place]:
                found[place] = total_of(self.plan, parts.rates[place])
        return found

    def _result(
        self,
        row: Row,
        scores: Scores,
        across: bytes,
        base: Totals,
        earned: int,
    ) -> Result:
        gaps, decisive = self._seen(row.marks)
        bonus = self._bonus(earned, row.scale, gaps.unseen_bonus)
        total, graded = lifted(self.plan, base, bonus)
        key = (decisive, _sides(self.lines, graded or total), across, row.limits)
        standing = Standing(
            row.subject,
            row.period,
            total[0],
            total[1],
            scores,
            bonus[0],
            gaps.not_applicable,
            gaps.missing,
            gaps.vetoes,
            gaps.unsettled,
            (row.file,),
            graded,
            row.limits,
        )
        decision = self.decisions.get(key)
        if decision is None:
            decision = decision_on(self.plan, standing._replace(branches=scores.alone()))
            if len(self.decisions) < _MOST:
                self.decisions[key] = decision
        return result_of(self.plan, standing, decision)

    def _seen(self, marks: bytes) -> _Seen:
        known = self.seen.get(marks)
        if known is None:
            gaps = gaps_of(self.plan, marks)
            open_ = len(gaps.missing) if self.complete else bool(gaps.missing)
            known = _Seen(gaps, (gaps.vetoes, gaps.unsettled, gaps.spared, open_))
            if len(self.seen) < _MOST:
                self.seen[marks] = known
        return known

    def _bonus(self, earned: int, scale: int, unseen: int) -> Bonus:
        key = (earned, scale, unseen)
        known = self.bonuses.get(key)
        if known is None:
            known = bonus_of(self.plan, earned, scale, unseen)
            if len(self.bonuses) < _MOST:
                self.bonuses[key] = known
        return known


def _is_missing(marks: bytes) -> bool:
    return max(marks, default=0) >= FIRST_MISSING


def _sides(lines: Lines, held: Totals) -> tuple[bool, ...] | None:
    """On which side of each line a total lies between its bounds; None where there is none.

    ``value >= line`` in integers, which is several times as fast as with fractions.
    """
    lower, upper = held
    if lower is None or upper is None:
        return None
    n, d = lower.as_integer_ratio()
    reached = [n * bottom >= top * d for top, bottom in lines]
    if lower is not upper:
        n, d = upper.as_integer_ratio()
        reached += [n * bottom >= top * d for top, bottom in lines]
    return tuple(reached)
