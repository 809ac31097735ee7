"""``events/*.yaml`` → :class:`Event`."""

from typing import Any

from liuxing_cli.model.events import Event
from liuxing_cli.store.builders.numbers import optional


def events_of(value: dict[str, Any], file: str) -> tuple[Event, ...]:
    """Build the events of one subject, in the order of the file."""
    return tuple(
        Event(
            subject=value["subject"],
            id=event["id"],
            date=event["date"],
            kind=event["kind"],
            text=event["text"],
            level=event.get("level", ""),
            points=optional(event, "points"),
            series=event.get("series", ""),
            document=event.get("document", ""),
            file=file,
            place=place,
        )
        for place, event in enumerate(value["events"])
    )
