"""Money for communities (社区建设事业经费) by year, and what its growth is held against."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Allocation:
    """What one community got in a year, in yuan: from the district, the street, from society."""

    community: str
    district: Fraction
    street: Fraction
    society: Fraction
    place: int = 0

    @property
    def fiscal(self) -> Fraction:
        """What the district's and the street's budgets paid."""
        return self.district + self.street


@dataclass(frozen=True, slots=True)
class Economy:
    """The stated indicator: by how many per cent it grew over the year before, and who says so."""

    name: str
    growth: Fraction
    source: str


@dataclass(frozen=True, slots=True)
class Funding:
    """``data/funding/<year>.yaml``."""

    year: str
    economy: Economy
    allocations: tuple[Allocation, ...]
    file: str = ""
