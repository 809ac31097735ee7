"""One assessment: one subject, one period, one source, one assessor, its ratings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from liuxing_cli.model.kinds import Source

Fact = str | int | Decimal | bool | list["Fact"] | dict[str, "Fact"] | None
Rating = Mapping[str, Fact]
"""A rating as it stands in the file: facts (``FACT_KEYS``) or a state with its reason; never a
computed score. Kept as the parsed mapping: a district has a hundred thousand of them, and the
kernel reads each once."""

EvidenceProbe = Callable[[str, str | None], str]
"""Asked for a path in the workspace and the sha256 that its file should have (None: any); answers
what is wrong with it, nothing where it is as it should be."""

FACT_KEYS = (
    "level",
    "award",
    "count",
    "of",
    "measure",
    "last",
    "checklist",
    "occurrences",
    "deductions",
    "sheets",
    "answers",
)
"""The facts that a file may state."""

GATHERED_KEYS = ("exempt", "events", "previous")
"""Facts that stand elsewhere: ``scoring.gather`` adds them to a rating, no file states them."""


class State(StrEnum):
    """A rating is in exactly one of these."""

    SCORED = "scored"
    NOT_APPLICABLE = "not_applicable"
    NOT_CHECKED = "not_checked"
    EVIDENCE_MISSING = "evidence_missing"
    CHECK_FAILED = "check_failed"


@dataclass(frozen=True, slots=True)
class Assessment:
    subject: str
    period: str
    source: Source
    assessor: str
    standard: str
    date: str
    ratings: Mapping[str, Rating]
    file: str
