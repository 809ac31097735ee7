"""Self-check, peers, third party and inspection, two at a time: 找出差距和不足.

The sources are never averaged into one number here; that takes weights, which the standard gives
or nobody does.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from liuxing_cli.peer.agreement.differences import Differences, differences
from liuxing_cli.peer.agreement.icc import icc
from liuxing_cli.peer.agreement.kappa import quadratic_kappa
from liuxing_cli.peer.agreement.kendall import tau_b

Shares = Mapping[str, Fraction]
"""By indicator, the share of full marks that one sheet gives."""


@dataclass(frozen=True, slots=True)
class IndicatorAgreement:
    """One indicator in ``count`` pairs of sheets: mean shares of full marks, and kappa."""

    indicator: str
    count: int
    first: Fraction
    second: Fraction
    kappa: Fraction | None

    @property
    def difference(self) -> Fraction:
        """How much more of full marks the first source gives on average."""
        return self.first - self.second


@dataclass(frozen=True, slots=True)
class SourceComparison:
    """First source against second.

    ``values`` are the scores of each unit that both cover; the figures are None for fewer than five
    units (list the differences) or where a side does not vary. ``indicators`` come with the
    greatest difference first.
    """

    values: Mapping[str, tuple[Fraction, Fraction]]
    differences: Differences | None
    tau_b: Decimal | None
    icc: Fraction | None
    indicators: tuple[IndicatorAgreement, ...]


def compare_sources(
    first: Mapping[str, Fraction],
    second: Mapping[str, Fraction],
    sheets: Iterable[tuple[Shares, Shares]],
) -> SourceComparison:
    """Set two sources side by side over the units that both scored.

    ``first`` and ``second`` are scores on one and the same scale by unit; ``sheets`` pairs up what
    the two found of the same unit, indicator by indicator.
    """
    values = {unit: (score, second[unit]) for unit, score in first.items() if unit in second}
    found = differences(values)
    pairs = list(values.values())
    return SourceComparison(
        values=values,
        differences=found,
        tau_b=tau_b(pairs) if found else None,
        icc=icc(pairs).two_single if found else None,
        indicators=_by_indicator(sheets),
    )


def _by_indicator(sheets: Iterable[tuple[Shares, Shares]]) -> tuple[IndicatorAgreement, ...]:
    pairs: dict[str, list[tuple[Fraction, Fraction]]] = defaultdict(list)
    for one, other in sheets:
        for indicator, share in one.items():
            if indicator in other:
                pairs[indicator].append((share, other[indicator]))
    found = [
        IndicatorAgreement(
            indicator=indicator,
            count=len(both),
            first=sum((x for x, _ in both), Fraction(0)) / len(both),
            second=sum((y for _, y in both), Fraction(0)) / len(both),
            kappa=quadratic_kappa(both),
        )
        for indicator, both in pairs.items()
    ]
    return tuple(sorted(found, key=lambda row: (-abs(row.difference), row.indicator)))
