"""``matrix/**`` → :class:`Matrix`."""

from collections.abc import Mapping
from typing import Any

from liuxing_cli.model.finding import KeyPath
from liuxing_cli.model.matrix import Bearer, Conference, Duty, Unit, WorkingGroup

NO_CONFERENCE = Conference((), "", (), (), "")
"""Stands in where the conference file is missing or broken."""


def conference_of(value: dict[str, Any], file: str) -> Conference:
    """Build the joint conference with its office and working groups."""
    return Conference(
        members=tuple(value["members"]),
        office_lead=value["office"]["lead"],
        office_deputies=tuple(value["office"]["deputies"]),
        groups=tuple(_group(group) for group in value["groups"]),
        clause=value["clause"],
        file=file,
    )


def unit_of(value: dict[str, Any], file: str) -> Unit:
    """Build one unit with its duties."""
    return Unit(
        id=value["id"],
        number=value["number"],
        name=value["name"],
        duties=_duties(value["duties"], ("duties",)),
        note=value.get("note", ""),
        file=file,
        renamed_to=value.get("renamed_to", ""),
        formerly=tuple(value.get("formerly", ())),
    )


def common_of(value: dict[str, Any]) -> Mapping[Bearer, tuple[Duty, ...]]:
    """Build the duties that all groups, streets and committees share."""
    shared = (Bearer.WORKING_GROUP, Bearer.STREET, Bearer.COMMITTEE)
    return {bearer: _duties(value[bearer], (str(bearer),)) for bearer in shared}


def _group(value: dict[str, Any]) -> WorkingGroup:
    return WorkingGroup(
        id=value["id"],
        name=value["name"],
        type_id=value["type"],
        lead=value["lead"],
        members=tuple(value["members"]),
        clause=value["clause"],
    )


def _duties(values: list[dict[str, Any]], path: KeyPath) -> tuple[Duty, ...]:
    return tuple(
        Duty(
            clause=value["clause"],
            text=value["text"],
            types=tuple(value["types"]),
            excluded=value.get("excluded", ""),
            path=(*path, place),
        )
        for place, value in enumerate(values)
    )
