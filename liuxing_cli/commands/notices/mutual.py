"""``--kind mutual``: what a mutual evaluation came to, for the public."""

from liuxing_cli.commands.kinds import Asked, Made, Piece
from liuxing_cli.commands.mutual_round import mutual_round, spelt_out
from liuxing_cli.commands.publishing import Desk
from liuxing_cli.publish.notice_mutual import mutual_notice


def make(desk: Desk, asked: Asked) -> Made:
    """The notice of a round: bands, adjusted and raw scores, and how sure they are."""
    session = desk.session
    profile, view, day = mutual_round(session, asked.period, asked.profile, asked.issued)
    document = mutual_notice(session.workspace, profile, view, desk.lay_out(asked.wish, day))
    return Made(
        (Piece(f"notice-{asked.kind}-{view.period}", document),),
        spelt_out(profile, view, day),
        (profile,),
        f"{view.title}：{view.covered}，{len(view.groups)} 组；成文日期 {day.isoformat()}",
    )
