"""The records: found by folder, read one at a time, never kept."""

from typing import Any

from liuxing_cli.model.assessment import Assessment
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.kinds import Source
from liuxing_cli.store.documents import WARNINGS, Document, check_document, read_document
from liuxing_cli.store.layout import kind_of
from liuxing_cli.store.tree import Tree

ASSESSMENTS = "data/assessments"
_HEAD = {"subject", "period", "source", "assessor", "standard", "date", "ratings"}
_SYNTAX = frozenset({"YML001", "YML002", "YML014"})


def assessment_files(tree: Tree, period: str | None = None, source: str | None = None) -> list[str]:
    """Return the sorted paths of the records, of one period and one source if given."""
    folder = ASSESSMENTS if period is None else f"{ASSESSMENTS}/{period}"
    files = [file for file in tree.files(folder) if kind_of(file) == "assessment"]
    return [file for file in files if source is None or file.split("/")[3] == source]


def periods(tree: Tree) -> list[str]:
    """Return the periods that have records, sorted."""
    return sorted({file.split("/")[2] for file in assessment_files(tree)})


def read_assessment(
    tree: Tree, file: str, *, salvage: bool = False
) -> tuple[Assessment | None, list[Finding]]:
    """Read one record; None where anything in it is wrong.

    With ``salvage`` a record whose head is sound comes back without its faulty ratings, so that
    the checks can say what else is wrong. Such a record must not be scored.
    """
    return _assessment(read_document(tree, file, "assessment"), salvage)


def parse_assessment(
    data: bytes, file: str, *, salvage: bool = False
) -> tuple[Assessment | None, list[Finding]]:
    """Like :func:`read_assessment`, from bytes that stand for ``file``."""
    return _assessment(check_document(data, file, "assessment"), salvage)


def _assessment(document: Document, salvage: bool) -> tuple[Assessment | None, list[Finding]]:
    value, findings = document.value, list(document.findings)
    if not findings or document.clean:
        return _build(value, document.file), findings
    of_ratings = [finding for finding in findings if finding.code not in WARNINGS]
    if salvage and _has_head(value) and all(map(_in_rating, of_ratings)):
        faulty = {finding.path[1] for finding in of_ratings if finding.path}
        ratings = {key: value["ratings"][key] for key in value["ratings"] if key not in faulty}
        return _build({**value, "ratings": ratings}, document.file), findings
    return None, findings


def _has_head(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() >= _HEAD and isinstance(value["ratings"], dict)


def _in_rating(finding: Finding) -> bool:
    path = finding.path
    if path is None:  # a syntax error: the value is what the other lines say
        return finding.code in _SYNTAX
    return len(path) > 1 and path[0] == "ratings"


def _build(value: dict[str, Any], file: str) -> Assessment:
    return Assessment(
        subject=value["subject"],
        period=value["period"],
        source=Source(value["source"]),
        assessor=value["assessor"],
        standard=value["standard"],
        date=value["date"],
        ratings=value["ratings"],
        file=file,
    )
