"""Leaves that rest on other files than the record: events, and a title that exempts."""

from liuxing_cli.model.assessment import Fact, Rating
from liuxing_cli.model.result import TraceNode
from liuxing_cli.scoring.rules.happenings import of_rating


def gathered_fact(rating: Rating, words: str, note: str) -> TraceNode | None:
    """The leaf of a rating that was told by other files; None where it was not.

    ``words`` say what was found, ``note`` what the record adds. Each event is a child with its
    own place.
    """
    if "exempt" in rating:
        return _exempted(rating["exempt"], words, note)
    if "events" not in rating:
        return None
    events = [event for event in of_rating(rating) if event.file]
    children = tuple(
        TraceNode(
            kind="event",
            id=event.id,
            label=f"{event.date} {event.text}",
            value=None,
            note=f"依据：{event.document}" if event.document else "",
            file=event.file,
            path=("events", event.place),
        )
        for event in events
    )
    return TraceNode("fact", "events", words, None, note=note, children=children)


def _exempted(held: Fact, words: str, note: str) -> TraceNode:
    title = held if isinstance(held, dict) else {}
    place = title.get("place")
    return TraceNode(
        kind="fact",
        id="exempt",
        label=words,
        value=None,
        note=note,
        file=str(title.get("file", "")),
        path=("titles", place if isinstance(place, int) else 0),
    )


def earlier_fact(indicator: str, rating: Rating) -> tuple[TraceNode, ...]:
    """The leaf of the earlier record that a rating is compared with, where there is one."""
    earlier = rating.get("previous")
    if not isinstance(earlier, dict):
        return ()
    key = next(key for key in ("measure", "count") if key in earlier)
    return (
        TraceNode(
            kind="fact",
            id="previous",
            label=f"{earlier['period']} 的记录",
            value=None,
            file=str(earlier["file"]),
            path=("ratings", indicator, key),
        ),
    )
