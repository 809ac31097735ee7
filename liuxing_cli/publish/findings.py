"""Findings as text and JSON. The text line is ``file:line:column: CODE message (hint)``."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from liuxing_cli import codes
from liuxing_cli.model.finding import Finding, Related, Severity

SEVERITY_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}


def severity_of(finding: Finding) -> Severity:
    """The severity that the registry gives the finding's code."""
    return Severity(codes.lookup(finding.code).severity)


def message_of(finding: Finding) -> str:
    """The Chinese message with the finding's own words filled in."""
    return codes.lookup(finding.code).message.format_map(_Words(finding.params))


def hint_of(finding: Finding) -> str:
    """What to do about it."""
    return codes.lookup(finding.code).hint.format_map(_Words(finding.params))


class _Words(dict[str, str]):
    """A word that a message wants and a finding lacks is shown by name, never as a crash."""

    def __init__(self, params: Mapping[str, str]) -> None:
        super().__init__(params)

    def __missing__(self, key: str) -> str:
        return f"<{key}>"


def as_text(findings: Iterable[Finding]) -> str:
    """One line a finding, related places indented below it."""
    lines = []
    for finding in findings:
        severity = severity_of(finding)
        mark = "" if severity is Severity.ERROR else f"{SEVERITY_NAMES[severity]} "
        hint = hint_of(finding)
        tail = f"（{hint}）" if hint else ""
        lines.append(f"{_place(finding)}: {finding.code} {mark}{message_of(finding)}{tail}")
        lines += [f"    {_place(other)}: {other.note}" for other in finding.related]
    return "\n".join(lines)


def _place(where: Finding | Related) -> str:
    if where.position is None:
        return where.file
    return f"{where.file}:{where.position.line}:{where.position.column}"


def count(findings: Iterable[Finding]) -> Mapping[Severity, int]:
    """How many findings of each severity."""
    return Counter(map(severity_of, findings))


def summary(findings: Iterable[Finding]) -> str:
    """``2 个错误、1 个警告``, or that nothing was found."""
    numbers = count(findings)
    parts = [f"{numbers[s]} 个{name}" for s, name in SEVERITY_NAMES.items() if numbers.get(s)]
    return "、".join(parts) or "没有发现问题"


def as_json(findings: Iterable[Finding], checked: Mapping[str, int]) -> str:
    """One JSON document; see ``schemas/output/validate.schema.json``."""
    found = list(findings)
    numbers = count(found)
    document = {
        "schema": "liuxing/validate@1",
        "checked": dict(checked),
        "counts": {str(s): numbers.get(s, 0) for s in Severity},
        "findings": [_as_dict(f) for f in found],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _as_dict(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": str(severity_of(finding)),
        "file": finding.file,
        **_position(finding),
        "path": list(finding.path) if finding.path is not None else None,
        "message": message_of(finding),
        "hint": hint_of(finding),
        "related": [{"file": r.file, **_position(r), "note": r.note} for r in finding.related],
    }


def _position(where: Finding | Related) -> dict[str, int | None]:
    place = where.position
    return {
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_line": place.end_line if place else None,
        "end_column": place.end_column if place else None,
    }
