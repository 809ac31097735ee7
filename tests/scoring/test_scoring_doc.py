"""Every YAML block of docs/scoring.md is a part of a file that loads, and what it says is so.

The word after ``yaml`` says what the block is a part of. A ``rule`` names its points; a ``rating``
that names points is judged by the rule before it, and must earn them.
"""

import re
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
import yaml

from liuxing_cli.scoring.rules import Misfit, judge
from liuxing_cli.store import schema
from liuxing_cli.store.builders.events import events_of
from liuxing_cli.store.builders.profile import profile_of
from liuxing_cli.store.builders.rules import rule_of
from liuxing_cli.store.builders.standard import type_of
from liuxing_cli.store.load import load_workspace
from liuxing_cli.store.tree import FolderTree
from liuxing_cli.store.yaml_reader import parse
from tests.checks.workspaces import BASE
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "scoring.md").read_text("utf-8")
_BLOCK = re.compile(r"^```yaml ([a-z]+)(?: ([0-9.]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [
    (m[1], m[2] or "", m[3], TEXT[: m.start()].count("\n") + 1) for m in _BLOCK.finditer(TEXT)
]
ACCEPTANCE = (BASE / "standards/profiles/acceptance.yaml").read_text("utf-8")


def value_of(text: str) -> Any:
    parsed = parse(text.encode(), "scoring.md")
    assert parsed.findings == ()
    return parsed.value


def clean(kind: str, value: Any) -> Any:
    found = schema.check(kind, value, "scoring.md")
    assert found == [], [(each.code, each.path, dict(each.params)) for each in found]
    return value


def indicator(rule: Any, points: str) -> dict[str, Any]:
    return {
        "id": "clean-01",
        "name": "指标",
        "requirement": "要求。",
        "points": value_of(points),
        "rule": rule,
        "methods": ["visit"],
        "evidence": [],
        "units": {"lead": "health"},
        "origin": "derived",
        "source": {"document": "notice", "clause": "一"},
    }


def section(indicators: list[Any]) -> dict[str, Any]:
    points = sum(each["points"] for each in indicators)
    return {"id": "clean-all", "name": "部分", "points": points, "indicators": indicators}


def type_file(part: Any) -> dict[str, Any]:
    points = part["points"] or 1
    head = {"kind": "type", "format": 1, "id": "clean", "name": "干净社区", "group": "clean"}
    return {**head, "points": points, "sections": [part]}


def record(rating: Any) -> dict[str, Any]:
    return {
        "kind": "assessment",
        "format": 1,
        "subject": "110199001001",
        "period": "2013H1",
        "source": "inspection",
        "assessor": "inspection-team",
        "standard": "mini@1",
        "date": "2013-06-18",
        "ratings": {"clean-01": rating},
    }


def check_profile(value: Any) -> None:
    whole = clean("profile", {**value_of(ACCEPTANCE), **value})
    standards = load_workspace(FolderTree(BASE)).workspace
    assert standards is not None
    assert profile_of(whole, standards.standards["mini@1"], "scoring.md").id == "acceptance"


@pytest.mark.parametrize(("kind", "points", "text", "line"), BLOCKS, ids=lambda x: str(x)[:12])
def test_block(kind: str, points: str, text: str, line: int) -> None:
    value = value_of(text)
    match kind:
        case "profile":
            check_profile(value)
        case "rule":
            type_of(clean("type", type_file(section([indicator(value, points)]))), "f")
        case "indicator":
            type_of(clean("type", type_file(section([value]))), "f")
        case "section":
            type_of(clean("type", type_file(value)), "f")
        case "rating":
            clean("assessment", record(value))
        case "events":
            assert events_of(clean("events", value), "f")
        case "titles":
            clean("titles", value)
        case "publicity":
            settings = value_of((BASE / "data/workspace.yaml").read_text("utf-8"))
            clean("workspace", {**settings, "publicity": value})
        case _:
            pytest.fail(f"scoring.md:{line}: a block of an unknown kind {kind}")


WORKED = [
    (rule, rating)
    for rule, rating in pairwise(block for block in BLOCKS if block[0] in ("rule", "rating"))
    if rating[0] == "rating" and rating[1]
]


@pytest.mark.parametrize(("rule", "rating"), WORKED, ids=lambda block: f"line-{block[3]}")
def test_a_rating_earns_what_the_page_says(
    rule: tuple[str, str, str, int], rating: tuple[str, str, str, int]
) -> None:
    assert rule[0] == "rule", f"scoring.md:{rating[3]}: no rule stands before this rating"
    full = Fraction(rule[1])
    share = judge(rule_of(value_of(rule[2])), full, value_of(rating[2]), {})
    assert not isinstance(share, Misfit), share
    assert share * full == Fraction(rating[1])


def test_every_item_has_its_section_and_every_block_its_kind() -> None:
    headings = re.findall(r"^## ([一二三四五六七八九十]+)、", TEXT, re.MULTILINE)
    numerals = [*"一二三四五六七八九十", *(f"十{n}" for n in "一二三四五六七八九")]
    assert headings == numerals
    assert TEXT.count("```yaml") == len(BLOCKS)
    assert len(WORKED) == sum(block[0] == "rating" and bool(block[1]) for block in BLOCKS)
    assert all(yaml.safe_load(block[2]) for block in BLOCKS)
