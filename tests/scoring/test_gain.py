"""What full marks in one indicator alone would add to the total."""

from fractions import Fraction

from liuxing_cli.model.assessment import Rating, State
from liuxing_cli.scoring.gain import gains
from liuxing_cli.scoring.row import encode
from tests.scoring.build import GOOD, PLAN, community, record, unchecked


def test_gains() -> None:
    ratings: dict[str, Rating] = {
        **GOOD,
        "sweep": {"level": "part"},  # 8 of 100 points short in clean, half of the total: 4
        "lamps": unchecked(),  # 10 points: 5 in the total
        "drill": {"measure": 2},  # 10 of 50 points short in safe: 20 %, half of it: 10
        "patrol": unchecked("not_applicable"),
        "fire": {"level": "unmet"},
    }
    found = {
        gain.indicator: gain for gain in gains(PLAN, encode(PLAN, community(), record(ratings)))
    }
    assert "extra" not in found  # nobody claimed the bonus
    assert (found["sweep"].earned, found["sweep"].gain) == (Fraction(12), Fraction(4))
    assert (found["lamps"].state, found["lamps"].gain) == (State.NOT_CHECKED, Fraction(5))
    assert found["patrol"].gain == 0
    # the veto keeps safe at 0 whatever else improves; lifting it gives 10 of 20 points: 50 %
    assert found["drill"].gain == 0
    assert found["fire"].gain == 25
