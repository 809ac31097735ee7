"""The table of classes is complete: every field of every noun has its class."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from liuxing_cli.impact.differ import differences
from liuxing_cli.impact.fields import FIELDS, RULE_ITEMS
from liuxing_cli.model.profile import Selection
from liuxing_cli.model.standard import RuleKind
from tests.impact.workspaces import sample

APART = (Selection,)
"""Compared by code of its own: against the standard that it is chosen from."""


@pytest.mark.parametrize("noun", FIELDS, ids=lambda noun: noun.__name__)
def test_every_field_is_in_the_table(noun: type) -> None:
    assert set(FIELDS[noun]) == {field.name for field in fields(noun)}


def test_every_noun_of_a_workspace_is_in_the_table() -> None:
    ws = sample()
    parts = (ws.settings, ws.standards, ws.profiles, ws.matrix.conference)
    found = {type(noun) for part in parts for noun in _nouns(part)}
    found |= {type(noun) for part in (ws.matrix.units, ws.subjects) for noun in _nouns(part)}
    assert found - set(FIELDS) == set(APART)


def test_every_rule_has_its_items() -> None:
    assert set(RULE_ITEMS) == set(RuleKind) - {
        RuleKind.RANGE,
        RuleKind.ALL_OR_NOTHING,
        RuleKind.LINEAR,
        RuleKind.GOALPOSTS,
        RuleKind.WORSE_THAN_LAST,
        RuleKind.SURVEY,
    }


def test_a_noun_equals_itself() -> None:
    for noun in _nouns(sample().standards):
        assert not list(differences(noun, noun))


def _nouns(value: Any) -> Iterator[Any]:
    if is_dataclass(value) and not isinstance(value, type):
        yield value
        for field in fields(value):
            yield from _nouns(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _nouns(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _nouns(item)
