"""The ``rule`` of an indicator → :class:`Rule`."""

from fractions import Fraction
from typing import Any

from liuxing_cli.model.decimals import PRECISION
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.standard import (
    Applicability,
    Better,
    Compared,
    Partial,
    Rule,
    RuleItem,
    RuleKind,
    Shortfall,
)
from liuxing_cli.model.survey import (
    Answer,
    Composition,
    Figure,
    Question,
    SurveyForm,
    Unknown,
)
from liuxing_cli.store.builders.numbers import exact, optional

_ITEM_KEYS = ("levels", "items", "bands", "grades", "lines")


def rule_of(value: dict[str, Any]) -> Rule:
    """Build a rule of any kind; what its kind does not use stays empty."""
    kind, unit = RuleKind(value["kind"]), value.get("unit", "")
    if kind is RuleKind.SURVEY:
        unit = "%" if value["figure"] == Figure.RATE else ""
    listed = next((value[key] for key in _ITEM_KEYS if key in value), ())
    return Rule(
        kind=kind,
        items=tuple(_item(item, unit) for item in listed),
        unit=unit,
        floor=optional(value, "min" if "min" in value else "floor"),
        target=optional(value, "max" if "max" in value else "target"),
        upward=value.get("direction", "up") == "up",
        logarithmic=value.get("scale", "linear") == "log",
        precision=value.get("precision", PRECISION),
        step=optional(value, "step"),
        draw=value.get("draw"),
        least=value.get("least"),
        events=tuple(value.get("events", ())),
        within_months=value.get("within_months"),
        once=value.get("once_at_highest", True),
        better=Better(value.get("better", Better.MORE)),
        than=Compared(value.get("than", Compared.LAST_PERIOD)),
        off=optional(value, "off"),
        per=optional(value, "per"),
        yearly=value.get("reset", "year") == "year",
        survey=_survey(value) if kind is RuleKind.SURVEY else None,
    )


def _item(value: dict[str, Any], unit: str) -> RuleItem:
    edge = optional(value, "at_least")
    shown = "" if edge is None else plain(edge)
    return RuleItem(
        id=value.get("id", shown),
        name=value.get("name", f"{shown}{unit}及以上"),
        points=optional(value, "points"),
        at_least=edge,
        applies=applies_of(value.get("applies")),
        at_most=optional(value, "at_most"),
        cap=optional(value, "cap"),
        shortfall=_shortfall(value),
    )


def _shortfall(value: dict[str, Any]) -> Shortfall | None:
    if "per" not in value:
        return None
    return Shortfall(
        target=exact(value["target"]),
        per=exact(value["per"]),
        better=Better(value.get("better", Better.MORE)),
        partial=Partial(value.get("partial", Partial.IGNORE)),
    )


def _survey(value: dict[str, Any]) -> SurveyForm:
    composition = value.get("composition")
    return SurveyForm(
        figure=Figure(value["figure"]),
        scale=tuple(
            Answer(
                answer["id"],
                answer["name"],
                optional(answer, "value"),
                answer.get("favourable", False),
                answer.get("unsure", False),
            )
            for answer in value["scale"]
        ),
        questions=tuple(
            Question(each["id"], each["name"], exact(each["weight"])) for each in value["questions"]
        ),
        unknown=Unknown(value.get("unknown", Unknown.EXCLUDE)),
        composition=composition
        and Composition(
            composition["group"], composition["name"], Fraction(exact(composition["share"]))
        ),
    )


def applies_of(value: dict[str, Any] | None) -> Applicability | None:
    """Build a condition on a trait; None where none is written."""
    if value is None:
        return None
    return Applicability(
        trait=value["trait"],
        equals=value.get("equals"),
        at_least=optional(value, "at_least"),
        below=optional(value, "below"),
        reason=value["reason"],
    )
