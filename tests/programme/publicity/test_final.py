"""What holds a final list back."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.model.publicity import (
    ListKind,
    Objection,
    ObjectionOutcome,
    PublicationState,
)
from liuxing_cli.programme.publicity.final import (
    Obstacle,
    blockers,
    of_period,
    of_titles,
)
from tests.programme.publicity.nouns import objection, publication

DECIDED: dict[str, Any] = {"outcome": ObjectionOutcome.REJECTED, "decided": "2013-07-12"}


def obstacles(objections: tuple[Objection, ...], day: str) -> list[Obstacle]:
    return [b.obstacle for b in blockers([publication()], objections, day)]


def test_the_window_and_the_objections_each_hold_back() -> None:
    assert obstacles((), "2013-07-10") == [Obstacle.WINDOW]
    assert obstacles((), "2013-07-11") == []
    assert obstacles((objection(),), "2013-07-11") == [Obstacle.UNDECIDED]
    decided = objection(**DECIDED)
    assert obstacles((decided,), "2013-07-11") == [Obstacle.DECIDED_LATER]
    assert obstacles((decided,), "2013-07-12") == []
    elsewhere = objection(publication="2012H2-candidates")
    assert obstacles((elsewhere,), "2013-07-11") == []


def test_a_late_objection_holds_back_until_it_is_said_to_be_late() -> None:
    late = objection(received="2013-07-20")
    assert obstacles((late,), "2013-07-11") == [Obstacle.UNDECIDED]
    said = objection(received="2013-07-20", outcome=ObjectionOutcome.LATE, decided="2013-07-20")
    assert obstacles((said,), "2013-07-20") == []


def test_a_withdrawn_list_must_be_shown_again() -> None:
    gone = publication(state=PublicationState.WITHDRAWN, ended="2013-07-05", reason="漏列")
    found = blockers([gone], [objection()], "2013-08-01")
    assert [b.obstacle for b in found] == [Obstacle.WITHDRAWN]
    again = publication(id="2013H1-candidates-2")
    assert blockers([gone, again], [objection()], "2013-08-01") == []


def test_a_list_rests_on_the_steps_before_it_alone() -> None:
    candidates = publication()
    passed = publication(id="2013H1-passed", list=ListKind.PASSED)
    mutual = publication(id="2013H1-mutual", list=ListKind.MUTUAL)
    other = publication(id="2013H2-candidates", period="2013H2")
    every = [passed, candidates, mutual, other]
    key = ("2013H1", "acceptance")
    assert of_period(every, ListKind.CANDIDATES, *key) == []
    assert of_period(every, ListKind.PASSED, *key) == [candidates]
    assert of_period(every, ListKind.PASSED, "2013H1", "self-check") == []
    named = of_titles(every, ListKind.CONFIRMED, {"acceptance"}, "2013-07-01")
    assert named == [candidates, passed, other]
    assert of_titles(every, ListKind.CONFIRMED, {"acceptance"}, "2013-06-30") == []
    assert of_titles(every, ListKind.CONFIRMED, {"self-check"}, "2013-07-01") == []


days = st.integers(min_value=0, max_value=40).map(
    lambda n: (date(2013, 7, 1) + timedelta(days=n)).isoformat()
)


@st.composite
def objections(draw: st.DrawFn) -> Objection:
    received = draw(days)
    if draw(st.booleans()):
        return objection(received=received)
    outcome = draw(st.sampled_from(ObjectionOutcome))
    return objection(received=received, outcome=outcome, decided=max(received, draw(days)))


@given(st.lists(objections(), max_size=4), days)
def test_nothing_passes_that_runs_or_is_undecided(found: list[Objection], day: str) -> None:
    held = blockers([publication()], found, day)
    settled = all(o.outcome is not None and o.decided <= day for o in found)
    assert (not held) == (settled and day > "2013-07-10")
    after = [b.after for b in held if b.after]
    if held and len(after) == len(held):
        late = (date.fromisoformat(max(after)) + timedelta(days=1)).isoformat()
        assert blockers([publication()], found, late) == []
