"""The checks: pure functions of what was loaded; each yields findings, none raises for data.

To add a check, write a function in the file of its subject, add it to the list in
``of_workspace`` or below, and give its code a page in ``liuxing_cli/codes/pages`` and a case in
``tests/checks/cases``.
"""

from collections.abc import Callable, Iterable, Iterator

from liuxing_cli.checks import evidence, leaked, ratings, records
from liuxing_cli.checks.records import RecordCache
from liuxing_cli.model.assessment import Assessment
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.workspace import Workspace

__all__ = ["RECORD_CHECKS", "RecordCache", "run_record", "run_workspace"]

WorkspaceCheck = Callable[[Workspace], Iterable[Finding]]
RecordCheck = Callable[[Workspace, RecordCache, Assessment], Iterable[Finding]]

RECORD_CHECKS: tuple[RecordCheck, ...] = (
    records.check_head,
    records.check_place,
    records.check_unique,
    records.check_date,
    records.check_assessor,
    ratings.check_ratings,
    evidence.check_evidence,
    leaked.check_record,
)


def run_workspace(
    ws: Workspace, checks: Iterable[WorkspaceCheck] | None = None
) -> Iterator[Finding]:
    """Run the checks of a workspace (default: all); one that crashes becomes a finding (SYS001)."""
    if checks is None:
        from liuxing_cli.checks.of_workspace import WORKSPACE_CHECKS

        checks = WORKSPACE_CHECKS
    for check in checks:
        try:
            yield from check(ws)
        except Exception as error:  # a crash must not silence the other checks
            yield _crashed(check, error, ws.settings.file)


def run_record(
    ws: Workspace,
    cache: RecordCache,
    record: Assessment,
    checks: Iterable[RecordCheck] = RECORD_CHECKS,
) -> Iterator[Finding]:
    """Run all checks of one record; ``cache`` is shared by the records of a run."""
    for check in checks:
        try:
            yield from check(ws, cache, record)
        except Exception as error:  # a crash must not silence the other checks
            yield _crashed(check, error, record.file)


def _crashed(check: Callable[..., object], error: Exception, file: str) -> Finding:
    name = f"{check.__module__.rpartition('.')[2]}.{getattr(check, '__name__', check)}"
    params = {"check": name, "error": f"{type(error).__name__}: {error}"[:200]}
    return Finding("SYS001", file, params=params)
