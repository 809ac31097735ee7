"""Records that were added, removed or edited."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from liuxing_cli.impact.classes import Action
from liuxing_cli.impact.differ import paired
from liuxing_cli.impact.renames import through_map
from liuxing_cli.model.assessment import Assessment, Rating
from liuxing_cli.model.standard import Standard

_HEAD = ("subject", "period", "source", "assessor", "standard", "date")


@dataclass(frozen=True, slots=True)
class RatingChange:
    """One rating that was added, removed, changed, or written anew under its indicator's new id
    (``was`` is the old one); ``old`` and ``new`` are the ratings as they stand in the files."""

    indicator: str
    action: Action
    old: Rating | None
    new: Rating | None
    was: str = ""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that differs: ``head`` are the keys above the ratings that do."""

    file: str
    action: Action
    head: tuple[str, ...] = ()
    ratings: tuple[RatingChange, ...] = ()


def record_change(
    file: str, old: Assessment, new: Assessment, standard: Standard | None
) -> RecordChange | None:
    """What differs between two readable versions of a record; None where only the writing does.

    A rating written anew under the id that the ``standard`` has for it today is a rename.
    """
    head = tuple(key for key in _HEAD if getattr(old, key) != getattr(new, key))
    ratings = tuple(_ratings(old, new, standard))
    if not head and not ratings:
        return None
    return RecordChange(file, Action.CHANGED, head, ratings)


def _ratings(old: Assessment, new: Assessment, standard: Standard | None) -> Iterator[RatingChange]:
    written = {} if standard is None else through_map(standard, old)[1]
    moved = {
        was: now for now, was in written.items() if now in new.ratings and was not in new.ratings
    }
    before = {moved.get(id_, id_): rating for id_, rating in old.ratings.items()}
    for id_, was, now in paired(before, new.ratings):
        origin = written[id_] if id_ in moved.values() else ""
        if was is None:
            yield RatingChange(id_, Action.ADDED, None, now)
        elif now is None:
            yield RatingChange(id_, Action.REMOVED, was, None)
        elif _exact(was) != _exact(now):
            yield RatingChange(id_, Action.CHANGED, was, now, origin)
        elif origin:
            yield RatingChange(id_, Action.RENAMED, was, now, origin)


def _exact(value: object) -> object:
    """A fact without the order of its keys; True is not 1."""
    if isinstance(value, Mapping):
        return {key: _exact(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_exact(item) for item in value]
    return type(value), value
