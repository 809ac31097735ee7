"""The result of a survey as a source of assessments: a record of each community that is whole."""

from collections.abc import Mapping, Sequence
from typing import Any

from liuxing_cli.commands.messages import say
from liuxing_cli.commands.publicity_files import write_new
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session
from liuxing_cli.model.surveys import Level, Mode, Survey, SurveyQuestion
from liuxing_cli.programme.survey.cells import Cell, worth
from liuxing_cli.programme.survey.estimate import Row


def record(session: Session, survey: Survey, cells: Sequence[Cell], rows: Sequence[Row]) -> None:
    """Write ``data/assessments/<period>/survey/<community>.yaml`` where every indicator asked
    about has a figure that may be shown; existing records stay.

    Raises:
        Refusal: the survey cannot be a source of assessments at all.
    """
    wanted = _usable(survey, cells)
    written, left = 0, []
    for community in survey.communities:
        own = {r.question: r for r in rows if (r.level, r.domain) == (Level.COMMUNITY, community)}
        name = session.workspace.subjects[community].name
        lacking = _lacking(session, survey, wanted, own)
        if lacking:
            left.append(f"{name}：{lacking}")
            continue
        file = f"data/assessments/{survey.period}/survey/{community}.yaml"
        value = _record(survey, community, wanted, [c for c in cells if c.community == community])
        if write_new(session, file, "assessment", value):
            written += 1
        else:
            left.append(f"{name}：已有 {file}，不覆盖")
    say(f"写了 {written}/{len(survey.communities)} 份评估记录（来源 survey）")
    for line in left:
        say(f"没有写 {line}")


def _usable(survey: Survey, cells: Sequence[Cell]) -> tuple[SurveyQuestion, ...]:
    wanted = tuple(question for question in survey.questions if question.indicator)
    if not wanted:
        raise Refusal("没有一道题写了对应指标（indicator），没有可记的", "在题目里写 indicator")
    if not survey.assessor or not survey.standard:
        raise Refusal("写评估记录要知道谁调查的、用哪个标准", "在调查里写 assessor 和 standard")
    if survey.mode is Mode.ONLINE:
        raise Refusal("线上自愿参加不是抽样，不能作为评估的来源", "改用入户、拦访或电话调查")
    if any(cell.adults > 1 for cell in cells):
        hint = "这样的调查由人工写 measure，并在 note 里说明怎么算的"
        raise Refusal("按成年人数加权的率不是份数之比，不能写成 count/of", hint)
    return wanted


def _lacking(
    session: Session,
    survey: Survey,
    wanted: Sequence[SurveyQuestion],
    own: Mapping[str, Row],
) -> str:
    """What keeps a community's record from being whole; empty where nothing does."""
    standard = session.workspace.standards[survey.standard]
    for question in wanted:
        row = own.get(question.id)
        if row is None or row.rate is None:
            return f"{question.id} 没有回答"
        if row.hidden is not None:
            return f"{question.id} 的结果不公布"
        least = standard.indicators[question.indicator].rule.least or 0
        if row.n < least:
            return f"{question.id} 只有 {row.n} 份回答，{question.indicator} 要 {least} 份"
    return ""


def _record(
    survey: Survey, community: str, wanted: Sequence[SurveyQuestion], cells: Sequence[Cell]
) -> dict[str, Any]:
    return {
        "subject": community,
        "period": survey.period,
        "source": "survey",
        "assessor": survey.assessor,
        "standard": survey.standard,
        "date": survey.date,
        "ratings": {
            question.indicator: {
                **_counted(question, cells),
                "note": f"调查 {survey.id} 的 {question.id}",
            }
            for question in wanted
        },
    }


def _counted(question: SurveyQuestion, cells: Sequence[Cell]) -> dict[str, int]:
    """Favourable answers of those in the denominator."""
    valued = [
        (worth(question, answer, index=False), count)
        for cell in cells
        for answer, count in cell.counts[question.id].items()
    ]
    return {
        "count": sum(count for value, count in valued if value == 1),
        "of": sum(count for value, count in valued if value is not None),
    }
