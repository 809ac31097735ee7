"""``--kind mutual``: what the others saw of one street, against its own view of itself."""

from liuxing_cli.commands.explained import find_subject
from liuxing_cli.commands.kinds import Asked, Made, Piece
from liuxing_cli.commands.mutual_facts import mutual_facts, read_sheets
from liuxing_cli.commands.mutual_round import mutual_round, spelt_out
from liuxing_cli.commands.publishing import Desk
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.publish.mutual import ComparisonView, GroupView, MemberLine
from liuxing_cli.publish.report_mutual import mutual_report


def make(desk: Desk, asked: Asked) -> Made:
    """The report on one member of the round, or one on each.

    Raises:
        Refusal: the subject was not to be rated in this round.
    """
    session = desk.session
    wanted = None if asked.about is None else find_subject(session, asked.about)
    profile, view, day = mutual_round(session, asked.period, asked.profile, asked.issued)
    found = _members(view, None if wanted is None else wanted.id)
    if wanted is not None and not found:
        known = "、".join(member.name for _, member in _members(view, None))
        raise Refusal(f"{view.title}里没有{wanted.name}", f"有：{known}")
    templates = desk.lay_out(asked.wish, day)
    period = view.period or ""
    sheets = read_sheets(session, profile, period)
    pieces = [
        Piece(
            f"{asked.kind}-{member.id}",
            mutual_report(
                session.workspace, mutual_facts(sheets, group, member, period), day, templates
            ),
        )
        for group, member in found
    ]
    return Made(
        tuple(pieces),
        (*([wanted.id] if wanted else []), *spelt_out(profile, view, day)),
        (profile,),
        f"{f'{wanted.name}：' if wanted else ''}{view.title}，{view.covered}",
    )


def _members(view: ComparisonView, wanted: str | None) -> list[tuple[GroupView, MemberLine]]:
    """Those meant to be rated, with their groups; or the one with this code."""
    return [
        (group, member)
        for group in view.groups
        for member in group.members
        if member.rated and wanted in (None, member.id)
    ]
