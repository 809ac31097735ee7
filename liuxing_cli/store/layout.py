"""Which kind of file belongs where in a workspace."""

import re

KINDS = (
    "workspace",
    "standard",
    "type",
    "profile",
    "conference",
    "unit",
    "duties",
    "street",
    "community",
    "subject",
    "assessment",
    "events",
    "plan",
    "titles",
    "publication",
    "objection",
    "survey",
    "review",
    "review-forms",
    "obligations",
    "activities",
    "meeting",
    "funding",
    "suggestion",
    "goal",
    "progress",
    "supervision",
    "rectification",
    "commendation",
    "paper",
)

_PLACES = (
    ("workspace", r"data/workspace\.yaml"),
    ("street", r"data/subjects/[^/]+/street\.yaml"),
    ("community", r"data/subjects/[^/]+/[^/]+\.yaml"),
    ("subject", r"data/subjects/[^/]+\.yaml"),
    ("assessment", r"data/assessments/[^/]+/[^/]+/[^/]+\.yaml"),
    ("events", r"data/events/[^/]+\.yaml"),
    ("plan", r"data/plans/[^/]+\.yaml"),
    ("titles", r"data/titles/[^/]+\.yaml"),
    ("publication", r"data/publications/[^/]+\.yaml"),
    ("objection", r"data/objections/[^/]+/[^/]+\.yaml"),
    ("survey", r"data/surveys/[^/]+/survey\.yaml"),
    ("review", r"data/reviews/[^/]+/[^/]+/[^/]+\.yaml"),
    ("review-forms", r"standards/reviews\.yaml"),
    ("obligations", r"standards/obligations\.yaml"),
    ("activities", r"data/activities/[^/]+/[^/]+\.yaml"),
    ("meeting", r"data/meetings/[^/]+\.yaml"),
    ("funding", r"data/funding/[^/]+\.yaml"),
    ("suggestion", r"data/suggestions/[^/]+/[^/]+\.yaml"),
    ("goal", r"standards/goal\.yaml"),
    ("progress", r"data/progress\.yaml"),
    ("supervision", r"data/supervision/[^/]+/[^/]+\.yaml"),
    ("rectification", r"data/rectification/[^/]+/[^/]+\.yaml"),
    ("commendation", r"standards/commendation\.yaml"),
    ("paper", r"templates/paper\.yaml"),
    ("profile", r"standards/profiles/[^/]+\.yaml"),
    ("conference", r"standards/matrix/conference\.yaml"),
    ("duties", r"standards/matrix/common-duties\.yaml"),
    ("unit", r"standards/matrix/units/[^/]+\.yaml"),
    ("standard", r"standards/(?!profiles/|matrix/)[^/]+/standard\.yaml"),
    ("type", r"standards/(?!profiles/|matrix/)[^/]+/types/[^/]+\.yaml"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _PLACES)


PROGRAMME = frozenset(
    {
        "obligations",
        "activities",
        "meeting",
        "funding",
        "suggestion",
        "goal",
        "progress",
        "supervision",
        "rectification",
        "commendation",
        "survey",
        "review",
        "review-forms",
    }
)
"""Kinds that no score and no publication rests on: read by ``validate`` and by their commands."""


def kind_of(path: str) -> str | None:
    """Return the kind of file that belongs at ``path``, None where none does.

    >>> kind_of("data/subjects/110199001000/street.yaml"), kind_of("data/notes.yaml")
    ('street', None)
    """
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(path)), None)
