"""``data/titles/*.yaml`` → the titles of a subject."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from liuxing_cli.model.finding import Finding, KeyPath
from liuxing_cli.model.paths import is_path
from liuxing_cli.model.titles import Move, Title, TitleState
from liuxing_cli.store.file_errors import reason_of
from liuxing_cli.store.tree import Tree


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


def missing_documents(titles: TitlesFile, tree: Tree) -> Iterator[Finding]:
    """TTL005: a document given by its path is in the workspace and can be read."""
    for title in titles.titles:
        for place, move in enumerate(title.moves):
            problem = _problem(tree, move.by) if is_path(move.by) else ""
            if problem:
                path: KeyPath = ("titles", title.place, "moves", place, "by")
                params = {"path": move.by, "problem": problem}
                yield Finding("TTL005", titles.file, path, params=params)


def _problem(tree: Tree, path: str) -> str:
    if "\\" in path:
        return "路径要用 / 分隔"
    try:
        tree.read(path)
    except OSError as error:
        return reason_of(error)
    return ""


def _move(value: dict[str, Any]) -> Move:
    return Move(
        to=TitleState(value["to"]),
        date=value["date"],
        by=value["by"],
        reason=value.get("reason", ""),
        until=value.get("until", ""),
    )
