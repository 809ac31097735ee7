"""``standards/goal.yaml`` and ``data/progress.yaml`` → the goal and the earlier counts."""

from fractions import Fraction
from typing import Any

from liuxing_cli.model.progress import Count, Counts, EarlierCounts, Goal
from liuxing_cli.store.builders.numbers import exact


def goal_of(value: dict[str, Any], file: str) -> Goal:
    """Build the goal."""
    return Goal(
        name=value["name"],
        share=exact(value["share"]),
        by=value["by"],
        counts=Counts(value["counts"]),
        profile=value["profile"],
        clause=value["clause"],
        title=value.get("title", ""),
        near=exact(value["near"]) if "near" in value else Fraction(5),
        set_by=dict(value.get("set_by", {})),
        file=file,
    )


def earlier_of(value: dict[str, Any], file: str) -> EarlierCounts:
    """Build the counts of earlier half-years, in the order of the file."""
    listed = enumerate(value["earlier"])
    return EarlierCounts(tuple(Count(**item, place=place) for place, item in listed), file)
