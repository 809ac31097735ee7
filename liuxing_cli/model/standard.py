"""The standard: type → section → indicator, each indicator with the rule that judges it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from liuxing_cli.model.finding import KeyPath


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


class Method(StrEnum):
    """How an indicator is checked (通知 四(三))."""

    REPORT = "report"  # 听取汇报
    VISIT = "visit"  # 实地考察
    DOCUMENT = "document"  # 查阅资料
    SURVEY = "survey"  # 民意调查


class Origin(StrEnum):
    MUNICIPAL = "municipal"  # 市级指导标准细则
    DERIVED = "derived"  # 由通知的职责和机制推出


class VetoScope(StrEnum):
    """How far a triggered veto reaches."""

    INDICATOR = "indicator"
    SECTION = "section"
    TYPE = "type"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class RuleItem:
    """One line of a rule: a level, a sub-item, a band, a countable event or a sample grade.

    ``points`` is what the line is worth (for ``per_unit`` and ``deduct``: each time); ``at_least``
    is the lower edge of a band or the least number of good draws.
    """

    id: str
    name: str
    points: Fraction | None = None
    at_least: Fraction | None = None
    applies: "Applicability | None" = None


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


@dataclass(frozen=True, slots=True)
class Applicability:
    """A condition on a trait of the subject: exactly one of the three tests is set."""

    trait: str
    equals: bool | str | None = None
    at_least: Fraction | None = None
    below: Fraction | None = None
    reason: str = ""


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
    file: str = ""
    path: KeyPath = ()


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
