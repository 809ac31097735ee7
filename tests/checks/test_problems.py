"""Every way in which a rating can fail to fit its rule has its words."""

from liuxing_cli.checks.ratings import _WORDS
from liuxing_cli.scoring.rules.misfit import Problem


def test_every_problem_is_told() -> None:
    assert set(_WORDS) == set(Problem)
