"""``subjects/**`` → :class:`Subject`."""

from decimal import Decimal
from typing import Any

from liuxing_cli.model.kinds import SubjectKind
from liuxing_cli.model.subject import Subject, TraitValue
from liuxing_cli.store.builders.numbers import exact


def street_of(value: dict[str, Any], file: str) -> Subject:
    """Build a street or town; it names itself as its street."""
    return Subject(
        id=value["id"],
        name=value["name"],
        kind=SubjectKind.STREET,
        street=value["id"],
        traits={},
        synthetic=value.get("synthetic", False),
        file=file,
    )


def subject_of(value: dict[str, Any], file: str) -> Subject:
    """Build a subject that is neither a community nor a street; it belongs to none."""
    return Subject(
        id=value["id"],
        name=value["name"],
        kind=SubjectKind.SUBJECT,
        street=value["id"],
        traits={id_: _trait_value(trait) for id_, trait in value.get("traits", {}).items()},
        synthetic=value.get("synthetic", False),
        file=file,
    )


def community_of(value: dict[str, Any], file: str) -> Subject:
    """Build a community with its traits."""
    return Subject(
        id=value["id"],
        name=value["name"],
        kind=SubjectKind.COMMUNITY,
        street=value["street"],
        traits={id_: _trait_value(trait) for id_, trait in value.get("traits", {}).items()},
        synthetic=value.get("synthetic", False),
        file=file,
    )


def _trait_value(value: bool | int | Decimal | str) -> TraitValue:
    return value if isinstance(value, bool | str) else exact(value)
