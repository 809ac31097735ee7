"""The checks: pure functions of what was loaded; each yields findings, none raises for data.

To add a check, write a function in the file of its subject, add it to the tuple below, and give
its code a page in ``liuxing_cli/codes/pages`` and a case in ``tests/checks/cases``.
"""

from collections.abc import Callable, Iterable, Iterator

from liuxing_cli.checks import (
    matrix,
    privacy,
    profiles,
    ratings,
    records,
    rules,
    settings,
    standards,
    subjects,
)
from liuxing_cli.checks.records import RecordCache
from liuxing_cli.model.assessment import Assessment
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.workspace import Workspace

__all__ = ["RECORD_CHECKS", "WORKSPACE_CHECKS", "RecordCache", "run_record", "run_workspace"]

WorkspaceCheck = Callable[[Workspace], Iterable[Finding]]
RecordCheck = Callable[[Workspace, RecordCache, Assessment], Iterable[Finding]]

WORKSPACE_CHECKS: tuple[WorkspaceCheck, ...] = (
    settings.check_profile,
    settings.check_groups,
    settings.check_unique_ids,
    settings.check_pattern,
    standards.check_names,
    standards.check_unique_ids,
    standards.check_sums,
    standards.check_references,
    standards.check_renames,
    rules.check_rules,
    profiles.check_names,
    profiles.check_selections,
    profiles.check_grades,
    profiles.check_limits,
    matrix.check_units_exist,
    matrix.check_groups,
    matrix.check_seats,
    matrix.check_duties,
    matrix.check_names,
    matrix.check_office,
    subjects.check_ids,
    subjects.check_streets,
    subjects.check_places,
    subjects.check_names,
    subjects.check_traits,
    privacy.check_workspace,
)

RECORD_CHECKS: tuple[RecordCheck, ...] = (
    records.check_head,
    records.check_place,
    records.check_unique,
    records.check_date,
    records.check_assessor,
    ratings.check_ratings,
    privacy.check_record,
)


def run_workspace(
    ws: Workspace, checks: Iterable[WorkspaceCheck] = WORKSPACE_CHECKS
) -> Iterator[Finding]:
    """Run all checks of a workspace; one that crashes becomes a finding (SYS001)."""
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
