"""What the marks of a row say by themselves: what is left out, missing, vetoed and unsettled."""

import re
from typing import NamedTuple

from liuxing_cli.scoring.cells import FIRST_MISSING, NOT_APPLICABLE, SCORED, VETOED
from liuxing_cli.scoring.plan import Plan

_APART = re.compile(b"[^%c-%c]" % (SCORED, VETOED), re.DOTALL)


class Gaps(NamedTuple):
    """Ids of indicators, in the order of the columns. ``unsettled`` are vetoes that are missing;
    ``spared`` those that do not apply; ``unseen_bonus`` units of bonus nobody has looked at."""

    not_applicable: tuple[str, ...]
    missing: tuple[str, ...]
    vetoes: tuple[str, ...]
    unsettled: tuple[str, ...]
    spared: tuple[str, ...]
    unseen_bonus: int


def gaps_of(plan: Plan, marks: bytes) -> Gaps:
    """Read the marks of a row."""
    columns = plan.columns
    vetoes = [(columns[place].id, marks[place]) for place in plan.vetoes]
    apart = [found.start() for found in _APART.finditer(marks)]
    return Gaps(
        not_applicable=tuple([columns[p].id for p in apart if marks[p] == NOT_APPLICABLE]),
        missing=tuple([columns[p].id for p in apart if marks[p] >= FIRST_MISSING]),
        vetoes=tuple([id_ for id_, mark in vetoes if mark == VETOED]),
        unsettled=tuple([id_ for id_, mark in vetoes if mark >= FIRST_MISSING]),
        spared=tuple([id_ for id_, mark in vetoes if mark == NOT_APPLICABLE]),
        unseen_bonus=sum(
            columns[p].units for p in apart if p >= plan.bonus and marks[p] >= FIRST_MISSING
        ),
    )
