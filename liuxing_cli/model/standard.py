"""The standard: type → section → indicator, each indicator with the rule that judges it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from liuxing_cli.model.decimals import PRECISION
from liuxing_cli.model.finding import KeyPath
from liuxing_cli.model.survey import SurveyForm


class RuleKind(StrEnum):
    """How facts become points; each kind is one file in ``scoring/rules``."""

    RANGE = "range"  # 区间酌情
    OPTIONS = "options"  # 选项
    CHECKLIST = "checklist"  # 分项
    ALL_OR_NOTHING = "all_or_nothing"  # 全有或全无
    BANDS = "bands"  # 分档
    LINEAR = "linear"  # 按比例
    PER_UNIT = "per_unit"  # 按件计分
    DEDUCT = "deduct"  # 扣完为止
    SAMPLE = "sample"  # 抽样评级
    WORSE_THAN_LAST = "worse_than_last"  # 比上期差扣分
    HONOURS = "honours"  # 荣誉加分
    TALLY = "tally"  # 累计记分
    SURVEY = "survey"  # 民意调查
    GOALPOSTS = "goalposts"  # 上下限折算


CONTEXTUAL = frozenset({RuleKind.WORSE_THAN_LAST, RuleKind.HONOURS, RuleKind.TALLY})
"""The rules that rest on earlier records or on events."""


class Method(StrEnum):
    """How an indicator is checked (通知 四(三))."""

    REPORT = "report"  # 听取汇报
    VISIT = "visit"  # 实地考察
    DOCUMENT = "document"  # 查阅资料
    SURVEY = "survey"  # 民意调查


class Origin(StrEnum):
    MUNICIPAL = "municipal"  # 市级指导标准细则
    DERIVED = "derived"  # 由通知的职责和机制推出


class Partial(StrEnum):
    """What a shortfall of less than a whole step deducts."""

    IGNORE = "ignore"  # 不足一步的不扣
    STARTED = "started"  # 不足一步的按一步扣
    PROPORTIONAL = "proportional"  # 按比例扣


class Compared(StrEnum):
    """Which earlier record ``worse_than_last`` looks at."""

    LAST_PERIOD = "last_period"  # 上期
    LAST_YEAR = "last_year"  # 上年同期


class Better(StrEnum):
    """Which way a measure gets better."""

    LESS = "less"
    MORE = "more"


class VetoScope(StrEnum):
    """How far a triggered veto reaches."""

    INDICATOR = "indicator"
    SECTION = "section"
    TYPE = "type"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Points for every ``per`` that the measure stays below ``target`` (above, where less is
    better)."""

    target: Fraction
    per: Fraction
    better: Better = Better.MORE
    partial: Partial = Partial.IGNORE


@dataclass(frozen=True, slots=True)
class RuleItem:
    """One line of a rule: a level, a sub-item, a band, a countable event or a sample grade.

    ``points`` is what the line is worth (for ``per_unit`` and ``deduct``: each time); ``at_least``
    is the lower edge of a band or the least number of good draws. A deduction without ``points``
    is decided by the assessor, each time from ``at_least`` to ``at_most``. ``cap`` is the most
    that a line of ``per_unit`` gives, or that one of ``deduct`` takes.
    """

    id: str
    name: str
    points: Fraction | None = None
    at_least: Fraction | None = None
    applies: "Applicability | None" = None
    at_most: Fraction | None = None
    cap: Fraction | None = None
    shortfall: Shortfall | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as data; the fields that its kind does not use are empty."""

    kind: RuleKind
    items: tuple[RuleItem, ...] = ()
    unit: str = ""  # unit of the measure; "%" turns count/of into a percentage
    floor: Fraction | None = None  # linear: the measure that earns nothing
    target: Fraction | None = None  # linear: the measure that earns full marks
    step: Fraction | None = None  # range: awards are multiples of this
    draw: int | None = None  # sample: how many are drawn
    least: int | None = None  # bands, linear, survey: the least number of answers
    events: tuple[str, ...] = ()  # honours, tally: the kinds of events that count
    within_months: int | None = None  # honours: how long one is valid; None: for ever
    once: bool = True  # honours: those of a series count once, at their highest level
    better: Better = Better.MORE  # worse_than_last
    than: Compared = Compared.LAST_PERIOD  # worse_than_last
    off: Fraction | None = None  # worse_than_last: points taken off
    per: Fraction | None = None  # worse_than_last: taken off once for each of these
    yearly: bool = True  # tally: starts anew each 1 January
    survey: SurveyForm | None = None
    upward: bool = True  # goalposts: between floor (min) and target (max), more is better
    logarithmic: bool = False  # goalposts: by ln, to ``precision`` significant digits
    precision: int = PRECISION


@dataclass(frozen=True, slots=True)
class Applicability:
    """A condition on a trait of the subject: exactly one of the three tests is set."""

    trait: str
    equals: bool | str | None = None
    at_least: Fraction | None = None
    below: Fraction | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Exemption:
    """Whoever holds ``title`` on the day of the assessment gets full marks uninspected (免检)."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Veto:
    """The indicator also rules out: triggered when the share of its points is below ``below``."""

    scope: VetoScope
    below: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class SourceRef:
    document: str
    clause: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One requirement; the id is readable, permanent and never reused."""

    id: str
    name: str
    requirement: str
    points: Fraction
    rule: Rule
    methods: tuple[Method, ...]
    evidence: tuple[str, ...]
    lead: str
    support: tuple[str, ...]
    origin: Origin
    source: SourceRef
    type_id: str
    section_id: str
    applies: Applicability | None = None
    veto: Veto | None = None
    bonus: bool = False
    exempt: Exemption | None = None
    file: str = ""
    path: KeyPath = ()

    @property
    def is_contextual(self) -> bool:
        """Whether its score rests on more than its own rating: events, titles, the last record."""
        return self.exempt is not None or self.rule.kind in CONTEXTUAL


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    name: str
    points: Fraction
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class TypeStandard:
    """One of the programme's types (六型 in Beijing; any number elsewhere)."""

    id: str
    name: str
    group: str
    points: Fraction
    sections: tuple[Section, ...]
    file: str = ""


class TraitKind(StrEnum):
    BOOLEAN = "boolean"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Trait:
    """A fact about a subject that applicability may refer to, fixed before scoring."""

    id: str
    name: str
    kind: TraitKind
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceDocument:
    id: str
    title: str
    issuer: str
    date: str


@dataclass(frozen=True, slots=True)
class Standard:
    """A versioned catalogue of requirements; it carries no decision rule."""

    id: str
    version: str
    title: str
    documents: Mapping[str, SourceDocument]
    traits: Mapping[str, Trait]
    types: tuple[TypeStandard, ...]
    renames: Mapping[str, str]
    retired: Mapping[str, str]
    indicators: Mapping[str, Indicator]
    file: str = ""

    @property
    def ref(self) -> str:
        """``id@version``, as profiles and records name it."""
        return f"{self.id}@{self.version}"
