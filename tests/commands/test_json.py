"""The JSON documents have the documented shape."""

import json

import jsonschema_rs
import pytest

from tests.conftest import ROOT, run_liuxing

OUTPUT = ROOT / "liuxing_cli" / "schemas" / "output"
CALLS = {
    "validate": ["validate", "--format", "json"],
    "score": ["score", "--format", "json"],
    "titles": ["titles", "--on", "2013-12-15", "--format", "json"],
    "calendar": ["calendar", "--on", "2013-12-10", "--format", "json"],
    "feedback": ["feedback", "status", "--on", "2013-12-10", "--format", "json"],
    "funding": ["funding", "--format", "json"],
    "compare": ["compare", "--format", "json"],
    "explain": ["explain", "110199001001", "--format", "json"],
    "robustness": ["robustness", "--draws", "20", "--format", "json"],
    "trend": ["trend", "--all", "--format", "json"],
    "tables": ["matrix", "--format", "json"],
}


@pytest.mark.parametrize("name", CALLS)
def test_shape(name: str) -> None:
    schema = json.loads((OUTPUT / f"{name}.schema.json").read_text(encoding="utf-8"))
    document = json.loads(run_liuxing(*CALLS[name]).stdout)
    errors = list(jsonschema_rs.Draft202012Validator(schema).iter_errors(document))
    assert not errors, [(e.instance_path, e.message) for e in errors[:5]]


def test_explain_with_everything() -> None:
    schema = json.loads((OUTPUT / "explain.schema.json").read_text(encoding="utf-8"))
    call = ["explain", "110199001001", "clean-08", "--what-if", "safe-03=na", "--gains"]
    document = json.loads(run_liuxing(*call, "--format", "json").stdout)
    assert {"what_if", "gains"} <= set(document)
    errors = list(jsonschema_rs.Draft202012Validator(schema).iter_errors(document))
    assert not errors, [(e.instance_path, e.message) for e in errors[:5]]
