"""``standard.yaml`` and ``types/*.yaml`` → :class:`Standard`."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from liuxing_cli.model.finding import KeyPath
from liuxing_cli.model.standard import (
    Exemption,
    Indicator,
    Method,
    Origin,
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
from liuxing_cli.store.builders.rules import applies_of, rule_of


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
        documents={
            id_: SourceDocument(id=id_, **doc) for id_, doc in value.get("documents", {}).items()
        },
        traits={id_: _trait(id_, trait) for id_, trait in value.get("traits", {}).items()},
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
        group=value.get("group", ""),
        points=exact(value["points"]),
        sections=sections,
        file=file,
    )


def _section(value: dict[str, Any], type_id: str, file: str, path: KeyPath) -> Section:
    exempt = value.get("exempt")
    indicators = tuple(
        _indicator(item, (type_id, value["id"]), file, (*path, "indicators", place), exempt)
        for place, item in enumerate(value["indicators"])
    )
    return Section(value["id"], value["name"], exact(value["points"]), indicators)


def _indicator(
    value: dict[str, Any],
    home: tuple[str, str],
    file: str,
    path: KeyPath,
    exempt: dict[str, Any] | None,
) -> Indicator:
    exempt = value.get("exempt", exempt)
    return Indicator(
        id=value["id"],
        name=value["name"],
        requirement=value["requirement"],
        points=exact(value["points"]),
        rule=rule_of(value["rule"]),
        methods=tuple(Method(method) for method in value.get("methods", ("document",))),
        evidence=tuple(value.get("evidence", ())),
        lead=value.get("units", {}).get("lead", ""),
        support=tuple(value.get("units", {}).get("support", ())),
        origin=Origin(value.get("origin", Origin.DERIVED)),
        source=SourceRef(**value.get("source", {"document": "", "clause": ""})),
        type_id=home[0],
        section_id=home[1],
        applies=applies_of(value.get("applies")),
        veto=_veto(value.get("veto")),
        bonus=value.get("bonus", False),
        exempt=None if exempt is None else Exemption(exempt["title"], exempt["reason"]),
        file=file,
        path=path,
    )


def _veto(value: dict[str, Any] | None) -> Veto | None:
    if value is None:
        return None
    return Veto(VetoScope(value["scope"]), optional(value, "below") or Fraction(1))


def _trait(id_: str, value: dict[str, Any]) -> Trait:
    return Trait(id_, value["name"], TraitKind(value["kind"]), tuple(value.get("choices", ())))
