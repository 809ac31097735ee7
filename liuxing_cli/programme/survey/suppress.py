"""What must not be shown: small groups, and the neighbours that would give them away.

统计法（2009）第二十五条: nothing from which a single respondent can be inferred, aggregates
included. Communities add up to their street and streets to the district, so where one is hidden
another of the same total is too.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from liuxing_cli.model.surveys import Level
from liuxing_cli.programme.survey.estimate import Hidden, Row

ALIKE = 20
"""Answers below which 0 % and 100 % tell what each one said."""


def suppressed(rows: Sequence[Row], cell: int, streets: Mapping[str, str]) -> list[Row]:
    """The rows with those hidden that must be; ``streets`` by community.

    A row of fewer than ``cell`` answers is hidden, and so is the smallest of its neighbours as
    long as a hidden one is alone or all hidden together are fewer than ``cell``. What lies within
    a hidden total is hidden, for it would add up to it.
    """
    reasons: dict[tuple[str, Level, str], Hidden] = {}
    for row in rows:
        reason = _primary(row, cell)
        if reason:
            reasons[row.question, row.level, row.domain] = reason
    for level in (Level.STREET, Level.COMMUNITY):
        for (question, total), own in _neighbours(rows, level, streets).items():
            above = Level.STREET if level is Level.COMMUNITY else Level.DISTRICT
            if (question, above, total) in reasons:
                for row in own:
                    reasons.setdefault((question, level, row.domain), Hidden.COMPLEMENT)
            _cover(own, cell, reasons)
    return [replace(row, hidden=reasons.get((row.question, row.level, row.domain))) for row in rows]


def _primary(row: Row, cell: int) -> Hidden | None:
    if row.n < cell:
        return Hidden.FEW
    alike = row.rate is not None and row.rate.value in (0, 1)
    return Hidden.ALIKE if alike and row.n < ALIKE else None


def _neighbours(
    rows: Sequence[Row], level: Level, streets: Mapping[str, str]
) -> dict[tuple[str, str], list[Row]]:
    """By question and total, the rows that add up to it; what nobody answered adds nothing."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.level is level and row.n:
            total = streets[row.domain] if level is Level.COMMUNITY else ""
            found[row.question, total].append(row)
    return found


def _cover(own: Sequence[Row], cell: int, reasons: dict[tuple[str, Level, str], Hidden]) -> None:
    hidden = [row for row in own if (row.question, row.level, row.domain) in reasons]
    shown = sorted((row for row in own if row not in hidden), key=lambda row: (row.n, row.domain))
    while hidden and shown and (len(hidden) == 1 or sum(row.n for row in hidden) < cell):
        row = shown.pop(0)
        hidden.append(row)
        reasons[row.question, row.level, row.domain] = Hidden.COMPLEMENT
