"""``--kind confirmed``: who was given a title, who kept it, who lost it."""

from liuxing_cli.commands.kinds import Asked, Made, Piece
from liuxing_cli.commands.publicity_gate import hold_back_titles
from liuxing_cli.commands.publishing import Desk
from liuxing_cli.commands.titled import moves_of
from liuxing_cli.model.publicity import ListKind
from liuxing_cli.publish.notice_titles import confirmed_notice


def make(desk: Desk, asked: Asked) -> Made:
    """The notice about one title in one period, from the records of titles alone."""
    workspace = desk.session.workspace
    title, moves, day = moves_of(workspace, asked)
    hold_back_titles(desk.session, ListKind.CONFIRMED, title, day)
    document = confirmed_notice(workspace, moves, day, desk.lay_out(asked.wish, day))
    counts = f"命名 {len(moves.named)}，保留 {len(moves.kept)}，不再保留 {len(moves.lost)}"
    return Made(
        (Piece(f"notice-{asked.kind}-{moves.period}", document),),
        (f"--title={title}", f"--period={moves.period}", f"--date={day}"),
        (),
        f"{moves.title}：{counts}；成文日期 {day.isoformat()}",
    )
