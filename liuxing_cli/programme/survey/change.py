"""What changed between two rounds of the same question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from liuxing_cli.model.surveys import Survey, SurveyQuestion
from liuxing_cli.programme.survey.estimate import Figure, NoInterval, Row
from liuxing_cli.programme.survey.intervals import Interval, newcombe


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    NONE = "none"  # 无明显变化


@dataclass(frozen=True, slots=True)
class Change:
    """This round − the one before, on −1..1."""

    delta: Fraction
    interval: Interval
    direction: Direction


def comparable(now: Survey, before: Survey) -> set[str]:
    """The questions that both rounds asked in the same words, on the same scale."""
    earlier = {question.id: question for question in before.questions}
    same = now.mode is before.mode and now.design.confidence == before.design.confidence
    return {q.id for q in now.questions if same and _alike(q, earlier.get(q.id))}


def _alike(now: SurveyQuestion, before: SurveyQuestion | None) -> bool:
    asked = None if before is None else (before.text, before.kind, before.scale)
    return (now.text, now.kind, now.scale) == asked


Changes = Mapping[tuple[str, str, str], tuple[Change | None, Change | None]]
"""By question, level and domain: the change of the rate and of the index."""


def changes(rows: Sequence[Row], before: Sequence[Row], questions: set[str]) -> Changes:
    """The changes of rows that are shown in both rounds and cover the same communities."""
    earlier = {(r.question, r.level, r.domain): r for r in before if r.hidden is None}
    found: dict[tuple[str, str, str], tuple[Change | None, Change | None]] = {}
    for row in rows:
        key = (row.question, row.level, row.domain)
        other = earlier.get(key)
        if other is None or row.hidden is not None or row.covered != other.covered:
            continue
        if row.question in questions:
            found[key] = (_change(row.rate, other.rate), _change(row.index, other.index))
    return found


def _change(now: Figure | None, before: Figure | None) -> Change | None:
    if now is None or before is None:
        return None
    a, b = _bounds(now), _bounds(before)
    if a is None or b is None:
        return None
    interval = newcombe(now.value, a, before.value, b)
    delta = now.value - before.value
    if interval.low > 0:
        return Change(delta, interval, Direction.UP)
    if interval.high < 0:
        return Change(delta, interval, Direction.DOWN)
    return Change(delta, interval, Direction.NONE)


def _bounds(figure: Figure) -> Interval | None:
    """Its interval; a census is known without one."""
    if figure.why is NoInterval.CENSUS:
        return Interval(figure.value, figure.value)
    return figure.interval
