"""One rating as the kernel reads it: a mark, and the points given."""

from enum import IntEnum
from typing import NamedTuple

from liuxing_cli.scoring.rules.misfit import Misfit


class Mark(IntEnum):
    """The state of a column, one byte of a row."""

    SCORED = 0
    VETOED = 1  # scored, and low enough to trigger its veto
    NOT_APPLICABLE = 2
    UNCLAIMED = 3  # a bonus that nobody claimed: no points, and nothing is missing
    NOT_CHECKED = 4  # this one and those after it are missing
    EVIDENCE_MISSING = 5
    CHECK_FAILED = 6


SCORED = int(Mark.SCORED)
VETOED = int(Mark.VETOED)
NOT_APPLICABLE = int(Mark.NOT_APPLICABLE)
FIRST_MISSING = int(Mark.NOT_CHECKED)


class Cell(NamedTuple):
    """A rating judged: its mark, and the points given as a reduced fraction."""

    mark: Mark
    numerator: int = 0
    denominator: int = 1
    misfit: Misfit | None = None
