"""Where a record lands, so that a near-miss can be aimed at.

The rule of composite scores in short: sections are scaled up for what does not apply, then
branches, then the total, plus capped bonus points; what is missing counts nothing. Vetoes are
left aside. The tests check with the real kernel that the near-misses are near misses.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from district.catalogue import Indicator, Profile

Shares = Mapping[str, Fraction | None]
"""Share of full marks by indicator; None where the indicator does not apply."""


@dataclass(frozen=True)
class Estimate:
    total: Fraction
    branches: Mapping[str, Fraction]


def estimate(profile: Profile, indicators: Mapping[str, Indicator], shares: Shares) -> Estimate:
    """Total and branch scores of a record."""
    sections: dict[tuple[str, str], list[tuple[Fraction, Fraction | None]]] = defaultdict(list)
    bonus = Fraction(0)
    for name, points in profile.points.items():
        share = shares.get(name, Fraction(0))
        if indicators[name].bonus:
            bonus += points * (share or 0)
        else:
            sections[profile.place_of[name]].append((points, share))
    by_branch = defaultdict(list)
    for (branch, _), entries in sections.items():
        by_branch[branch].append((sum(points for points, _ in entries), _mean(entries)))
    rates = {branch: _mean(parts) for branch, parts in by_branch.items()}
    total = _mean((profile.weights[branch], rate) for branch, rate in rates.items())
    return Estimate(
        (total or Fraction(0)) * profile.full + min(bonus, profile.bonus_cap),
        {b: rate * profile.branch_full[b] for b, rate in rates.items() if rate is not None},
    )


def _mean(parts: Iterable[tuple[Fraction | int, Fraction | None]]) -> Fraction | None:
    """The weighted mean of the rates that exist."""
    present = [(Fraction(weight), rate) for weight, rate in parts if rate is not None]
    weights = sum(weight for weight, _ in present)
    return sum(weight * rate for weight, rate in present) / weights if weights else None
