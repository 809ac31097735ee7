"""``data/meetings/*.yaml`` → meetings; ``data/funding/*.yaml`` → money by year."""

from fractions import Fraction
from typing import Any

from liuxing_cli.model.funding import Allocation, Economy, Funding
from liuxing_cli.model.meetings import Decision, Meeting
from liuxing_cli.store.builders.numbers import exact

_YUAN = {"yuan": 1, "wan": 10_000}


def meeting_of(value: dict[str, Any], file: str) -> Meeting:
    """Build the minutes of one meeting."""
    decisions = tuple(
        Decision(
            id=item["id"],
            text=item["text"],
            unit=item["unit"],
            due=item["due"],
            support=tuple(item.get("support", ())),
            done=item.get("done", ""),
            evidence=tuple(item.get("evidence", ())),
            place=place,
        )
        for place, item in enumerate(value["decisions"])
    )
    return Meeting(
        id=value["id"],
        date=value["date"],
        title=value["title"],
        convener=value["convener"],
        decisions=decisions,
        attended=tuple(value.get("attended", ())),
        obligation=value.get("obligation", ""),
        term=value.get("term", ""),
        file=file,
    )


def funding_of(value: dict[str, Any], file: str) -> Funding:
    """Build the money of one year, in yuan."""
    scale, economy = _YUAN[value["unit"]], value["economy"]

    def amount(item: dict[str, Any], key: str) -> Fraction:
        return exact(item.get(key, 0)) * scale

    allocations = tuple(
        Allocation(
            community=item["community"],
            district=amount(item, "district"),
            street=amount(item, "street"),
            society=amount(item, "society"),
            place=place,
        )
        for place, item in enumerate(value["allocations"])
    )
    indicator = Economy(economy["name"], exact(economy["growth"]), economy["source"])
    return Funding(value["year"], indicator, allocations, file)
