"""``standards/obligations.yaml`` and ``data/activities/*/*.yaml`` → obligations, activities."""

from typing import Any

from liuxing_cli.model.obligations import (
    Activities,
    Activity,
    Measured,
    Obligation,
    Obligations,
    Who,
)
from liuxing_cli.model.profile import Source
from liuxing_cli.model.terms import Every
from liuxing_cli.store.builders.numbers import exact, optional
from liuxing_cli.store.builders.rules import applies_of


def obligations_of(value: dict[str, Any], file: str) -> Obligations:
    """Build the recurring duties, in the order of the file."""
    listed = enumerate(value["obligations"])
    return Obligations(value["since"], tuple(_one(item, place) for place, item in listed), file)


def _one(value: dict[str, Any], place: int) -> Obligation:
    record, measured = value.get("record"), value.get("measured")
    return Obligation(
        id=value["id"],
        name=value["name"],
        what=value["what"],
        who=Who(value["who"]),
        every=Every(value["every"]),
        clause=value["clause"],
        bodies=tuple(value.get("bodies", ())),
        set_by_district=value.get("set_by_district", False),
        applies=applies_of(value.get("applies")),
        record=None if record is None else Source(record),
        measured=None
        if measured is None
        else Measured(measured["name"], measured["unit"], exact(measured["at_least"])),
        evidence=tuple(value.get("evidence", ())),
        place=place,
    )


def activities_of(value: dict[str, Any], file: str) -> Activities:
    """Build what one body has on record for a year, in the order of the file."""
    keeper = value["keeper"]
    activities = tuple(
        Activity(
            obligation=item["obligation"],
            by=item.get("by", keeper),
            date=item["date"],
            term=item.get("term", ""),
            measure=optional(item, "measure"),
            evidence=tuple(item.get("evidence", ())),
            note=item.get("note", ""),
            place=place,
            file=file,
        )
        for place, item in enumerate(value["activities"])
    )
    return Activities(keeper, value["year"], activities, file)
