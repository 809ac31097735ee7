"""Who assesses and what is assessed: two words that nearly every module needs, and little else."""

from enum import StrEnum


class Source(StrEnum):
    """Who assessed."""

    SELF = "self"
    PEER = "peer"
    THIRD_PARTY = "third_party"
    INSPECTION = "inspection"
    SURVEY = "survey"


class SubjectKind(StrEnum):
    """What is assessed."""

    COMMUNITY = "community"
    STREET = "street"
    SUBJECT = "subject"  # whatever else is evaluated: a unit, a country
