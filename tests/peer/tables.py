"""Tables of scores that several tests use."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random

from liuxing_cli.peer.design import Part, Scores


def names(count: int) -> tuple[str, ...]:
    """``s00``, ``s01`` ..."""
    return tuple(f"s{i:02d}" for i in range(count))


def everyone(count: int, seed: int) -> Scores:
    """A complete round robin of ``count`` members, with severities, worths and noise."""
    return cyclic(count, range(1, count), seed)


def cyclic(count: int, steps: Sequence[int], seed: int) -> Scores:
    """Member i rates i + d for d in ``steps``; one decimal, spreads of 4, 3 and 2 points."""
    random = Random(seed)  # noqa: S311 - invented tables, the same every time
    members = names(count)
    severity = [random.gauss(0, 4) for _ in members]
    worth = [random.gauss(80, 3) for _ in members]
    return {
        (members[i], members[(i + d) % count]): Fraction(
            round(10 * (severity[i] + worth[(i + d) % count] + random.gauss(0, 2))), 10
        )
        for i in range(count)
        for d in steps
    }


def whole(count: int) -> Part:
    """All members as raters and targets."""
    return Part(names(count), names(count))
