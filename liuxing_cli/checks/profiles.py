"""Profiles: what they select, the branches under the total, and the grades."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import PurePosixPath

from liuxing_cli.checks.references import is_incomplete, unknown
from liuxing_cli.model.finding import Finding, KeyPath
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.profile import Profile, Structure
from liuxing_cli.model.standard import Method, Standard
from liuxing_cli.model.workspace import Workspace


def check_selections(ws: Workspace) -> Iterator[Finding]:
    """PRF004 to PRF007: something is selected, and each branch holds some of it."""
    for profile in ws.profiles.values():
        standard = ws.standards[profile.standard]
        if is_incomplete(ws, standard):
            continue
        if not profile.selections:
            yield Finding("PRF004", profile.file, ("select",), on_key=True)
            continue
        yield from _branches(profile, standard)


def _branches(profile: Profile, standard: Standard) -> Iterator[Finding]:
    by_type = profile.structure is Structure.TYPES
    known = [type_.id for type_ in standard.types] if by_type else [str(m) for m in Method]
    declared = [branch.id for branch in profile.branches]
    counted = [
        choice for choice in profile.selections if not standard.indicators[choice.indicator].bonus
    ]
    used = dict.fromkeys(choice.branch for choice in counted)
    for id_ in declared:
        if id_ not in known:
            yield unknown("PRF005", profile.file, ("branches", id_), id_, known, on_key=True)
        elif id_ not in used:
            params = {"branch": id_}
            yield Finding("PRF007", profile.file, ("branches", id_), params=params, on_key=True)
    for id_ in used:
        if id_ not in declared:
            count = sum(choice.branch == id_ for choice in counted)
            params = {"branch": id_, "count": str(count)}
            yield Finding("PRF006", profile.file, ("branches",), params=params, on_key=True)


def check_grades(ws: Workspace) -> Iterator[Finding]:
    """PRF008, PRF012, PRF013: grades go strictly down to 0, and passing ones come first."""
    for profile in ws.profiles.values():
        grades = profile.grades
        for place, (upper, lower) in enumerate(pairwise(grades), start=1):
            path = ("grades", place, "at_least")
            if lower.at_least >= upper.at_least:
                edge, above = plain(lower.at_least), plain(upper.at_least)
                params = {"problem": f"下限 {edge} 不低于上一等次的 {above}"}
                yield Finding("PRF008", profile.file, path, params=params)
            if lower.passing and not upper.passing:
                params = {"lower": lower.name, "upper": upper.name}
                yield Finding("PRF012", profile.file, ("grades", place, "passing"), params=params)
        if grades[-1].at_least > 0:
            path = ("grades", len(grades) - 1, "at_least")
            params = {"problem": f"最低等次从 {plain(grades[-1].at_least)} 分起，低于它就没有等次"}
            yield Finding("PRF008", profile.file, path, params=params)
        for place, grade in enumerate(grades):
            if grade.id in {earlier.id for earlier in grades[:place]}:
                path = ("grades", place, "id")
                yield Finding("PRF013", profile.file, path, params={"id": grade.id})


def check_limits(ws: Workspace) -> Iterator[Finding]:
    """PRF009: no floor and no grade lies above the full marks."""
    for profile in ws.profiles.values():
        for branch in profile.branches:
            if branch.floor is not None and branch.floor > branch.full:
                params = {"value": plain(branch.floor), "full": plain(branch.full)}
                path: KeyPath = ("branches", branch.id, "floor")
                yield Finding("PRF009", profile.file, path, params=params)
        for place, grade in enumerate(profile.grades):
            if grade.at_least > profile.full + profile.bonus_cap:
                params = {"value": plain(grade.at_least), "full": plain(profile.full)}
                yield Finding("PRF009", profile.file, ("grades", place, "at_least"), params=params)


_LIKE_PERCENT = range(80, 121)
"""Sums of weights that were meant to be 100."""


def check_weights(ws: Workspace) -> Iterator[Finding]:
    """PRF023: weights that look like percentages add up to 100."""
    for profile in ws.profiles.values():
        total = sum((branch.weight for branch in profile.branches), Fraction(0))
        near = _LIKE_PERCENT.start <= total < _LIKE_PERCENT.stop
        if near and total not in (100, profile.full):
            params = {"sum": plain(total)}
            yield Finding("PRF023", profile.file, ("branches",), params=params, on_key=True)


def check_names(ws: Workspace) -> Iterator[Finding]:
    """PRF014: the file carries the id of the profile."""
    for profile in ws.profiles.values():
        stem = PurePosixPath(profile.file).stem
        if stem != profile.id:
            params = {"id": profile.id, "name": stem}
            yield Finding("PRF014", profile.file, ("id",), params=params)
