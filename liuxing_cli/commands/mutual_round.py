"""The round that a publication on the mutual evaluation is about."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from liuxing_cli.commands.compare_round import files_of_kind
from liuxing_cli.commands.compare_workspace import Asked, compare_workspace, mutual_profile
from liuxing_cli.commands.kinds import as_date, refuse_errors
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.profile import Profile, Purpose, Source, SubjectKind
from liuxing_cli.peer.results import Options
from liuxing_cli.publish.mutual import ComparisonView, GroupView, MemberLine


def mutual_round(
    session: Session, period: str | None, profile: str | None, issued: str | None
) -> tuple[Profile, ComparisonView, date]:
    """The mutual profile, the whole round compared under it, and the date of writing.

    None stands for the latest round, the first mutual profile, the round's last record. What the
    office alone may look at is not computed.

    Raises:
        Refusal: no such round, nothing usable in it, or its records have errors.
    """
    chosen = mutual_profile(session, profile)
    findings: list[Finding] = []
    asked = Asked(period=period, profile=chosen.id)
    view = compare_workspace(session, asked, Options(), findings)
    refuse_errors(session, findings)
    day = as_date(issued) if issued else view.issued
    if day is None or not any(group.scores for group in view.groups):
        raise Refusal(f"{view.title}没有一份可用的打分", "用 liuxing compare 看缺什么")
    return chosen, replace(view, issued=day), day


def mutual_lines(session: Session, period: str) -> Mapping[str, tuple[GroupView, MemberLine]]:
    """Each street that was rated in a period, with its group; empty where there was no round.

    Raises:
        Refusal: a record of the round has an error.
    """
    streets = [
        profile.id
        for _, profile in sorted(session.workspace.profiles.items())
        if profile.purpose is Purpose.MUTUAL and profile.subject is SubjectKind.STREET
    ]
    if not (streets and session.workspace.settings.groups):
        return {}
    if not files_of_kind(session, period, Source.PEER, SubjectKind.STREET):
        return {}
    _, view, _ = mutual_round(session, period, streets[0], None)
    return {m.id: (g, m) for g in view.groups for m in g.members if m.ratings}


def spelt_out(profile: Profile, view: ComparisonView, day: date) -> tuple[str, ...]:
    """The choices behind a publication, as arguments."""
    return (f"--period={view.period}", f"--profile={profile.id}", f"--date={day}")
