"""``data/titles/*.yaml`` → the titles of a subject."""

from dataclasses import dataclass
from typing import Any

from liuxing_cli.model.titles import Move, Title, TitleState


@dataclass(frozen=True, slots=True)
class TitlesFile:
    """One file: a subject and its titles."""

    subject: str
    titles: tuple[Title, ...]
    file: str


def titles_of(value: dict[str, Any], file: str) -> TitlesFile:
    """Build the titles of one subject, in the order of the file."""
    subject = value["subject"]
    titles = tuple(
        Title(
            subject=subject,
            title=item["title"],
            moves=tuple(_move(move) for move in item["moves"]),
            issuer=item.get("issuer", ""),
            file=file,
            place=place,
        )
        for place, item in enumerate(value["titles"])
    )
    return TitlesFile(subject, titles, file)


def _move(value: dict[str, Any]) -> Move:
    return Move(
        to=TitleState(value["to"]),
        date=value["date"],
        by=value["by"],
        reason=value.get("reason", ""),
        until=value.get("until", ""),
    )
