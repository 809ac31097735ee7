"""Democratic reviews: each of a body that is there, counted on the form, sent on and answered."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import PurePosixPath

from liuxing_cli.checks.records import bounds
from liuxing_cli.checks.references import (
    subject_is_unknown,
    unit_is_unknown,
    unknown,
    unknown_unit,
    unreadable,
)
from liuxing_cli.model.finding import Finding, KeyPath, Related
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.model.profile import SubjectKind
from liuxing_cli.model.reviews import BODY_NAMES, Body, Forms, Review
from liuxing_cli.model.workspace import Workspace


def check_forms(ws: Workspace) -> Iterator[Finding]:
    """REV001: forms from which a rate, a score and a tally can be computed."""
    for path, problem in _wrong_forms(ws.forms):
        yield Finding("REV001", ws.forms.file, path, params={"problem": problem})


def _wrong_forms(forms: Forms) -> Iterator[tuple[KeyPath, str]]:
    if not forms.listed:
        return
    ids = [answer.id for answer in forms.scale]
    if len(set(ids)) < len(ids):
        yield ("scale",), "选项的编号有重复"
    if not any(answer.favourable for answer in forms.scale):
        yield ("scale",), "没有一个选项写着 favourable: true，算不出满意率"
    bare = [a.id for a in forms.scale if a.value is None and not a.unsure]
    if bare:
        yield ("scale",), f"选项 {'、'.join(bare)} 没有分值（value），算不出得分"
    seen: Counter[Body] = Counter()
    for place, body in enumerate(forms.listed):
        seen[body] += 1
        if seen[body] > 1:
            yield ("forms", place, "body"), f"{BODY_NAMES[body]}写了两种评议"
            continue
        form = forms.forms[body]
        twice = [id_ for id_, n in Counter(q.id for q in form.questions).items() if n > 1]
        if twice:
            yield ("forms", place, "questions"), f"题号 {'、'.join(twice)} 用了两次"
        edges = [band.at_least for band in form.tally]
        falling = all(above > below for above, below in pairwise(edges))
        if edges and (not falling or edges[-1] != 0):
            yield ("forms", place, "tally"), "记分的各档要从高到低，最低一档 at_least: 0"


def check_places(ws: Workspace) -> Iterator[Finding]:
    """REV002: a review lies where its period, its body and its subject say."""
    for review in ws.reviews:
        tail = f"--{review.organiser}" if review.body is Body.DEPARTMENT else ""
        expected = f"data/reviews/{review.period}/{review.body}/{review.subject}{tail}.yaml"
        if review.file == expected:
            continue
        place, wanted = PurePosixPath(review.file), PurePosixPath(expected)
        key = "subject"
        if place.parent.parent.name != wanted.parent.parent.name:
            key = "period"
        elif place.parent.name != wanted.parent.name:
            key = "body"
        yield Finding("REV002", review.file, (key,), params={"expected": expected})


def check_subjects(ws: Workspace) -> Iterator[Finding]:
    """REV003, REV004: what is reviewed exists and may be; so does who organised it."""
    for review in ws.reviews:
        if review.body is Body.DEPARTMENT:
            yield from _department(ws, review)
        else:
            yield from _of_community(ws, review)
        if subject_is_unknown(ws, review.organiser):
            yield unknown("REV003", review.file, ("organiser",), review.organiser, ws.subjects)


def _department(ws: Workspace, review: Review) -> Iterator[Finding]:
    if unreadable(ws, "standards/matrix/"):
        return
    unit = ws.matrix.units.get(review.subject)
    if unit is None:
        if unit_is_unknown(ws, review.subject):
            yield unknown_unit(ws, "REV003", review.file, ("subject",), review.subject)
    elif unit.duties and all(duty.excluded for duty in unit.duties):
        problem = f"{unit.name}的职责都不在本工具的范围内"
        yield _unfit(review, problem, "删去这份评议")


def _of_community(ws: Workspace, review: Review) -> Iterator[Finding]:
    subject = ws.subjects.get(review.subject)
    if subject is None:
        if subject_is_unknown(ws, review.subject):
            yield unknown("REV003", review.file, ("subject",), review.subject, ws.subjects)
    elif subject.kind is not SubjectKind.COMMUNITY:
        yield _unfit(review, f"{subject.name}不是社区", "写社区的编码")
    elif review.body is Body.PROPERTY_COMPANY and subject.traits.get("property_company") is False:
        hint = "删去这份评议；有物业的，改社区特征里的 property_company"
        yield _unfit(review, f"{subject.name}没有物业服务企业", hint)


def _unfit(review: Review, problem: str, hint: str) -> Finding:
    return Finding("REV004", review.file, ("subject",), params={"problem": problem, "hint": hint})


def check_answers(ws: Workspace) -> Iterator[Finding]:
    """REV005, REV006: a form for the body, and counts that fit the form and the sheets."""
    if unreadable(ws, "standards/reviews.yaml"):
        return
    for review in ws.reviews:
        if review.body not in ws.forms.forms:
            params = {"body": BODY_NAMES[review.body]}
            yield Finding("REV005", review.file, ("body",), params=params)
            continue
        for path, problem in _wrong_answers(ws.forms, review):
            yield Finding("REV006", review.file, path, params={"problem": problem})


def _wrong_answers(forms: Forms, review: Review) -> Iterator[tuple[KeyPath, str]]:
    if review.returned > review.given:
        yield ("sheets", "returned"), f"收回 {review.returned} 份，比发放 {review.given} 份多"
    if review.valid > review.returned:
        yield ("sheets", "valid"), f"有效 {review.valid} 份，比收回 {review.returned} 份多"
    questions = [question.id for question in forms.forms[review.body].questions]
    answers = [answer.id for answer in forms.scale]
    for id_, counts in review.answers.items():
        path: KeyPath = ("answers", id_)
        if id_ not in questions:
            told = suggestion(id_, questions, f"现有：{'、'.join(questions)}")
            yield path, f"没有题号 {id_}；{told}"
            continue
        for answer in counts:
            if answer not in answers:
                told = suggestion(answer, answers, f"现有：{'、'.join(answers)}")
                yield (*path, answer), f"没有选项 {answer}；{told}"
        if sum(counts.values()) > review.valid:
            problem = f"{id_} 各选项共 {sum(counts.values())} 份，比有效 {review.valid} 份多"
            yield path, problem
    lacking = [id_ for id_ in questions if id_ not in review.answers]
    if lacking:
        yield ("answers",), f"缺 {'、'.join(lacking)} 的份数"


def check_dates(ws: Workspace) -> Iterator[Finding]:
    """REV007: reviewed in the period, then sent, then answered."""
    for review in ws.reviews:
        first, last = bounds(review.period)
        if not first <= date.fromisoformat(review.date) <= last:
            problem = f"评议日期 {review.date} 不在 {review.period} 里"
            yield Finding("REV007", review.file, ("date",), params={"problem": problem})
        dated = [
            ("评议日期", "date", review.date),
            ("反馈日期", "sent", review.sent),
            ("答复日期", "replied", review.replied),
        ]
        for (name, key, before), (later, at, after) in pairwise([d for d in dated if d[2]]):
            if after < before:
                there = (Related(review.file, None, name, (key,)),)
                params = {"problem": f"{later} {after} 早于{name} {before}"}
                yield Finding("REV007", review.file, (at,), params=params, related=there)


def check_replies(ws: Workspace) -> Iterator[Finding]:
    """REV008: only departments are sent their result and answer in writing."""
    for review in ws.reviews:
        if review.body is Body.DEPARTMENT:
            continue
        given = {"opinions": review.opinions, "sent": review.sent}
        for key in (key for key, value in given.items() if value):
            params = {"key": key, "body": BODY_NAMES[review.body]}
            yield Finding("REV008", review.file, (key,), params=params, on_key=True)
