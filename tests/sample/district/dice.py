"""Dice that fall the same way on every machine and every Python version."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Random integers from a key.

    Each record and each rating has dice of its own, so editing one indicator changes the ratings
    of that indicator and nothing else. Only ``getrandbits`` is used: it alone is promised to stay
    the same between Python versions.
    """

    def __init__(self, *key: str | int) -> None:
        self._bits = random.Random("/".join(map(str, key))).getrandbits  # noqa: S311 - a story

    def below(self, limit: int) -> int:
        """An integer in 0 ≤ x < limit, every value equally likely."""
        width = limit.bit_length()
        while (value := self._bits(width)) >= limit:
            pass
        return value

    def between(self, low: int, high: int) -> int:
        """An integer in low ≤ x ≤ high."""
        return low + self.below(high - low + 1)

    def chance(self, per_mille: int) -> bool:
        """True in ``per_mille`` of a thousand cases."""
        return self.below(1000) < per_mille

    def wobble(self, spread: int) -> int:
        """An integer in -spread ≤ x ≤ spread, small values more likely than large ones."""
        return (self.between(-spread, spread) + self.between(-spread, spread)) // 2

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[self.below(len(choices))]

    def draw(self, choices: Sequence[T], count: int) -> list[T]:
        """``count`` different choices, in the order they were drawn."""
        rest = list(choices)
        return [rest.pop(self.below(len(rest))) for _ in range(min(count, len(rest)))]
