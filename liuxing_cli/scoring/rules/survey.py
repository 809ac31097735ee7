"""民意调查: answers to the questions of a questionnaire become one figure, and the figure points.

Facts: ``sheets``, how many were given out, came back and are valid (and how many of a group), and
``answers``, question → answer → count.
"""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from liuxing_cli.model.assessment import Fact, Rating
from liuxing_cli.model.numbers import fixed_near, plain
from liuxing_cli.model.standard import Rule
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.model.survey import Figure, Question, SurveyForm, Unknown
from liuxing_cli.scoring.rules import linear
from liuxing_cli.scoring.rules.bands import edge, reached
from liuxing_cli.scoring.rules.facts import share, whole, worth, wrong_shape
from liuxing_cli.scoring.rules.misfit import Misfit, Problem, gathered
from liuxing_cli.scoring.rules.worked import Working, quotient
from liuxing_cli.scoring.wording import equals, term, total_of

_SHEETS = ("given", "returned", "valid")
_SHEET_NAMES = {"given": "发放数", "returned": "回收数", "valid": "有效数"}
_FIGURES = {Figure.RATE: "率", Figure.INDEX: "指数"}

Counts = Mapping[str, Mapping[str, int]]


def facts(_rule: Rule) -> tuple[str, ...]:
    """The facts that the rule reads."""
    return ("sheets", "answers")


def judge(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Fraction | Misfit:
    """share by the band that the figure reaches, or from ``floor`` to ``target`` in proportion.

    figure = Σ weight · figure of the question / Σ weight, on 100
    """
    form = rule.survey
    if form is None:
        return Misfit((), Problem.MISSING_FACT, {"expected": "answers"})
    wrong = _sheet_misfits(rule, form, rating)
    counts = _counts(form, rating)
    if isinstance(counts, Misfit):
        return gathered([*wrong, *counts.each()])
    if wrong:
        return gathered(wrong)
    figure = _figure(form, counts)
    if rule.items:
        band = reached(rule.items, figure)
        return Fraction(0) if band is None else share(worth(band), points)
    floor, target = linear.goalposts(rule)
    return min(max((figure - floor) / (target - floor), Fraction(0)), Fraction(1))


def _sheet_misfits(rule: Rule, form: SurveyForm, rating: Rating) -> list[Misfit]:
    """Enough valid sheets, no part larger than its whole, and enough of the group."""
    given = rating.get("sheets")
    if given is None:
        return [Misfit((), Problem.MISSING_FACT, {"expected": "sheets"})]
    if not isinstance(given, dict):
        return [wrong_shape(("sheets",), given, "mapping")]
    group = form.composition.group if form.composition else ""
    numbers: dict[str, int] = {}
    misfits = []
    for key in filter(None, (*_SHEETS, group)):
        if key in given:
            count = whole(given[key], "sheets", key)
            if isinstance(count, Misfit):
                misfits.append(count)
            else:
                numbers[key] = count
        elif key in ("valid", group):
            misfits.append(Misfit(("sheets",), Problem.MISSING_FACT, {"expected": f"sheets.{key}"}))
    return misfits or [*_nested(numbers, group), *_enough(rule, form, numbers)]


def _nested(numbers: Mapping[str, int], group: str) -> list[Misfit]:
    chain = [key for key in (*_SHEETS, group) if key in numbers]
    return [
        Misfit(
            ("sheets", part),
            Problem.SHEETS_DIFFER,
            {
                "part": _SHEET_NAMES.get(part, part),
                "whole": _SHEET_NAMES[whole_],
                "value": str(numbers[part]),
                "limit": str(numbers[whole_]),
            },
        )
        for whole_, part in pairwise(chain)
        if numbers[part] > numbers[whole_]
    ]


def _enough(rule: Rule, form: SurveyForm, numbers: Mapping[str, int]) -> list[Misfit]:
    valid, misfits = numbers["valid"], []
    if valid < max(rule.least or 1, 1):
        params = {"value": str(valid), "least": str(rule.least or 1)}
        misfits.append(Misfit(("sheets", "valid"), Problem.TOO_FEW_ANSWERS, params))
    rule_ = form.composition
    if rule_ and valid and Fraction(100 * numbers[rule_.group], valid) < rule_.share:
        found = Fraction(100 * numbers[rule_.group], valid)
        shown = fixed_near(found, 2, (rule_.share,))
        params = {"group": rule_.name, "value": shown, "least": plain(rule_.share)}
        misfits.append(Misfit(("sheets", rule_.group), Problem.COMPOSITION, params))
    return misfits


def _counts(form: SurveyForm, rating: Rating) -> Counts | Misfit:
    if "answers" not in rating:
        return Misfit((), Problem.MISSING_FACT, {"expected": "answers"})
    given = rating["answers"]
    if not isinstance(given, dict):
        return wrong_shape(("answers",), given, "mapping")
    known = [question.id for question in form.questions]
    misfits = [_unknown(("answers", key), key, known) for key in given if key not in known]
    counts: dict[str, dict[str, int]] = {}
    for question in form.questions:
        read = _question(form, question, given.get(question.id), rating)
        if isinstance(read, Misfit):
            misfits += read.each()
        else:
            counts[question.id] = read
    return gathered(misfits) if misfits else counts


def _question(
    form: SurveyForm, question: Question, given: Fact, rating: Rating
) -> dict[str, int] | Misfit:
    path = ("answers", question.id)
    if given is None:
        return Misfit(("answers",), Problem.MISSING_FACT, {"expected": f"answers.{question.id}"})
    if not isinstance(given, dict):
        return wrong_shape(path, given, "mapping")
    known = [answer.id for answer in form.scale]
    misfits = [_unknown((*path, key), key, known) for key in given if key not in known]
    counts = dict.fromkeys(known, 0)
    for id_ in known:
        count = whole(given.get(id_, 0), *path, id_)
        if isinstance(count, Misfit):
            misfits.append(count)
        else:
            counts[id_] = count
    if misfits:
        return gathered(misfits)
    if not _base(form, counts):
        return Misfit(path, Problem.NO_ANSWERS, {"value": question.name})
    return _within_sheets(path, question, sum(counts.values()), rating) or counts


def _within_sheets(
    path: tuple[str, ...], question: Question, total: int, rating: Rating
) -> Misfit | None:
    """No question has more answers than there are valid sheets."""
    sheets = rating.get("sheets")
    valid = sheets.get("valid") if isinstance(sheets, dict) else None
    if not isinstance(valid, int) or isinstance(valid, bool) or total <= valid:
        return None
    part = f"“{question.name}”的回答数"
    params = {"part": part, "whole": "有效数", "value": str(total), "limit": str(valid)}
    return Misfit(path, Problem.SHEETS_DIFFER, params)


def _unknown(path: tuple[str, ...], value: str, known: list[str]) -> Misfit:
    return Misfit(path, Problem.UNKNOWN_ITEM, {"value": value, "known": "、".join(known)})


def _base(form: SurveyForm, counts: Mapping[str, int]) -> int:
    """The answers that are divided by: without 不清楚 where that is excluded."""
    return sum(
        counts[answer.id]
        for answer in form.scale
        if not answer.unsure or form.unknown is Unknown.COUNT
    )


def _reached(form: SurveyForm, counts: Mapping[str, int]) -> Fraction:
    """Σ favourable answers × 100, or Σ answers × value."""
    if form.figure is Figure.RATE:
        return Fraction(100 * sum(counts[a.id] for a in form.scale if a.favourable))
    return sum((counts[a.id] * (a.value or Fraction(0)) for a in form.scale), Fraction(0))


def _figure(form: SurveyForm, counts: Counts) -> Fraction:
    """figure = Σ weight · (reached / base) / Σ weight over the questions."""
    weighted = [
        question.weight * _reached(form, counts[question.id]) / _base(form, counts[question.id])
        for question in form.questions
    ]
    weights = sum((question.weight for question in form.questions), Fraction(0))
    return sum(weighted, Fraction(0)) / weights


def working(
    rule: Rule, points: Fraction, rating: Rating, traits: Mapping[str, TraitValue]
) -> Working:
    """The arithmetic of :func:`judge` for a rating that fits."""
    form = rule.survey
    counts = _counts(form, rating) if form else None
    if form is None or counts is None or isinstance(counts, Misfit):
        return Working("0", "")
    figure = _figure(form, counts)
    words = f"{_told(form, counts)}。{_FIGURES[form.figure]} {_averaged(form, counts)}"
    if rule.items:
        band = reached(rule.items, figure)
        if band is None:
            return Working("0", f"{words}，低于最低一档")
        words += f"，达到“{term(edge(band))} 及以上”一档（{term(worth(band))} 分）"
        return Working(quotient(worth(band), points), words)
    floor, target = linear.goalposts(rule)
    words += f"，{term(floor)} 起计、{term(target)} 得满分"
    got = judge(rule, points, rating, traits)
    if got in (0, 1):
        return Working(str(got), words)
    return Working(f"（{term(figure)} − {term(floor)}）÷（{term(target)} − {term(floor)}）", words)


def _averaged(form: SurveyForm, counts: Counts) -> str:
    """``=（60 × 1560/19 + 40 × 83）÷（60 + 40）= 82.46…``; of one question the figure alone."""
    result = equals(_figure(form, counts))
    if len(form.questions) == 1:
        return result
    parts = []
    for question in form.questions:
        own = counts[question.id]
        parts.append(f"{term(question.weight)} × {term(_reached(form, own) / _base(form, own))}")
    weights = total_of(question.weight for question in form.questions)
    return f"=（{' + '.join(parts)}）÷{weights}{result}"


def _told(form: SurveyForm, counts: Counts) -> str:
    lines = []
    for question in form.questions:
        own = counts[question.id]
        got, base = _reached(form, own), _base(form, own)
        weight = f"（权重 {term(question.weight)}）" if len(form.questions) > 1 else ""
        lines.append(f"{question.name}{weight} {term(got)} ÷ {base} {equals(got / base)}")
    return "；".join(lines)
