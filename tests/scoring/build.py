"""Small standards, profiles and records in code; nothing here reads a file.

``STANDARD`` is a district in miniature: two types, three sections, every state and scope::

    clean (100)  yard: sweep 20 (options), bins 10 (checklist), lamps 10 (deduct)
                 home: stairs 60 (linear %)
    safe  (50)   watch: patrol 30 (per unit), drill 20 (bands)   fire: a pure veto of the type
                 major: a pure veto of the whole                 extra: a bonus of 5
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from liuxing_cli.model.assessment import Assessment, Rating
from liuxing_cli.model.numbers import RoundingMode
from liuxing_cli.model.profile import (
    Aggregation,
    Branch,
    Grade,
    Missing,
    NotApplicable,
    Profile,
    Purpose,
    Rounding,
    Selection,
    Source,
    Structure,
    SubjectKind,
)
from liuxing_cli.model.result import BranchScore, Result
from liuxing_cli.model.standard import (
    Applicability,
    Indicator,
    Method,
    Origin,
    Rule,
    RuleItem,
    RuleKind,
    Section,
    SourceRef,
    Standard,
    TypeStandard,
    Veto,
    VetoScope,
)
from liuxing_cli.model.subject import Subject, TraitValue
from liuxing_cli.scoring.kernel import score_row
from liuxing_cli.scoring.plan import Plan, compile_plan
from liuxing_cli.scoring.row import encode

Number = int | str | Fraction


def item(id_: str, points: Number, applies: Applicability | None = None) -> RuleItem:
    return RuleItem(id_, f"名{id_}", Fraction(points), applies=applies)


def band(at_least: Number, points: Number, id_: str = "") -> RuleItem:
    return RuleItem(id_, f"名{id_}", Fraction(points), at_least=Fraction(at_least))


ALL_OR_NOTHING = Rule(RuleKind.ALL_OR_NOTHING)


def indicator(
    id_: str,
    points: Number,
    rule: Rule = ALL_OR_NOTHING,
    *,
    veto: Veto | None = None,
    applies: Applicability | None = None,
    bonus: bool = False,
    methods: tuple[Method, ...] = (Method.VISIT,),
) -> Indicator:
    """An indicator whose type and section are filled in by :func:`standard`."""
    return Indicator(
        id=id_,
        name=f"指标{id_}",
        requirement="要求",
        points=Fraction(points),
        rule=rule,
        methods=methods,
        evidence=(),
        lead="unit",
        support=(),
        origin=Origin.DERIVED,
        source=SourceRef("notice", "一"),
        type_id="",
        section_id="",
        applies=applies,
        veto=veto,
        bonus=bonus,
        file="standard.yaml",
        path=("indicators", id_),
    )


def standard(types: Mapping[str, Mapping[str, Sequence[Indicator]]]) -> Standard:
    """A standard from type → section → indicators."""
    built = []
    for type_id, sections in types.items():
        parts = tuple(
            Section(
                id_,
                f"部分{id_}",
                _sum(members),
                tuple(replace(each, type_id=type_id, section_id=id_) for each in members),
            )
            for id_, members in sections.items()
        )
        points = sum((part.points for part in parts), Fraction(0))
        built.append(TypeStandard(type_id, f"类型{type_id}", type_id, points, parts))
    return Standard(
        id="tiny",
        version="1",
        title="微型标准",
        documents={},
        traits={},
        types=tuple(built),
        renames={},
        retired={},
        indicators={
            member.id: member
            for type_ in built
            for section in type_.sections
            for member in section.indicators
        },
    )


def _sum(members: Sequence[Indicator]) -> Fraction:
    return sum((member.points for member in members if not member.bonus), Fraction(0))


GRADES = (
    Grade("excellent", "优秀", Fraction(90), True),
    Grade("pass", "达标", Fraction(70), True),
    Grade("near", "接近", Fraction(60), False),
    Grade("fail", "未达标", Fraction(0), False),
)


def profile(
    given: Standard,
    *,
    weights: Mapping[str, Number] | None = None,
    floors: Mapping[str, Number] | None = None,
    points: Mapping[str, Number] | None = None,
    not_applicable: NotApplicable = NotApplicable.RESCALE,
    missing: Missing = Missing.BOUNDS,
    structure: Structure = Structure.TYPES,
    bonus_cap: Number = 5,
    full: Number = 100,
    grades: tuple[Grade, ...] = GRADES,
    digits: int = 2,
    aggregation: Aggregation = Aggregation(),  # noqa: B008 - frozen
) -> Profile:
    """A profile that selects everything; by default types of equal weight on 100, no floors."""
    homes = {
        type_.id if structure is Structure.TYPES else str(member.methods[0]): None
        for type_ in given.types
        for section in type_.sections
        for member in section.indicators
    }
    floors = floors or {}
    own = points or {}
    return Profile(
        id="tiny-profile",
        name="微型办法",
        purpose=Purpose.ACCEPTANCE,
        standard=given.ref,
        subject=SubjectKind.COMMUNITY,
        sources=(Source.INSPECTION,),
        structure=structure,
        selections=tuple(
            Selection(
                indicator=member.id,
                branch=type_.id if structure is Structure.TYPES else str(member.methods[0]),
                points=Fraction(own.get(member.id, member.points)),
                rule=member.rule,
            )
            for type_ in given.types
            for section in type_.sections
            for member in section.indicators
        ),
        branches=tuple(
            Branch(
                id=home,
                name=f"分支{home}",
                weight=Fraction((weights or {}).get(home, 1)),
                full=Fraction(100),
                floor=Fraction(floors[home]) if home in floors else None,
            )
            for home in homes
        ),
        full=Fraction(full),
        grades=grades,
        not_applicable=not_applicable,
        missing=missing,
        rounding=Rounding(digits, RoundingMode.HALF_UP),
        bonus_cap=Fraction(bonus_cap),
        set_by={},
        aggregation=aggregation,
    )


def community(id_: str = "110199000001", /, **traits: TraitValue) -> Subject:
    return Subject(
        id_,
        f"社区{id_[-3:]}",
        SubjectKind.COMMUNITY,
        "110199000000",
        traits,
        True,
        "community.yaml",
    )


def record(
    ratings: Mapping[str, Rating], subject: str = "110199000001", assessor: str = "team"
) -> Assessment:
    return Assessment(
        subject=subject,
        period="2013H1",
        source=Source.INSPECTION,
        assessor=assessor,
        standard="tiny@1",
        date="2013-06-18",
        ratings=ratings,
        file=f"{subject}--{assessor}.yaml",
    )


NO_COMPANY = Applicability("company", equals=True, reason="没有物业")

STANDARD = standard(
    {
        "clean": {
            "yard": [
                indicator(
                    "sweep",
                    20,
                    Rule(RuleKind.OPTIONS, (item("full", 20), item("part", 12), item("none", 0))),
                    applies=NO_COMPANY,
                ),
                indicator(
                    "bins",
                    10,
                    Rule(
                        RuleKind.CHECKLIST,
                        (item("rules", 4), item("plan", 4), item("sort", 2, NO_COMPANY)),
                    ),
                ),
                indicator("lamps", 10, Rule(RuleKind.DEDUCT, (item("dark", "2.5"),))),
            ],
            "home": [
                indicator(
                    "stairs",
                    60,
                    Rule(RuleKind.LINEAR, unit="%", floor=Fraction(0), target=Fraction(100)),
                )
            ],
        },
        "safe": {
            "watch": [
                indicator("patrol", 30, Rule(RuleKind.PER_UNIT, (item("walk", 10),))),
                indicator(
                    "drill",
                    20,
                    Rule(RuleKind.BANDS, (band(4, 20), band(2, 10), band(0, 0)), unit="次"),
                ),
                indicator("fire", 0, veto=Veto(VetoScope.TYPE)),
            ],
            "rest": [
                indicator("major", 0, veto=Veto(VetoScope.WHOLE)),
                indicator("extra", 5, bonus=True),
            ],
        },
    }
)

GOOD: dict[str, Rating] = {
    "sweep": {"level": "full"},
    "bins": {"checklist": ["rules", "plan", "sort"]},
    "lamps": {"occurrences": {}},
    "stairs": {"count": 50, "of": 50},
    "patrol": {"occurrences": {"walk": 3}},
    "drill": {"measure": 4},
    "fire": {"level": "met"},
    "major": {"level": "met"},
}


def scored(
    plan: Plan, changes: Mapping[str, Rating | None] | None = None, **traits: TraitValue
) -> Result:
    """The result of ``GOOD`` with some ratings changed (None: taken out)."""
    ratings = {**GOOD, **(changes or {})}
    kept = {id_: rating for id_, rating in ratings.items() if rating is not None}
    return score_row(plan, encode(plan, community(**traits), record(kept)))


def pick(result: Result | BranchScore, *names: str) -> tuple[object, ...]:
    """Some fields of a result, side by side."""
    return tuple(getattr(result, name) for name in names)


def unchecked(state: str = "not_checked") -> Rating:
    return {"state": state, "reason": "原因"}


PLAN = compile_plan(STANDARD, profile(STANDARD))


def decimal(text: str) -> Decimal:
    return Decimal(text)
