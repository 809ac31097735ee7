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
    "assessment",
    "plan",
    "paper",
)

_PLACES = (
    ("workspace", r"data/workspace\.yaml"),
    ("street", r"data/subjects/[^/]+/street\.yaml"),
    ("community", r"data/subjects/[^/]+/[^/]+\.yaml"),
    ("assessment", r"data/assessments/[^/]+/[^/]+/[^/]+\.yaml"),
    ("plan", r"data/plans/[^/]+\.yaml"),
    ("paper", r"templates/paper\.yaml"),
    ("profile", r"standards/profiles/[^/]+\.yaml"),
    ("conference", r"standards/matrix/conference\.yaml"),
    ("duties", r"standards/matrix/common-duties\.yaml"),
    ("unit", r"standards/matrix/units/[^/]+\.yaml"),
    ("standard", r"standards/(?!profiles/|matrix/)[^/]+/standard\.yaml"),
    ("type", r"standards/(?!profiles/|matrix/)[^/]+/types/[^/]+\.yaml"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _PLACES)


def kind_of(path: str) -> str | None:
    """Return the kind of file that belongs at ``path``, None where none does.

    >>> kind_of("data/subjects/110199001000/street.yaml"), kind_of("data/notes.yaml")
    ('street', None)
    """
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(path)), None)
