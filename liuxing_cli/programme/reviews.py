"""Democratic reviews: rate and score of a body, its running tally, answers that are due; exact.

Whoever came reviewed: nobody was sampled, so nothing has an interval.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from liuxing_cli.model.reviews import Form, Forms, Review
from liuxing_cli.model.workdays import WindowRules, bounds, day_of

ALIKE = 20
"""Answers below which 0 % and 100 % tell what each one said."""


@dataclass(frozen=True, slots=True)
class Marks:
    """One question: ``n`` answers in the denominator, ``unsure`` left it; rate on 0..1, score on
    0..100, both None where nobody answered."""

    question: str
    n: int
    unsure: int
    rate: Fraction | None
    score: Fraction | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a body got: the means over the questions, None where ``hidden`` or unanswered."""

    given: int
    valid: int
    marks: tuple[Marks, ...]
    rate: Fraction | None
    score: Fraction | None
    hidden: bool


def evaluate(forms: Forms, form: Form, reviews: Sequence[Review]) -> Outcome:
    """All sheets of ``reviews`` counted together.

    rate and score of a question = favourable answers, or values, over the answers but 不了解; of
    the body = the plain mean over its questions. Hidden where a question has fewer answers than
    ``forms.least``, or one answer from everybody of a small group: of one hidden question the
    mean would give it away.
    """
    marks = tuple(_marks(forms, question.id, reviews) for question in form.questions)
    valid = sum(review.valid for review in reviews)
    small = min((mark.n for mark in marks), default=0) < forms.least or valid < forms.least
    alike = any(mark.rate in (0, 1) and mark.n < ALIKE for mark in marks)
    hidden = small or alike
    return Outcome(
        given=sum(review.given for review in reviews),
        valid=valid,
        marks=marks,
        rate=None if hidden else _mean([mark.rate for mark in marks]),
        score=None if hidden else _mean([mark.score for mark in marks]),
        hidden=hidden,
    )


def _marks(forms: Forms, question: str, reviews: Sequence[Review]) -> Marks:
    counted = {
        answer.id: sum(review.answers.get(question, {}).get(answer.id, 0) for review in reviews)
        for answer in forms.scale
    }
    valid = sum(review.valid for review in reviews)
    known = [answer for answer in forms.scale if not answer.unsure]
    n = sum(counted[answer.id] for answer in known)
    if not n:
        return Marks(question, 0, valid, None, None)
    values = sum((counted[a.id] * (a.value or Fraction(0)) for a in known), Fraction(0))
    good = sum(counted[answer.id] for answer in known if answer.favourable)
    return Marks(question, n, valid - n, Fraction(good, n), values / n)


def _mean(values: Sequence[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values):
        return None
    return sum(known, Fraction(0)) / len(known)


def yearly(halves: Sequence[Outcome | None]) -> Fraction | None:
    """The mean score of both half-years; None where one of them lacks or is hidden."""
    return _mean([half.score if half else None for half in halves])


def points_of(form: Form, score: Fraction) -> Fraction:
    """The points of the first band that the exact score reaches."""
    return next((b.points for b in form.tally if score >= b.at_least), Fraction(0))


@dataclass(frozen=True, slots=True)
class Entry:
    """A half-year of a running tally; ``points`` None where there is no score to count."""

    period: str
    outcome: Outcome
    points: Fraction | None
    running: Fraction


def tally(forms: Forms, form: Form, reviews: Iterable[Review]) -> list[Entry]:
    """The tally of one property company from the first half-year on."""
    entries: list[Entry] = []
    running = Fraction(0)
    for review in sorted(reviews, key=lambda review: review.period):
        outcome = evaluate(forms, form, [review])
        points = None if outcome.score is None else points_of(form, outcome.score)
        running += points or 0
        entries.append(Entry(review.period, outcome, points, running))
    return entries


class ReplyState(StrEnum):
    """How far a department's written answer is."""

    NONE_NEEDED = "none_needed"  # 没有要答复的意见
    NOT_SENT = "not_sent"  # 结果还没有反馈
    OPEN = "open"  # 未到期
    OVERDUE = "overdue"  # 逾期未答复
    REPLIED = "replied"  # 已答复
    LATE = "late"  # 逾期答复


@dataclass(frozen=True, slots=True)
class Reply:
    """``due`` is the last day, empty where nothing is due."""

    state: ReplyState
    due: str


def reply_of(review: Review, form: Form, rules: WindowRules, on: str) -> Reply:
    """Where the written answer stands at the end of ``on``; ``rules`` count the days.

    Raises:
        NoCalendar: the days reach a year without a published calendar.
    """
    if not review.opinions:
        return Reply(ReplyState.NONE_NEEDED, "")
    if not review.sent or review.sent > on:
        return Reply(ReplyState.NOT_SENT, "")
    due = bounds(day_of(review.sent), rules)[1].isoformat() if form.reply_days else ""
    if review.replied and review.replied <= on:
        late = bool(due) and review.replied > due
        return Reply(ReplyState.LATE if late else ReplyState.REPLIED, due)
    return Reply(ReplyState.OVERDUE if due and on > due else ReplyState.OPEN, due)


def by_subject(reviews: Iterable[Review]) -> Mapping[str, list[Review]]:
    """Reviews of the same body together, in the order of ids."""
    found: dict[str, list[Review]] = {}
    for review in sorted(reviews, key=lambda review: (review.subject, review.organiser)):
        found.setdefault(review.subject, []).append(review)
    return found
