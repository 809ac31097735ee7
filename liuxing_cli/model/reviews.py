"""Democratic reviews (民主评议): anonymous counts by question. No field for a person.

Who reviews whom, on whose clause and with which questions stands in ``standards/reviews.yaml``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from liuxing_cli.model.finding import KeyPath
from liuxing_cli.model.survey import Answer


class Body(StrEnum):
    """What is reviewed; always a body, of a community or of the district."""

    COMMITTEE = "committee"
    SERVICE_STATION = "service_station"
    PROPERTY_COMPANY = "property_company"
    DEPARTMENT = "department"


BODY_NAMES = {
    Body.COMMITTEE: "居委会",
    Body.SERVICE_STATION: "服务站",
    Body.PROPERTY_COMPANY: "物业服务企业",
    Body.DEPARTMENT: "职能部门",
}


@dataclass(frozen=True, slots=True)
class ReviewQuestion:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Band:
    """A score of at least ``at_least`` (on 100) earns ``points`` of the running tally."""

    at_least: Fraction
    points: Fraction


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of body is reviewed; ``tally`` of property companies, ``reply_days`` (working
    days for the written answer) of departments."""

    body: Body
    name: str
    by: str
    use: str
    clause: str
    questions: tuple[ReviewQuestion, ...]
    tally: tuple[Band, ...] = ()
    reply_days: int = 0


@dataclass(frozen=True, slots=True)
class Forms:
    """``least``: valid sheets below which nothing is shown and nothing counted."""

    scale: tuple[Answer, ...]
    least: int
    forms: Mapping[Body, Form]
    listed: tuple[Body, ...] = ()  # as in the file, repeats included
    file: str = ""


NO_FORMS = Forms((), 10, {})


@dataclass(frozen=True, slots=True)
class Review:
    """``data/reviews/<period>/<body>/<subject>.yaml``; of a department ``<unit>--<street>.yaml``.

    ``opinions``: how many need a written answer; ``sent``: when the result went to the department.
    Empty dates are days that have not come.
    """

    body: Body
    subject: str
    period: str
    organiser: str
    date: str
    given: int
    returned: int
    valid: int
    answers: Mapping[str, Mapping[str, int]]
    opinions: int = 0
    sent: str = ""
    replied: str = ""
    reply: str = ""
    file: str = ""


def review_texts(review: Review) -> Iterator[tuple[KeyPath, str]]:
    """The free texts of a review, with their places."""
    yield ("reply",), review.reply


def form_texts(forms: Forms) -> Iterator[tuple[KeyPath, str]]:
    """The free texts of the forms, with their places."""
    for place, body in enumerate(forms.listed):
        form = forms.forms[body]
        for key, text in (("name", form.name), ("by", form.by), ("use", form.use)):
            yield ("forms", place, key), text
        for at, question in enumerate(form.questions):
            yield ("forms", place, "questions", at, "text"), question.text
