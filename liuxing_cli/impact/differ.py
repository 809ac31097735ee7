"""Two nouns compared field by field, as the table in ``fields`` says."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeVar

from liuxing_cli.impact.classes import Action, ChangeClass
from liuxing_cli.impact.fields import DECIDING, FIELDS
from liuxing_cli.impact.specs import Entries, Order, Part, Parts, Spec, Value


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference of two nouns.

    ``trail`` is the way to the field in the model's words, ``labels`` the same in the reader's.
    ``old`` and ``new`` are values of the model; None where there is none on that side.
    """

    trail: tuple[str, ...]
    labels: tuple[str, ...]
    action: Action
    change_class: ChangeClass
    old: object
    new: object


_Key = TypeVar("_Key")


def differences(old: Any, new: Any) -> Iterator[Difference]:
    """Find what differs between two nouns of one type."""
    deciding = DECIDING.get(type(old))
    for field in fields(old):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if _same(before, after):
            continue
        yield from _compared(_spec(old, new, field.name), (field.name,), before, after)
        if field.name == deciding:
            return


def _spec(old: Any, new: Any, name: str) -> Spec:
    """The table's word on a field; one that it does not know is shown as a clarification."""
    spec = FIELDS.get(type(old), {}).get(name, Value(name, ChangeClass.CLARIFICATION))
    return spec(old, new) if callable(spec) else spec


def _compared(spec: Spec, trail: tuple[str, ...], old: Any, new: Any) -> Iterator[Difference]:
    match spec:
        case Value(label, changed):
            yield Difference(trail, (label,), Action.CHANGED, changed, old, new)
        case Entries(label, changed):
            yield from entries(Parts(label, changed, changed), trail, old, new)
        case Part(label, whole):
            yield from _part(label, whole, trail, old, new)
        case Parts(label):
            yield from entries(spec, trail, old, new)
            if isinstance(old, tuple):
                yield from _order(f"{label}次序", ChangeClass.WORDING, trail, old, new, spec.key)
        case Order(label, changed):
            yield from _order(label, changed, trail, old, new, "id")
        case _:
            return


def _part(
    label: str, whole: ChangeClass, trail: tuple[str, ...], old: Any, new: Any
) -> Iterator[Difference]:
    if old is None or new is None:
        if old is not new:
            action = Action.ADDED if old is None else Action.REMOVED
            yield Difference(trail, (label,), action, whole, old, new)
        return
    yield from below(trail, (label,), differences(old, new))


def entries(spec: Parts, trail: tuple[str, ...], old: Any, new: Any) -> Iterator[Difference]:
    """Compare two collections by key; nouns in them field by field, plain values as a whole."""
    for key, before, after in paired(keyed(old, spec.key), keyed(new, spec.key)):
        at, labels = (*trail, key), (spec.label, key)
        if before is None:
            yield Difference(at, labels, Action.ADDED, spec.added, None, after)
        elif after is None:
            yield Difference(at, labels, Action.REMOVED, spec.removed, before, None)
        elif is_dataclass(before):
            yield from below(at, labels, differences(before, after))
        elif not _same(before, after):
            yield Difference(at, labels, Action.CHANGED, spec.added, before, after)


def _order(
    label: str, changed: ChangeClass, trail: tuple[str, ...], old: Any, new: Any, key: str
) -> Iterator[Difference]:
    """Report that what both sides have stands in another order."""
    before, after = keyed(old, key), keyed(new, key)
    if len(before) < 2 or list(before) == list(after):
        return
    first = tuple(id_ for id_ in before if id_ in after)
    second = tuple(id_ for id_ in after if id_ in before)
    if first != second:
        yield Difference(trail, (label,), Action.REORDERED, changed, first, second)


def _same(old: Any, new: Any) -> bool:
    """Equal and of one kind: True is not 1; what a mapping holds is left to a closer look."""
    return type(old) is type(new) and old == new and not (old and isinstance(old, Mapping))


def below(
    trail: tuple[str, ...], labels: tuple[str, ...], found: Iterable[Difference]
) -> Iterator[Difference]:
    """Put differences of a part under the noun that holds it."""
    for item in found:
        yield Difference(
            (*trail, *item.trail),
            (*labels, *item.labels),
            item.action,
            item.change_class,
            item.old,
            item.new,
        )


def keyed(nouns: Any, key: str) -> Mapping[str, Any]:
    """Nouns by their key; a key met again is told apart by a number (``clause#2``)."""
    if isinstance(nouns, Mapping):
        return {str(id_): noun for id_, noun in nouns.items()}
    met: Counter[str] = Counter()
    found = {}
    for noun in nouns:
        id_ = str(getattr(noun, key))
        met[id_] += 1
        found[id_ if met[id_] == 1 else f"{id_}#{met[id_]}"] = noun
    return found


def paired(
    old: Mapping[_Key, Any], new: Mapping[_Key, Any]
) -> Iterator[tuple[_Key, Any | None, Any | None]]:
    """Every key of either side with what both have under it, the old side's order first."""
    for key, before in old.items():
        yield key, before, new.get(key)
    for key, after in new.items():
        if key not in old:
            yield key, None, after
