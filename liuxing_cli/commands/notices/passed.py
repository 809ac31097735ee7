"""``--kind passed``: the communities that passed."""

from liuxing_cli.commands.kinds import Asked, Made, Piece, issue_date, scored_for, spelt_out
from liuxing_cli.commands.publicity_gate import hold_back
from liuxing_cli.commands.publishing import Desk
from liuxing_cli.model.profile import Source
from liuxing_cli.model.result import Outcome
from liuxing_cli.publish.notice import passed_notice
from liuxing_cli.store.records import assessment_files

PROCESS = (Source.SELF, Source.PEER, Source.THIRD_PARTY, Source.INSPECTION)
"""The steps that lead to a list, in the order of the plan (通知 四)."""


def make(desk: Desk, asked: Asked) -> Made:
    """The public list of communities that passed in a period."""
    scored = scored_for(desk, asked)
    day = issue_date(asked.issued, scored)
    hold_back(desk.session, scored, day)
    document = passed_notice(
        desk.session.workspace,
        scored.results,
        scored.period,
        day,
        desk.lay_out(asked.wish, day),
        steps(desk, scored.period),
    )
    named = sum(r.outcome is Outcome.PASSED for r in scored.results)
    pending = sum(r.outcome is Outcome.PENDING for r in scored.results)
    return Made(
        (Piece(f"notice-{asked.kind}-{scored.period}", document),),
        spelt_out(scored, day),
        (scored.plan.profile,),
        f"{scored.covered}；名单列出 {named} 个达标社区"
        + (f"，{pending} 个待核的不在名单里" if pending else "")
        + f"；成文日期 {day.isoformat()}",
    )


def steps(desk: Desk, period: str) -> list[Source]:
    """The steps of the process that a period has records of."""
    return [s for s in PROCESS if assessment_files(desk.session.tree, period, s)]
