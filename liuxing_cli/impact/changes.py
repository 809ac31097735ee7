"""What changed between two workspaces, each change with its class."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any

from liuxing_cli.impact.classes import Action, ChangeClass
from liuxing_cli.impact.differ import (
    Difference,
    below,
    differences,
    entries,
    keyed,
    paired,
)
from liuxing_cli.impact.renames import renamed
from liuxing_cli.impact.specs import Parts
from liuxing_cli.model.profile import Profile, Structure
from liuxing_cli.model.standard import Indicator, Section, Standard
from liuxing_cli.model.workspace import Workspace


class Noun(StrEnum):
    """What a change is about."""

    SETTINGS = "settings"
    STANDARD = "standard"
    TYPE = "type"
    SECTION = "section"
    INDICATOR = "indicator"
    PROFILE = "profile"
    CONFERENCE = "conference"
    UNIT = "unit"
    DUTIES = "duties"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of which noun, where in it, what it was and is, and its class.

    ``trail`` is empty where the noun as a whole comes, goes or gets another id. ``file`` is the
    new side's, the old side's for what is gone.
    """

    noun: Noun
    id: str
    name: str
    file: str
    trail: tuple[str, ...]
    labels: tuple[str, ...]
    action: Action
    change_class: ChangeClass
    old: object
    new: object


_WHOLE: Mapping[Noun, tuple[ChangeClass, ChangeClass]] = {
    Noun.STANDARD: (ChangeClass.CLARIFICATION, ChangeClass.BREAKS),
    Noun.TYPE: (ChangeClass.SCORES, ChangeClass.SCORES),
    Noun.SECTION: (ChangeClass.SCORES, ChangeClass.SCORES),
    Noun.INDICATOR: (ChangeClass.SCORES, ChangeClass.BREAKS),
    Noun.PROFILE: (ChangeClass.CLARIFICATION, ChangeClass.DECISIONS),
    Noun.UNIT: (ChangeClass.CLARIFICATION, ChangeClass.CLARIFICATION),
    Noun.SUBJECT: (ChangeClass.APPLICABILITY, ChangeClass.BREAKS),
}
"""The class of a noun that comes, and of one that goes.

A new profile changes no result that exists; without one, there is no decision any more.
"""


def compare_workspaces(old: Workspace, new: Workspace) -> tuple[Change, ...]:
    """Find every change of settings, standards, profiles, matrix and subjects.

    A version of a standard that is new beside the others is compared with the last one of its id.
    """
    return tuple(
        chain(
            _settings(old, new),
            _standards(old, new),
            _profiles(old, new),
            _matrix(old, new),
            _subjects(old, new),
        )
    )


def _subjects(old: Workspace, new: Workspace) -> Iterator[Change]:
    """Compare subjects; one whose file cannot be read on the other side is unknown, not gone."""
    unknown = old.broken | new.broken
    for change in _all(Noun.SUBJECT, old.subjects, new.subjects):
        if change.trail or change.file not in unknown:
            yield change


def _settings(old: Workspace, new: Workspace) -> Iterator[Change]:
    found = differences(old.settings, new.settings)
    yield from _wrapped(Noun.SETTINGS, "", new.settings.name, new.settings.file, found)


def _wrapped(
    noun: Noun, id_: str, name: str, file: str, found: Iterable[Difference]
) -> Iterator[Change]:
    for item in found:
        yield Change(
            noun,
            id_,
            name,
            file,
            item.trail,
            item.labels,
            item.action,
            item.change_class,
            item.old,
            item.new,
        )


def _whole(noun: Noun, id_: str, old: Any, new: Any, file: str = "") -> Change:
    """The change of a noun that is on one side only."""
    there = old if new is None else new
    added, removed = _WHOLE[noun]
    return Change(
        noun=noun,
        id=id_,
        name=_name(there),
        file=file or there.file,
        trail=(),
        labels=(),
        action=Action.ADDED if old is None else Action.REMOVED,
        change_class=added if old is None else removed,
        old=old,
        new=new,
    )


def _name(noun: Any) -> str:
    return str(noun.title if isinstance(noun, Standard) else noun.name)


def _all(
    noun: Noun,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    file: Callable[[Any], str] = lambda there: str(there.file),
) -> Iterator[Change]:
    """Compare nouns of one kind by id."""
    for id_, before, after in paired(old, new):
        if before is None or after is None:
            there = before if after is None else after
            yield _whole(noun, id_, before, after, file(there))
        else:
            found = differences(before, after)
            yield from _wrapped(noun, id_, _name(after), file(after), found)


def _standards(old: Workspace, new: Workspace) -> Iterator[Change]:
    for before, after in standard_pairs(old, new):
        if before is not None and after is not None:
            beside = before.ref != after.ref and before.ref in new.standards
            if beside:
                yield _whole(Noun.STANDARD, after.ref, None, after)
            yield from _standard(before, after, beside)
        elif before is not None:
            yield _whole(Noun.STANDARD, before.ref, before, None)
        elif after is not None:
            yield _whole(Noun.STANDARD, after.ref, None, after)


def standard_pairs(
    old: Workspace, new: Workspace
) -> Iterator[tuple[Standard | None, Standard | None]]:
    """Standards that belong together: of one reference, or else the last version of one id."""
    last = {s.id: s for s in sorted(old.standards.values(), key=_age)}
    met: set[str] = set()
    for ref, after in new.standards.items():
        before = old.standards.get(ref) or last.get(after.id)
        if before is not None:
            met.add(before.ref)
        yield before, after
    for ref, before in old.standards.items():
        if ref not in met and ref not in new.standards:
            yield before, None


def _age(standard: Standard) -> tuple[int, str]:
    """Sorts version 10 after version 9."""
    return len(standard.version), standard.version


def _standard(old: Standard, new: Standard, beside: bool) -> Iterator[Change]:
    """Compare two standards; one that came ``beside`` the other leaves its records valid."""
    found = (d for d in differences(old, new) if not beside or d.trail != ("version",))
    yield from _wrapped(Noun.STANDARD, new.ref, new.title, new.file, found)
    yield from _all(Noun.TYPE, keyed(old.types, "id"), keyed(new.types, "id"))
    files = _section_files(old) | _section_files(new)
    yield from _all(Noun.SECTION, _sections(old), _sections(new), lambda there: files[there.id])
    yield from _indicators(old, new)


def _sections(standard: Standard) -> dict[str, Section]:
    return {section.id: section for type_ in standard.types for section in type_.sections}


def _section_files(standard: Standard) -> dict[str, str]:
    return {section.id: type_.file for type_ in standard.types for section in type_.sections}


def _indicators(old: Standard, new: Standard) -> Iterator[Change]:
    moved = renamed(old, new)
    before = {moved.get(id_, id_): indicator for id_, indicator in old.indicators.items()}
    names = {now: was for was, now in moved.items()}
    for id_, was, now in paired(before, new.indicators):
        if was is None or now is None:
            yield _whole(Noun.INDICATOR, id_, was, now)
            continue
        if id_ in names:
            yield _renaming(now, names[id_])
        yield from _wrapped(Noun.INDICATOR, id_, now.name, now.file, differences(was, now))


def _renaming(now: Indicator, was: str) -> Change:
    """A rename that the map records keeps every record readable, so it is a clarification."""
    return Change(
        Noun.INDICATOR,
        now.id,
        now.name,
        now.file,
        (),
        ("编号",),
        Action.RENAMED,
        ChangeClass.CLARIFICATION,
        was,
        now.id,
    )


def _profiles(old: Workspace, new: Workspace) -> Iterator[Change]:
    yield from _all(Noun.PROFILE, old.profiles, new.profiles)
    for id_, before in old.profiles.items():
        after = new.profiles.get(id_)
        if after is not None:
            found = _selections(before, after, old, new)
            yield from _wrapped(Noun.PROFILE, id_, after.name, after.file, found)


_SELECTED = Parts("选用指标", ChangeClass.SCORES, ChangeClass.SCORES)
_TAILORED = (("points", "另定分值"), ("branch", "所属分支"))


def _selections(
    old: Profile, new: Profile, old_ws: Workspace, new_ws: Workspace
) -> Iterator[Difference]:
    """Compare which indicators two profiles select and how they tailor them.

    Only what is the profile's own doing: an indicator that the standard gained, lost or gave
    other points is the standard's change and stands there once.
    """
    source, target = old_ws.standards.get(old.standard), new_ws.standards.get(new.standard)
    if source is None or target is None:
        return
    moved = renamed(source, target)
    before = {moved.get(id_, id_): own for id_, own in _tailored(old, source).items()}
    after = _tailored(new, target)
    both = {moved.get(id_, id_) for id_ in source.indicators} & set(target.indicators)
    for id_, was, now in paired(before, after):
        at, labels = ("select", id_), (_SELECTED.label, id_)
        name = target.indicators[id_].name if id_ in both else ""
        if id_ not in both:
            continue
        if was is None:
            yield Difference(at, labels, Action.ADDED, _SELECTED.added, None, name)
        elif now is None:
            yield Difference(at, labels, Action.REMOVED, _SELECTED.removed, name, None)
        else:
            yield from below(at, labels, _tailoring(was, now, old.structure is new.structure))


def _tailored(profile: Profile, standard: Standard) -> dict[str, dict[str, object]]:
    """What a profile says of its indicators itself; None where it leaves that to the standard."""
    by_type = profile.structure is Structure.TYPES
    return {
        chosen.indicator: {
            "points": None if chosen.points == indicator.points else chosen.points,
            "branch": None if by_type else chosen.branch,
        }
        for chosen in profile.selections
        if (indicator := standard.indicators.get(chosen.indicator)) is not None
    }


def _tailoring(
    was: Mapping[str, object], now: Mapping[str, object], same_structure: bool
) -> Iterator[Difference]:
    for key, label in _TAILORED:
        if was[key] != now[key] and (same_structure or key != "branch"):
            yield Difference(
                (key,), (label,), Action.CHANGED, ChangeClass.SCORES, was[key], now[key]
            )


_DUTIES = Parts("职责", ChangeClass.CLARIFICATION, ChangeClass.CLARIFICATION, key="clause")


def _matrix(old: Workspace, new: Workspace) -> Iterator[Change]:
    before, after = old.matrix, new.matrix
    conference = differences(before.conference, after.conference)
    yield from _wrapped(Noun.CONFERENCE, "", "联席会议", after.conference.file, conference)
    yield from _all(Noun.UNIT, before.units, after.units)
    for bearer in dict.fromkeys((*before.common, *after.common)):
        was, now = before.common.get(bearer, ()), after.common.get(bearer, ())
        file = after.common_file or before.common_file
        yield from _wrapped(Noun.DUTIES, str(bearer), "", file, entries(_DUTIES, (), was, now))
