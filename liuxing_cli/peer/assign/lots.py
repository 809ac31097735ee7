"""Lots that anybody can draw again: SHA-256 of the seed and of what is drawn, smallest first.

``printf %s 'seed|group|order|0|code' | sha256sum`` gives the lot of a code, on any machine and in
any language; Python's own random numbers promise neither.
"""

from collections.abc import Iterable
from hashlib import sha256


def lot(*parts: str) -> str:
    """The lot of ``parts``: the hexadecimal digest of them, joined by ``|``."""
    return sha256("|".join(parts).encode()).hexdigest()


def drawn(items: Iterable[str], *context: str) -> tuple[str, ...]:
    """The items in the order of their lots."""
    return tuple(sorted(items, key=lambda item: (lot(*context, item), item)))
