"""Where suggestions stand on a day, and what became of those of a period by unit and type."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from liuxing_cli.model.suggestions import Suggestion


class Standing(StrEnum):
    """Where a suggestion stands at the end of a day."""

    NEW = "new"
    ROUTED = "routed"
    OVERDUE = "overdue"
    REPLIED = "replied"
    REPLIED_LATE = "replied_late"


STANDING_NAMES = {
    Standing.NEW: "待转办",
    Standing.ROUTED: "办理中",
    Standing.OVERDUE: "逾期未答复",
    Standing.REPLIED: "已答复",
    Standing.REPLIED_LATE: "逾期答复",
}
ANSWERED = frozenset({Standing.REPLIED, Standing.REPLIED_LATE})


def standing_of(item: Suggestion, on: str) -> Standing:
    """Where a suggestion stands at the end of ``on``; what happened later has not yet."""
    if item.replied and item.replied <= on:
        return Standing.REPLIED if item.replied <= item.due else Standing.REPLIED_LATE
    if on > item.due:
        return Standing.OVERDUE
    return Standing.ROUTED if item.routed and item.routed <= on else Standing.NEW


@dataclass(frozen=True, slots=True)
class Tally:
    """Suggestions of one unit and type: ``unit`` and ``type_id`` are empty where there is none."""

    unit: str
    type_id: str
    standings: tuple[Standing, ...]

    def count(self, *wanted: Standing) -> int:
        """How many stand so."""
        return sum(standing in wanted for standing in self.standings)


def tallies(items: Iterable[Suggestion], types: dict[str, str], on: str) -> list[Tally]:
    """By unit and type, sorted; ``types`` gives the type of an indicator."""
    found: dict[tuple[str, str], list[Standing]] = {}
    for item in items:
        unit = item.unit if item.routed and item.routed <= on else ""
        key = (unit, item.type_id or types.get(item.indicator, ""))
        found.setdefault(key, []).append(standing_of(item, on))
    return [Tally(*key, tuple(found[key])) for key in sorted(found)]
