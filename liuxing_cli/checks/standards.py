"""Standards: unique ids, sums of points and everything that an indicator refers to."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import PurePosixPath

from liuxing_cli.checks.references import unit_is_unknown, unknown, unknown_unit
from liuxing_cli.model.finding import Finding, KeyPath, Related
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.standard import (
    Applicability,
    Indicator,
    Section,
    Standard,
    Trait,
    TraitKind,
    TypeStandard,
)
from liuxing_cli.model.workspace import Workspace


def check_names(ws: Workspace) -> Iterator[Finding]:
    """STD005: files and folders carry the ids of what they hold."""
    for standard in ws.standards.values():
        folder = PurePosixPath(standard.file).parent.name
        if folder not in (standard.id, standard.ref):
            yield _misnamed(standard.file, standard.id, folder)
        for type_ in standard.types:
            stem = PurePosixPath(type_.file).stem
            if stem != type_.id:
                yield _misnamed(type_.file, type_.id, stem)


def check_unique_ids(ws: Workspace) -> Iterator[Finding]:
    """STD006: no two sections, and no two indicators, of a standard share an id."""
    for standard in ws.standards.values():
        seen: dict[tuple[str, str], tuple[str, KeyPath]] = {}
        for kind, id_, file, path in _ids(standard):
            first = seen.setdefault((kind, id_), (file, path))
            if first != (file, path):
                related = (Related(first[0], None, "第一次写在这里", first[1]),)
                params = {"kind": kind, "id": id_}
                yield Finding("STD006", file, path, params=params, related=related)


def _ids(standard: Standard) -> Iterator[tuple[str, str, str, KeyPath]]:
    for type_ in standard.types:
        for place, section in enumerate(type_.sections):
            yield "部分", section.id, type_.file, ("sections", place, "id")
            for indicator in section.indicators:
                yield "指标", indicator.id, type_.file, (*indicator.path, "id")


def check_sums(ws: Workspace) -> Iterator[Finding]:
    """STD003 and STD004: sections and types are worth the sum of what they hold, without bonus.

    A type that is worth what its indicators are is right; then a section is at fault.
    """
    for standard in ws.standards.values():
        for type_ in standard.types:
            yield from _sums(type_)


def _sums(type_: TypeStandard) -> Iterator[Finding]:
    total = sum((section.points for section in type_.sections), Fraction(0))
    if total != type_.points and type_.points != sum(map(_counted, type_.sections)):
        params = {"points": plain(type_.points), "sum": plain(total)}
        yield Finding("STD004", type_.file, ("points",), params=params)
    for place, section in enumerate(type_.sections):
        total = _counted(section)
        if total != section.points:
            params = {"name": section.name, "points": plain(section.points), "sum": plain(total)}
            yield Finding("STD003", type_.file, ("sections", place, "points"), params=params)


def _counted(section: Section) -> Fraction:
    return sum((item.points for item in section.indicators if not item.bonus), Fraction(0))


def check_references(ws: Workspace) -> Iterator[Finding]:
    """STD007 to STD010: units, documents, groups and traits that an indicator names exist."""
    groups = {group.id for group in ws.matrix.conference.groups}
    for standard in ws.standards.values():
        for type_ in standard.types:
            if groups and type_.group and type_.group not in groups:
                yield unknown("STD008", type_.file, ("group",), type_.group, groups)
        for indicator in standard.indicators.values():
            yield from _units(ws, indicator)
            yield from _document(standard, indicator)
            yield from _conditions(standard, indicator)


def check_owners(ws: Workspace) -> Iterator[Finding]:
    """STD040: beside a responsibility matrix each type has its group, and each indicator its unit
    and its source; a workspace without one needs none of them."""
    if not ws.matrix.units:
        return
    for standard in ws.standards.values():
        for type_ in standard.types:
            if not type_.group:
                params = {"what": type_.name, "key": "group", "title": "创建工作组"}
                yield Finding("STD040", type_.file, (), params=params)
        for indicator in standard.indicators.values():
            for key, title, there in (
                ("units", "责任单位", indicator.lead),
                ("source", "出处", indicator.source.document),
            ):
                if not there:
                    params = {"what": indicator.name, "key": key, "title": title}
                    yield Finding("STD040", indicator.file, (*indicator.path, "id"), params=params)


def _units(ws: Workspace, indicator: Indicator) -> Iterator[Finding]:
    named: list[tuple[KeyPath, str]] = [(("units", "lead"), indicator.lead)]
    named += [(("units", "support", i), unit) for i, unit in enumerate(indicator.support)]
    for path, unit in named:
        at = (*indicator.path, *path)
        if unit and ws.matrix.units and unit_is_unknown(ws, unit):
            yield unknown_unit(ws, "STD007", indicator.file, at, unit)
        if len(path) == 3 and unit == indicator.lead:
            yield Finding("STD018", indicator.file, at, params={"id": unit})


def _document(standard: Standard, indicator: Indicator) -> Iterator[Finding]:
    id_ = indicator.source.document
    if id_ and id_ not in standard.documents:
        path = (*indicator.path, "source", "document")
        yield unknown("STD009", indicator.file, path, id_, standard.documents)


def _conditions(standard: Standard, indicator: Indicator) -> Iterator[Finding]:
    conditions: list[tuple[KeyPath, Applicability | None]] = [(("applies",), indicator.applies)]
    conditions += [
        (("rule", "items", place, "applies"), item.applies)
        for place, item in enumerate(indicator.rule.items)
    ]
    for path, condition in conditions:
        if condition is not None:
            at = (*indicator.path, *path)
            yield from _condition(condition, standard.traits, indicator.file, at)


def _condition(
    condition: Applicability, traits: Mapping[str, Trait], file: str, path: KeyPath
) -> Iterator[Finding]:
    trait = traits.get(condition.trait)
    if trait is None:
        yield unknown("STD010", file, (*path, "trait"), condition.trait, traits)
        return
    if trait.kind is TraitKind.NUMBER:
        fits, wanted = condition.equals is None, "at_least 或 below"
    elif trait.kind is TraitKind.BOOLEAN:
        fits, wanted = isinstance(condition.equals, bool), "equals: true 或 equals: false"
    else:
        fits = condition.equals in trait.choices
        wanted = f"equals: {' 或 '.join(trait.choices)}"
    if not fits:
        params = {"trait": trait.name, "wanted": wanted}
        yield Finding("STD019", file, path, params=params, on_key=True)


def _misnamed(file: str, id_: str, name: str) -> Finding:
    return Finding("STD005", file, ("id",), params={"id": id_, "name": name})
