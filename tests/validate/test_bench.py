"""The benchmark of ``validate``: importable, over sound records, with faults that are found."""

from pathlib import Path

import jsonschema_rs
import pytest
import yaml

from liuxing_cli.store.schema import load
from tests.bench import validate
from tests.bench.validate_corpus import RATINGS, make_workspace
from tests.bench.validate_peers import FAULTS, YAMALE_SCHEMA, Fault, make_faulty
from tests.conftest import run_liuxing


def test_records_of_the_corpus_are_sound(tmp_path: Path) -> None:
    files = make_workspace(tmp_path, 12)
    assert len(files) == 12
    assert run_liuxing("validate", "data/assessments", "--strict", cwd=tmp_path).returncode == 0
    validator = jsonschema_rs.Draft202012Validator(load("assessment"), validate_formats=True)
    for file in files:
        value = yaml.safe_load((tmp_path / file).read_text("utf-8"))
        assert len(value["ratings"]) >= RATINGS * 0.9
        assert validator.is_valid(value)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_every_fault_is_found(tmp_path: Path, fault: Fault) -> None:
    assert run_liuxing("validate", make_faulty(tmp_path, fault), cwd=tmp_path).returncode == 1


def test_the_schema_for_yamale_names_the_same_keys() -> None:
    documents = list(yaml.safe_load_all(YAMALE_SCHEMA))
    schema = load("assessment")
    assert set(documents[0]) == set(schema["properties"])
    assert set(documents[1]["rating"]) <= set(schema["$defs"]["rating"]["properties"])


def test_the_page_can_be_written() -> None:
    timing = validate.Timing("x", (1.0, 2.0, 3.0), (1.0, 1.5))
    four = [timing] * 4
    faults = [("错处", {"liuxing validate": True, "yamale": False})]
    page = validate.page_of(10, four[:3], four[:3], four[:3], [(500, 60.0)], faults)
    assert "| 错处 | ✓ | — |" in page
    assert str(timing) == "2.000 s（1.000～3.000）"
