"""The claim on which the method rests, on a quick draw of the simulation in ``tests/bench``."""

import pytest

from tests.bench.peer_simulation import SIZES, gain, table


@pytest.mark.parametrize("size", SIZES)
def test_pressing_the_others_pays_by_any_mean_but_not_by_least_squares(size: int) -> None:
    found = gain(size, groups=80, seed=7)
    assert 0.35 <= found.share("plain mean") <= 0.75
    assert 0.22 <= found.share("trimmed mean") <= 0.60
    assert found.improved["least squares"] == 0


def test_the_table_names_every_rule() -> None:
    lines = table([gain(5, groups=4, seed=1)]).splitlines()
    assert [line[:13].strip() for line in lines[1:]] == [
        "plain mean",
        "trimmed mean",
        "least squares",
    ]
    assert lines[0].endswith("n=5")
