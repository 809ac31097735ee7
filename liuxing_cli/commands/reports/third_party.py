"""``--kind third-party``: what the third party found."""

from dataclasses import replace

from liuxing_cli.commands.area_facts import area
from liuxing_cli.commands.kinds import Asked, Made, Piece, issue_date, scored_for, spelt_out
from liuxing_cli.commands.publishing import Desk
from liuxing_cli.commands.report_facts import Gathered, gather
from liuxing_cli.commands.scored import Scored
from liuxing_cli.model.profile import Purpose, Source
from liuxing_cli.publish.report_third_party import third_party_report


def make(desk: Desk, asked: Asked) -> Made:
    """The diagnostic report on a third-party evaluation, beside the communities' own view."""
    scored = scored_for(desk, asked, Purpose.THIRD_PARTY)
    gathered = gather(desk.session, scored)
    own = _compared(gathered.by_source.get(Source.SELF), scored)
    day = issue_date(asked.issued, scored)
    document = third_party_report(
        desk.session.workspace,
        area(gathered),
        None if own is None else area(Gathered(desk.session, own, {})),
        day,
        desk.lay_out(asked.wish, day),
    )
    piece = Piece(f"report-{asked.kind}-{scored.period}", document)
    return Made((piece,), spelt_out(scored, day), (scored.plan.profile,), scored.covered)


def _compared(own: Scored | None, scored: Scored) -> Scored | None:
    """The communities' own view, of those alone that the third party has seen."""
    seen = {result.subject for result in scored.results}
    results = tuple(r for r in own.results if r.subject in seen) if own else ()
    return replace(own, results=results, unassessed=()) if own and results else None
