"""``data/workspace.yaml`` → :class:`Settings`."""

from typing import Any

from liuxing_cli.model.finding import Severity
from liuxing_cli.model.kinds import Source
from liuxing_cli.model.workdays import Count
from liuxing_cli.model.workspace import (
    NO_CONTACT,
    NO_PUBLICITY,
    Assessor,
    Contact,
    MutualRules,
    PeerGroup,
    Publicity,
    Settings,
    SeverityRule,
)

NO_SETTINGS = Settings(
    name="",
    district="",
    office="",
    subject_id=r"\d{12}",
    profile="acceptance",
    synthetic=False,
    groups=(),
    assessors=(),
    contact=NO_CONTACT,
    publicity=NO_PUBLICITY,
    file="data/workspace.yaml",
)
"""Stands in where the settings are missing or broken."""


def settings_of(value: dict[str, Any], file: str) -> Settings:
    """Build the settings of a workspace."""
    return Settings(
        name=value["name"],
        district=value.get("district", ""),
        office=value["office"],
        subject_id=value["subject_id"],
        profile=value["profile"],
        synthetic=value.get("synthetic", False),
        groups=tuple(
            PeerGroup(group["id"], group["name"], tuple(group["members"]))
            for group in value.get("groups", ())
        ),
        assessors=tuple(
            Assessor(item["id"], item["name"], tuple(Source(s) for s in item["sources"]))
            for item in value.get("assessors", ())
        ),
        contact=Contact(**value["contact"]) if "contact" in value else NO_CONTACT,
        publicity=_publicity(value["publicity"]) if "publicity" in value else NO_PUBLICITY,
        file=file,
        severities=tuple(
            SeverityRule(rule["path"], rule["code"], Severity(rule["level"]))
            for rule in value.get("checks", {}).get("severity", ())
        ),
        mutual=MutualRules(**value.get("mutual", {})),
        feedback_days=value.get("feedback", {}).get("days", 15),
    )


def _publicity(value: dict[str, Any]) -> Publicity:
    return Publicity(
        days=value["days"],
        first_day_counts=value["first_day_counts"],
        holidays=tuple(value.get("holidays", ())),
        workdays=tuple(value.get("workdays", ())),
        count=Count(value.get("count", Count.WORKING)),
    )
