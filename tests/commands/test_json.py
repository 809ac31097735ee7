"""The JSON documents have the documented shape."""

import json

import jsonschema_rs
import pytest

from tests.conftest import ROOT, run_liuxing

OUTPUT = ROOT / "liuxing_cli" / "schemas" / "output"
CALLS = {
    "validate": ["validate", "--format", "json"],
    "score": ["score", "--format", "json"],
    "compare": ["compare", "--format", "json"],
    "explain": ["explain", "110199001001", "--format", "json"],
    "tables": ["matrix", "--format", "json"],
}


@pytest.mark.parametrize("name", CALLS)
def test_shape(name: str) -> None:
    schema = json.loads((OUTPUT / f"{name}.schema.json").read_text(encoding="utf-8"))
    document = json.loads(run_liuxing(*CALLS[name]).stdout)
    errors = list(jsonschema_rs.Draft202012Validator(schema).iter_errors(document))
    assert not errors, [(e.instance_path, e.message) for e in errors[:5]]
