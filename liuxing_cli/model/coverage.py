"""How much of a score rests on what was looked at, and how much was left out."""

from dataclasses import dataclass
from fractions import Fraction

SECTION_LIMIT = Fraction(1, 5)
WHOLE_LIMIT = Fraction(1, 10)
"""Shares of what does not apply above which a reader is warned: leaving things out is the cheapest
way to a higher score."""


@dataclass(frozen=True, slots=True)
class SectionShare:
    """``share``: points that do not apply over all points of the section."""

    id: str
    name: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class Coverage:
    """``seen``: points of what was looked at over the points that apply, None where nothing does;
    ``left_out``: points that do not apply over all points; ``sections``: those above the limit."""

    seen: Fraction | None
    left_out: Fraction
    sections: tuple[SectionShare, ...]

    @property
    def is_thin(self) -> bool:
        """Whether more does not apply than passes without a warning."""
        return self.left_out > WHOLE_LIMIT or bool(self.sections)
