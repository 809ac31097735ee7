"""The keys of a profile that shape its decision → :class:`DecisionRules`, quotas and floors."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from liuxing_cli.model.decision import (
    LIFTED,
    Awards,
    Bar,
    Cap,
    Combination,
    DecisionRules,
    Lifts,
    MissingSource,
    Near,
    Quota,
    QuotaOf,
    TableFor,
    Test,
    Ties,
    Trial,
)
from liuxing_cli.store.builders.numbers import exact, optional


def decision_of(value: dict[str, Any]) -> DecisionRules:
    """Build the rules of a decision; a key that is not there has its default."""
    usual = DecisionRules()
    lifts = value.get("bonus_lifts")
    return DecisionRules(
        caps=tuple(
            Cap(item["id"], item["text"], _test(item["when"]), item["at_most"])
            for item in value.get("caps", ())
        ),
        ineligible=tuple(
            Bar(item["id"], item["text"], _test(item["when"]))
            for item in value.get("ineligible", ())
        ),
        combine=_combination(value["combine"]) if "combine" in value else None,
        near=Near(exact(value["near"]["factor"])) if "near" in value else usual.near,
        trial=_trial(value["trial"]) if "trial" in value else None,
        tables=tuple(
            TableFor(_test(item["when"]), item["profile"]) for item in value.get("tables", ())
        ),
        awards=_awards(value["awards"]) if "awards" in value else None,
        bonus_lifts=LIFTED if lifts is None else frozenset(Lifts(item) for item in lifts),
        exceeds_full=value.get("exceeds_full", usual.exceeds_full),
    )


def quota_of(value: dict[str, Any]) -> Quota | None:
    """Build the quota of a grade, None where it has none."""
    if "quota" not in value:
        return None
    quota = value["quota"]
    return Quota(
        of=QuotaOf(quota["of"]),
        ties=Ties(quota["ties"]),
        share=optional(quota, "share"),
        count=quota.get("count"),
    )


def floors_of(value: dict[str, Any], branches: Sequence[str]) -> Mapping[str, Fraction]:
    """Build the floors of a grade: one number for all ``branches``, or by branch."""
    floors = value.get("floors", {})
    if isinstance(floors, int | Decimal):
        return dict.fromkeys(branches, exact(floors))
    return {branch: exact(least) for branch, least in floors.items()}


def _test(value: dict[str, Any]) -> Test:
    equals: Any = value.get("equals")
    return Test(
        indicator=value.get("indicator", ""),
        trait=value.get("trait", ""),
        events=tuple(value.get("events", ())),
        levels=tuple(value.get("levels", ())),
        equals=exact(equals) if _is_number(equals) else equals,
        at_least=optional(value, "at_least"),
        below=optional(value, "below"),
        within_months=value.get("within_months"),
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _combination(value: dict[str, Any]) -> Combination:
    weights = {source: exact(weight) for source, weight in value["weights"].items()}
    return Combination(weights, MissingSource(value["missing"]))


def _trial(value: dict[str, Any]) -> Trial:
    return Trial(tuple(value["periods"]), value["reason"])


def _awards(value: dict[str, Any]) -> Awards:
    return Awards(value["title"], value["name"])
