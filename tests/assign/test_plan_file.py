"""The plan as a file: written and read back the same, and caught when somebody changes it."""

from dataclasses import replace
from typing import Any

import pytest

from liuxing_cli.model.plan import (
    Exclusion,
    GroupedBy,
    Grouping,
    LastRound,
    Pair,
    PlanRule,
    PlanRules,
    RoundPlan,
)
from liuxing_cli.model.workspace import PeerGroup
from liuxing_cli.peer.assign.grouping import groups_by_code
from liuxing_cli.peer.assign.planner import plan_round
from liuxing_cli.peer.assign.verify import Part, breaches, deviations
from liuxing_cli.store import schema
from liuxing_cli.store.builders.plan import (
    draft_of,
    is_draft,
    plan_bytes,
    plan_of,
    plan_value,
)
from liuxing_cli.store.format import tidy
from liuxing_cli.store.layout import kind_of
from liuxing_cli.store.yaml_reader import parse
from tests.assign.build import group, plan, request

MEMBERS = group(8).members
FULL = PlanRules(
    round_robin_up_to=5,
    ratings_at_least=2,
    visits_at_most=4,
    one_way=False,
    last_round=LastRound("2013H2", "p.yaml", ((MEMBERS[0], MEMBERS[1]),)),
    superiors={MEMBERS[2]: MEMBERS[3]},
    excluded=(Exclusion(MEMBERS[4], MEMBERS[5], "同一主管"), Exclusion(MEMBERS[6], MEMBERS[7])),
)


@pytest.mark.parametrize("rules", [PlanRules(), FULL])
def test_a_plan_reads_back_as_it_was(rules: PlanRules) -> None:
    small = PeerGroup("small", "两家", ("x", "y"))
    made = replace(plan(8, rules), left_out=(small,), synthetic=True, seed="0123 no: #")
    data = plan_bytes(made)
    parsed = parse(data, "plan.yaml")
    assert parsed.findings == ()
    assert schema.check("plan", parsed.value, "plan.yaml") == []
    assert parsed.value == plan_value(made)
    assert plan_of(parsed.value) == made
    assert tidy(data, "data/plans/2014H1.yaml").data == data


def test_plans_have_their_place() -> None:
    assert kind_of("data/plans/2014H1.yaml") == "plan"


def test_a_draft_may_hold_groups_or_rules_alone() -> None:
    value: dict[str, Any] = {"kind": "plan", "format": 1, "rules": {"visits_at_most": 3}}
    assert is_draft(value)
    assert schema.check("plan", value, "f") == []
    draft = draft_of(value)
    assert draft.groups == ()
    assert draft.rules == PlanRules(visits_at_most=3)


def test_pairs_ask_for_everything_they_were_drawn_from() -> None:
    found = schema.check("plan", {"kind": "plan", "format": 1, "pairs": []}, "f")
    missing = {finding.params["key"] for finding in found if finding.code == "SCH002"}
    assert missing == {"period", "level", "seed", "tool", "grouping", "rules", "groups"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"pairs": [{"rater": "a"}]}, "SCH002"),
        ({"pairs": [{"rater": "a", "target": "b", "weight": 1}]}, "SCH001"),
        ({"rules": {"visits_at_most": 0}}, "SCH005"),
        ({"rules": {"last_round": {}}}, "SCH007"),
        ({"level": "unit"}, "SCH004"),
        ({"period": "2014H3"}, "SCH006"),
        ({"seed": 7}, "SCH003"),
    ],
)
def test_the_schema_catches(change: dict[str, Any], code: str) -> None:
    value = {**plan_value(plan(5)), **change}
    assert [finding.code for finding in schema.check("plan", value, "f")] == [code]


def with_pairs(made: RoundPlan, pairs: tuple[Pair, ...], rules: PlanRules) -> RoundPlan:
    return replace(made, groups=(replace(made.groups[0], pairs=pairs),), rules=rules)


def test_each_breach_is_told() -> None:
    made = plan(8, FULL)
    bad = (
        *made.groups[0].pairs,
        (MEMBERS[0], MEMBERS[0]),
        (MEMBERS[0], MEMBERS[1]),
        (MEMBERS[2], MEMBERS[3]),
        (MEMBERS[5], MEMBERS[4]),
    )
    crowd = tuple(pair for pair in bad if pair[1] != MEMBERS[6]) + tuple(
        (MEMBERS[7], other) for other in MEMBERS[:5]
    )
    broken = with_pairs(made, crowd, FULL)
    assert {breach.rule for breach in breaches(broken)} == {
        PlanRule.SELF,
        PlanRule.SUPERIOR,
        PlanRule.LAST_ROUND,
        PlanRule.EXCLUDED,
        PlanRule.RATINGS,
        PlanRule.VISITS,
    }
    strict = with_pairs(made, (*bad, (MEMBERS[1], MEMBERS[0])), replace(FULL, one_way=True))
    assert PlanRule.ONE_WAY in {breach.rule for breach in breaches(strict)}


def test_deviations_are_told() -> None:
    made = plan(9)
    pairs = made.groups[0].pairs
    assert [d.part for d in deviations(with_pairs(made, pairs[1:], made.rules))] == [Part.LACKING]
    turned = (pairs[0][::-1], *pairs[1:])
    parts = {d.part for d in deviations(with_pairs(made, turned, made.rules))}
    assert parts == {Part.EXTRA, Part.LACKING}
    twice = with_pairs(made, (*pairs, pairs[0]), made.rules)
    assert [d.part for d in deviations(twice)] == [Part.DESIGN]
    other_seed = replace(made, seed="另一个")
    assert {d.part for d in deviations(other_seed)} == {Part.EXTRA, Part.LACKING}
    impossible = replace(made, rules=PlanRules(visits_at_most=1))
    assert [d.part for d in deviations(impossible)] == [Part.NONE]
    last = LastRound("2013H2", "", (("x", "y"),))
    idle = replace(made, rules=PlanRules(last_round=last))
    assert [d.part for d in deviations(idle)] == [Part.RULES]


def test_groups_made_by_code_are_cut_again() -> None:
    members = [f"{n:02}" for n in range(11)]
    cut = groups_by_code(members, 5, "种子", "part")
    groups = [PeerGroup(f"part-{n}", f"第{n}片", part) for n, part in enumerate(cut, start=1)]
    asked = replace(request(*groups), grouping=Grouping(GroupedBy.CODE, 5))
    made = plan_round(asked)
    assert isinstance(made, RoundPlan)
    assert list(deviations(made)) == []
    moved = [
        replace(groups[0], members=(*cut[0][1:], cut[1][0])),
        replace(groups[1], members=(cut[0][0], *cut[1][1:])),
    ]
    other = plan_round(replace(asked, groups=tuple(moved)))
    assert isinstance(other, RoundPlan)
    assert [d.part for d in deviations(other)] == [Part.GROUPS]
