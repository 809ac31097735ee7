"""``standards/reviews.yaml`` and ``data/reviews/*/*/*.yaml`` → forms and reviews."""

from typing import Any

from liuxing_cli.model.reviews import Band, Body, Form, Forms, Review, ReviewQuestion
from liuxing_cli.store.builders.numbers import exact
from liuxing_cli.store.builders.surveys import answer_of


def forms_of(value: dict[str, Any], file: str) -> Forms:
    """Build the forms; of two of the same body the first holds (REV009 tells)."""
    forms: dict[Body, Form] = {}
    for each in value["forms"]:
        form = _form(each)
        forms.setdefault(form.body, form)
    return Forms(
        scale=tuple(map(answer_of, value["scale"])),
        least=value.get("least", 10),
        forms=forms,
        listed=tuple(Body(each["body"]) for each in value["forms"]),
        file=file,
    )


def _form(value: dict[str, Any]) -> Form:
    return Form(
        body=Body(value["body"]),
        name=value["name"],
        by=value["by"],
        use=value["use"],
        clause=value["clause"],
        questions=tuple(ReviewQuestion(q["id"], q["text"]) for q in value["questions"]),
        tally=tuple(
            Band(exact(each["at_least"]), exact(each["points"])) for each in value.get("tally", ())
        ),
        reply_days=value.get("reply_days", 0),
    )


def review_of(value: dict[str, Any], file: str) -> Review:
    """Build one review."""
    sheets = value["sheets"]
    return Review(
        body=Body(value["body"]),
        subject=value["subject"],
        period=value["period"],
        organiser=value["organiser"],
        date=value["date"],
        given=sheets["given"],
        returned=sheets["returned"],
        valid=sheets["valid"],
        answers=value["answers"],
        opinions=value.get("opinions", 0),
        sent=value.get("sent", ""),
        replied=value.get("replied", ""),
        reply=value.get("reply", ""),
        file=file,
    )
