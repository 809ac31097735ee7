"""Findings as SARIF 2.1.0 (OASIS), for code scanning and editors."""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from liuxing_cli import __version__, codes
from liuxing_cli.model.finding import Finding, Position, Related, Severity
from liuxing_cli.publish.findings.fingerprint import fingerprints
from liuxing_cli.publish.findings.words import message_of, severity_of, told

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def as_sarif(findings: Iterable[Finding], prefix: str = "") -> str:
    """One run with the rules that were broken; files are named from ``prefix`` on."""
    found = list(findings)
    rules = sorted({finding.code for finding in found})
    run = {
        "tool": {
            "driver": {
                "name": "liuxing",
                "version": __version__,
                "language": "zh-CN",
                "rules": [_rule(code) for code in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, mark, rules.index(finding.code), prefix)
            for finding, mark in fingerprints(found)
        ],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    page = codes.lookup(code)
    return {
        "id": code,
        "shortDescription": {"text": page.title},
        "help": {"text": page.body, "markdown": page.body},
        "defaultConfiguration": {"level": _LEVELS[Severity(page.severity)]},
    }


def _result(finding: Finding, mark: str, rule: int, prefix: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[severity_of(finding)],
        "message": {"text": told(finding)},
        "locations": [{"physicalLocation": _location(finding, prefix)}],
        "partialFingerprints": {"liuxing/v1": mark},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": other.note or message_of(finding)},
                "physicalLocation": _location(other, prefix),
            }
            for number, other in enumerate(finding.related)
        ]
    return result


def _location(where: Finding | Related, prefix: str) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(f"{prefix}{where.file}")}}
    if where.position is not None:
        location["region"] = _region(where.position)
    return location


def _region(place: Position) -> dict[str, int]:
    region = {"startLine": place.line, "startColumn": place.column}
    if place.end_line is not None and place.end_column is not None:
        region |= {"endLine": place.end_line, "endColumn": place.end_column}
    return region
