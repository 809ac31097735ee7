"""``data/surveys/<id>/survey.yaml`` → surveys."""

from typing import Any

from liuxing_cli.model.survey import Answer
from liuxing_cli.model.surveys import (
    ClusterKind,
    Clusters,
    Design,
    Level,
    Mode,
    QuestionKind,
    Survey,
    SurveyQuestion,
    Totals,
)
from liuxing_cli.store.builders.numbers import exact, optional


def survey_of(value: dict[str, Any], file: str) -> Survey:
    """Build one survey."""
    return Survey(
        id=value["id"],
        title=value["title"],
        period=value["period"],
        date=value["date"],
        mode=Mode(value["mode"]),
        design=_design(value["design"]),
        communities=tuple(value["communities"]),
        questions=tuple(map(_question, value["questions"])),
        frame=value.get("frame", {}),
        invited=value.get("invited", 0),
        cell=value.get("cell", 10),
        previous=value.get("previous", ""),
        assessor=value.get("assessor", ""),
        standard=value.get("standard", ""),
        totals=tuple(
            Totals(each["community"], each["valid"], each["counts"])
            for each in value.get("totals", ())
        ),
        file=file,
    )


def _design(value: dict[str, Any]) -> Design:
    clusters = value.get("clusters")
    return Design(
        strata=Level(value["strata"]),
        level=Level(value["level"]),
        margin=exact(value["margin"]),
        seed=value["seed"],
        confidence=exact(value.get("confidence", 95)),
        expected=optional(value, "expected"),
        response=exact(value.get("response", 100)),
        deff=exact(value.get("deff", 1)),
        clusters=None
        if clusters is None
        else Clusters(ClusterKind(clusters["of"]), clusters["draw"], clusters.get("counts", {})),
        collapse=tuple(tuple(group) for group in value.get("collapse", ())),
    )


def _question(value: dict[str, Any]) -> SurveyQuestion:
    return SurveyQuestion(
        id=value["id"],
        text=value["text"],
        kind=QuestionKind(value["kind"]),
        scale=tuple(map(answer_of, value["scale"])),
        target=optional(value, "target"),
        index_target=optional(value, "index_target"),
        indicator=value.get("indicator", ""),
    )


def answer_of(value: dict[str, Any]) -> Answer:
    """Build one line of a scale."""
    return Answer(
        id=value["id"],
        name=value["name"],
        value=optional(value, "value"),
        favourable=value.get("favourable", False),
        unsure=value.get("unsure", False),
    )
