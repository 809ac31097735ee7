"""``data/workspace.yaml`` → :class:`Settings`."""

from typing import Any

from liuxing_cli.model.finding import Severity
from liuxing_cli.model.profile import Source
from liuxing_cli.model.workspace import (
    Assessor,
    Contact,
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
    contact=Contact("", "", "", "", "", ""),
    publicity=Publicity(7, False, (), ()),
    file="data/workspace.yaml",
)
"""Stands in where the settings are missing or broken."""


def settings_of(value: dict[str, Any], file: str) -> Settings:
    """Build the settings of a workspace."""
    publicity = value["publicity"]
    return Settings(
        name=value["name"],
        district=value["district"],
        office=value["office"],
        subject_id=value["subject_id"],
        profile=value["profile"],
        synthetic=value.get("synthetic", False),
        groups=tuple(
            PeerGroup(group["id"], group["name"], tuple(group["members"]))
            for group in value["groups"]
        ),
        assessors=tuple(
            Assessor(item["id"], item["name"], tuple(Source(s) for s in item["sources"]))
            for item in value["assessors"]
        ),
        contact=Contact(**value["contact"]),
        publicity=Publicity(
            days=publicity["days"],
            first_day_counts=publicity["first_day_counts"],
            holidays=tuple(publicity.get("holidays", ())),
            workdays=tuple(publicity.get("workdays", ())),
        ),
        file=file,
        severities=tuple(
            SeverityRule(rule["path"], rule["code"], Severity(rule["level"]))
            for rule in value.get("checks", {}).get("severity", ())
        ),
    )
