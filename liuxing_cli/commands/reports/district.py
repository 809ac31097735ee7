"""``--kind district``: where the district stands after a half-year."""

from liuxing_cli.commands.area_facts import area
from liuxing_cli.commands.kinds import Asked, Made, Piece, issue_date, scored_for, spelt_out
from liuxing_cli.commands.publishing import Desk
from liuxing_cli.commands.report_facts import gather
from liuxing_cli.publish.report_district import district_report


def make(desk: Desk, asked: Asked) -> Made:
    """The half-year report on the whole district."""
    scored = scored_for(desk, asked)
    facts = area(gather(desk.session, scored))
    day = issue_date(asked.issued, scored)
    templates = desk.lay_out(asked.wish, day)
    document = district_report(desk.session.workspace, facts, day, templates)
    piece = Piece(f"report-{asked.kind}-{scored.period}", document)
    return Made((piece,), spelt_out(scored, day), (scored.plan.profile,), scored.covered)
