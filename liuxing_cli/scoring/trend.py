"""Two periods of one subject, compared on what both of them have.

A difference of two totals mixes what changed in the community with what changed in the list: an
item that did not apply, was not checked, or is new. So both periods are scored anew on the common
indicators alone, by the newer standard's points and weights: only the ratings differ.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import lcm

from liuxing_cli.model.result import Result
from liuxing_cli.model.trend import Comparison, Direction, Move
from liuxing_cli.scoring.assemble import source_of
from liuxing_cli.scoring.cells import Mark
from liuxing_cli.scoring.combine import combine, mean
from liuxing_cli.scoring.kernel import score
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.restrict import Restricted, restricted, shares
from liuxing_cli.scoring.row import Row

_ENOUGH = Fraction(1, 2)
"""Less than this share of the points in common is no comparison."""


@dataclass(frozen=True)
class Term:
    """One period of a subject: its rows under the plan of that period; ``weights`` are the shares
    of the sources in the total where several are merged."""

    period: str
    plan: Plan
    rows: Sequence[Row]
    weights: Mapping[str, Fraction] = field(default_factory=dict)


def compare(
    older: Term, newer: Term, names: Mapping[str, str], least: Fraction, cuts: "Cuts"
) -> Comparison:
    """Compare two periods; ``names`` maps the older standard's indicators to the newer's ids.

    ``least`` is the smallest change of the total that counts as one.
    """
    before, by = _common_shares(older, names)
    after, now_by = _common_shares(newer, {column.id: column.id for column in newer.plan.columns})

    def alike(id_: str) -> bool:
        return by[id_] == now_by[id_]

    points = {c.id: c.points for c in newer.plan.columns[: newer.plan.bonus] if c.points}
    common = [id_ for id_ in points if id_ in before and id_ in after and alike(id_)]
    due = sum((points[id_] for id_ in _applicable(newer, points)), Fraction(0))
    shared = sum((points[id_] for id_ in common), Fraction(0))
    coverage = shared / due if due else Fraction(0)
    broken = older.plan.standard.ref != newer.plan.standard.ref or (
        older.plan.profile.id != newer.plan.profile.id
    )
    blank = Comparison(
        older.period, newer.period, broken, len(common), coverage, Direction.GAP, None, (), ()
    )
    if coverage < _ENOUGH or not common:
        return blank
    cut = cuts.of(newer.plan, frozenset(common))
    was, now = (
        combine(cut.plan, score(cut.plan, _rows(cut, term.rows, given)))
        for term, given in ((older, before), (newer, after))
    )
    if was.total is None or now.total is None:
        return blank
    move = Move("total", "总分", newer.plan.profile.full, was.total, now.total)
    return replace(
        blank,
        direction=direction(move.difference, least),
        total=move,
        branches=tuple(_branches(was, now)),
        indicators=tuple(
            Move(
                id_,
                newer.plan.standard.indicators[id_].name,
                points[id_],
                before[id_] * points[id_],
                after[id_] * points[id_],
            )
            for id_ in common
        ),
    )


def direction(difference: Fraction, least: Fraction) -> Direction:
    """上升, 下降, or 无明显变化 where the difference is smaller than ``least``."""
    if abs(difference) < least or not difference:
        return Direction.FLAT
    return Direction.UP if difference > 0 else Direction.DOWN


class Cuts:
    """Plans cut down to common indicators, made once each: most subjects share a few."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, frozenset[str]], Restricted] = {}

    def of(self, plan: Plan, kept: frozenset[str]) -> Restricted:
        """``plan`` with the indicators of ``kept`` only."""
        key = (id(plan), kept)
        if key not in self._made:
            self._made[key] = restricted(plan, kept)
        return self._made[key]


def _common_shares(
    term: Term, names: Mapping[str, str]
) -> tuple[dict[str, Fraction], dict[str, frozenset[str]]]:
    """The mean share of each indicator, under its newer id, and the sources that it is from.

    Within a source every assessor must have scored it; sources count by their weights.
    """
    by_source: dict[str, list[Mapping[str, Fraction]]] = defaultdict(list)
    for row in term.rows:
        source = source_of(row.file) if term.weights else ""
        if not term.weights or term.weights.get(source):
            by_source[source].append(shares(term.plan, row))
    parts: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for source, found in by_source.items():
        for id_ in set.intersection(*(set(own) for own in found)):
            if id_ in names:
                parts[names[id_]][source] = mean(own[id_] for own in found) or Fraction(0)
    weights = term.weights or {"": Fraction(1)}
    return (
        {
            id_: sum((weights[s] * share for s, share in own.items()), Fraction(0))
            / sum((weights[s] for s in own), Fraction(0))
            for id_, own in parts.items()
        },
        {id_: frozenset(own) for id_, own in parts.items()},
    )


def _applicable(term: Term, points: Mapping[str, Fraction]) -> Iterable[str]:
    for place, column in enumerate(term.plan.columns):
        marks = [row.marks[place] for row in term.rows]
        if column.id in points and any(mark != Mark.NOT_APPLICABLE for mark in marks):
            yield column.id


def _rows(cut: Restricted, rows: Sequence[Row], given: Mapping[str, Fraction]) -> list[Row]:
    """One row of the common indicators with the shares given; a veto is no part of a trend."""
    points = [given[column.id] * column.points for column in cut.plan.columns]
    scale = lcm(cut.plan.scale, *(each.denominator for each in points))
    return [
        replace(
            rows[0],
            scale=scale,
            earned=tuple(int(each * scale) for each in points),
            marks=bytes([Mark.SCORED]) * len(points),
            misfits=(),
        )
    ]


def _branches(was: Result, now: Result) -> Iterable[Move]:
    for old, new in zip(was.branches, now.branches, strict=True):
        if old.score is not None and new.score is not None:
            yield Move(new.id, new.name, new.full, old.score, new.score)
