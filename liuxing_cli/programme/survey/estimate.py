"""What a survey says: a rate and an index for each question and domain, with what bounds them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from liuxing_cli.model.surveys import Level, Mode, QuestionKind, Survey, SurveyQuestion
from liuxing_cli.programme.quantiles import t_quantile
from liuxing_cli.programme.survey.cells import Cell, collapsed, strata_of
from liuxing_cli.programme.survey.intervals import (
    Interval,
    conservative,
    korn_graubard,
    root,
    wilson,
)
from liuxing_cli.programme.survey.sampling import Place
from liuxing_cli.programme.survey.variance import Moments, moments

FEW, LARGE_CV = 30, Fraction(30, 100)
"""Answers below which, and coefficient of variation above which, a figure is for reference."""


class Method(StrEnum):
    """How a rate is bounded."""

    WILSON = "wilson"
    CONSERVATIVE = "conservative"  # Korn and Graubard's Clopper-Pearson


class NoInterval(StrEnum):
    """Why nothing bounds a figure."""

    CENSUS = "census"  # everybody answered: nothing was sampled
    PANEL = "panel"  # volunteers on line: no sample
    THIN = "thin"  # a stratum with one respondent or one cluster, no neighbour declared
    EQUAL = "equal"  # an index all of whose answers are the same


class Verdict(StrEnum):
    """Against the target."""

    MET = "met"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"


class Hidden(StrEnum):
    """Why a figure is not shown."""

    FEW = "few"  # too few respondents
    ALIKE = "alike"  # nobody or everybody of a small group
    COMPLEMENT = "complement"  # it would give away a neighbour


@dataclass(frozen=True, slots=True)
class Figure:
    """A rate or an index, on 0..1; ``met``: the plain estimate, ``verdict``: its interval."""

    value: Fraction
    interval: Interval | None
    why: NoInterval | None
    n_eff: Fraction | None
    deff: Fraction | None
    cv: Fraction | None
    target: Fraction | None
    verdict: Verdict | None
    met: bool | None


@dataclass(frozen=True, slots=True)
class Row:
    """One question in one domain; ``n`` answers in the denominator, ``excluded`` left it,
    ``covered`` the communities that have answers.

    ``rate`` is None where nobody answered; ``index`` where the question has none.
    """

    question: str
    level: Level
    domain: str
    n: int
    excluded: int
    rate: Figure | None
    index: Figure | None
    kish: Fraction = Fraction(1)
    hidden: Hidden | None = None
    covered: frozenset[str] = frozenset()

    @property
    def reference_only(self) -> bool:
        """仅供参考: few answers, or an estimate that varies much."""
        cv = self.rate.cv if self.rate else None
        return self.n < FEW or (cv is not None and cv > LARGE_CV)


Domains = Mapping[Level, Mapping[str, Sequence[Place]]]


def domains_of(places: Sequence[Place], cells: Sequence[Cell]) -> Domains:
    """District, streets and communities that have answers, each with all its places."""
    covered = {cell.community for cell in cells if cell.valid}
    found: dict[Level, dict[str, list[Place]]] = {level: {} for level in Level}
    for level in Level:
        wanted = {place.at(level) for place in places if place.id in covered}
        for place in places:
            if place.at(level) in wanted:
                found[level].setdefault(place.at(level), []).append(place)
    return found


def rows_of(
    survey: Survey, places: Sequence[Place], cells: Sequence[Cell], method: Method
) -> list[Row]:
    """Every question in every domain, nothing hidden yet."""
    return [
        _row(survey, question, (level, id_), own, cells, method)
        for question in survey.questions
        for level, domains in domains_of(places, cells).items()
        for id_, own in domains.items()
    ]


def _row(
    survey: Survey,
    question: SurveyQuestion,
    domain: tuple[Level, str],
    places: Sequence[Place],
    cells: Sequence[Cell],
    method: Method,
) -> Row:
    level, id_ = domain
    inside = {place.id for place in places}
    cells = [cell for cell in cells if cell.community in inside and cell.valid]
    covered = frozenset(cell.community for cell in cells)
    found = _moments(survey, level, places, cells, question, index=False)
    if found is None:
        excluded = sum(sum(cell.counts.get(question.id, {}).values()) for cell in cells)
        return Row(question.id, level, id_, 0, excluded, None, None, covered=covered)
    index = None
    if question.kind is QuestionKind.SATISFACTION:
        mean = _moments(survey, level, places, cells, question, index=True)
        index = None if mean is None else _index(survey, question, mean)
    rate = _rate(survey, question, found, method)
    return Row(
        question=question.id,
        level=level,
        domain=id_,
        n=found.counted,
        excluded=found.excluded,
        rate=rate,
        index=index,
        kish=found.kish,
        covered=covered,
    )


def _moments(
    survey: Survey,
    level: Level,
    places: Sequence[Place],
    cells: Sequence[Cell],
    question: SurveyQuestion,
    *,
    index: bool,
) -> Moments | None:
    strata = strata_of(survey, level, places, cells, question, index=index)
    return moments(collapsed(strata, survey.design.collapse))


def _tail(survey: Survey) -> Fraction:
    return (100 - survey.design.confidence) / 200


def _why(survey: Survey, found: Moments) -> NoInterval | None:
    if survey.mode is Mode.ONLINE:
        return NoInterval.PANEL
    if found.census:
        return NoInterval.CENSUS
    return NoInterval.THIN if found.variance is None or found.df < 1 else None


def effective_size(found: Moments, deff: Fraction) -> Fraction:
    """n_eff: (n − f)/(1 − f) = n(N−1)/(N−n) of a simple sample, p̂(1−p̂)/v otherwise; where p̂ is
    0 or 1, or all clusters are equal, n/(deff·(1−f)) with the design effect assumed."""
    left = 1 - found.fraction
    if found.p in (0, 1) or not found.variance:
        return found.counted / (deff * left)
    if found.simple:
        return (found.counted - found.fraction) / left
    return found.p * (1 - found.p) / found.variance


def _rate(survey: Survey, question: SurveyQuestion, found: Moments, method: Method) -> Figure:
    why, target = _why(survey, found), question.target
    if why is not None:
        return _figure(found.p, None, why, target)
    tail = _tail(survey)
    n_eff = effective_size(found, survey.design.deff)
    if method is Method.CONSERVATIVE and found.counted > 1:
        adjusted = korn_graubard(n_eff, found.counted, found.df, tail)
        interval = conservative(found.p, adjusted, tail)
    else:
        interval = wilson(found.p, n_eff, t_quantile(found.df, tail))
    cv = root(found.variance) / found.p if found.p and found.variance else None
    figure = _figure(found.p, interval, None, target)
    return replace(figure, n_eff=n_eff, deff=_deff(found), cv=cv)


def _deff(found: Moments) -> Fraction | None:
    """v / [(1 − n/N) p̂(1 − p̂)/(n − 1)]."""
    spread = found.p * (1 - found.p) * (1 - found.fraction)
    if not found.variance or not spread or found.counted < 2:
        return None
    return found.variance * (found.counted - 1) / spread


def _index(survey: Survey, question: SurveyQuestion, found: Moments) -> Figure:
    """mean ± t·√v, within the scale."""
    why, target = _why(survey, found), question.index_target
    if why is None and not found.variance:
        why = NoInterval.EQUAL
    if why is not None or not found.variance:
        return _figure(found.p, None, why, target)
    half = t_quantile(found.df, _tail(survey)) * root(found.variance)
    values = [answer.value / 100 for answer in question.scale if answer.value is not None]
    interval = Interval(max(min(values), found.p - half), min(max(values), found.p + half))
    return _figure(found.p, interval, None, target)


def _figure(
    value: Fraction, interval: Interval | None, why: NoInterval | None, target: Fraction | None
) -> Figure:
    verdict, met = None, None
    if target is not None:
        wanted = target / 100
        met = value >= wanted
        if interval is not None:
            verdict = judged(interval, wanted)
        elif why is NoInterval.CENSUS:
            verdict = Verdict.MET if met else Verdict.NOT_MET
        else:
            verdict = Verdict.CANNOT_TELL
    return Figure(value, interval, why, None, None, None, target, verdict, met)


def judged(interval: Interval, target: Fraction) -> Verdict:
    """达到 if lower ≥ T, 未达到 if upper < T, else 无法判定."""
    if interval.low >= target:
        return Verdict.MET
    return Verdict.NOT_MET if interval.high < target else Verdict.CANNOT_TELL
