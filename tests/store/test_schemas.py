"""The schemas: valid, closed, described in Chinese, and told without leftovers."""

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.codes import lookup
from liuxing_cli.model.assessment import FACT_KEYS, State
from liuxing_cli.model.decision import MissingSource, QuotaOf, Ties
from liuxing_cli.model.profile import Missing, NotApplicable, Purpose, Source, Structure
from liuxing_cli.model.standard import Method, Origin, RuleKind, VetoScope
from liuxing_cli.model.titles import TitleState
from liuxing_cli.store import schema
from liuxing_cli.store.layout import KINDS, kind_of
from liuxing_cli.store.yaml_reader import parse
from tests.checks.workspaces import BASE

CHECKED = {
    "additionalProperties", "allOf", "const", "dependentRequired", "else", "enum",
    "exclusiveMaximum", "exclusiveMinimum", "format", "if", "items",
    "maxLength", "maxProperties", "maximum", "minItems", "minLength", "minProperties", "minimum",
    "pattern", "properties", "propertyNames", "required", "then", "type", "uniqueItems",
}  # fmt: skip
_BY_NAME = ("properties", "$defs", "dependentRequired")
ANNOTATIONS = {"$schema", "$id", "$defs", "$ref", "title", "description"}


def nodes(node: Any, *, named: bool = False) -> Iterator[dict[str, Any]]:
    """All schemas below a schema; ``named`` says that the keys of ``node`` are names."""
    if isinstance(node, dict):
        if not named:
            yield node
        for key, item in node.items():
            yield from nodes(item, named=not named and key in _BY_NAME)
    elif isinstance(node, list):
        for item in node:
            yield from nodes(item)


def test_every_kind_has_its_schema() -> None:
    names = {path.name for path in resources.files("liuxing_cli.schemas").iterdir()}
    assert {name for name in names if name.endswith(".json")} == {
        f"{kind}.schema.json" for kind in KINDS
    }


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_valid_closed_and_described(kind: str) -> None:
    loaded = schema.load(kind)
    assert jsonschema_rs.meta.is_valid(loaded)
    assert loaded["properties"]["kind"]["const"] == kind
    assert loaded["properties"]["format"]["const"] == 1
    for node in nodes(loaded):
        assert node.keys() <= CHECKED | ANNOTATIONS
        for name, item in node.get("properties", {}).items():
            is_test = item.keys() == {"const"}
            assert is_test or (item["title"] and item["description"]), name
        if node.get("type") == "object" and "allOf" not in node:
            assert "additionalProperties" in node


@pytest.mark.parametrize(
    ("kind", "path", "members"),
    [
        ("type", "$defs/rule/properties/kind", RuleKind),
        ("type", "$defs/indicator/properties/methods/items", Method),
        ("type", "$defs/indicator/properties/origin", Origin),
        ("type", "$defs/indicator/properties/veto/properties/scope", VetoScope),
        ("profile", "properties/purpose", Purpose),
        ("profile", "properties/sources/items", Source),
        ("profile", "properties/structure", Structure),
        ("profile", "properties/missing", Missing),
        ("profile", "properties/not_applicable", NotApplicable),
        ("assessment", "properties/source", Source),
        ("titles", "$defs/move/properties/to", TitleState),
        ("profile", "$defs/grade/properties/quota/properties/of", QuotaOf),
        ("profile", "$defs/grade/properties/quota/properties/ties", Ties),
        ("profile", "properties/combine/properties/missing", MissingSource),
        ("assessment", "$defs/rating/properties/state", State),
    ],
)
def test_choices_agree_with_the_model(kind: str, path: str, members: Any) -> None:
    node = schema.load(kind)
    for step in path.split("/"):
        node = node[step]
    assert node["enum"] == [member.value for member in members]


def test_facts_agree_with_the_model() -> None:
    assert set(FACT_KEYS) < set(schema.load("assessment")["$defs"]["rating"]["properties"])


def test_schema_files_are_written_as_json() -> None:
    for path in Path(schema.__file__).parent.parent.glob("schemas/*.json"):
        json.loads(path.read_text("utf-8"))


FILES = {path: kind_of(path.relative_to(BASE).as_posix()) for path in sorted(BASE.rglob("*.yaml"))}
DOCUMENTS = [(kind, parse(path.read_bytes(), "f").value) for path, kind in FILES.items()]


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths(item, (*path, key))


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = changed(value[path[0]], path[1:], new)
    return copy


@given(st.data())
def test_any_change_of_a_value_is_told_or_fits(data: st.DataObject) -> None:
    kind, document = data.draw(st.sampled_from(DOCUMENTS))
    path = data.draw(st.sampled_from(list(paths(document))))
    new = data.draw(
        st.none()
        | st.booleans()
        | st.integers()
        | st.text("aZ-_ 甲９", max_size=20)
        | st.lists(st.integers(0, 2), max_size=3)
        | st.dictionaries(st.text("ab甲", max_size=2), st.none(), max_size=2)
    )
    mutant = changed(document, path, new)
    found = schema.check(kind or "", mutant, "f.yaml")
    validator = jsonschema_rs.Draft202012Validator(schema.load(kind or ""), validate_formats=True)
    assert bool(found) == (not validator.is_valid(mutant))
    for finding in found:
        message, hint = lookup(finding.code).fill(finding.params)
        assert message
        assert hint
