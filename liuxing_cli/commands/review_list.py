"""``liuxing review list``: which reviews a half-year has and which it lacks."""

import typer

from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import (
    OutputOption,
    PeriodOption,
    TableForm,
    TableFormOption,
    WorkspaceOption,
)
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.review_files import period_of, usable
from liuxing_cli.commands.session import Session, emit, open_session, report_findings
from liuxing_cli.model.profile import SubjectKind
from liuxing_cli.model.reviews import Body
from liuxing_cli.model.subject import Subject
from liuxing_cli.publish.tables import Column, Table, render
from liuxing_cli.publish.words import period_name


def command(
    ctx: typer.Context,
    period: PeriodOption = None,
    workspace: WorkspaceOption = None,
    output_format: TableFormOption = TableForm.TABLE,
    output: OutputOption = None,
) -> int:
    """列出一个半年的民主评议：每种应评多少、已评多少、缺哪些。"""
    session = open_session(ctx, workspace, programme=True)
    when = period_of(session, period)
    if "H" not in when:
        raise Refusal(f"{when} 是全年，评议每半年一次", f"写 {when}H1 或 {when}H2")
    emit(render([_table(session, when)], output_format), output)
    return 1 if report_findings(session, ()) else 0


def _table(session: Session, period: str) -> Table:
    rows = []
    for body, form in session.workspace.forms.forms.items():
        done = {r.subject for r in usable(session) if (r.body, r.period) == (body, period)}
        due = {s.id: s for s in _due(session, body)}
        lacking = [s.name for id_, s in sorted(due.items()) if id_ not in done]
        told = "、".join(lacking[:3]) + (f"等 {len(lacking)} 个" if len(lacking) > 3 else "")
        known = str(len(due)) if due else "—"
        rows.append([form.name, form.clause, form.by, known, str(len(done)), told, form.use])
    say(f"{period_name(period)}；评议部门由各街道（乡镇）组织，通知没有说评哪些，不计应评")
    columns = [
        Column("评议", key="form"),
        Column("依据", key="clause"),
        Column("谁评", key="by"),
        Column("应评", key="due", numeric=True),
        Column("已评", key="done", numeric=True),
        Column("还没有的", key="lacking"),
        Column("结果的用途", key="use"),
    ]
    return Table(f"{period_name(period)}民主评议", columns, rows)


def _due(session: Session, body: Body) -> list[Subject]:
    """The communities whose body should be reviewed."""
    if body is Body.DEPARTMENT:
        return []
    everyone = session.workspace.subjects.values()
    communities = [s for s in everyone if s.kind is SubjectKind.COMMUNITY]
    if body is Body.PROPERTY_COMPANY:
        return [s for s in communities if s.traits.get("property_company") is True]
    return communities
