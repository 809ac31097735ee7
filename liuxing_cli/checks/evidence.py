"""Evidence that a rating names by path: inside the workspace, there, and unchanged."""

from collections.abc import Iterator

from liuxing_cli.checks.records import RecordCache
from liuxing_cli.model.assessment import Assessment, Fact
from liuxing_cli.model.finding import Finding, KeyPath
from liuxing_cli.model.paths import is_path
from liuxing_cli.model.workspace import Workspace


def check_evidence(_ws: Workspace, cache: RecordCache, record: Assessment) -> Iterator[Finding]:
    """REC022: evidence given by its path exists in the workspace; REC023: with its sha256."""
    if cache.evidence is None:
        return
    for id_, rating in record.ratings.items():
        if "evidence" not in rating:
            continue
        listed = rating["evidence"]
        for place, item in enumerate(listed if isinstance(listed, list) else ()):
            path, digest = _named(item)
            problem = cache.evidence(path, digest) if path else ""
            if problem:
                at: KeyPath = ("ratings", id_, "evidence", place)
                code = "REC023" if "sha256" in problem else "REC022"
                params = {"path": path, "problem": problem}
                yield Finding(code, record.file, at, params=params)


def _named(item: Fact) -> tuple[str, str | None]:
    if isinstance(item, dict):
        digest = item.get("sha256")
        return str(item.get("path", "")), digest if isinstance(digest, str) else None
    return (item, None) if isinstance(item, str) and is_path(item) else ("", None)
