"""The formats agree with the model, and the examples of the docs with the formats."""

import re
from enum import StrEnum
from typing import Any

import pytest

from liuxing_cli.model.publicity import (
    LIST_NAMES,
    OBJECTOR_NAMES,
    OUTCOME_NAMES,
    ListKind,
    ObjectionOutcome,
    Objector,
    PublicationState,
)
from liuxing_cli.model.workdays import COUNT_NAMES, Count
from liuxing_cli.programme.publicity.standing import PHASE_NAMES, PROGRESS_NAMES, Phase, Progress
from liuxing_cli.store import schema
from liuxing_cli.store.yaml_reader import parse
from tests.conftest import ROOT

EXAMPLES = re.findall(
    r"```yaml\n(kind: .*?)```", (ROOT / "docs/publicity.md").read_text("utf-8"), re.DOTALL
)


@pytest.mark.parametrize(
    ("kind", "path", "members"),
    [
        ("publication", ("list",), ListKind),
        ("publication", ("state",), PublicationState),
        ("publication", ("window", "properties", "count"), Count),
        ("workspace", ("publicity", "properties", "count"), Count),
        ("objection", ("objector",), Objector),
        ("objection", ("outcome",), ObjectionOutcome),
    ],
)
def test_choices_agree_with_the_model(
    kind: str, path: tuple[str, ...], members: type[StrEnum]
) -> None:
    node: Any = schema.load(kind)["properties"]
    for key in path:
        node = node[key]
    assert node["enum"] == [str(member) for member in members]


def test_everything_has_a_name() -> None:
    named = (LIST_NAMES, OBJECTOR_NAMES, OUTCOME_NAMES, COUNT_NAMES, PHASE_NAMES, PROGRESS_NAMES)
    kinds = (ListKind, Objector, ObjectionOutcome, Count, Phase, Progress)
    for names, kind in zip(named, kinds, strict=True):
        assert set(names) == set(kind)


def test_the_examples_of_the_docs_fit() -> None:
    assert len(EXAMPLES) == 2
    for text in EXAMPLES:
        parsed = parse(text.encode(), "example.yaml")
        assert not parsed.findings
        assert schema.check(parsed.value["kind"], parsed.value, "example.yaml") == []
