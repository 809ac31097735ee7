"""Where a publication stands on a day."""

import pytest

from liuxing_cli.model.publicity import ObjectionOutcome, PublicationState, Reexamination, Shown
from liuxing_cli.model.workdays import Count, WindowRules, day_of
from liuxing_cli.programme.publicity.standing import Phase, Progress, progress_of, standing
from tests.programme.publicity.nouns import objection, publication

DISTRICT = WindowRules(7, False)


@pytest.mark.parametrize(
    ("date", "phase", "remaining"),
    [
        ("2013-06-30", Phase.UPCOMING, 7),
        ("2013-07-01", Phase.RUNNING, 7),
        ("2013-07-02", Phase.RUNNING, 7),
        ("2013-07-06", Phase.RUNNING, 3),
        ("2013-07-10", Phase.RUNNING, 1),
        ("2013-07-11", Phase.OVER, 0),
    ],
)
def test_what_remains(date: str, phase: Phase, remaining: int) -> None:
    state = standing(publication(), (), date, DISTRICT)
    assert (state.phase, state.remaining) == (phase, remaining)


def test_what_the_office_recorded_counts_from_its_day() -> None:
    closed = publication(state=PublicationState.CLOSED, ended="2013-07-15")
    assert standing(closed, (), "2013-07-12", DISTRICT).phase is Phase.OVER
    assert standing(closed, (), "2013-07-15", DISTRICT).phase is Phase.CLOSED
    withdrawn = publication(state=PublicationState.WITHDRAWN, ended="2013-07-05", reason="漏列")
    assert standing(withdrawn, (), "2013-07-04", DISTRICT).remaining == 5
    later = standing(withdrawn, (), "2013-07-05", DISTRICT)
    assert (later.phase, later.remaining) == (Phase.WITHDRAWN, 0)


def test_the_district_table_and_calendar_days() -> None:
    off = WindowRules(7, False, holidays=frozenset({day_of("2013-07-05")}))
    assert standing(publication(), (), "2013-07-04", off).remaining == 4
    window = Shown(7, Count.CALENDAR, False, "2013-07-02", "2013-07-08")
    by_date = publication(window=window)
    assert standing(by_date, (), "2013-07-06", off).remaining == 3


def test_a_year_without_a_calendar_is_unknown_not_guessed() -> None:
    window = Shown(7, Count.WORKING, False, "2099-07-02", "2099-07-10")
    far = publication(published="2099-07-01", window=window)
    state = standing(far, (), "2099-07-03", DISTRICT)
    assert (state.phase, state.remaining) == (Phase.RUNNING, None)


def test_objections_appear_move_and_end_on_their_days() -> None:
    one = objection(
        reexamination=Reexamination("2013-07-08", "civil-affairs", "属实"),
        outcome=ObjectionOutcome.UPHELD,
        decided="2013-07-11",
        replied="2013-07-12",
    )
    other = objection(publication="2012H2-candidates")
    days = ("2013-07-02", "2013-07-03", "2013-07-08", "2013-07-11", "2013-07-12")
    states = [standing(publication(), (one, other), day, DISTRICT) for day in days]
    assert [len(s.objections) for s in states] == [0, 1, 1, 1, 1]
    assert [len(s.undecided) for s in states] == [0, 1, 1, 0, 0]
    assert [len(s.unanswered) for s in states] == [0, 0, 0, 1, 0]
    assert [progress_of(one, day) for day in days[1:4]] == [
        Progress.WAITING,
        Progress.REEXAMINED,
        ObjectionOutcome.UPHELD,
    ]
