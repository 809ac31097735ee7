"""``data/suggestions/*/*.yaml`` → suggestions."""

from typing import Any

from liuxing_cli.model.suggestions import Channel, Suggestion

_OPTIONAL = ("indicator", "unit", "routed", "reason", "replied", "reply", "document")


def suggestion_of(value: dict[str, Any], file: str) -> Suggestion:
    """Build one suggestion."""
    return Suggestion(
        id=value["id"],
        received=value["received"],
        channel=Channel(value["channel"]),
        subject=value["subject"],
        text=value["text"],
        due=value["due"],
        type_id=value.get("type", ""),
        **{key: value.get(key, "") for key in _OPTIONAL},
        file=file,
    )
