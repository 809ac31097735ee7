"""What is evaluated: a community, or a street or town. Never a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.model.profile import SubjectKind

TraitValue = bool | str | Fraction


@dataclass(frozen=True, slots=True)
class Subject:
    """``street`` is the id of the street a community belongs to (a street names itself)."""

    id: str
    name: str
    kind: SubjectKind
    street: str
    traits: Mapping[str, TraitValue]
    synthetic: bool = False
    file: str = ""
