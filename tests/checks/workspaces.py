"""The whole of ``validate`` without the command line: for tests over a folder."""

from pathlib import Path

from liuxing_cli.codes import lookup
from liuxing_cli.commands.validate.run import check
from liuxing_cli.commands.validate.wanted import Wanted
from liuxing_cli.model.finding import Finding
from liuxing_cli.publish.findings import hint_of, message_of
from liuxing_cli.store.tree import FolderTree

BASE = Path(__file__).parent / "base"
"""A small workspace without any problem, which the cases change."""


def findings_of(root: Path) -> list[Finding]:
    """Everything that is wrong with a workspace, with positions, sorted; coverage left out."""
    found = check(Wanted(root, FolderTree(root))).findings
    return [finding for finding in found if lookup(finding.code).severity != "info"]


def coverage_of(root: Path) -> list[Finding]:
    """What is told as information only."""
    found = check(Wanted(root, FolderTree(root))).findings
    return [finding for finding in found if lookup(finding.code).severity == "info"]


def lines(findings: list[Finding]) -> list[str]:
    """The findings as ``file:line:column: CODE severity message (hint)``, related places below."""
    told = []
    for finding in findings:
        code = lookup(finding.code)
        message, hint = message_of(finding), hint_of(finding)
        place = _place(finding.file, finding.position)
        told.append(f"{place}: {code.code} {code.severity} {message} ({hint})")
        told += [f"  {_place(r.file, r.position)}: {r.note}" for r in finding.related]
    return told


def _place(file: str, position: object) -> str:
    line, column = getattr(position, "line", ""), getattr(position, "column", "")
    return f"{file}:{line}:{column}"
