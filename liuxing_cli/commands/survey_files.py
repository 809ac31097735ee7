"""The files of a survey: which one is meant, where its answers lie, the frame it draws from."""

from pathlib import Path

from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session, describe
from liuxing_cli.commands.survey_answers import Answers, read_answers
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.model.surveys import Survey, households_of
from liuxing_cli.programme.survey.cells import totals_as_cells
from liuxing_cli.programme.survey.sampling import Place

ANSWERS, DRAW = "answers.csv", "draw.csv"


def folder_of(survey: Survey) -> str:
    """The folder that a survey's files lie in."""
    return f"data/surveys/{survey.id}"


def find_survey(session: Session, asked: str | None) -> Survey:
    """The survey of this id; the latest where none is asked for.

    Raises:
        Refusal: there is none, or its file has errors.
    """
    surveys = session.workspace.surveys
    folder = "data/surveys/" if asked is None else f"data/surveys/{asked}/"
    wrong = [f for f in session.findings if f.file.startswith(folder)]
    if wrong:
        told = describe(session.tree, wrong)
        raise Refusal(f"调查的文件有错误，不能计算：\n{told}", "改正后重新运行")
    if asked is None and surveys:
        return max(surveys.values(), key=lambda survey: (survey.date, survey.id))
    if asked is None:
        raise Refusal("没有登记过调查", "先写 data/surveys/<编号>/survey.yaml，见 docs/formats.md")
    if asked not in surveys:
        known = f"现有：{'、'.join(surveys)}" if surveys else "先写 data/surveys/<编号>/survey.yaml"
        raise Refusal(f"没有调查“{asked}”", suggestion(asked, surveys, known))
    return surveys[asked]


def places_of(session: Session, survey: Survey) -> tuple[Place, ...]:
    """The frame: each community with its street and its households, in the survey's order."""
    subjects = session.workspace.subjects
    return tuple(
        Place(id_, subjects[id_].street, households_of(survey, id_, subjects[id_].traits))
        for id_ in survey.communities
    )


def answers_of(session: Session, survey: Survey, file: Path | None) -> Answers:
    """The answers of a file, of ``answers.csv``, or the totals of the survey itself.

    Raises:
        Refusal: there are none, there are two kinds, or the file is none of answers.
    """
    own = session.root / folder_of(survey) / ANSWERS
    if file is None and not own.is_file():
        if survey.totals:
            count = sum(totals.valid for totals in survey.totals)
            return Answers(totals_as_cells(survey), (), (), count, 0)
        hint = "把匿名答卷另存为 CSV 放在那里，或用 --answers 指明；只有合计的写在 totals 里"
        raise Refusal(f"没有答卷：{folder_of(survey)}/{ANSWERS} 不在", hint)
    if file is None and survey.totals:
        hint = "只留一种：删去 totals，或把 answers.csv 移走"
        raise Refusal(f"{survey.id} 既有 {ANSWERS}，又写了 totals", hint)
    names = {id_: session.workspace.subjects[id_].name for id_ in survey.communities}
    answers = read_answers(file or own, survey, names)
    _refuse_too_many(session, survey, answers)
    return answers


def _refuse_too_many(session: Session, survey: Survey, answers: Answers) -> None:
    """No community has more answers than households."""
    for place in places_of(session, survey):
        count = sum(cell.valid for cell in answers.cells if cell.community == place.id)
        if count > place.households:
            name = session.workspace.subjects[place.id].name
            problem = f"{name}（{place.id}）有 {count} 份答卷，只有 {place.households} 户"
            raise Refusal(problem, "查对答卷是不是重复录了，或户数写错了")
