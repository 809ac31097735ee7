"""``data/plans/*.yaml`` and drafts → :class:`RoundPlan`, :class:`Draft`; and back to YAML."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from liuxing_cli.model.kinds import SubjectKind
from liuxing_cli.model.plan import (
    Design,
    DesignKind,
    Draft,
    Exclusion,
    GroupedBy,
    Grouping,
    LastRound,
    Pair,
    PlannedGroup,
    PlanRules,
    RoundPlan,
)
from liuxing_cli.model.workspace import PeerGroup
from liuxing_cli.store.format import tidy

FOLDER = "data/plans"
"""Where the plans of a workspace lie, one file a period."""

SCHEMA = "liuxing_cli/schemas/plan.schema.json"


def is_draft(value: dict[str, Any]) -> bool:
    """Whether a plan file is only what a plan can be drawn from."""
    return "pairs" not in value


def draft_of(value: dict[str, Any]) -> Draft:
    """Build what a draft holds; a finished plan serves as a draft too, without its pairs."""
    return Draft(
        groups=tuple(_group(group) for group in value.get("groups", ())),
        rules=_rules(value.get("rules", {})),
    )


def plan_of(value: dict[str, Any]) -> RoundPlan:
    """Build a finished plan; a pair goes to the group of its rater, strangers to the first."""
    pairs = [(pair["rater"], pair["target"]) for pair in value["pairs"]]
    home = {m: place for place, group in enumerate(value["groups"]) for m in group["members"]}
    placed: list[list[Pair]] = [[] for _ in value["groups"]]
    for pair in pairs:
        placed[home.get(pair[0], 0)].append(pair)
    return RoundPlan(
        period=value["period"],
        level=SubjectKind(value["level"]),
        seed=value["seed"],
        version=value["tool"]["version"],
        grouping=Grouping(GroupedBy(value["grouping"]["by"]), value["grouping"].get("size")),
        rules=_rules(value["rules"]),
        groups=tuple(
            PlannedGroup(_group(group), _design(group.get("design", {})), tuple(mine))
            for group, mine in zip(value["groups"], placed, strict=True)
        ),
        left_out=tuple(_group(group) for group in value.get("left_out", ())),
        synthetic=value.get("synthetic", False),
    )


def _group(value: dict[str, Any]) -> PeerGroup:
    return PeerGroup(value["id"], value["name"], tuple(value["members"]))


def _design(value: dict[str, Any]) -> Design:
    kind = DesignKind(value.get("kind", DesignKind.SEARCHED))
    return Design(kind, tuple(value.get("steps", ())), tuple(value.get("order", ())))


def _rules(value: dict[str, Any]) -> PlanRules:
    usual = PlanRules()
    return PlanRules(
        round_robin_up_to=value.get("round_robin_up_to", usual.round_robin_up_to),
        ratings_at_least=value.get("ratings_at_least"),
        visits_at_most=value.get("visits_at_most"),
        one_way=value.get("one_way", usual.one_way),
        last_round=_last_round(value["last_round"]) if "last_round" in value else None,
        superiors=dict(value.get("superiors", {})),
        excluded=tuple(
            Exclusion(item["one"], item["other"], item.get("reason", ""))
            for item in value.get("excluded", ())
        ),
    )


def _last_round(value: dict[str, Any]) -> LastRound:
    pairs = value.get("pairs")
    found = None if pairs is None else tuple((pair["rater"], pair["target"]) for pair in pairs)
    return LastRound(value.get("period", ""), value.get("plan", ""), found)


def plan_bytes(plan: RoundPlan) -> bytes:
    """The plan as a file, in canonical form: the same plan is always the same bytes."""
    text = "\n".join(_lines(plan)) + "\n"
    data = tidy(text.encode(), "plan.yaml", "plan").data
    if data is None:
        raise ValueError("a plan that does not fit its own schema")
    return data


def _lines(plan: RoundPlan) -> Iterator[str]:
    """The plan as YAML, each value written as JSON (which YAML includes), for ``tidy`` to write."""
    yield f"# yaml-language-server: $schema=../../{SCHEMA}"
    yield "# 由 liuxing assign 排出；liuxing assign --check 可以凭种子重排、逐对核对。"
    for key, value in plan_value(plan).items():
        yield f"{key}: {json.dumps(value, ensure_ascii=False)}"


def plan_value(plan: RoundPlan) -> dict[str, Any]:
    """The plan as the value of its file."""
    grouping: dict[str, Any] = {"by": str(plan.grouping.by)}
    if plan.grouping.size is not None:
        grouping["size"] = plan.grouping.size
    value = {
        "kind": "plan",
        "format": 1,
        **({"synthetic": True} if plan.synthetic else {}),
        "period": plan.period,
        "level": str(plan.level),
        "seed": plan.seed,
        "tool": {"name": "liuxing", "version": plan.version},
        "grouping": grouping,
        "rules": rules_value(plan.rules),
        "groups": [
            {**_group_value(planned.group), "design": _design_value(planned.design)}
            for planned in plan.groups
        ],
        "pairs": _pairs_value(pair for planned in plan.groups for pair in planned.pairs),
    }
    if plan.left_out:
        value["left_out"] = [_group_value(group) for group in plan.left_out]
    return value


def _group_value(group: PeerGroup) -> dict[str, Any]:
    return {"id": group.id, "name": group.name, "members": list(group.members)}


def _design_value(design: Design) -> dict[str, Any]:
    if design.kind is not DesignKind.CYCLIC:
        return {"kind": str(design.kind)}
    return {"kind": str(design.kind), "steps": list(design.steps), "order": list(design.order)}


def rules_value(rules: PlanRules) -> dict[str, Any]:
    """The rules as the value of their key; what is not asked for is left out."""
    value: dict[str, Any] = {"round_robin_up_to": rules.round_robin_up_to}
    if rules.ratings_at_least is not None:
        value["ratings_at_least"] = rules.ratings_at_least
    if rules.visits_at_most is not None:
        value["visits_at_most"] = rules.visits_at_most
    value["one_way"] = rules.one_way
    if rules.last_round is not None:
        last = rules.last_round
        named = {"period": last.period, "plan": last.plan}
        value["last_round"] = {
            **{key: text for key, text in named.items() if text},
            "pairs": _pairs_value(last.pairs or ()),
        }
    if rules.superiors:
        value["superiors"] = dict(rules.superiors)
    if rules.excluded:
        value["excluded"] = [_exclusion_value(exclusion) for exclusion in rules.excluded]
    return value


def _exclusion_value(exclusion: Exclusion) -> dict[str, str]:
    reason = {"reason": exclusion.reason} if exclusion.reason else {}
    return {"one": exclusion.one, "other": exclusion.other, **reason}


def _pairs_value(pairs: Iterable[Pair]) -> list[dict[str, str]]:
    return [{"rater": rater, "target": target} for rater, target in pairs]
