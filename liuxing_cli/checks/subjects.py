"""Subjects: ids, folders, streets and traits."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from liuxing_cli.checks.references import (
    a_standard_is_broken,
    subject_is_unknown,
    unknown,
    unreadable,
)
from liuxing_cli.model.finding import Finding, Related
from liuxing_cli.model.profile import SubjectKind
from liuxing_cli.model.standard import Trait, TraitKind
from liuxing_cli.model.subject import Subject, TraitValue
from liuxing_cli.model.workspace import Workspace

_STATISTICAL_CODES = (r"\d{12}", "[0-9]{12}")
"""Patterns of ids by which a workspace says that its ids are statistical codes."""

_STREET_DIGITS = 9
"""The first nine digits of a statistical code name the street, the last three the community."""

_KINDS = {TraitKind.BOOLEAN: " true 或 false", TraitKind.NUMBER: "不小于 0 的数"}


def check_ids(ws: Workspace) -> Iterator[Finding]:
    """SUB001: ids have the form that the settings prescribe."""
    if unreadable(ws, ws.settings.file):
        return
    try:
        pattern = re.compile(ws.settings.subject_id)
    except re.error:
        return
    for subject in ws.subjects.values():
        if not pattern.fullmatch(subject.id):
            params = {"id": subject.id, "pattern": ws.settings.subject_id}
            yield Finding("SUB001", subject.file, ("id",), params=params)


def check_streets(ws: Workspace) -> Iterator[Finding]:
    """SUB002, SUB003: a community's street exists and shares the head of its statistical code."""
    unknown_form = unreadable(ws, ws.settings.file)
    statistical = not unknown_form and ws.settings.subject_id in _STATISTICAL_CODES
    streets = [s.id for s in ws.subjects.values() if s.kind is SubjectKind.STREET]
    for subject in ws.subjects.values():
        if subject.kind is not SubjectKind.COMMUNITY:
            continue
        names_community = subject.street in ws.subjects and subject.street not in streets
        if names_community or subject_is_unknown(ws, subject.street):
            yield unknown("SUB002", subject.file, ("street",), subject.street, streets)
        codes = (subject.id, subject.street)
        coded = all(re.fullmatch("[0-9]{12}", code) for code in codes)
        if statistical and coded and subject.id[:_STREET_DIGITS] != subject.street[:_STREET_DIGITS]:
            params = {"id": subject.id, "street": subject.street}
            yield Finding("SUB003", subject.file, ("id",), params=params)


def check_places(ws: Workspace) -> Iterator[Finding]:
    """SUB004: the file is named after the subject and lies in its street's folder."""
    for subject in ws.subjects.values():
        name = "street" if subject.kind is SubjectKind.STREET else subject.id
        expected = f"data/subjects/{subject.street}/{name}.yaml"
        if subject.kind is SubjectKind.SUBJECT:
            expected = f"data/subjects/{subject.id}.yaml"
        if subject.street in ws.subjects and subject.file != expected:
            own = subject.kind is SubjectKind.SUBJECT
            folder_differs = PurePosixPath(subject.file).parent.name != subject.street and not own
            key = "street" if folder_differs and name != "street" else "id"
            yield Finding("SUB004", subject.file, (key,), params={"expected": expected})


def check_names(ws: Workspace) -> Iterator[Finding]:
    """SUB008: no two communities of a street, and no two streets, share a name."""
    seen: dict[tuple[str, str], Subject] = {}
    for subject in ws.subjects.values():
        home = subject.street if subject.kind is SubjectKind.COMMUNITY else ""
        first = seen.setdefault((home, subject.name), subject)
        if first is not subject:
            related = (Related(first.file, None, "同名的另一个", ("name",)),)
            params = {"name": subject.name, "other": first.id}
            yield Finding("SUB008", subject.file, ("name",), params=params, related=related)


def check_traits(ws: Workspace) -> Iterator[Finding]:
    """SUB005 to SUB007: all but streets carry exactly the traits of the standards."""
    known: dict[str, Trait] = {}
    for standard in ws.standards.values():
        known |= standard.traits
    if not known or a_standard_is_broken(ws):
        return
    for subject in ws.subjects.values():
        if subject.kind is SubjectKind.STREET:
            continue
        for id_, value in subject.traits.items():
            path = ("traits", id_)
            if id_ not in known:
                yield unknown("SUB005", subject.file, path, id_, known, on_key=True)
            elif not _fits(known[id_], value):
                params = {"trait": known[id_].name, "expected": _expected(known[id_])}
                yield Finding("SUB007", subject.file, path, params=params)
        missing = [trait for id_, trait in known.items() if id_ not in subject.traits]
        if missing:
            names = "、".join(f"{trait.id}（{trait.name}）" for trait in missing)
            params = {"traits": names}
            yield Finding("SUB006", subject.file, ("traits",), params=params, on_key=True)


def _fits(trait: Trait, value: TraitValue) -> bool:
    if trait.kind is TraitKind.BOOLEAN:
        return isinstance(value, bool)
    if trait.kind is TraitKind.NUMBER:
        return not isinstance(value, bool | str) and value >= 0
    return value in trait.choices


def _expected(trait: Trait) -> str:
    return _KINDS.get(trait.kind) or f" {' 或 '.join(trait.choices)}"
