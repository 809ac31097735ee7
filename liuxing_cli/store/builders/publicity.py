"""``data/publications/*.yaml`` and ``data/objections/*/*.yaml`` → publications and objections."""

from collections.abc import Iterator
from typing import Any

from liuxing_cli.model.finding import Finding
from liuxing_cli.model.publicity import (
    EvidenceNote,
    ListKind,
    ManifestNote,
    Objection,
    ObjectionOutcome,
    Objector,
    Publication,
    PublicationState,
    Reexamination,
    Shown,
)
from liuxing_cli.model.workdays import Count
from liuxing_cli.store.file_errors import reason_of
from liuxing_cli.store.layout import kind_of
from liuxing_cli.store.tree import Tree


def publication_of(value: dict[str, Any], file: str) -> Publication:
    """Build one publication."""
    window, manifest = value["window"], value.get("manifest")
    return Publication(
        id=value["id"],
        list=ListKind(value["list"]),
        period=value["period"],
        profile=value["profile"],
        published=value["published"],
        window=Shown(
            days=window["days"],
            count=Count(window["count"]),
            first_day_counts=window["first_day_counts"],
            first=window["first"],
            last=window["last"],
        ),
        state=PublicationState(value["state"]),
        ended=value.get("ended", ""),
        reason=value.get("reason", ""),
        manifest=None if manifest is None else ManifestNote(**manifest),
        file=file,
    )


def objection_of(value: dict[str, Any], file: str) -> Objection:
    """Build one objection."""
    again, outcome = value.get("reexamination"), value.get("outcome")
    return Objection(
        id=value["id"],
        publication=value["publication"],
        subject=value["subject"],
        objector=Objector(value["objector"]),
        grounds=value["grounds"],
        received=value["received"],
        evidence=tuple(EvidenceNote(**item) for item in value.get("evidence", ())),
        reexamination=None if again is None else Reexamination(**again),
        outcome=None if outcome is None else ObjectionOutcome(outcome),
        decided=value.get("decided", ""),
        replied=value.get("replied", ""),
        note=value.get("note", ""),
        file=file,
    )


def missing_record(objection: Objection, tree: Tree) -> Iterator[Finding]:
    """PUB014: the assessment that a re-examination names is in the workspace."""
    again = objection.reexamination
    if again is None or kind_of(again.record) != "assessment":
        return  # what is no record at all is told by the checks
    try:
        tree.read(again.record)
    except (OSError, ValueError) as error:
        problem = reason_of(error) if isinstance(error, OSError) else "路径写法不对"
        params = {"record": again.record, "problem": problem}
        yield Finding("PUB014", objection.file, ("reexamination", "record"), params=params)
