"""Does a member think better of itself than it should, its own leniency set aside?

Source: Kwan, John, Kenny, Bond & Robins, "Reconceptualizing individual differences in
self-enhancement bias", Psychological Review 111 (2004), 94-110.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from liuxing_cli.peer.fit import Fit
from liuxing_cli.peer.noise import Noise
from liuxing_cli.peer.office.holm import holm
from liuxing_cli.peer.precision import root
from liuxing_cli.peer.quantiles import t_chance


@dataclass(frozen=True, slots=True)
class SelfView:
    """``gap``: own score minus adjusted score; ``enhancement``: what is left of it once the
    member's own severity is taken out, with its standard error and the two-sided chance
    (``adjusted`` by Holm over the group; None without any residual)."""

    member: str
    gap: Fraction
    enhancement: Fraction
    standard_error: Decimal
    chance: Decimal | None
    adjusted: Decimal | None


def self_views(fit: Fit, own: Mapping[str, Fraction], noise: Noise) -> tuple[SelfView, ...]:
    """SE_i = self_i - (σ̂_i + â_i), with variance s² (1 + h), for members who rate and are rated."""
    members = [m for m in fit.adjusted if m in own and m in fit.severity]
    rows = []
    for member in members:
        left = own[member] - fit.adjusted[member] - fit.severity[member]
        cell = (member, member)
        variance = noise.variance * (1 + fit.leverage(cell, cell))
        chance = t_chance(noise.df, left**2 / variance) if variance else None
        rows.append((member, left, root(variance), chance))
    known = [chance for *_, chance in rows if chance is not None]
    adjusted: Sequence[Decimal | None] = holm(known) if known else [None] * len(rows)
    return tuple(
        SelfView(member, own[member] - fit.adjusted[member], left, error, chance, together)
        for (member, left, error, chance), together in zip(rows, adjusted, strict=True)
    )
