"""Where a suggestion stands from day to day, and that a summary forgets none."""

from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.model.suggestions import CHANNEL_NAMES, Channel, Suggestion
from liuxing_cli.programme.suggestions import (
    STANDING_NAMES,
    Standing,
    standing_of,
    tallies,
)


def told(routed: str = "", replied: str = "", unit: str = "") -> Suggestion:
    return Suggestion(
        "2013-0001", "2013-03-04", Channel.BOX, "1", "x", "2013-03-25",
        type_id="clean", unit=unit, routed=routed, replied=replied,
    )  # fmt: skip


def test_from_day_to_day() -> None:
    item = told("2013-03-06", "2013-03-27", "health")
    days = ["2013-03-05", "2013-03-06", "2013-03-25", "2013-03-26", "2013-03-27"]
    assert [standing_of(item, day) for day in days] == [
        Standing.NEW, Standing.ROUTED, Standing.ROUTED, Standing.OVERDUE, Standing.REPLIED_LATE,
    ]  # fmt: skip
    assert standing_of(told("2013-03-06", "2013-03-25", "health"), "2013-04-01") is Standing.REPLIED
    assert standing_of(told(), "2013-03-26") is Standing.OVERDUE


@given(st.lists(st.sampled_from(["", "health", "fire"]), max_size=20))
def test_a_summary_forgets_none(units: list[str]) -> None:
    items = [told("2013-03-06" if unit else "", "", unit) for unit in units]
    found = tallies(items, {}, "2013-03-10")
    assert sum(len(tally.standings) for tally in found) == len(items)
    assert all(tally.count(*Standing) == len(tally.standings) for tally in found)
    assert {tally.unit for tally in found} == set(units)


def test_everything_has_a_name() -> None:
    assert set(STANDING_NAMES) == set(Standing)
    assert set(CHANNEL_NAMES) == set(Channel)
