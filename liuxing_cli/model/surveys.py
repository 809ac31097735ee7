"""Surveys of residents (民意调查): design, questions and anonymous counts. No field for a person.

A household is known by its number in the community's list and only before it is asked: answers
carry no number. Rates are shares of the respondents, indices means of a declared scale.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from liuxing_cli.model.finding import KeyPath
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.model.survey import Answer


class QuestionKind(StrEnum):
    """Which figures a question has, and who leaves its denominator."""

    KNOW = "know"  # 知晓率: nobody leaves it, whoever says nothing is not aware
    SATISFACTION = "satisfaction"  # 满意率、满意度得分: 不了解 and no answer leave it


class Mode(StrEnum):
    """How the answers were got."""

    DOOR = "door"  # 入户
    STREET = "street"  # 拦访
    PHONE = "phone"  # 电话
    ONLINE = "online"  # 线上自愿参加: no sample, so no interval


MODE_NAMES = {
    Mode.DOOR: "入户",
    Mode.STREET: "拦访",
    Mode.PHONE: "电话",
    Mode.ONLINE: "线上自愿参加",
}


class Level(StrEnum):
    """What a stratum or a row of results is."""

    DISTRICT = "district"
    STREET = "street"
    COMMUNITY = "community"


LEVEL_NAMES = {Level.DISTRICT: "全区", Level.STREET: "街道（乡镇）", Level.COMMUNITY: "社区"}


class ClusterKind(StrEnum):
    """What is drawn whole before households are."""

    BUILDING = "building"
    COMMUNITY = "community"


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """``target`` of the rate and ``index_target`` of the index, both on 100; ``indicator`` takes
    the rate as its fact."""

    id: str
    text: str
    kind: QuestionKind
    scale: tuple[Answer, ...]
    target: Fraction | None = None
    index_target: Fraction | None = None
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class Clusters:
    """``counts``: how many buildings each community has (communities are counted in the frame);
    ``draw``: how many clusters are drawn of each stratum."""

    of: ClusterKind
    draw: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Design:
    """``strata``: within what households are drawn; ``level``: for each of what the margin holds.

    ``margin``, ``confidence``, ``expected`` and ``response`` are percentages; ``deff`` is the
    design effect assumed; ``collapse`` are groups of strata that are one where one has a single
    respondent.
    """

    strata: Level
    level: Level
    margin: Fraction
    seed: str
    confidence: Fraction = Fraction(95)
    expected: Fraction | None = None
    response: Fraction = Fraction(100)
    deff: Fraction = Fraction(1)
    clusters: Clusters | None = None
    collapse: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """Counted sheets of one community: ``valid`` sheets, question → answer → count."""

    community: str
    valid: int
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Survey:
    """``data/surveys/<id>/survey.yaml``.

    ``frame``: households by community where the community's own trait does not say; ``invited``:
    households asked, 0 where not known; ``cell``: respondents below which nothing is shown.
    """

    id: str
    title: str
    period: str
    date: str
    mode: Mode
    design: Design
    communities: tuple[str, ...]
    questions: tuple[SurveyQuestion, ...]
    frame: Mapping[str, int]
    invited: int = 0
    cell: int = 10
    previous: str = ""
    assessor: str = ""
    standard: str = ""
    totals: tuple[Totals, ...] = ()
    file: str = ""


def survey_texts(survey: Survey) -> Iterator[tuple[KeyPath, str]]:
    """The free texts of a survey, with their places."""
    yield ("title",), survey.title
    for place, question in enumerate(survey.questions):
        yield ("questions", place, "text"), question.text
        for at, answer in enumerate(question.scale):
            yield ("questions", place, "scale", at, "name"), answer.name


def households_of(survey: Survey, community: str, traits: Mapping[str, TraitValue]) -> int:
    """Households of a community by the frame, else by its trait; 0 where neither says."""
    if community in survey.frame:
        return survey.frame[community]
    value = traits.get("households")
    whole = isinstance(value, Fraction) and value.denominator == 1 and value > 0
    return int(value) if whole and isinstance(value, Fraction) else 0
