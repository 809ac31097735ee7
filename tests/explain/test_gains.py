"""What one more point, and full marks, would do."""

from collections.abc import Sequence
from fractions import Fraction

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.result import Result
from liuxing_cli.model.sensitivity import Prospect
from liuxing_cli.scoring.combine import combine
from liuxing_cli.scoring.gain import prospects
from liuxing_cli.scoring.kernel import score
from liuxing_cli.scoring.row import Row, encode
from tests.scoring.build import GOOD, PLAN, community, record, unchecked


def decide(rows: Sequence[Row]) -> Result:
    return combine(PLAN, score(PLAN, rows))


def found(*records: dict[str, Rating]) -> dict[str, Prospect]:
    rows = [
        encode(PLAN, community(), record(own, assessor=f"a{n}")) for n, own in enumerate(records)
    ]
    return {each.indicator: each for each in prospects(PLAN, rows, decide)}


def test_one_more_point_and_all_of_it() -> None:
    own = found({**GOOD, "sweep": {"level": "part"}, "lamps": unchecked()})
    sweep, lamps = own["sweep"], own["lamps"]
    # a point in clean is half a point of the total
    assert sweep.earned == 12
    assert lamps.earned is None
    assert sweep.one_more.gain == lamps.one_more.gain == Fraction(1, 2)
    assert (sweep.all_of_it.gain, lamps.all_of_it.gain) == (Fraction(4), Fraction(5))
    assert "stairs" not in own  # full marks already


def test_less_is_left_than_a_point() -> None:
    own = found({**GOOD, "stairs": {"count": 4975, "of": 5000}})["stairs"]
    assert own.one_more.points == Fraction(60) - (own.earned or 0) < 1
    assert own.one_more.gain == own.all_of_it.gain


def test_a_veto_is_lifted_by_full_marks() -> None:
    own = found({**GOOD, "fire": {"level": "unmet"}})
    assert own["fire"].all_of_it.gain == 50


def test_what_adds_most_comes_first() -> None:
    gains = [each.one_more.gain for each in found({**GOOD, "drill": {"measure": 2}}).values()]
    assert gains == sorted(gains, reverse=True)


def test_every_assessor_gives_it() -> None:
    part: dict[str, Rating] = {**GOOD, "sweep": {"level": "part"}}
    own = found(part, part)["sweep"]
    assert own.all_of_it.gain == 4
