"""The one kernel: sums of integers, and one exact fraction for each number that is published.

``shape`` has the formulas of a branch, ``total`` those of the whole, ``bonus`` what comes on top.
Few rows go one by one; many go block by block through integer arrays (``arrays``), which yield the
same integers, and share what is the same in many of them (``batch``). The digits do not depend on
the way taken, nor on the size of a block.
"""

import sys
from collections.abc import Iterable, Iterator

from liuxing_cli.model.decision import Lifts
from liuxing_cli.model.result import Result
from liuxing_cli.scoring.collector import without_collector
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.row import Row
from liuxing_cli.scoring.single import score_row, totals_row
from liuxing_cli.scoring.total import Totals

__all__ = ["BLOCK", "exact_totals", "score", "score_row"]

BLOCK = 4096
"""Rows a block: enough for arrays to pay, few enough to stay in a processor's cache."""

_WORTH_ARRAYS = 256
_WORTH_IMPORT = 4096
"""From how many rows arrays are faster, and from how many that makes up for loading numpy."""


def score(plan: Plan, rows: Iterable[Row], block: int = BLOCK) -> list[Result]:
    """Score rows, each on its own: blocks of any size give the same results."""
    rows = list(rows)
    if not _pays(plan, len(rows)):
        return [score_row(plan, row) for row in rows]
    from liuxing_cli.scoring.batch import Batch

    batch = Batch(plan)
    with without_collector():
        return [result for own in _blocks(rows, block) for result in batch.results(own)]


def exact_totals(plan: Plan, rows: Iterable[Row], block: int = BLOCK) -> list[Totals]:
    """Only the totals and their upper bounds: what ranks, margins and re-runs by the thousand
    need."""
    rows = list(rows)
    if not _pays(plan, len(rows)):
        return [totals_row(plan, row) for row in rows]
    from liuxing_cli.scoring.batch import Batch

    batch = Batch(plan)
    with without_collector():
        return [total for own in _blocks(rows, block) for total in batch.totals(own)]


def _pays(plan: Plan, rows: int) -> bool:
    """Whether arrays are worth it. A bonus that lifts floors ties branches to single rows."""
    if plan.bonus < len(plan.columns) and Lifts.FLOORS in plan.profile.decision.bonus_lifts:
        return False
    return rows >= (_WORTH_ARRAYS if "numpy" in sys.modules else _WORTH_IMPORT)


def _blocks(rows: list[Row], block: int) -> Iterator[list[Row]]:
    for start in range(0, len(rows), block):
        yield rows[start : start + block]
