"""``standards/commendation.yaml`` → the conditions and the quota."""

from fractions import Fraction
from typing import Any

from liuxing_cli.model.commendation import Commendation, Kind, Wanted
from liuxing_cli.store.builders.numbers import exact, optional


def commendation_of(value: dict[str, Any], file: str) -> Commendation:
    """Build the conditions, in the order of the file."""
    quota = value["quota"]
    return Commendation(
        name=value["name"],
        profile=value["profile"],
        clause=value["clause"],
        conditions=tuple(_wanted(item, place) for place, item in enumerate(value["conditions"])),
        count=quota.get("count"),
        share=optional(quota, "share"),
        per_street=quota.get("per_street"),
        file=file,
    )


def _wanted(value: dict[str, Any], place: int) -> Wanted:
    return Wanted(
        id=value["id"],
        name=value["name"],
        kind=Kind(value["look"]),
        must=value["must"],
        grades=tuple(value.get("grades", ())),
        title=value.get("title", ""),
        at_least=exact(value["at_least"]) if "at_least" in value else Fraction(0),
        periods=value.get("periods", 1),
        place=place,
    )
