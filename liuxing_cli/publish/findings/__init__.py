"""Findings for people and programs: one module a format, the words they share in ``words``."""

from liuxing_cli.publish.findings.text import as_text
from liuxing_cli.publish.findings.to_json import as_json
from liuxing_cli.publish.findings.words import (
    SEVERITY_NAMES,
    count,
    hint_of,
    message_of,
    severity_of,
    summary,
)

__all__ = [
    "SEVERITY_NAMES",
    "as_json",
    "as_text",
    "count",
    "hint_of",
    "message_of",
    "severity_of",
    "summary",
]
