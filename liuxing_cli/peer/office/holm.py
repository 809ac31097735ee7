"""Many tests at once."""

from collections.abc import Sequence
from decimal import Decimal


def holm(chances: Sequence[Decimal]) -> list[Decimal]:
    """The chances adjusted for testing all of them (Holm, Scandinavian Journal of Statistics 6
    (1979), 65-70): the smallest times their number, the next times one less, never decreasing."""
    order = sorted(range(len(chances)), key=chances.__getitem__)
    adjusted = [Decimal(0)] * len(chances)
    highest = Decimal(0)
    for done, place in enumerate(order):
        highest = max(highest, min(Decimal(1), chances[place] * (len(chances) - done)))
        adjusted[place] = highest
    return adjusted
