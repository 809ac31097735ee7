"""What is evaluated: a community, a street or town, or another body. Never a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.model.kinds import SubjectKind

TraitValue = bool | str | Fraction


@dataclass(frozen=True, slots=True)
class Subject:
    """``street`` is the id of the street a community belongs to; any other subject names itself."""

    id: str
    name: str
    kind: SubjectKind
    street: str
    traits: Mapping[str, TraitValue]
    synthetic: bool = False
    file: str = ""
