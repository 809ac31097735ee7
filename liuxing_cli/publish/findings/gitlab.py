"""Findings as a Code Quality report of GitLab."""

import json
from collections.abc import Iterable
from typing import Any

from liuxing_cli.model.finding import Finding, Severity
from liuxing_cli.publish.findings.fingerprint import fingerprints
from liuxing_cli.publish.findings.words import severity_of, told

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def as_gitlab(findings: Iterable[Finding], prefix: str = "") -> str:
    """One JSON list; files are named from ``prefix`` on."""
    listed = [_as_dict(finding, mark, prefix) for finding, mark in fingerprints(findings)]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def _as_dict(finding: Finding, mark: str, prefix: str) -> dict[str, Any]:
    place = finding.position
    begin = place.line if place else 1
    end = place.end_line if place and place.end_line else begin
    return {
        "description": f"{finding.code} {told(finding)}",
        "check_name": finding.code,
        "fingerprint": mark,
        "severity": _SEVERITIES[severity_of(finding)],
        "location": {"path": f"{prefix}{finding.file}", "lines": {"begin": begin, "end": end}},
    }
