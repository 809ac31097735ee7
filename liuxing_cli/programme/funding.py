"""Does the money for communities grow with the economy? (通知的“相适应的增长机制”)

Only the budgets' money is compared, and only of communities that both years list, so that a new
or a left-out community makes no growth. All exact; an amount of 0 the year before has no growth.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from liuxing_cli.model.funding import Allocation, Funding
from liuxing_cli.model.subject import Subject


class Pace(StrEnum):
    """The growth of the money against that of the economy."""

    KEPT = "kept"  # not less
    BEHIND = "behind"
    UNKNOWN = "unknown"  # nothing to compare with


PACE_NAMES = {Pace.KEPT: "跟上", Pace.BEHIND: "没跟上", Pace.UNKNOWN: "不能比"}


class Level(StrEnum):
    """What a line is about."""

    DISTRICT = "district"
    STREET = "street"
    COMMUNITY = "community"


@dataclass(frozen=True, slots=True)
class Money:
    """The money of some communities in a year, in yuan.

    ``before`` and ``compared`` are the budgets' money of both years for the ``comparable``
    communities that both list; ``growth`` is in per cent. ``households`` is None where unknown.
    """

    id: str
    name: str
    communities: int
    district: Fraction
    street: Fraction
    society: Fraction
    comparable: int
    before: Fraction
    compared: Fraction
    households: Fraction | None
    economy: Fraction

    @property
    def fiscal(self) -> Fraction:
        """What the budgets paid."""
        return self.district + self.street

    @property
    def growth(self) -> Fraction | None:
        """Per cent over the year before."""
        return 100 * (self.compared - self.before) / self.before if self.before else None

    @property
    def pace(self) -> Pace:
        """Whether it kept pace; equal growth has."""
        if self.growth is None:
            return Pace.UNKNOWN
        return Pace.KEPT if self.growth >= self.economy else Pace.BEHIND

    @property
    def per_household(self) -> Fraction | None:
        """The budgets' yuan a household."""
        return self.fiscal / self.households if self.households else None


def money(
    level: Level,
    now: Funding,
    last: Funding | None,
    subjects: Mapping[str, Subject],
    district: str,
) -> Iterator[Money]:
    """The lines of a level, in the order of the list of subjects."""
    before = {item.community: item for item in last.allocations} if last else {}
    groups: dict[str, list[Allocation]] = {}
    for item in sorted(now.allocations, key=lambda item: item.community):
        subject = subjects.get(item.community)
        street = subject.street if subject else ""
        key = {Level.DISTRICT: "", Level.STREET: street, Level.COMMUNITY: item.community}[level]
        groups.setdefault(key, []).append(item)
    for key, items in groups.items():
        name = subjects[key].name if key in subjects else key or district
        yield _money(key, name, items, before, (subjects, now.economy.growth))


def _money(
    id_: str,
    name: str,
    items: Iterable[Allocation],
    before: Mapping[str, Allocation],
    known: tuple[Mapping[str, Subject], Fraction],
) -> Money:
    subjects, economy = known
    items = list(items)
    both = [item for item in items if item.community in before]
    households = [_households(subjects.get(item.community)) for item in items]
    whole = [number for number in households if number is not None]
    return Money(
        id=id_,
        name=name,
        communities=len(items),
        district=sum((item.district for item in items), Fraction(0)),
        street=sum((item.street for item in items), Fraction(0)),
        society=sum((item.society for item in items), Fraction(0)),
        comparable=len(both),
        before=sum((before[item.community].fiscal for item in both), Fraction(0)),
        compared=sum((item.fiscal for item in both), Fraction(0)),
        households=sum(whole, Fraction(0)) if len(whole) == len(items) else None,
        economy=economy,
    )


def _households(subject: Subject | None) -> Fraction | None:
    number = subject.traits.get("households") if subject else None
    return number if isinstance(number, Fraction) else None
