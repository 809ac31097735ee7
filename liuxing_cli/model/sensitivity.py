"""What a result would be if something were otherwise: assumptions, gains. Never a result itself."""

from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.model.assessment import State
from liuxing_cli.model.result import Result


@dataclass(frozen=True, slots=True)
class Assumption:
    """One rating assumed to be otherwise; ``before`` and ``after`` say what was found, in words,
    with the points given (None where not scored)."""

    indicator: str
    name: str
    before: str
    after: str
    points_before: Fraction | None
    points_after: Fraction | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A subject's ranked result as it is and as it would be, all other subjects unchanged."""

    before: Result
    after: Result
    assumptions: tuple[Assumption, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What ``points`` more in one indicator would make of a subject; ``gain`` in the total."""

    points: Fraction
    gain: Fraction
    result: Result


@dataclass(frozen=True, slots=True)
class Prospect:
    """One indicator that is short of full marks: what one more point there would do (less where
    less is left), and what full marks would. ``earned`` is None unless scored."""

    indicator: str
    name: str
    points: Fraction
    earned: Fraction | None
    state: State
    one_more: Step
    all_of_it: Step
