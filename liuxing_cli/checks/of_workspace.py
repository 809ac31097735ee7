"""The list of checks of a workspace; imported when one is checked."""

from collections.abc import Callable, Iterable

from liuxing_cli.checks import (
    coverage,
    matrix,
    privacy,
    profiles,
    reorganisation,
    rules,
    settings,
    standards,
    subjects,
    versions,
    wording,
)
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.workspace import Workspace

WorkspaceCheck = Callable[[Workspace], Iterable[Finding]]

WORKSPACE_CHECKS: tuple[WorkspaceCheck, ...] = (
    settings.check_profile,
    settings.check_groups,
    settings.check_unique_ids,
    settings.check_pattern,
    settings.check_severities,
    standards.check_names,
    standards.check_unique_ids,
    standards.check_sums,
    standards.check_references,
    versions.check_renames,
    versions.check_versions,
    rules.check_rules,
    wording.check_wording,
    profiles.check_names,
    profiles.check_selections,
    profiles.check_grades,
    profiles.check_limits,
    matrix.check_units_exist,
    matrix.check_groups,
    matrix.check_seats,
    matrix.check_duties,
    matrix.check_clauses,
    matrix.check_names,
    matrix.check_office,
    reorganisation.check_links,
    reorganisation.check_use,
    coverage.check_sources,
    coverage.check_duties_covered,
    coverage.check_indicators_covered,
    subjects.check_ids,
    subjects.check_streets,
    subjects.check_places,
    subjects.check_names,
    subjects.check_traits,
    privacy.check_workspace,
)
