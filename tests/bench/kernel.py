"""How long the kernel takes: totals and full results of many communities, already encoded.

    .venv/bin/python tests/bench/kernel.py [--rows 20000] [--patterns few|many]

The rows are drawn with a fixed seed under the built-in standard and its acceptance profile. With
``few`` patterns what does not apply follows from traits, as in a district; with ``many`` every
row has its own. One core; the best of five runs in fresh plans, so that nothing is remembered.
``results`` are scores with their decisions; ``read`` is the same and every branch score looked at,
which is when it is made.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from liuxing_cli.model.profile import Profile
from liuxing_cli.model.result import Result
from liuxing_cli.model.standard import Standard
from liuxing_cli.scoring.cells import Mark
from liuxing_cli.scoring.kernel import exact_totals, score
from liuxing_cli.scoring.plan import Plan, compile_plan
from liuxing_cli.scoring.row import Row
from liuxing_cli.store.load import load_workspace
from liuxing_cli.store.tree import FolderTree

ROOT = Path(__file__).parents[2]
RUNS = 5


def rows_of(plan: Plan, count: int, *, many_patterns: bool) -> list[Row]:
    """Rows as ``encode`` makes them: most ratings good, some half, few bad or missing."""
    random = Random(2013)  # noqa: S311 - a fixed sample, not a secret
    left_out = [
        frozenset(i for i, c in enumerate(plan.columns) if c.conditional and random.random() < 0.5)
        for _ in range(40)
    ]
    return [_row(plan, random, number, left_out, many_patterns) for number in range(count)]


def _row(
    plan: Plan, random: Random, number: int, patterns: list[frozenset[int]], many: bool
) -> Row:
    apart = random.choice(patterns)
    if many:
        apart = frozenset(i for i in range(len(plan.columns)) if random.random() < 0.05)
    earned, marks = [], []
    for place, column in enumerate(plan.columns):
        mark, points = Mark.SCORED, random.choice((1, 1, 1, 1, 0.5, 0.5, 0))
        if place >= plan.bonus and random.random() < 0.8:
            mark, points = Mark.UNCLAIMED, 0
        elif place in apart:
            mark, points = Mark.NOT_APPLICABLE, 0
        elif random.random() < 0.001:
            mark, points = Mark.NOT_CHECKED, 0
        elif column.indicator.veto and points < 1:
            points = random.choice((1, 1, 1, 1, 1, 1, 0))
            mark = Mark.SCORED if points else Mark.VETOED
        earned.append(int(column.units * points))
        marks.append(mark)
    return Row(
        subject=f"{110199000000 + number}",
        period="2013H1",
        file=f"data/assessments/2013H1/inspection/{110199000000 + number}.yaml",
        scale=plan.scale,
        earned=tuple(earned),
        marks=bytes(marks),
    )


def best(work: Callable[[], object]) -> float:
    """The shortest of some runs, in seconds of one core."""
    found = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--patterns", choices=("few", "many"), default="few")
    asked = parser.parse_args()
    workspace = load_workspace(FolderTree(ROOT)).workspace
    assert workspace is not None
    profile = workspace.profiles["acceptance"]
    standard = workspace.standards[profile.standard]
    rows = rows_of(
        compile_plan(standard, profile), asked.rows, many_patterns=asked.patterns == "many"
    )
    _report("totals", asked.rows, best(lambda: exact_totals(_fresh(standard, profile), rows)))
    _report("results", asked.rows, best(lambda: score(_fresh(standard, profile), rows)))
    _report("read", asked.rows, best(lambda: _read(score(_fresh(standard, profile), rows))))


def _fresh(standard: Standard, profile: Profile) -> Plan:
    return compile_plan(standard, profile)


def _read(results: list[Result]) -> int:
    return sum(branch.score is not None for result in results for branch in result.branches)


def _report(what: str, rows: int, seconds: float) -> None:
    print(f"{what:8} {rows} rows  {seconds:.3f} s  {1e6 * seconds / rows:.1f} µs a row")


if __name__ == "__main__":
    main()
