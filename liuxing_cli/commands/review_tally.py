"""``liuxing review tally``: the running points of property companies, for the credit system."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated

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
from liuxing_cli.commands.review_files import form_of, name_of, period_of
from liuxing_cli.commands.session import Session, describe, emit, open_session, report_findings
from liuxing_cli.model.numbers import fixed, plain
from liuxing_cli.model.reviews import Body, Form, Review
from liuxing_cli.programme.reviews import Entry, by_subject, tally
from liuxing_cli.publish.tables import Column, Table, render
from liuxing_cli.publish.words import period_name


def command(
    ctx: typer.Context,
    period: PeriodOption = None,
    every: Annotated[bool, typer.Option("--all", help="列出到这一期为止的每个半年")] = False,
    workspace: WorkspaceOption = None,
    output_format: TableFormOption = TableForm.TABLE,
    output: OutputOption = None,
) -> int:
    """物业服务企业的评价得分、本期记分和累计记分；--format csv 导出给信用评价系统。"""
    session = open_session(ctx, workspace, programme=True)
    form, when = form_of(session, Body.PROPERTY_COMPANY), period_of(session, period)
    if "H" not in when:
        raise Refusal(f"{when} 是全年，记分每半年一次", f"写 {when}H1 或 {when}H2")
    if not form.tally:
        raise Refusal("评议办法里没有记分的档次", "在 standards/reviews.yaml 里写 tally")
    _refuse_faulty(session, when)
    table = _table(session, form, when, every=every)
    emit(render([table], output_format), output)
    bands = "，".join(f"{plain(b.at_least)} 分及以上记 {_points(b.points)}" for b in form.tally)
    say(f"依据 {form.clause}：{form.use}")
    say(f"记分：{bands}；份数不够的本期不记分")
    return 1 if report_findings(session, ()) else 0


def _points(points: Fraction | None) -> str:
    return "—" if points is None else plain(points)


def _table(session: Session, form: Form, period: str, *, every: bool) -> Table:
    own = [r for r in session.workspace.reviews if r.body is form.body and r.period <= period]
    rounds = sorted({review.period for review in own})
    rows = [
        [id_, name_of(session, form.body, id_), *_entry(session, entry, _gaps(reviews, rounds))]
        for id_, reviews in by_subject(own).items()
        for entry in tally(session.workspace.forms, form, reviews)
        if every or entry.period == period
    ]
    columns = [
        Column("社区编码", key="community"),
        Column("社区", key="name"),
        Column("评估期", key="period"),
        Column("有效", key="valid", numeric=True),
        Column("得分", key="score", numeric=True),
        Column("本期记分", key="points", numeric=True),
        Column("累计记分", key="running", numeric=True),
        Column("说明", key="note"),
    ]
    until = f"截至{period_name(period)}的" if every else period_name(period)
    return Table(f"{until}物业服务企业评价", columns, rows, names=1)


def _gaps(reviews: Sequence[Review], rounds: Sequence[str]) -> list[str]:
    """The rounds since its first in which this company was not reviewed."""
    done = {review.period for review in reviews}
    return [period for period in rounds if period > min(done) and period not in done]


def _refuse_faulty(session: Session, period: str) -> None:
    """A running sum with a half-year left out would be wrong without saying so.

    Raises:
        Refusal: a file of property companies up to ``period`` has errors.
    """
    wrong = []
    for finding in session.findings:
        parts = finding.file.split("/")
        if parts[:2] == ["data", "reviews"] and parts[2] <= period:
            wrong += [finding] if Body.PROPERTY_COMPANY in parts else []
    if wrong:
        told = describe(session.tree, wrong)
        raise Refusal(f"评价物业的记录有错误，累计记分会少算：\n{told}", "改正后重新运行")


def _entry(session: Session, entry: Entry, gaps: Sequence[str]) -> list[str]:
    outcome = entry.outcome
    notes = ["份数不够，不记分"] if entry.points is None else []
    earlier = [period for period in gaps if period < entry.period]
    notes += [f"缺 {'、'.join(earlier)}"] if earlier else []
    least = session.workspace.forms.least
    return [
        entry.period,
        str(outcome.valid) if outcome.valid >= least else "—",
        "—" if outcome.score is None else fixed(outcome.score, 2),
        _points(entry.points),
        _points(entry.running),
        "；".join(notes),
    ]
