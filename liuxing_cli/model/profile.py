"""The profile (评分办法): how one standard is scored for one purpose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from liuxing_cli.model.decision import NO_RULES, DecisionRules, Quota
from liuxing_cli.model.kinds import Source as Source  # noqa: PLC0414 - named from here too
from liuxing_cli.model.kinds import SubjectKind as SubjectKind  # noqa: PLC0414
from liuxing_cli.model.numbers import RoundingMode
from liuxing_cli.model.standard import Rule


class Purpose(StrEnum):
    SELF_CHECK = "self_check"
    MUTUAL = "mutual"
    THIRD_PARTY = "third_party"
    ACCEPTANCE = "acceptance"
    YEARLY = "yearly"


class NotApplicable(StrEnum):
    """What an indicator that does not apply does to the score (缺项)."""

    RESCALE = "rescale"  # leaves due and earned, the rest is scaled up
    FULL_MARKS = "full_marks"
    EXCLUDE = "exclude"  # leaves due and earned, nothing is scaled up


class Missing(StrEnum):
    """What not_checked, evidence_missing and check_failed do."""

    BOUNDS = "bounds"  # 0 in the score, full in the upper bound
    COMPLETE = "complete"  # no result until everything is there


class Model(StrEnum):
    """How the tree becomes one number (XCCDF 1.2, NISTIR 7275r4 §7.3.2).

    In every model something that applies to nobody leaves its denominator, what is missing
    counts nothing in the lower bound and full marks in the upper, and where nothing at all
    applies there is no total (XCCDF gives 0 or 1 there; here it is undecided).
    """

    HIERARCHICAL = "hierarchical"  # XCCDF default: weighted means, level by level
    FLAT = "flat"  # Σ points given / Σ points due over all indicators; no weights
    FLAT_UNWEIGHTED = "flat_unweighted"  # the same, each indicator being worth one point
    ABSOLUTE = "absolute"  # full marks if every indicator has full marks, else 0


class Mean(StrEnum):
    """How branches combine into the total of the hierarchical model; weights hold in both."""

    ARITHMETIC = "arithmetic"  # Σ w·rate / Σ w
    GEOMETRIC = "geometric"  # Π rate^(w / Σ w): a weak branch is not made up for; 0 gives 0


@dataclass(frozen=True, slots=True)
class Aggregation:
    """From indicators to the total.

    ``precision``: significant digits of a geometric mean, correctly rounded (half to even); what
    follows the last of them is not known, all else in a result is exact. ``section_weights``:
    weights of sections within their branch, where they are not the sums of their points.
    """

    model: Model = Model.HIERARCHICAL
    mean: Mean = Mean.ARITHMETIC
    precision: int = 34
    section_weights: Mapping[str, Fraction] = field(default_factory=dict)


class Structure(StrEnum):
    """What the branches under the total are."""

    TYPES = "types"
    METHODS = "methods"  # 实地走访, 查阅档案, 调查问卷 of a mutual evaluation


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch under the total: a type, or a method of checking.

    ``weight`` is relative; ``full`` is what the branch is printed on (100, say); ``floor`` is the
    least exact score, on that scale, that the decision asks for. An ``optional`` branch may be
    wholly not applicable without leaving the grade open.
    """

    id: str
    name: str
    weight: Fraction
    full: Fraction
    floor: Fraction | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Grade:
    """A half-open interval of the total, lower edge included.

    ``floors`` are what this grade asks of single branches besides (each on its branch's ``full``);
    with a ``quota`` only so many get it, best first, and the others the next grade below.
    """

    id: str
    name: str
    at_least: Fraction
    passing: bool
    floors: Mapping[str, Fraction] = field(default_factory=dict)
    quota: Quota | None = None


@dataclass(frozen=True, slots=True)
class Rounding:
    digits: int
    mode: RoundingMode


@dataclass(frozen=True, slots=True)
class Selection:
    """One indicator as this profile scores it."""

    indicator: str
    branch: str
    points: Fraction
    rule: Rule


@dataclass(frozen=True, slots=True)
class Profile:
    id: str
    name: str
    purpose: Purpose
    standard: str
    subject: SubjectKind
    sources: tuple[Source, ...]
    structure: Structure
    selections: tuple[Selection, ...]
    branches: tuple[Branch, ...]
    full: Fraction
    grades: tuple[Grade, ...]
    not_applicable: NotApplicable
    missing: Missing
    rounding: Rounding
    bonus_cap: Fraction
    set_by: Mapping[str, str]
    file: str = ""
    decision: DecisionRules = NO_RULES
    aggregation: Aggregation = Aggregation()
