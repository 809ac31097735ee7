"""Money: one file a year, each community once, and none forgotten."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from liuxing_cli.checks.references import subject_is_unknown, unknown, unreadable
from liuxing_cli.model.finding import Finding, KeyPath, Related
from liuxing_cli.model.profile import SubjectKind
from liuxing_cli.model.workspace import Workspace


def check_places(ws: Workspace) -> Iterator[Finding]:
    """FND001: the file is named after its year."""
    for funding in ws.funding:
        if PurePosixPath(funding.file).stem != funding.year:
            params = {"expected": f"data/funding/{funding.year}.yaml"}
            yield Finding("FND001", funding.file, ("year",), params=params)


def check_communities(ws: Workspace) -> Iterator[Finding]:
    """FND002, FND003: communities that exist, each once."""
    known = [s.id for s in ws.subjects.values() if s.kind is SubjectKind.COMMUNITY]
    for funding in ws.funding:
        first: dict[str, int] = {}
        for item in funding.allocations:
            path: KeyPath = ("allocations", item.place, "community")
            is_other = item.community in ws.subjects and item.community not in known
            if is_other or subject_is_unknown(ws, item.community):
                yield unknown("FND002", funding.file, path, item.community, known)
            other = first.setdefault(item.community, item.place)
            if other != item.place:
                at = ("allocations", other, "community")
                there = (Related(funding.file, None, "另一条", at),)
                params = {"id": item.community}
                yield Finding("FND003", funding.file, path, params=params, related=there)


def check_complete(ws: Workspace) -> Iterator[Finding]:
    """FND004: every community of the list has its line."""
    if unreadable(ws, "data/subjects/"):
        return
    for funding in ws.funding:
        listed = {item.community for item in funding.allocations}
        left = [
            subject
            for subject in ws.subjects.values()
            if subject.kind is SubjectKind.COMMUNITY and subject.id not in listed
        ]
        if left:
            names = "、".join(f"{s.name}" for s in left[:5]) + ("等" if len(left) > 5 else "")
            params = {"count": str(len(left)), "names": names}
            yield Finding("FND004", funding.file, ("allocations",), params=params, on_key=True)
