"""The whole of ``validate`` without the command: for tests over a folder."""

from pathlib import Path

from liuxing_cli import checks
from liuxing_cli.codes import lookup
from liuxing_cli.model.finding import Finding
from liuxing_cli.store.load import load_workspace
from liuxing_cli.store.place import resolve
from liuxing_cli.store.records import assessment_files, read_assessment
from liuxing_cli.store.tree import FolderTree

BASE = Path(__file__).parent / "base"
"""A small workspace without any problem, which the cases change."""


def findings_of(root: Path) -> list[Finding]:
    """Everything that is wrong with a workspace, with positions, sorted."""
    tree = FolderTree(root)
    loaded = load_workspace(tree)
    found = list(loaded.findings)
    if loaded.workspace is not None:
        found += checks.run_workspace(loaded.workspace)
        cache = checks.RecordCache()
        for file in assessment_files(tree):
            record, problems = read_assessment(tree, file, salvage=True)
            found += problems
            if record is not None:
                found += checks.run_record(loaded.workspace, cache, record)
    return resolve(tree, found)


def lines(findings: list[Finding]) -> list[str]:
    """The findings as ``file:line:column: CODE severity message (hint)``, related places below."""
    told = []
    for finding in findings:
        code = lookup(finding.code)
        message, hint = code.fill(finding.params)
        place = _place(finding.file, finding.position)
        told.append(f"{place}: {code.code} {code.severity} {message} ({hint})")
        told += [f"  {_place(r.file, r.position)}: {r.note}" for r in finding.related]
    return told


def _place(file: str, position: object) -> str:
    line, column = getattr(position, "line", ""), getattr(position, "column", "")
    return f"{file}:{line}:{column}"
