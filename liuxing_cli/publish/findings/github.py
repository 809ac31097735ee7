"""Findings as annotations of GitHub Actions (workflow commands)."""

from collections.abc import Iterable

from liuxing_cli import codes
from liuxing_cli.model.finding import Finding, Severity
from liuxing_cli.publish.findings.words import severity_of, told

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_github(findings: Iterable[Finding], prefix: str = "") -> str:
    """One workflow command a finding; files are named from ``prefix`` on."""
    return "".join(f"{_command(finding, prefix)}\n" for finding in findings)


def _command(finding: Finding, prefix: str) -> str:
    title = f"{finding.code} {codes.lookup(finding.code).title}"
    properties = {"file": f"{prefix}{finding.file}"}
    place = finding.position
    if place is not None:
        properties |= {"line": str(place.line), "col": str(place.column)}
        if place.end_line is not None and place.end_column is not None:
            properties |= {"endLine": str(place.end_line), "endColumn": str(place.end_column)}
    properties["title"] = title
    told_as = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_COMMANDS[severity_of(finding)]} {told_as}::{_data(told(finding))}"


def _data(text: str) -> str:
    """Escape a message as the runner unescapes it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape the value of a property, in which colon and comma mean something as well."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
