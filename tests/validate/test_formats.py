"""What programs read: SARIF, GitHub, GitLab, JUnit; every character arrives as it was."""

import json
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema_rs
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.model.finding import Finding, Position
from liuxing_cli.publish.findings.github import as_github
from liuxing_cli.publish.findings.gitlab import as_gitlab
from liuxing_cli.publish.findings.junit import as_junit
from liuxing_cli.publish.findings.sarif import as_sarif
from liuxing_cli.publish.findings.words import told
from tests.validate.samples import FILE, FINDINGS

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.part.schema.json").read_text("utf-8"))
ANY_TEXT = st.text(max_size=30)


def finding(text: str, file: str) -> Finding:
    return Finding("YML003", file, position=Position(1, 2), params={"key": text})


def test_sarif_fits_its_schema() -> None:
    log = json.loads(as_sarif(FINDINGS, "区/"))
    errors = jsonschema_rs.Draft202012Validator(SCHEMA, validate_formats=True).iter_errors(log)
    assert [(error.instance_path, error.message) for error in errors] == []
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted({f.code for f in FINDINGS})
    for result, source in zip(run["results"], FINDINGS, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == source.code
        place = result["locations"][0]["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]) == f"区/{source.file}"
    levels = [result["level"] for result in run["results"]]
    assert levels == ["error", "error", "warning", "error", "error", "note"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3,
        "startColumn": 5,
        "endLine": 3,
        "endColumn": 9,
    }


def test_sarif_without_findings_fits_its_schema() -> None:
    log = json.loads(as_sarif([]))
    assert jsonschema_rs.Draft202012Validator(SCHEMA).is_valid(log)


def test_a_fingerprint_does_not_move_with_the_line_and_is_unique() -> None:
    marks = [result["fingerprint"] for result in json.loads(as_gitlab(FINDINGS))]
    assert len(set(marks)) == len(marks)
    (one,), (other,) = (
        json.loads(
            as_gitlab([Finding("YML003", "a", position=Position(n, 1), params={"key": "k"})])
        )
        for n in (1, 7)
    )
    assert one["fingerprint"] == other["fingerprint"]


def test_github_lines() -> None:
    lines = as_github(FINDINGS, "区/").splitlines()
    assert len(lines) == len(FINDINGS)
    assert lines[0].startswith(
        "::error file=区/data/片会 1%2C东%3A50%25/a&b<c>.yaml,line=3,col=5,endLine=3,endColumn=9,"
        'title=YML003 键重复::键 100%25, "是":%0D%0A<&>'
    )
    assert lines[2].startswith("::warning file=区/standards/a.yaml,line=2,col=1,title=")
    assert lines[3].startswith("::error file=区/data/b.yaml,title=WSP004 ")
    assert lines[5].startswith("::notice ")


def _unescaped(text: str, *, of_property: bool) -> str:
    """What the runner of GitHub makes of it (actions/runner, ActionCommand)."""
    pairs = [("%0D", "\r"), ("%0A", "\n")]
    pairs += [("%3A", ":"), ("%2C", ",")] if of_property else []
    for escaped, plain in [*pairs, ("%25", "%")]:
        text = text.replace(escaped, plain)
    return text


@given(ANY_TEXT, ANY_TEXT)
def test_github_escapes_round_trip(text: str, file: str) -> None:
    written = as_github([finding(text, file)])
    assert "\r" not in written
    assert written.count("\n") == 1
    head, _, message = written.removeprefix("::error ").removesuffix("\n").partition("::")
    properties = dict(pair.split("=", 1) for pair in head.split(","))
    assert _unescaped(properties["file"], of_property=True) == file
    assert _unescaped(message, of_property=False) == told(finding(text, file))


@given(ANY_TEXT, ANY_TEXT)
def test_junit_is_xml_whatever_the_text(text: str, file: str) -> None:
    suites = ET.fromstring(as_junit([finding(text, file)], files=1))  # noqa: S314 - our own
    assert suites.get("failures") == "1"


def test_junit_counts() -> None:
    for strict, failures in ((False, 4), (True, 5)):
        suites = ET.fromstring(as_junit(FINDINGS, files=7, strict=strict))  # noqa: S314 - our own
        (suite,) = suites
        assert suite.get("tests") == str(len(suite)) == str(len(FINDINGS) + 1)
        assert suite.get("failures") == str(len(suite.findall(".//failure"))) == str(failures)
        assert suite[0].get("name") == "检查了 7 个文件"
        assert suite[1].get("classname") == FILE
        (failure,) = suite[1]
        assert "<&>\ufffd\ufffd" in (failure.text or "")


def test_gitlab_has_what_gitlab_reads() -> None:
    for entry in json.loads(as_gitlab(FINDINGS, "区/")):
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["location"]["path"].startswith("区/")
        lines = entry["location"]["lines"]
        assert 1 <= lines["begin"] <= lines["end"]
