"""How a field of a noun is compared, and of which class its changes are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from liuxing_cli.impact.classes import ChangeClass


@dataclass(frozen=True, slots=True)
class Value:
    """A field compared as one value."""

    label: str
    changed: ChangeClass


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping of plain values, compared key by key."""

    label: str
    changed: ChangeClass


@dataclass(frozen=True, slots=True)
class Part:
    """A noun inside, compared field by field; ``whole`` where it comes or goes."""

    label: str
    whole: ChangeClass


@dataclass(frozen=True, slots=True)
class Parts:
    """Nouns inside, matched by the field ``key`` (in a mapping by its keys)."""

    label: str
    added: ChangeClass
    removed: ChangeClass
    key: str = "id"


@dataclass(frozen=True, slots=True)
class Order:
    """Nouns that are compared elsewhere; here only the order of their ids."""

    label: str
    changed: ChangeClass = ChangeClass.WORDING


Spec = Value | Entries | Part | Parts | Order | None
"""None: not compared here (an identity, a place in a file, or compared elsewhere)."""

Chosen = Callable[[Any, Any], Spec]
"""A spec that depends on the two nouns."""
