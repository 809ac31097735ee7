"""A questionnaire as a rule reads it: how answers become one figure."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Figure(StrEnum):
    """Two different figures that are easily taken for one another."""

    RATE = "rate"  # 满意率、知晓率: the share of the answers that count as favourable
    INDEX = "index"  # 满意度指数: the mean value of the answers


class Unknown(StrEnum):
    """What an answer that says nothing (不清楚) does."""

    EXCLUDE = "exclude"  # leaves the answers that are counted
    COUNT = "count"  # stays among them: not favourable, worth 0


@dataclass(frozen=True, slots=True)
class Answer:
    """A line of the scale: ``favourable`` is for a rate, ``value`` (0..100) for an index;
    ``unsure`` says neither (不清楚)."""

    id: str
    name: str
    value: Fraction | None = None
    favourable: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """``weight`` is relative to those of the other questions."""

    id: str
    name: str
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Composition:
    """Who must be among those asked: at least ``share`` percent of ``group``, called ``name``
    (普通居民, say)."""

    group: str
    name: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class SurveyForm:
    figure: Figure
    scale: tuple[Answer, ...]
    questions: tuple[Question, ...]
    unknown: Unknown = Unknown.EXCLUDE
    composition: Composition | None = None
