"""Findings as a JUnit report: a test case a finding, and one for all that is in order."""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from liuxing_cli import codes
from liuxing_cli.model.finding import Finding, Severity
from liuxing_cli.publish.findings.words import message_of, place, severity_of, told

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(findings: Iterable[Finding], *, files: int, strict: bool = False) -> str:
    """One test suite; errors fail, with ``strict`` warnings too; the rest is output of a pass."""
    found = list(findings)
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    failed = sum(severity_of(finding) in failing for finding in found)
    counts = {"tests": str(len(found) + 1), "failures": str(failed), "errors": "0", "skipped": "0"}
    suites = ET.Element("testsuites", {"name": "liuxing validate", **counts})
    suite = ET.SubElement(suites, "testsuite", {"name": "liuxing validate", **counts})
    ET.SubElement(suite, "testcase", {"classname": "liuxing", "name": f"检查了 {files} 个文件"})
    for finding in found:
        title = f"{finding.code} {codes.lookup(finding.code).title}"
        names = {"classname": finding.file, "name": f"{title} {place(finding)}"}
        case = ET.SubElement(suite, "testcase", _sound(names))
        text = f"{place(finding)}: {finding.code} {told(finding)}"
        if severity_of(finding) in failing:
            what = {"type": str(severity_of(finding)), "message": message_of(finding)}
            ET.SubElement(case, "failure", _sound(what)).text = _xml(text)
        else:
            ET.SubElement(case, "system-out").text = _xml(text)
    ET.indent(suites)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(suites, encoding="unicode")}\n'


def _sound(attributes: dict[str, str]) -> dict[str, str]:
    return {key: _xml(text) for key, text in attributes.items()}


def _xml(text: str) -> str:
    """Replace what no XML document may hold; the writer escapes the rest."""
    return _NOT_XML.sub("\ufffd", text)
