"""Random standards, profiles and records for the properties; small, but with every rule, state,
veto scope, policy and structure."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.profile import (
    Aggregation,
    Mean,
    Missing,
    Model,
    NotApplicable,
    Profile,
    Structure,
)
from liuxing_cli.model.standard import (
    Applicability,
    Indicator,
    Method,
    Rule,
    RuleItem,
    RuleKind,
    Standard,
    Veto,
    VetoScope,
)
from liuxing_cli.model.subject import TraitValue
from tests.scoring.build import GRADES, indicator, profile, standard

KINDS = (
    RuleKind.RANGE,
    RuleKind.OPTIONS,
    RuleKind.CHECKLIST,
    RuleKind.ALL_OR_NOTHING,
    RuleKind.BANDS,
    RuleKind.LINEAR,
    RuleKind.PER_UNIT,
    RuleKind.DEDUCT,
    RuleKind.SAMPLE,
    RuleKind.GOALPOSTS,
)
"""The rules that need nothing but the rating and the traits."""

TRAITS = ("company", "gas")
POINTS = st.sampled_from([Fraction(n, 2) for n in (1, 2, 3, 5, 8, 12, 20, 25)])
CONDITIONS = st.none() | st.builds(
    Applicability, st.sampled_from(TRAITS), equals=st.booleans(), reason=st.just("原因")
)


@dataclass(frozen=True)
class Case:
    standard: Standard
    profile: Profile
    ratings: dict[str, Rating]
    traits: dict[str, TraitValue]


@st.composite
def rules(draw: st.DrawFn, points: Fraction) -> Rule:  # noqa: PLR0911 - a case a kind
    kind = draw(st.sampled_from(KINDS))
    half, third = points / 2, points / 3
    lines = tuple(
        RuleItem(id_, id_, value, edge, None)
        for id_, value, edge in (
            ("a", points, Fraction(90)),
            ("b", half, Fraction(40)),
            ("c", Fraction(0), Fraction(0)),
        )
    )
    match kind:
        case RuleKind.RANGE:
            return Rule(kind, step=points / 4)
        case RuleKind.CHECKLIST:
            conditions = [draw(CONDITIONS) for _ in range(3)]
            return Rule(
                kind,
                tuple(
                    RuleItem(id_, id_, third, None, condition)
                    for id_, condition in zip("abc", conditions, strict=True)
                ),
            )
        case RuleKind.ALL_OR_NOTHING:
            return Rule(kind)
        case RuleKind.LINEAR:
            floor, target = draw(st.sampled_from([(0, 100), (20, 90), (100, 0)]))
            return Rule(kind, unit="%", floor=Fraction(floor), target=Fraction(target))
        case RuleKind.GOALPOSTS:
            low, high = draw(st.sampled_from([(1, 90), (20, 85)]))
            return Rule(
                kind,
                unit="年",
                floor=Fraction(low),
                target=Fraction(high),
                upward=draw(st.booleans()),
                logarithmic=draw(st.booleans()),
                precision=20,
            )
        case RuleKind.SAMPLE:
            grades = [("a", points, 5), ("b", half, 4), ("c", Fraction(0), 0)]
            return Rule(kind, tuple(RuleItem(i, i, p, Fraction(n)) for i, p, n in grades), draw=5)
        case RuleKind.PER_UNIT | RuleKind.DEDUCT:
            return Rule(kind, (RuleItem("a", "a", third), RuleItem("b", "b", half)))
        case _:
            return Rule(kind, lines, unit="%")


@st.composite
def indicators(draw: st.DrawFn, id_: str) -> Indicator:
    pure_veto = draw(st.integers(0, 9)) == 0
    points = Fraction(0) if pure_veto else draw(POINTS)
    vetoed = pure_veto or draw(st.integers(0, 5)) == 0
    return indicator(
        id_,
        points,
        Rule(RuleKind.ALL_OR_NOTHING) if pure_veto else draw(rules(points)),
        veto=Veto(
            draw(st.sampled_from(VetoScope)), draw(st.sampled_from([Fraction(1), Fraction(1, 2)]))
        )
        if vetoed
        else None,
        applies=draw(CONDITIONS) if draw(st.integers(0, 4)) == 0 else None,
        bonus=not pure_veto and draw(st.integers(0, 7)) == 0,
        methods=(draw(st.sampled_from(Method)),),
    )


@st.composite
def standards(draw: st.DrawFn) -> Standard:
    count = 0
    types: dict[str, dict[str, list[Indicator]]] = {}
    for t in range(draw(st.integers(1, 3))):
        sections: dict[str, list[Indicator]] = {}
        for s in range(draw(st.integers(1, 3))):
            size = draw(st.integers(1, 4))
            sections[f"t{t}-s{s}"] = [draw(indicators(f"i{count + n}")) for n in range(size)]
            count += size
        types[f"t{t}"] = sections
    return standard(types)


def scored_ratings(  # noqa: PLR0911 - a case a kind
    rule: Rule, points: Fraction
) -> st.SearchStrategy[Rating]:
    """Ratings that fit ``rule``, whichever of its items apply."""
    counts = st.integers(0, 4)
    match rule.kind:
        case RuleKind.RANGE:
            quarters = st.integers(0, 4).map(lambda n: _decimal(points * n / 4))
            return quarters.map(lambda award: {"award": award, "reason": "原因"})
        case RuleKind.OPTIONS:
            return st.sampled_from("abc").map(lambda level: {"level": level})
        case RuleKind.ALL_OR_NOTHING:
            return st.sampled_from(["met", "unmet"]).map(lambda level: {"level": level})
        case RuleKind.CHECKLIST:
            free = [item.id for item in rule.items if item.applies is None]
            subsets = st.lists(st.sampled_from(free), unique=True) if free else st.just([])
            return subsets.map(lambda met: {"checklist": list(met)})
        case RuleKind.BANDS | RuleKind.LINEAR:
            of = st.integers(1, 60).flatmap(
                lambda n: st.integers(0, n).map(lambda k: {"count": k, "of": n})
            )
            measures = st.integers(0, 1000).map(lambda n: {"measure": Decimal(n) / 10})
            return of | measures
        case RuleKind.GOALPOSTS:
            return st.integers(0, 1000).map(lambda n: {"measure": Decimal(n) / 10})
        case RuleKind.SAMPLE:
            return st.integers(0, 5).map(lambda n: {"count": n, "of": 5})
        case RuleKind.PER_UNIT | RuleKind.DEDUCT:
            return st.fixed_dictionaries({}, optional={"a": counts, "b": counts}).map(
                lambda times: {"occurrences": dict(times)}
            )


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


STATES = st.sampled_from(
    ["not_applicable", "not_applicable", "not_checked", "evidence_missing", "check_failed"]
).map(lambda state: {"state": state, "reason": "原因"})


@st.composite
def records(draw: st.DrawFn, given: Standard) -> dict[str, Rating]:
    ratings: dict[str, Rating] = {}
    for each in given.indicators.values():
        choice = draw(st.integers(0, 9))
        if choice == 0:
            ratings[each.id] = draw(STATES)
        elif choice > 1 or draw(st.booleans()):
            ratings[each.id] = draw(scored_ratings(each.rule, each.points))
    return ratings


@st.composite
def aggregations(draw: st.DrawFn, given: Standard, *, by_type: bool) -> Aggregation:
    """Every model; the hierarchical one with both means and, at times, weighted sections."""
    model = draw(st.sampled_from([Model.HIERARCHICAL, *Model]))
    if model is not Model.HIERARCHICAL:
        return Aggregation(model)
    weights = st.sampled_from([Fraction(1), Fraction(3), Fraction(3, 2)])
    sections = [section.id for type_ in given.types for section in type_.sections]
    weighted = by_type and draw(st.booleans())
    return Aggregation(
        mean=draw(st.sampled_from(Mean)),
        precision=draw(st.sampled_from([16, 34])),
        section_weights={id_: draw(weights) for id_ in sections} if weighted else {},
    )


@st.composite
def profiles(draw: st.DrawFn, given: Standard) -> Profile:
    structure = draw(st.sampled_from(Structure))
    homes = [type_.id for type_ in given.types] + [str(method) for method in Method]
    numbers = st.sampled_from([Fraction(1), Fraction(2), Fraction(5, 2), Fraction(1, 3)])
    floors = draw(st.dictionaries(st.sampled_from(homes), st.sampled_from([40, 60, 80])))
    own = draw(st.dictionaries(st.sampled_from(sorted(given.indicators)), POINTS, max_size=2))
    how = draw(aggregations(given, by_type=structure is Structure.TYPES))
    policies = list(NotApplicable)
    if how.mean is Mean.GEOMETRIC:
        policies.remove(NotApplicable.EXCLUDE)
    return profile(
        given,
        aggregation=how,
        weights={home: draw(numbers) for home in homes},
        floors=floors,
        points={id_: n for id_, n in own.items() if given.indicators[id_].points},
        not_applicable=draw(st.sampled_from(policies)),
        missing=draw(st.sampled_from([Missing.BOUNDS, Missing.BOUNDS, Missing.COMPLETE])),
        structure=structure,
        bonus_cap=draw(st.sampled_from([0, 3, 20])),
        full=draw(st.sampled_from([100, 120, 500])),
        grades=draw(st.sampled_from([GRADES, GRADES[:2] + GRADES[3:], GRADES[3:]])),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    given = draw(standards())
    traits: dict[str, TraitValue] = {trait: draw(st.booleans()) for trait in TRAITS}
    return Case(given, draw(profiles(given)), draw(records(given)), traits)
