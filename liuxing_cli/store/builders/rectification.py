"""``data/supervision`` and ``data/rectification`` → visits and items."""

from typing import Any

from liuxing_cli.model.rectification import Item, Seen, Step, Taken, Visit


def visit_of(value: dict[str, Any], file: str) -> Visit:
    """Build one visit with its findings."""
    return Visit(
        id=value["id"],
        period=value["period"],
        subject=value["subject"],
        date=value["date"],
        by=value["by"],
        findings=tuple(Seen(**seen, place=n) for n, seen in enumerate(value["findings"])),
        file=file,
    )


def item_of(value: dict[str, Any], file: str) -> Item:
    """Build one item with its steps."""
    return Item(
        id=value["id"],
        subject=value["subject"],
        indicator=value["indicator"],
        problem=value["problem"],
        lead=value["lead"],
        raised=value["raised"],
        due=value["due"],
        support=tuple(value.get("support", ())),
        visit=value.get("visit", ""),
        seen=value.get("seen", ""),
        record=value.get("record", ""),
        steps=tuple(_taken(step) for step in value.get("steps", ())),
        file=file,
    )


def _taken(value: dict[str, Any]) -> Taken:
    return Taken(
        step=Step(value["step"]),
        date=value["date"],
        evidence=tuple(value.get("evidence", ())),
        by=value.get("by", ""),
        until=value.get("until", ""),
        note=value.get("note", ""),
    )
