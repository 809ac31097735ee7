"""Surveys: every figure that the questionnaire promises can be computed from what it says."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from liuxing_cli.checks.records import bounds
from liuxing_cli.checks.references import (
    a_standard_is_broken,
    subject_is_unknown,
    unknown,
    unreadable,
)
from liuxing_cli.model.finding import Finding, KeyPath
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.model.profile import SubjectKind
from liuxing_cli.model.standard import RuleKind
from liuxing_cli.model.surveys import (
    LEVEL_NAMES,
    ClusterKind,
    Level,
    QuestionKind,
    Survey,
    SurveyQuestion,
    Totals,
    households_of,
)
from liuxing_cli.model.workspace import Workspace


def check_places(ws: Workspace) -> Iterator[Finding]:
    """SVY001: a survey lies in the folder named after it."""
    for survey in ws.surveys.values():
        if PurePosixPath(survey.file).parent.name != survey.id:
            params = {"expected": f"data/surveys/{survey.id}/survey.yaml"}
            yield Finding("SVY001", survey.file, ("id",), params=params)


def check_communities(ws: Workspace) -> Iterator[Finding]:
    """SVY002, SVY003: each community exists, and its households are counted somewhere."""
    for survey in ws.surveys.values():
        for place, id_ in enumerate(survey.communities):
            path: KeyPath = ("communities", place)
            subject = ws.subjects.get(id_)
            if subject is None:
                if subject_is_unknown(ws, id_):
                    yield unknown("SVY002", survey.file, path, id_, ws.subjects)
            elif subject.kind is not SubjectKind.COMMUNITY:
                params = {"id": id_, "hint": f"{id_} 是{subject.name}；写各社区的编码"}
                yield Finding("SVY002", survey.file, path, params=params)
            elif not households_of(survey, id_, subject.traits):
                yield Finding("SVY003", survey.file, path, params={"id": id_, "name": subject.name})


def check_questions(ws: Workspace) -> Iterator[Finding]:
    """SVY004: each question and answer once, and a scale that the figures can be read from."""
    for survey in ws.surveys.values():
        seen: Counter[str] = Counter()
        for place, question in enumerate(survey.questions):
            path: KeyPath = ("questions", place)
            seen[question.id] += 1
            if seen[question.id] > 1:
                problem = f"题号 {question.id} 用了两次"
                yield _scale(survey, (*path, "id"), question, problem)
            for problem in _problems(question):
                yield _scale(survey, (*path, "scale"), question, problem)


def _scale(survey: Survey, path: KeyPath, question: SurveyQuestion, problem: str) -> Finding:
    return Finding("SVY004", survey.file, path, params={"id": question.id, "problem": problem})


def _problems(question: SurveyQuestion) -> Iterator[str]:
    twice = [id_ for id_, n in Counter(a.id for a in question.scale).items() if n > 1]
    if twice:
        yield f"选项 {'、'.join(twice)} 用了两次"
    if not any(answer.favourable for answer in question.scale):
        yield "没有一个选项写着 favourable: true，算不出率"
    both = [answer.id for answer in question.scale if answer.favourable and answer.unsure]
    if both:
        yield f"选项 {'、'.join(both)} 又算在率里、又算不了解"
    if question.kind is QuestionKind.SATISFACTION:
        bare = [a.id for a in question.scale if a.value is None and not a.unsure]
        if bare:
            yield f"选项 {'、'.join(bare)} 没有分值（value），算不出满意度得分"
    elif question.index_target is not None:
        yield "知晓题没有得分，不写 index_target"


def check_totals(ws: Workspace) -> Iterator[Finding]:
    """SVY005: counts name what was asked, and no part is larger than its whole."""
    for survey in ws.surveys.values():
        seen: Counter[str] = Counter()
        for place, totals in enumerate(survey.totals):
            seen[totals.community] += 1
            problems = list(_wrong_totals(ws, survey, totals))
            if seen[totals.community] > 1:
                problems.append((("community",), f"{totals.community} 写了两次"))
            for path, problem in problems:
                at: KeyPath = ("totals", place, *path)
                yield Finding("SVY005", survey.file, at, params={"problem": problem})


def _wrong_totals(ws: Workspace, survey: Survey, totals: Totals) -> Iterator[tuple[KeyPath, str]]:
    if totals.community not in survey.communities:
        yield ("community",), f"{totals.community} 不在本次调查的社区里"
    subject = ws.subjects.get(totals.community)
    households = households_of(survey, totals.community, subject.traits if subject else {})
    if households and totals.valid > households:
        yield ("valid",), f"有效答卷 {totals.valid} 份，比户数 {households} 还多"
    questions = {question.id: question for question in survey.questions}
    for id_, counts in totals.counts.items():
        if id_ not in questions:
            yield ("counts", id_), f"没有题号 {id_}；{suggestion(id_, questions, '查对题号')}"
            continue
        answers = [answer.id for answer in questions[id_].scale]
        for answer in counts:
            if answer not in answers:
                told = suggestion(answer, answers, f"现有：{'、'.join(answers)}")
                yield ("counts", id_, answer), f"{id_} 没有选项 {answer}；{told}"
        if sum(counts.values()) > totals.valid:
            problem = f"{id_} 各选项共 {sum(counts.values())} 份，比有效答卷 {totals.valid} 份多"
            yield ("counts", id_), problem


def check_rounds(ws: Workspace) -> Iterator[Finding]:
    """SVY006: the round before exists and was before."""
    for survey in ws.surveys.values():
        if not survey.previous or unreadable(ws, "data/surveys/"):
            continue
        before = ws.surveys.get(survey.previous)
        if before is None:
            yield unknown("SVY006", survey.file, ("previous",), survey.previous, ws.surveys)
        elif before.date >= survey.date:
            params = {"id": survey.previous, "hint": f"那一轮在 {before.date}，不早于这一轮"}
            yield Finding("SVY006", survey.file, ("previous",), params=params)


def check_design(ws: Workspace) -> Iterator[Finding]:
    """SVY007: a design that can be drawn and estimated."""
    for survey in ws.surveys.values():
        for path, problem in _wrong_design(ws, survey):
            yield Finding("SVY007", survey.file, path, params={"problem": problem})


def _wrong_design(ws: Workspace, survey: Survey) -> Iterator[tuple[KeyPath, str]]:
    design, order = survey.design, list(Level)
    if order.index(design.level) > order.index(design.strata):
        problem = (
            f"按{LEVEL_NAMES[design.strata]}抽户，保证不了每个{LEVEL_NAMES[design.level]}的误差"
        )
        yield ("design", "level"), problem
    for id_ in survey.frame:
        if id_ not in survey.communities:
            yield ("frame", id_), f"{id_} 不在本次调查的社区里"
    yield from _wrong_clusters(survey)
    if unreadable(ws, "data/subjects/"):
        return
    strata = _strata(ws, survey)
    for place, group in enumerate(design.collapse):
        for at, id_ in enumerate(group):
            if id_ not in strata:
                yield ("design", "collapse", place, at), f"没有 {id_} 这一层"


def _wrong_clusters(survey: Survey) -> Iterator[tuple[KeyPath, str]]:
    clusters, path = survey.design.clusters, ("design", "clusters")
    if clusters is None:
        return
    if clusters.of is ClusterKind.COMMUNITY:
        if survey.design.strata is Level.COMMUNITY:
            yield (*path, "of"), "每个社区都是一层，就没有社区可抽；strata 改成 street 或 district"
        return
    for id_ in survey.communities:
        if id_ not in clusters.counts:
            yield (*path, "counts"), f"没有写 {id_} 有几栋楼"
    for id_ in clusters.counts:
        if id_ not in survey.communities:
            yield (*path, "counts", id_), f"{id_} 不在本次调查的社区里"


def _strata(ws: Workspace, survey: Survey) -> set[str]:
    if survey.design.strata is Level.COMMUNITY:
        return set(survey.communities)
    found = {ws.subjects[id_].street for id_ in survey.communities if id_ in ws.subjects}
    return found if survey.design.strata is Level.STREET else set()


def check_indicators(ws: Workspace) -> Iterator[Finding]:
    """SVY008: an indicator that a question fills exists and takes a percentage."""
    if a_standard_is_broken(ws):
        return
    for survey in ws.surveys.values():
        wanted = [(n, q) for n, q in enumerate(survey.questions) if q.indicator]
        if survey.standard and survey.standard not in ws.standards:
            yield unknown("SVY008", survey.file, ("standard",), survey.standard, ws.standards)
            continue
        standard = ws.standards.get(survey.standard)
        seen: set[str] = set()
        for place, question in wanted:
            path: KeyPath = ("questions", place, "indicator")
            if question.indicator in seen:
                params = {"id": question.indicator, "hint": "已有一道题对应它；一项指标只对应一题"}
                yield Finding("SVY008", survey.file, path, params=params)
                continue
            seen.add(question.indicator)
            if standard is None:
                params = {"id": question.indicator, "hint": "补上 standard（如 six-type@1）"}
                yield Finding("SVY008", survey.file, path, params=params)
                continue
            indicator = standard.indicators.get(question.indicator)
            if indicator is None:
                known = standard.indicators
                yield unknown("SVY008", survey.file, path, question.indicator, known)
            elif not _takes_percent(indicator.rule.kind, indicator.rule.unit):
                params = {"id": question.indicator, "hint": "它不是按百分比判分的，换一项或删去"}
                yield Finding("SVY008", survey.file, path, params=params)


def _takes_percent(kind: RuleKind, unit: str) -> bool:
    return kind in (RuleKind.BANDS, RuleKind.LINEAR) and unit == "%"


def check_dates(ws: Workspace) -> Iterator[Finding]:
    """SVY009: fieldwork ended within the period."""
    for survey in ws.surveys.values():
        first, last = bounds(survey.period)
        if not first <= date.fromisoformat(survey.date) <= last:
            params = {
                "date": survey.date,
                "period": survey.period,
                "first": first.isoformat(),
                "last": last.isoformat(),
            }
            yield Finding("SVY009", survey.file, ("date",), params=params)
