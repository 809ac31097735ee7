"""``liuxing review summary``: what the bodies of one kind got in a half-year or a year."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated

import typer

from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import (
    OutputOption,
    TableForm,
    TableFormOption,
    WorkspaceOption,
)
from liuxing_cli.commands.review_files import HIDDEN, form_of, name_of, period_of, usable
from liuxing_cli.commands.session import Session, emit, open_session, report_findings
from liuxing_cli.model.numbers import fixed
from liuxing_cli.model.reviews import BODY_NAMES, Body, Form
from liuxing_cli.programme.reviews import Outcome, by_subject, evaluate, yearly
from liuxing_cli.publish.tables import Column, Table, render
from liuxing_cli.publish.words import period_name

NONE = "—"


def command(
    ctx: typer.Context,
    body: Annotated[
        Body, typer.Argument(help="；".join(f"{body} {name}" for body, name in BODY_NAMES.items()))
    ],
    period: Annotated[
        str | None,
        typer.Option("--period", "-p", help="半年，如 2013H1；全年写 2013（默认：最近半年）"),
    ] = None,
    questions: Annotated[bool, typer.Option("--questions", help="逐题列出")] = False,
    workspace: WorkspaceOption = None,
    output_format: TableFormOption = TableForm.TABLE,
    output: OutputOption = None,
) -> int:
    """汇总一种机构的评议：满意率、得分、比上期；写全年的，得出年度得分，供年度考核用。"""
    session = open_session(ctx, workspace, programme=True)
    form, when = form_of(session, body), period_of(session, period)
    if "H" in when:
        tables = [_half(session, form, when)]
        if questions:
            tables.append(_questions(session, form, when))
    else:
        tables = [_year(session, form, when)]
    emit(render(tables, output_format), output)
    say(f"依据 {form.clause}：{form.use}")
    say("评议的人不是抽样抽出来的，所以没有区间；满意率、得分都是各题的平均，不了解的不算在内")
    return 1 if report_findings(session, ()) else 0


def _outcomes(session: Session, form: Form, period: str) -> Mapping[str, Outcome]:
    own = [r for r in usable(session) if (r.body, r.period) == (form.body, period)]
    forms = session.workspace.forms
    return {id_: evaluate(forms, form, found) for id_, found in by_subject(own).items()}


def _before(period: str) -> str:
    year = int(period[:4])
    return f"{year}H1" if period.endswith("H2") else f"{year - 1}H2"


def _half(session: Session, form: Form, period: str) -> Table:
    now, before = (_outcomes(session, form, p) for p in (period, _before(period)))
    rows = [
        [
            name_of(session, form.body, id_),
            str(outcome.given),
            str(outcome.valid) if outcome.valid >= session.workspace.forms.least else NONE,
            _percent(outcome.rate),
            _shown(outcome.score),
            _moved(outcome, before.get(id_)),
            HIDDEN if outcome.hidden else "",
        ]
        for id_, outcome in now.items()
    ]
    columns = [
        Column("对象", key="subject"),
        Column("发放", key="given", numeric=True),
        Column("有效", key="valid", numeric=True),
        Column("满意率%", key="rate", numeric=True),
        Column("得分", key="score", numeric=True),
        Column("比上期", key="change", numeric=True),
        Column("说明", key="note"),
    ]
    return Table(f"{period_name(period)}{form.name}", columns, rows)


def _percent(rate: Fraction | None) -> str:
    return NONE if rate is None else fixed(100 * rate, 1)


def _shown(score: Fraction | None) -> str:
    return NONE if score is None else fixed(score, 2)


def _moved(now: Outcome, before: Outcome | None) -> str:
    if before is None or now.score is None or before.score is None:
        return NONE
    text = fixed(now.score - before.score, 2)
    return text if text.startswith("-") else f"+{text}"


def _questions(session: Session, form: Form, period: str) -> Table:
    texts = {question.id: question.text for question in form.questions}
    rows = [
        [
            name_of(session, form.body, id_),
            texts[mark.question],
            NONE if outcome.hidden else str(mark.n),
            NONE if outcome.hidden else str(mark.unsure),
            NONE if outcome.hidden else _percent(mark.rate),
            NONE if outcome.hidden else _shown(mark.score),
        ]
        for id_, outcome in _outcomes(session, form, period).items()
        for mark in outcome.marks
    ]
    columns = [
        Column("对象", key="subject"),
        Column("题目", key="question"),
        Column("回答", key="answers", numeric=True),
        Column("不了解", key="unsure", numeric=True),
        Column("满意率%", key="rate", numeric=True),
        Column("得分", key="score", numeric=True),
    ]
    return Table("逐题", columns, rows)


def _year(session: Session, form: Form, year: str) -> Table:
    halves = [_outcomes(session, form, f"{year}H{half}") for half in (1, 2)]
    rows = []
    for id_ in sorted({*halves[0], *halves[1]}):
        own = [half.get(id_) for half in halves]
        shown = [_shown(half.score if half else None) for half in own]
        rows.append([name_of(session, form.body, id_), *shown, _shown(yearly(own)), _lacking(own)])
    columns = [
        Column("对象", key="subject"),
        Column("上半年得分", key="first_half", numeric=True),
        Column("下半年得分", key="second_half", numeric=True),
        Column("年度得分", key="year", numeric=True),
        Column("说明", key="note"),
    ]
    return Table(f"{period_name(year)}{form.name}", columns, rows)


def _lacking(halves: list[Outcome | None]) -> str:
    notes = []
    for name, half in zip(("上半年", "下半年"), halves, strict=True):
        if half is None:
            notes.append(f"{name}没有评议")
        elif half.hidden:
            notes.append(f"{name}份数少")
    return "；".join(notes)
