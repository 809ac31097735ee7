"""Exact linear algebra, as much as the model needs."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

Matrix = list[list[Fraction]]


def inverse(matrix: Sequence[Sequence[Fraction]]) -> Matrix:
    """The inverse of a square matrix, exactly. Raises ValueError where it is singular."""
    unit = [[Fraction(i == j) for j in range(len(matrix))] for i in range(len(matrix))]
    return _solved(matrix, unit)


def solution(matrix: Sequence[Sequence[Fraction]], side: Sequence[Fraction]) -> list[Fraction]:
    """The x of ``matrix`` x = ``side``, exactly. Raises ValueError where it is singular."""
    return [row[0] for row in _solved(matrix, [[entry] for entry in side])]


def _solved(matrix: Sequence[Sequence[Fraction]], sides: Sequence[Sequence[Fraction]]) -> Matrix:
    """Solve for several right sides by fraction-free Gauss-Jordan elimination.

    All rows are scaled to integers and every division is known to leave no rest, which is far
    quicker than fractions (Bareiss, Mathematics of Computation 22 (1968), 565-578).
    """
    size = len(matrix)
    rows = [_whole([*row, *side]) for row, side in zip(matrix, sides, strict=True)]
    before = 1
    for column in range(size):
        place = next((i for i in range(column, size) if rows[i][column]), None)
        if place is None:
            raise ValueError("the matrix is singular")
        rows[column], rows[place] = rows[place], rows[column]
        pivot = rows[column]
        head = pivot[column]
        for i, row in enumerate(rows):
            if i != column:
                factor = row[column]
                rows[i] = [
                    (head * a - factor * b) // before for a, b in zip(row, pivot, strict=True)
                ]
        before = head
    return [[Fraction(entry, before) for entry in row[size:]] for row in rows]


def _whole(row: Sequence[Fraction]) -> list[int]:
    """A row times the least number that makes it whole."""
    scale = lcm(*(entry.denominator for entry in row))
    return [entry.numerator * (scale // entry.denominator) for entry in row]
