"""``liuxing survey estimate``: rates and indices with their intervals, small groups hidden."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from liuxing_cli.commands.messages import complain, say
from liuxing_cli.commands.options import OutputOption, TableForm, TableFormOption, WorkspaceOption
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session, emit, open_session, report_findings
from liuxing_cli.commands.survey_answers import Answers
from liuxing_cli.commands.survey_files import answers_of, find_survey, places_of
from liuxing_cli.commands.survey_record import record
from liuxing_cli.commands.survey_tables import Asked, tables_of
from liuxing_cli.model.numbers import fixed, plain
from liuxing_cli.model.surveys import MODE_NAMES, Level, Mode, Survey
from liuxing_cli.programme.survey.change import Changes, changes, comparable
from liuxing_cli.programme.survey.estimate import Method, Row, rows_of
from liuxing_cli.programme.survey.suppress import suppressed
from liuxing_cli.publish.tables import render

_METHOD_NAMES = {Method.WILSON: "Wilson", Method.CONSERVATIVE: "Clopper–Pearson（保守）"}


@dataclass(frozen=True)
class _Round:
    survey: Survey
    answers: Answers
    rows: list[Row]


def command(
    ctx: typer.Context,
    survey: Annotated[str | None, typer.Argument(help="调查编号（默认：最近一次）")] = None,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", help="匿名答卷的 CSV（默认：调查旁边的 answers.csv）"),
    ] = None,
    by: Annotated[
        Level | None,
        typer.Option("--by", help="只列：district 合计，street 街道，community 社区（默认：都列）"),
    ] = None,
    interval: Annotated[
        Method, typer.Option("--interval", help="区间：wilson，或 conservative 保守的")
    ] = Method.WILSON,
    recorded: Annotated[
        bool,
        typer.Option("--record", help="按对应指标给各社区写评估记录（来源 survey），齐全的才写"),
    ] = False,
    workspace: WorkspaceOption = None,
    output_format: TableFormOption = TableForm.TABLE,
    output: OutputOption = None,
) -> int:
    """由匿名答卷估计知晓率、满意率、满意度得分：区间、是否达到目标、比上一轮的变化。"""
    session = open_session(ctx, workspace, programme=True)
    found = _round(session, find_survey(session, survey), answers, interval)
    before, changed = _changes(session, found, interval)
    asked = Asked(
        session.workspace.subjects, by, before.survey.id if before else "", found.survey.cell
    )
    emit(render(tables_of(found.survey, found.rows, changed, asked), output_format), output)
    _tell(session, found, interval)
    faulty = _complain(found.answers, answers)
    if recorded:
        if faulty:
            raise Refusal("有答卷没有读成，不写评估记录", "改正上面各行后再用 --record")
        record(session, found.survey, found.answers.cells, found.rows)
    return 1 if report_findings(session, ()) or faulty else 0


def _round(session: Session, survey: Survey, file: Path | None, method: Method) -> _Round:
    answers = answers_of(session, survey, file)
    places = places_of(session, survey)
    streets = {place.id: place.street for place in places}
    rows = rows_of(survey, places, answers.cells, method)
    return _Round(survey, answers, suppressed(rows, survey.cell, streets))


def _changes(session: Session, now: _Round, method: Method) -> tuple[_Round | None, Changes]:
    earlier = session.workspace.surveys.get(now.survey.previous)
    if earlier is None:
        return None, {}
    try:
        before = _round(session, earlier, None, method)
    except Refusal as problem:
        say(f"不能和上一轮 {earlier.id} 比：{problem.message}")
        return None, {}
    same = comparable(now.survey, earlier)
    other = [question.id for question in now.survey.questions if question.id not in same]
    if other:
        say(f"{'、'.join(other)}：上一轮没有同样的题目、选项和方式，不比变化")
    found = changes(now.rows, before.rows, same)
    if _covered(now) != _covered(before):
        say("两轮有答卷的社区不同：社区不同的街道和合计不比变化")
    return before, found


def _covered(round_: _Round) -> set[str]:
    return {cell.community for cell in round_.answers.cells}


def _tell(session: Session, found: _Round, method: Method) -> None:
    survey, answers = found.survey, found.answers
    text = f"{survey.title}（{MODE_NAMES[survey.mode]}）：有效答卷 {answers.rows} 份"
    if answers.blank:
        text += f"，空白 {answers.blank} 份不计"
    if survey.invited:
        rate = fixed(Fraction(100 * answers.rows, survey.invited), 1)
        text += f"，访问 {survey.invited} 户，应答率 {rate}%"
    say(text)
    for note in answers.notes:
        say(note)
    covered = {cell.community for cell in answers.cells}
    lacking = [id_ for id_ in survey.communities if id_ not in covered]
    names = "、".join(session.workspace.subjects[id_].name for id_ in lacking[:5])
    rest = f"{names}{'等' if len(lacking) > 5 else ''}没有答卷，不在结果里" if lacking else ""
    say(f"已读 {len(covered)}/{len(survey.communities)} 个社区" + (f"：{rest}" if rest else ""))
    if survey.mode is Mode.ONLINE:
        say("线上自愿参加不是抽样：只报数，不给区间，不判断是否达到目标")
    else:
        confidence = plain(survey.design.confidence)
        say(f"区间：{confidence}% {_METHOD_NAMES[method]}，按有效样本量和自由度；权重是户数")
    heavy = [row.kish for row in found.rows if row.level is Level.DISTRICT and row.kish > 1]
    if heavy and any(cell.adults > 1 for cell in answers.cells):
        say(f"已按户内成年人数加权，权重不等使误差的方差约为 {fixed(max(heavy), 2)} 倍")


def _complain(answers: Answers, file: Path | None) -> bool:
    name = file or "answers.csv"
    for line, words in answers.problems[:20]:
        complain(f"{name}:{line}: {words}")
    if answers.problems:
        complain(f"共 {len(answers.problems)} 行没有读，不在结果里")
    return bool(answers.problems)
