"""Intraclass correlations of a complete table: an expert panel that scored the same subjects.

Source: Shrout & Fleiss, "Intraclass correlations: uses in assessing rater reliability",
Psychological Bulletin 86 (1979), 420-428. Not for round robins, whose diagonal is empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

Table = Sequence[Sequence[Fraction]]
"""A row a target, a column a rater, no holes."""


@dataclass(frozen=True, slots=True)
class Icc:
    """The six forms; negative values are allowed, None where the denominator vanishes.

    ``one_*``: other raters for each target; ``two_*``: the same raters, standing for others
    (absolute agreement); ``three_*``: these raters alone (consistency). ``*_single``: one rater's
    score, ``*_mean``: the mean over all k.
    """

    one_single: Fraction | None
    two_single: Fraction | None
    three_single: Fraction | None
    one_mean: Fraction | None
    two_mean: Fraction | None
    three_mean: Fraction | None


def icc(table: Table) -> Icc:
    """All six forms by the mean squares of a two-way analysis of variance.

    Raises ValueError with fewer than two targets or raters, or rows of different lengths.
    """
    n, k = len(table), len(table[0]) if table else 0
    if n < 2 or k < 2 or any(len(row) != k for row in table):
        raise ValueError("a complete table of two targets and two raters or more is needed")
    grand = sum((x for row in table for x in row), Fraction(0)) / (n * k)
    rows = [sum(row, Fraction(0)) / k for row in table]
    columns = [sum(column, Fraction(0)) / n for column in zip(*table, strict=True)]
    between = k * sum(((row - grand) ** 2 for row in rows), Fraction(0))
    judges = n * sum(((column - grand) ** 2 for column in columns), Fraction(0))
    total = sum(((x - grand) ** 2 for row in table for x in row), Fraction(0))
    bms, wms = between / (n - 1), (total - between) / (n * (k - 1))
    jms, ems = judges / (k - 1), (total - between - judges) / ((n - 1) * (k - 1))
    return Icc(
        one_single=_ratio(bms - wms, bms + (k - 1) * wms),
        two_single=_ratio(bms - ems, bms + (k - 1) * ems + k * (jms - ems) / n),
        three_single=_ratio(bms - ems, bms + (k - 1) * ems),
        one_mean=_ratio(bms - wms, bms),
        two_mean=_ratio(bms - ems, bms + (jms - ems) / n),
        three_mean=_ratio(bms - ems, bms),
    )


def _ratio(above: Fraction, below: Fraction) -> Fraction | None:
    return above / below if below else None
