"""Reviews by hand: means over questions, what is hidden, the tally, and when answers are due."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.model.reviews import Band, Body, Form, Forms, Review, ReviewQuestion
from liuxing_cli.model.survey import Answer
from liuxing_cli.model.workdays import NoCalendar, WindowRules
from liuxing_cli.programme.reviews import (
    ReplyState,
    evaluate,
    points_of,
    reply_of,
    tally,
    yearly,
)

SCALE = (
    Answer("5", "满意", Fraction(100), favourable=True),
    Answer("3", "一般", Fraction(50)),
    Answer("2", "不满意", Fraction(0)),
    Answer("9", "不了解", unsure=True),
)
BANDS = ((90, 1), (60, 0), (0, -3))
FORM = Form(
    Body.PROPERTY_COMPANY, "评价物业", "社区居民", "信用评价", "二(四)5",
    (ReviewQuestion("q1", "维修"), ReviewQuestion("q2", "保洁")),
    tuple(Band(Fraction(edge), Fraction(points)) for edge, points in BANDS),
)  # fmt: skip
Counts = dict[str, dict[str, int]]
FORMS = Forms(SCALE, 10, {Body.PROPERTY_COMPANY: FORM})
RULES = WindowRules(30, False)
DEPARTMENT = replace(FORM, body=Body.DEPARTMENT, tally=(), reply_days=30)


def review(period: str = "2013H1", valid: int = 40, answers: Counts | None = None) -> Review:
    counts = answers or {"q1": {"5": 20, "3": 10, "2": 10}, "q2": {"5": 30, "9": 8, "2": 2}}
    return Review(
        Body.PROPERTY_COMPANY, "c1", period, "c1", "2013-06-18", 50, 45, valid, counts
    )  # fmt: skip


def test_rate_and_score_are_means_over_the_questions() -> None:
    found = evaluate(FORMS, FORM, [review()])
    first, second = found.marks
    assert (first.rate, first.score, first.unsure) == (Fraction(1, 2), Fraction(125, 2), 0)
    assert (second.rate, second.score, second.unsure) == (Fraction(15, 16), Fraction(375, 4), 8)
    assert found.rate == (Fraction(1, 2) + Fraction(15, 16)) / 2
    assert found.score == (Fraction(125, 2) + Fraction(375, 4)) / 2
    assert not found.hidden


def test_streets_are_counted_together() -> None:
    found = evaluate(FORMS, FORM, [review(), review()])
    assert (found.valid, found.given) == (80, 100)
    assert found.score == evaluate(FORMS, FORM, [review()]).score


@pytest.mark.parametrize(
    "answers",
    [
        {"q1": {"5": 5, "2": 4}, "q2": {"5": 20, "2": 20}},
        {"q1": {"5": 15}, "q2": {"5": 20, "2": 20}},
        {"q1": {"9": 40}, "q2": {"5": 20, "2": 20}},
    ],
    ids=["few answers", "all alike", "nobody knows"],
)
def test_one_question_that_is_hidden_hides_the_mean(answers: Counts) -> None:
    found = evaluate(FORMS, FORM, [review(answers=answers)])
    assert found.hidden
    assert (found.rate, found.score) == (None, None)


def test_the_year_needs_both_halves() -> None:
    half = evaluate(FORMS, FORM, [review()])
    small = evaluate(FORMS, FORM, [review(valid=5, answers={"q1": {"5": 5}, "q2": {"5": 5}})])
    assert yearly([half, half]) == half.score
    assert yearly([half, None]) is None
    assert yearly([half, small]) is None


@pytest.mark.parametrize(("score", "points"), [("90", 1), ("89.999", 0), ("60", 0), ("59.99", -3)])
def test_points_go_by_the_exact_score(score: str, points: int) -> None:
    assert points_of(FORM, Fraction(score)) == points


def test_the_tally_runs_in_the_order_of_the_half_years() -> None:
    good = {"q1": {"5": 39, "3": 1}, "q2": {"5": 39, "3": 1}}
    bad = {"q1": {"5": 5, "2": 35}, "q2": {"5": 5, "2": 35}}
    few = {"q1": {"5": 5}, "q2": {"5": 5}}
    rounds = [review("2013H2", 40, bad), review("2012H2", 40, good), review("2013H1", 5, few)]
    found = tally(FORMS, FORM, rounds)
    assert [(e.period, e.points and int(e.points), int(e.running)) for e in found] == [
        ("2012H2", 1, 1), ("2013H1", None, 1), ("2013H2", -3, -2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("opinions", "sent", "replied", "on", "state"),
    [
        (0, "2013-06-25", "", "2013-12-31", ReplyState.NONE_NEEDED),
        (2, "", "", "2013-12-31", ReplyState.NOT_SENT),
        (2, "2013-06-25", "", "2013-06-24", ReplyState.NOT_SENT),
        (2, "2013-06-25", "", "2013-08-06", ReplyState.OPEN),
        (2, "2013-06-25", "", "2013-08-07", ReplyState.OVERDUE),
        (2, "2013-06-25", "2013-08-06", "2013-08-06", ReplyState.REPLIED),
        (2, "2013-06-25", "2013-08-07", "2013-08-06", ReplyState.OPEN),
        (2, "2013-06-25", "2013-08-07", "2013-08-07", ReplyState.LATE),
    ],
)
def test_answers_are_due_within_working_days(
    opinions: int, sent: str, replied: str, on: str, state: ReplyState
) -> None:
    told = replace(review(), opinions=opinions, sent=sent, replied=replied)
    found = reply_of(told, DEPARTMENT, RULES, on)
    assert found.state is state
    assert found.due in ("", "2013-08-06")


def test_a_year_without_a_calendar_is_not_guessed() -> None:
    told = replace(review(), opinions=1, sent="2093-01-05")
    with pytest.raises(NoCalendar):
        reply_of(told, DEPARTMENT, RULES, "2093-12-31")


def test_without_a_term_nothing_is_ever_overdue() -> None:
    told = replace(review(), opinions=1, sent="2013-06-25")
    found = reply_of(told, replace(DEPARTMENT, reply_days=0), RULES, "2030-01-01")
    assert (found.state, found.due) == (ReplyState.OPEN, "")


@given(st.lists(st.integers(0, 60), min_size=8, max_size=8))
def test_a_score_lies_on_the_scale_and_nothing_small_is_shown(counts: list[int]) -> None:
    ids = [answer.id for answer in SCALE]
    answers = {
        "q1": dict(zip(ids, counts[:4], strict=True)),
        "q2": dict(zip(ids, counts[4:], strict=True)),
    }
    valid = max(sum(own.values()) for own in answers.values())
    found = evaluate(FORMS, FORM, [review("2013H1", valid, answers)])
    assert found.hidden == (found.score is None)
    if found.score is not None and found.rate is not None:
        assert 0 <= found.score <= 100
        assert 0 <= found.rate <= 1
        assert min(mark.n for mark in found.marks) >= FORMS.least
