"""``--kind third-party``: what a third party found in each community."""

from liuxing_cli.commands.area_facts import area
from liuxing_cli.commands.kinds import Asked, Made, Piece, issue_date, scored_for, spelt_out
from liuxing_cli.commands.publishing import Desk
from liuxing_cli.commands.report_facts import Gathered
from liuxing_cli.model.profile import Purpose
from liuxing_cli.publish.notice_lists import third_party_notice


def make(desk: Desk, asked: Asked) -> Made:
    """The public results of a third-party evaluation."""
    scored = scored_for(desk, asked, Purpose.THIRD_PARTY)
    day = issue_date(asked.issued, scored)
    facts = area(Gathered(desk.session, scored, {}))
    templates = desk.lay_out(asked.wish, day)
    document = third_party_notice(desk.session.workspace, facts, day, templates)
    piece = Piece(f"notice-{asked.kind}-{scored.period}", document)
    said = f"{scored.covered}；成文日期 {day.isoformat()}"
    return Made((piece,), spelt_out(scored, day), (scored.plan.profile,), said)
