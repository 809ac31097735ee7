"""Findings as one JSON document; see ``schemas/output/validate.schema.json``."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from liuxing_cli import codes
from liuxing_cli.model.finding import Finding, Related, Severity
from liuxing_cli.model.privacy import mask
from liuxing_cli.publish.findings.words import count, hint_of, message_of, severity_of


def as_json(
    findings: Iterable[Finding],
    checked: Mapping[str, int],
    unlisted: Mapping[Severity, int] | None = None,
) -> str:
    """One JSON document; ``unlisted`` are findings that are counted but not listed."""
    found = list(findings)
    numbers, more = count(found), unlisted or {}
    document = {
        "schema": "liuxing/validate@1",
        "checked": dict(checked),
        "counts": {str(s): numbers.get(s, 0) + more.get(s, 0) for s in Severity},
        "findings": [_as_dict(f) for f in found],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _as_dict(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": str(severity_of(finding)),
        "file": finding.file,
        **_position(finding),
        "path": None if finding.path is None else list(map(_step, finding.path)),
        "message": message_of(finding),
        "hint": hint_of(finding),
        "example": codes.lookup(finding.code).example,
        "related": [{"file": r.file, **_position(r), "note": r.note} for r in finding.related],
    }


def _step(step: str | int) -> str | int:
    return mask(step) if isinstance(step, str) else step


def _position(where: Finding | Related) -> dict[str, int | None]:
    place = where.position
    return {
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_line": place.end_line if place else None,
        "end_column": place.end_column if place else None,
    }
