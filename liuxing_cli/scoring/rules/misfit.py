"""What can be wrong with the facts of one rating."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from liuxing_cli.model.finding import KeyPath


class Problem(StrEnum):
    """Every way in which a rating can fail to fit its rule; ``params`` in brackets."""

    MISSING_FACT = "missing_fact"  # the rule needs a fact that is not there (expected)
    MISSING_OF = "missing_of"  # `count` without `of`
    MISSING_REASON = "missing_reason"  # award below full marks, or a state (state) without reason
    FOREIGN_FACT = "foreign_fact"  # a fact of another rule, or one too many (fact, expected)
    WRONG_SHAPE = "wrong_shape"  # text for a number and the like (value, expected)
    UNKNOWN_STATE = "unknown_state"  # (value, known)
    FACT_WITH_STATE = "fact_with_state"  # not scored, yet carries a fact (fact, state)
    UNKNOWN_LEVEL = "unknown_level"  # (value, known)
    UNKNOWN_ITEM = "unknown_item"  # (value, known)
    REPEATED_ITEM = "repeated_item"  # (value)
    ITEM_NOT_APPLICABLE = "item_not_applicable"  # marked met, but does not apply (value)
    NOTHING_APPLIES = "nothing_applies"  # every sub-item is out for this subject
    NEGATIVE = "negative"  # (value)
    ABOVE_MAXIMUM = "above_maximum"  # (value, maximum)
    OFF_STEP = "off_step"  # (value, step)
    COUNT_ABOVE_OF = "count_above_of"  # (count, of)
    EMPTY_WHOLE = "empty_whole"  # `of` is 0 (value)
    WRONG_DRAW = "wrong_draw"  # `of` is not the number that the rule draws (value, draw)
    NOT_A_PERCENTAGE = "not_a_percentage"  # a measure in % outside 0..100 (value)
    OUTSIDE_BANDS = "outside_bands"  # below the lowest band (value, lowest)
    OUTSIDE_RANGE = "outside_range"  # a deduction that is not for the assessor (value, least, most)
    RANGED_ITEM = "ranged_item"  # counted, but its deduction is the assessor's (value, least, most)
    COUNTED_ITEM = "counted_item"  # deducted freely, but its points are fixed (value, points)
    NO_LAST = "no_last"  # nothing to compare with (than)
    LAST_DIFFERS = "last_differs"  # `last` is not what the record says (value, recorded, than)
    TOO_FEW_ANSWERS = "too_few_answers"  # (value, least)
    NO_ANSWERS = "no_answers"  # a question without one answer that counts (value)
    SHEETS_DIFFER = "sheets_differ"  # more of a part than of the whole (part, whole, value, limit)
    COMPOSITION = "composition"  # too few of a group were asked (group, value, least)


@dataclass(frozen=True, slots=True)
class Misfit:
    """One problem at ``path``, counted from the rating (``("occurrences", "talk")``).

    ``others`` holds further problems of the same rating; :meth:`each` walks all of them.
    """

    path: KeyPath
    problem: Problem
    params: Mapping[str, str] = field(default_factory=dict)
    others: tuple["Misfit", ...] = ()

    def each(self) -> Iterator["Misfit"]:
        """This problem and then the others."""
        yield self
        yield from self.others


def gathered(misfits: list[Misfit]) -> Misfit:
    """One misfit that carries all of a non-empty list."""
    first, *rest = misfits
    return Misfit(first.path, first.problem, first.params, tuple(rest))
