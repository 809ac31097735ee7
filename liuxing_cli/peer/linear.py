"""Exact linear algebra, as much as the model needs."""

from collections.abc import Sequence
from fractions import Fraction

Matrix = list[list[Fraction]]


def inverse(matrix: Sequence[Sequence[Fraction]]) -> Matrix:
    """The inverse of a square matrix, by Gauss-Jordan elimination in fractions.

    Raises ValueError where the matrix is singular.
    """
    size = len(matrix)
    rows = [[*row, *(Fraction(i == j) for j in range(size))] for i, row in enumerate(matrix)]
    for column in range(size):
        pivot = next((i for i in range(column, size) if rows[i][column]), None)
        if pivot is None:
            raise ValueError("the matrix is singular")
        rows[column], rows[pivot] = rows[pivot], rows[column]
        head = rows[column][column]
        rows[column] = [entry / head for entry in rows[column]]
        for i, row in enumerate(rows):
            if i != column and (factor := row[column]):
                rows[i] = [a - factor * b for a, b in zip(row, rows[column], strict=True)]
    return [row[size:] for row in rows]
