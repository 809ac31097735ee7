"""``profiles/*.yaml`` → :class:`Profile`, its selections resolved against the standard."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from liuxing_cli.model.finding import Finding, KeyPath
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.model.numbers import RoundingMode
from liuxing_cli.model.profile import (
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
from liuxing_cli.model.standard import Indicator, Method, Standard
from liuxing_cli.store.builders.aggregation import aggregation_findings, aggregation_of
from liuxing_cli.store.builders.decision import decision_of, floors_of, quota_of
from liuxing_cli.store.builders.numbers import exact, optional

METHOD_NAMES = {
    Method.REPORT: "听取汇报",
    Method.VISIT: "实地考察",
    Method.DOCUMENT: "查阅资料",
    Method.SURVEY: "民意调查",
}
_LOOK_UP = "在标准里查对编号"


def profile_of(value: dict[str, Any], standard: Standard, file: str) -> Profile:
    """Build a profile; what it names but the standard lacks is left out (see the findings)."""
    structure = Structure(value["structure"])
    names = {type_.id: type_.name for type_ in standard.types} | METHOD_NAMES
    return Profile(
        id=value["id"],
        name=value["name"],
        purpose=Purpose(value["purpose"]),
        standard=value["standard"],
        subject=SubjectKind(value["subject"]),
        sources=tuple(Source(source) for source in value["sources"]),
        structure=structure,
        selections=tuple(_selections(value, structure, standard)),
        branches=tuple(_branch(id_, branch, names) for id_, branch in value["branches"].items()),
        full=exact(value["full"]),
        grades=tuple(_grade(grade, list(value["branches"])) for grade in value["grades"]),
        not_applicable=NotApplicable(value["not_applicable"]),
        missing=Missing(value["missing"]),
        rounding=Rounding(value["rounding"]["digits"], RoundingMode(value["rounding"]["mode"])),
        bonus_cap=optional(value, "bonus_cap") or Fraction(0),
        set_by=value.get("set_by", {}),
        file=file,
        decision=decision_of(value),
        aggregation=aggregation_of(value),
    )


def reference_findings(value: dict[str, Any], standard: Standard, file: str) -> Iterator[Finding]:
    """Find what a profile names but its standard lacks, and settings without any effect."""
    select = value.get("select", {})
    types = [type_.id for type_ in standard.types]
    for place, id_ in enumerate(select.get("types", ())):
        if id_ not in types:
            at: KeyPath = ("select", "types", place)
            yield Finding(
                "PRF002", file, at, params={"type": id_, "hint": suggestion(id_, types, _LOOK_UP)}
            )
    for path, id_, on_key in _indicator_references(value):
        if id_ not in standard.indicators:
            params = {"indicator": id_, "hint": suggestion(id_, standard.indicators, _LOOK_UP)}
            yield Finding("PRF003", file, path, params=params, on_key=on_key)
    yield from _without_effect(value, standard, file)
    yield from aggregation_findings(value, standard, _selected(value, standard), file)


def _indicator_references(value: dict[str, Any]) -> Iterator[tuple[KeyPath, str, bool]]:
    for key in ("except", "only"):
        for place, id_ in enumerate(value.get("select", {}).get(key, ())):
            yield ("select", key, place), id_, False
    for key in ("points", "method_of"):
        for id_ in value.get(key, ()):
            yield (key, id_), id_, True


def _without_effect(value: dict[str, Any], standard: Standard, file: str) -> Iterator[Finding]:
    selected = {indicator.id for indicator in _selected(value, standard)}
    for key in ("points", "method_of"):
        for id_ in value.get(key, ()):
            unused = id_ in standard.indicators and id_ not in selected
            if unused or (key == "method_of" and value["structure"] == "types"):
                yield Finding("PRF010", file, (key, id_), params={"indicator": id_}, on_key=True)
    for id_, method in value.get("method_of", {}).items():
        indicator = standard.indicators.get(id_)
        if indicator and method not in indicator.methods:
            known = "、".join(indicator.methods)
            params = {"indicator": id_, "method": method, "known": known}
            yield Finding("PRF011", file, ("method_of", id_), params=params)


def _selected(value: dict[str, Any], standard: Standard) -> list[Indicator]:
    select = value.get("select", {})
    types = set(select.get("types", ())) or {type_.id for type_ in standard.types}
    only, left_out = select.get("only"), set(select.get("except", ()))
    return [
        indicator
        for indicator in standard.indicators.values()
        if indicator.type_id in types
        and indicator.id not in left_out
        and (only is None or indicator.id in only)
    ]


def _selections(
    value: dict[str, Any], structure: Structure, standard: Standard
) -> Iterator[Selection]:
    points, method_of = value.get("points", {}), value.get("method_of", {})
    for indicator in _selected(value, standard):
        method = method_of.get(indicator.id, indicator.methods[0])
        yield Selection(
            indicator=indicator.id,
            branch=indicator.type_id if structure is Structure.TYPES else str(method),
            points=exact(points[indicator.id]) if indicator.id in points else indicator.points,
            rule=indicator.rule,
        )


def _branch(id_: str, value: dict[str, Any], names: dict[str, str]) -> Branch:
    full, share = exact(value["full"]), optional(value, "floor_share")
    return Branch(
        id=id_,
        name=value.get("name") or names.get(id_, id_),
        weight=exact(value["weight"]),
        full=full,
        floor=optional(value, "floor") if share is None else share * full,
        optional=value.get("optional", False),
    )


def _grade(value: dict[str, Any], branches: Sequence[str]) -> Grade:
    return Grade(
        id=value["id"],
        name=value["name"],
        at_least=exact(value["at_least"]),
        passing=value["passing"],
        floors=floors_of(value, branches),
        quota=quota_of(value),
    )
