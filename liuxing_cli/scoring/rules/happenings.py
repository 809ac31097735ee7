"""Events as facts of a rating, and back."""

from collections.abc import Iterable
from fractions import Fraction

from liuxing_cli.model.assessment import Fact, Rating
from liuxing_cli.model.events import Event
from liuxing_cli.model.numbers import plain


def as_facts(events: Iterable[Event]) -> list[Fact]:
    """Events under the key ``events`` of a rating; points as exact text."""
    return [
        {
            "id": event.id,
            "date": event.date,
            "kind": event.kind,
            "level": event.level,
            "points": "" if event.points is None else plain(event.points),
            "series": event.series,
            "text": event.text,
            "document": event.document,
            "file": event.file,
            "place": event.place,
        }
        for event in events
    ]


def of_rating(rating: Rating) -> list[Event]:
    """The events that were gathered for a rating; none where nothing was gathered."""
    given = rating.get("events")
    if not isinstance(given, list):
        return []
    return [_event(fact) for fact in given if isinstance(fact, dict)]


def _event(fact: dict[str, Fact]) -> Event:
    points, place = str(fact["points"]), fact["place"]
    return Event(
        subject="",
        id=str(fact["id"]),
        date=str(fact["date"]),
        kind=str(fact["kind"]),
        text=str(fact["text"]),
        level=str(fact["level"]),
        points=Fraction(points) if points else None,
        series=str(fact["series"]),
        document=str(fact["document"]),
        file=str(fact["file"]),
        place=place if isinstance(place, int) else 0,
    )
