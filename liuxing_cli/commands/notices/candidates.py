"""``--kind candidates``: who is to be given a title, before it is given."""

from liuxing_cli.commands.kinds import Asked, Made, Piece, issue_date, scored_for, spelt_out
from liuxing_cli.commands.notices.passed import steps
from liuxing_cli.commands.publishing import Desk
from liuxing_cli.commands.titled import chosen_title, title_name
from liuxing_cli.model.result import Outcome
from liuxing_cli.publish.notice_lists import candidates_notice


def make(desk: Desk, asked: Asked) -> Made:
    """The public list of the communities that are to be given a title.

    Whoever holds the title on the day of writing is not named again.
    """
    scored = scored_for(desk, asked)
    day = issue_date(asked.issued, scored)
    workspace = desk.session.workspace
    title = chosen_title(workspace, asked.title)
    holders = {
        subject: held.moves[-1].date
        for subject, titles in workspace.titles.items()
        for held in titles
        if held.title == title and held.is_held(day.isoformat())
    }
    document = candidates_notice(
        workspace,
        scored.results,
        title_name(title),
        day,
        desk.lay_out(asked.wish, day),
        steps(desk, scored.period),
        holders,
    )
    named = sum(r.outcome is Outcome.PASSED and r.subject not in holders for r in scored.results)
    return Made(
        (Piece(f"notice-{asked.kind}-{scored.period}", document),),
        (*spelt_out(scored, day), *([f"--title={title}"] if title else [])),
        (scored.plan.profile,),
        f"{scored.covered}；拟命名 {named} 个社区；成文日期 {day.isoformat()}",
    )
