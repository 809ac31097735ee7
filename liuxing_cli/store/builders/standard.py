"""``standard.yaml`` and ``types/*.yaml`` → :class:`Standard`."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from liuxing_cli.model.finding import KeyPath
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.standard import (
    Applicability,
    Indicator,
    Method,
    Origin,
    Rule,
    RuleItem,
    RuleKind,
    Section,
    SourceDocument,
    SourceRef,
    Standard,
    Trait,
    TraitKind,
    TypeStandard,
    Veto,
    VetoScope,
)
from liuxing_cli.store.builders.numbers import exact, optional

_ITEM_KEYS = ("levels", "items", "bands", "grades")


def standard_of(value: dict[str, Any], types: Iterable[TypeStandard], file: str) -> Standard:
    """Build a standard from its head and its types; the first of two equal indicator ids wins."""
    types = tuple(types)
    indicators: dict[str, Indicator] = {}
    for type_ in types:
        for section in type_.sections:
            for indicator in section.indicators:
                indicators.setdefault(indicator.id, indicator)
    return Standard(
        id=value["id"],
        version=value["version"],
        title=value["title"],
        documents={id_: SourceDocument(id=id_, **doc) for id_, doc in value["documents"].items()},
        traits={id_: _trait(id_, trait) for id_, trait in value["traits"].items()},
        types=types,
        renames=value.get("renames", {}),
        retired=value.get("retired", {}),
        indicators=indicators,
        file=file,
    )


def type_of(value: dict[str, Any], file: str) -> TypeStandard:
    """Build one type with its sections and indicators."""
    sections = tuple(
        _section(section, value["id"], file, ("sections", place))
        for place, section in enumerate(value["sections"])
    )
    return TypeStandard(
        id=value["id"],
        name=value["name"],
        group=value["group"],
        points=exact(value["points"]),
        sections=sections,
        file=file,
    )


def _section(value: dict[str, Any], type_id: str, file: str, path: KeyPath) -> Section:
    indicators = tuple(
        _indicator(item, type_id, value["id"], file, (*path, "indicators", place))
        for place, item in enumerate(value["indicators"])
    )
    return Section(value["id"], value["name"], exact(value["points"]), indicators)


def _indicator(
    value: dict[str, Any], type_id: str, section_id: str, file: str, path: KeyPath
) -> Indicator:
    return Indicator(
        id=value["id"],
        name=value["name"],
        requirement=value["requirement"],
        points=exact(value["points"]),
        rule=_rule(value["rule"]),
        methods=tuple(Method(method) for method in value["methods"]),
        evidence=tuple(value["evidence"]),
        lead=value["units"]["lead"],
        support=tuple(value["units"].get("support", ())),
        origin=Origin(value["origin"]),
        source=SourceRef(**value["source"]),
        type_id=type_id,
        section_id=section_id,
        applies=_applies(value.get("applies")),
        veto=_veto(value.get("veto")),
        bonus=value.get("bonus", False),
        file=file,
        path=path,
    )


def _rule(value: dict[str, Any]) -> Rule:
    unit = value.get("unit", "")
    listed = next((value[key] for key in _ITEM_KEYS if key in value), ())
    return Rule(
        kind=RuleKind(value["kind"]),
        items=tuple(_item(item, unit) for item in listed),
        unit=unit,
        floor=optional(value, "floor"),
        target=optional(value, "target"),
        step=optional(value, "step"),
        draw=value.get("draw"),
    )


def _item(value: dict[str, Any], unit: str) -> RuleItem:
    edge = optional(value, "at_least")
    shown = "" if edge is None else plain(edge)
    return RuleItem(
        id=value.get("id", shown),
        name=value.get("name", f"{shown}{unit}及以上"),
        points=exact(value["points"]),
        at_least=edge,
        applies=_applies(value.get("applies")),
    )


def _applies(value: dict[str, Any] | None) -> Applicability | None:
    if value is None:
        return None
    return Applicability(
        trait=value["trait"],
        equals=value.get("equals"),
        at_least=optional(value, "at_least"),
        below=optional(value, "below"),
        reason=value["reason"],
    )


def _veto(value: dict[str, Any] | None) -> Veto | None:
    if value is None:
        return None
    return Veto(VetoScope(value["scope"]), optional(value, "below") or Fraction(1))


def _trait(id_: str, value: dict[str, Any]) -> Trait:
    return Trait(id_, value["name"], TraitKind(value["kind"]), tuple(value.get("choices", ())))
