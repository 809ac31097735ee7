"""What the records say of a task on a day."""

from datetime import date
from fractions import Fraction

import pytest

from liuxing_cli.model.obligations import Measured, Obligation, Who
from liuxing_cli.model.terms import Every
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.programme.obligations.bodies import bodies_of, named
from liuxing_cli.programme.obligations.tasks import STATE_NAMES, Deed, State, Task, tasks_due
from liuxing_cli.store.load import load_workspace
from liuxing_cli.store.tree import FolderTree
from tests.checks.workspaces import BASE

COMMUNITY = "110199001001"
YEAR = (date(2013, 1, 1), date(2013, 12, 31))


@pytest.fixture(scope="module")
def ws() -> Workspace:
    found = load_workspace(FolderTree(BASE)).workspace
    assert found is not None
    return found


def one(ws: Workspace, deeds: list[Deed], term: str, on: str, body: str = COMMUNITY) -> Task:
    found = [
        task
        for task in tasks_due(ws, deeds, *YEAR, date.fromisoformat(on))
        if task.body.id == body and task.term == term and task.key in ("residents-meeting", "hours")
    ]
    assert len(found) == 1
    return found[0]


def meeting(day: str, term: str = "") -> Deed:
    return Deed("residents-meeting", COMMUNITY, day, term)


@pytest.mark.parametrize(
    ("deeds", "on", "state", "done"),
    [
        ([], "2013-03-31", State.OPEN, ""),
        ([], "2013-04-01", State.LATE, ""),
        ([meeting("2013-03-31")], "2013-03-30", State.OPEN, ""),  # not yet happened
        ([meeting("2013-03-31")], "2013-03-31", State.DONE, "2013-03-31"),
        ([meeting("2013-04-01")], "2013-04-02", State.LATE, ""),  # of the next quarter
        ([meeting("2013-04-02", "2013Q1")], "2013-04-01", State.LATE, ""),
        ([meeting("2013-04-02", "2013Q1")], "2013-04-02", State.MADE_UP, "2013-04-02"),
        ([meeting("2013-04-02", "2013Q1"), meeting("2013-02-01")], "2013-05-01", State.DONE,
         "2013-02-01"),
        ([Deed("residents-meeting", "110199001002", "2013-02-01")], "2013-05-01", State.LATE, ""),
        ([Deed("forum", COMMUNITY, "2013-02-01")], "2013-05-01", State.LATE, ""),
    ],
)  # fmt: skip
def test_states(ws: Workspace, deeds: list[Deed], on: str, state: State, done: str) -> None:
    task = one(ws, deeds, "2013Q1", on)
    assert (task.state, task.done) == (state, done)
    assert task.is_behind == (state is State.LATE)


def hours(day: str, amount: str, term: str = "") -> Deed:
    return Deed("hours", "health", day, term, Fraction(amount))


@pytest.mark.parametrize(
    ("deeds", "on", "state"),
    [
        ([hours("2013-03-08", "19.5")], "2013-03-10", State.OPEN),
        ([hours("2013-03-08", "19.5")], "2013-03-11", State.SHORT),
        ([hours("2013-03-08", "20")], "2013-03-08", State.DONE),
        ([hours("2013-03-06", "19"), hours("2013-03-08", "21")], "2013-03-11", State.DONE),
        ([hours("2013-03-12", "20", "2013-W10")], "2013-03-12", State.MADE_UP),
    ],
)
def test_an_amount_must_be_reached(ws: Workspace, deeds: list[Deed], on: str, state: State) -> None:
    task = one(ws, deeds, "2013-W10", on, "health")
    assert task.state is state
    assert task.measured is not None


def test_terms_before_the_start_are_not_due(ws: Workspace) -> None:
    found = tasks_due(ws, [], date(2012, 1, 1), date(2013, 3, 31), date(2013, 4, 1))
    assert {task.term for task in found if task.key == "residents-meeting"} == {"2013Q1"}


def test_who_bears_what(ws: Workspace) -> None:
    by_id = {duty.id: duty for duty in ws.obligations.obligations}
    reviewed = {body.id for body in bodies_of(ws, by_id["property-review"])}
    meeting_ = {body.id for body in bodies_of(ws, by_id["residents-meeting"])}
    assert reviewed < meeting_  # only where there is a property company
    assert [b.id for b in bodies_of(ws, by_id["inspection"])] == ["clean", "safe"]
    assert [b.name for b in bodies_of(ws, by_id["work-meeting"])] == ["联席会议办公室"]
    only = Obligation("x", "x", "x", Who.GROUP, Every.YEAR, "一", bodies=("safe",))
    assert [b.id for b in bodies_of(ws, only)] == ["safe"]


def test_bodies_by_id(ws: Workspace) -> None:
    whos = [named(ws, id_) for id_ in ("office", "health", "safe", COMMUNITY, "110199001000")]
    assert [body.who for body in whos if body] == [
        Who.OFFICE, Who.UNIT, Who.GROUP, Who.COMMITTEE, Who.STREET,
    ]  # fmt: skip
    assert named(ws, "nobody") is None


def test_everything_has_a_name() -> None:
    assert set(STATE_NAMES) == set(State)
    assert Measured("x", "小时", Fraction(20)).at_least == 20
