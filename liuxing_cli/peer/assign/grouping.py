"""Groups made of neighbours, in the order of the codes."""

from collections.abc import Sequence
from fractions import Fraction

from liuxing_cli.peer.assign.lots import drawn

SMALLEST = 3
"""Members of the smallest group that can rate at all."""

COMFORTABLE = 5
"""From here on everything can be told: ranks, and tests of single pairs."""

LARGEST = 60
"""Members of the largest group that is planned; no evaluator's year holds more."""


def groups_by_code(members: Sequence[str], size: int, *context: str) -> list[tuple[str, ...]]:
    """Cut the members, in the order of their codes, into groups of about ``size``.

    As many groups as come nearest to ``size``, but none smaller than COMFORTABLE (or ``size``,
    where that is less, but at least SMALLEST) as far as there are members. Sizes differ by one at
    most; which groups take one more is drawn by lot in ``context`` (seed and area).
    """
    ordered = sorted(members)
    least = max(SMALLEST, min(COMFORTABLE, size))
    count = max(1, int(Fraction(len(ordered), size) + Fraction(1, 2)))
    while count > 1 and len(ordered) // count < least:
        count -= 1
    small, larger = divmod(len(ordered), count)
    lucky = set(drawn(map(str, range(count)), *context, "groups")[:larger])
    groups, start = [], 0
    for number in range(count):
        end = start + small + (str(number) in lucky)
        groups.append(tuple(ordered[start:end]))
        start = end
    return groups
