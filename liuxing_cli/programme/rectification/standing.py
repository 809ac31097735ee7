"""How far rectification has come on a day: states, ageing, and the share that is closed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from liuxing_cli.model.rectification import Item, State

AGES = (30, 60, 90)
"""Upper edges in days of the classes of age; the last class is beyond them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One item on a day. ``age``: days since it was raised, until it was closed; ``late``: days
    over the last day, 0 where it is not overdue."""

    item: Item
    state: State
    due: str
    age: int
    late: int

    @property
    def is_over(self) -> bool:
        """Whether nobody has to do anything more."""
        return self.state in (State.CLOSED, State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Tally:
    """Items of one unit, street or all. ``ages`` count those not over, by class of age."""

    name: str
    total: int
    closed: int
    waiting: int
    overdue: int
    withdrawn: int
    ages: tuple[int, ...]

    @property
    def share(self) -> Fraction | None:
        """Closed of those not withdrawn, exact; None of none."""
        of = self.total - self.withdrawn
        return Fraction(self.closed, of) if of else None


def standings(items: Iterable[Item], day: str) -> list[Standing]:
    """The items raised until ``day``: overdue first (longest first), then by last day."""
    found = [_standing(item, day) for item in items if item.raised <= day]
    return sorted(found, key=lambda s: (s.is_over, -s.late, s.due, s.item.subject, s.item.id))


def _standing(item: Item, day: str) -> Standing:
    state, due, last = item.state_on(day), item.due_on(day), item.last_step(day)
    is_over = state in (State.CLOSED, State.WITHDRAWN)
    end = last.date if is_over and last is not None else day
    late = _days(due, day) if item.is_overdue(day) else 0
    return Standing(item, state, due, _days(item.raised, end), late)


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def tally(name: str, found: Sequence[Standing]) -> Tally:
    """Count the items."""
    ages = [0] * (len(AGES) + 1)
    for standing in found:
        if not standing.is_over:
            ages[sum(standing.age > edge for edge in AGES)] += 1
    return Tally(
        name=name,
        total=len(found),
        closed=sum(s.state is State.CLOSED for s in found),
        waiting=sum(s.state is State.DONE for s in found),
        overdue=sum(bool(s.late) for s in found),
        withdrawn=sum(s.state is State.WITHDRAWN for s in found),
        ages=tuple(ages),
    )


def tallies(found: Sequence[Standing], key: Callable[[Standing], str]) -> list[Tally]:
    """A tally for each value of ``key``, most overdue first."""
    groups: dict[str, list[Standing]] = {}
    for standing in found:
        groups.setdefault(key(standing), []).append(standing)
    listed = [tally(name, own) for name, own in groups.items()]
    return sorted(listed, key=lambda t: (-t.overdue, t.closed + t.withdrawn - t.total, t.name))
