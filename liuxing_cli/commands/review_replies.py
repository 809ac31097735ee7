"""``liuxing review replies``: the departments' written answers, when due and whether given."""

from datetime import datetime
from typing import Annotated

import typer

from liuxing_cli.commands.kinds import as_date
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import (
    OutputOption,
    TableForm,
    TableFormOption,
    WorkspaceOption,
)
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.review_files import form_of, name_of, period_of, usable
from liuxing_cli.commands.session import Session, emit, open_session, report_findings
from liuxing_cli.model.reviews import Body, Form, Review
from liuxing_cli.model.workdays import Count, NoCalendar, WindowRules
from liuxing_cli.programme.reviews import Reply, ReplyState, reply_of
from liuxing_cli.publish.tables import Column, Table, render

STATES = {
    ReplyState.NONE_NEEDED: "没有要答复的",
    ReplyState.NOT_SENT: "结果还没有反馈",
    ReplyState.OPEN: "未到期",
    ReplyState.OVERDUE: "逾期未答复",
    ReplyState.REPLIED: "已答复",
    ReplyState.LATE: "逾期答复",
}


def command(
    ctx: typer.Context,
    period: Annotated[
        str | None, typer.Option("--period", "-p", help="评估期，如 2013H1（默认：全部）")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", help="截至哪一天，如 2013-12-10（默认：今天）")
    ] = None,
    workspace: WorkspaceOption = None,
    output_format: TableFormOption = TableForm.TABLE,
    output: OutputOption = None,
) -> int:
    """各部门对评议意见的书面答复：几条、哪天到期、答复了没有。"""
    session = open_session(ctx, workspace, programme=True)
    form = form_of(session, Body.DEPARTMENT)
    when = period_of(session, period) if period else ""
    day = (as_date(on) if on else datetime.now().astimezone().date()).isoformat()
    own = [r for r in usable(session) if r.body is Body.DEPARTMENT and r.period.startswith(when)]
    own = sorted(
        (r for r in own if r.date <= day), key=lambda r: (r.period, r.subject, r.organiser)
    )
    found = [(review, _reply(session, form, review, day)) for review in own]
    emit(render([_table(session, found, day)], output_format), output)
    count = {state: sum(reply.state is state for _, reply in found) for state in ReplyState}
    told = "，".join(f"{STATES[state]} {n}" for state, n in count.items() if n)
    days = f"反馈后 {form.reply_days} 个工作日内书面答复" if form.reply_days else "没有规定期限"
    say(f"依据 {form.clause}，{days}：{told or '没有评议部门的记录'}")
    return 1 if report_findings(session, ()) else 0


def _reply(session: Session, form: Form, review: Review, day: str) -> Reply:
    district = session.workspace.settings.publicity.rules
    rules = WindowRules(form.reply_days, False, Count.WORKING, district.holidays, district.workdays)
    try:
        return reply_of(review, form, rules, day)
    except NoCalendar as gap:
        raise Refusal(str(gap)) from gap


def _table(session: Session, found: list[tuple[Review, Reply]], day: str) -> Table:
    subjects = session.workspace.subjects
    rows = [
        [
            name_of(session, Body.DEPARTMENT, review.subject),
            subjects[review.organiser].name,
            review.period,
            str(review.opinions),
            review.sent if review.sent and review.sent <= day else "—",
            reply.due or "—",
            review.replied if review.replied and review.replied <= day else "—",
            STATES[reply.state],
        ]
        for review, reply in found
    ]
    columns = [
        Column("部门", key="unit"),
        Column("组织者", key="street"),
        Column("评估期", key="period"),
        Column("要答复", key="opinions", numeric=True),
        Column("反馈", key="sent"),
        Column("到期", key="due"),
        Column("答复", key="replied"),
        Column("状态", key="state"),
    ]
    return Table(f"部门的书面答复（截至 {day}）", columns, rows)
