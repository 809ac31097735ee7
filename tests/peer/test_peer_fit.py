"""The fit: what must hold for any scores, and what independent sources say."""

from fractions import Fraction
from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liuxing_cli.peer.closed_form import round_robin
from liuxing_cli.peer.design import Part, Scores, connected_parts
from liuxing_cli.peer.fit import Fit, least_squares
from liuxing_cli.peer.linear import inverse
from liuxing_cli.peer.precision import root

RELAXED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Tables of thirty scores take their time on a busy machine."""

MARKS = st.integers(0, 6000).map(lambda sixtieths: Fraction(sixtieths, 60))


@st.composite
def round_robins(draw: st.DrawFn, smallest: int = 3) -> tuple[tuple[str, ...], Scores]:
    """Members and the score that each gave each other."""
    members = tuple("abcdefg"[: draw(st.integers(smallest, 6))])
    pairs = [(r, t) for r in members for t in members if r != t]
    marks = draw(st.lists(MARKS, min_size=len(pairs), max_size=len(pairs)))
    return members, dict(zip(pairs, marks, strict=True))


@st.composite
def designs(draw: st.DrawFn) -> tuple[Part, Scores]:
    """The largest connected part of a round robin with holes."""
    members, scores = draw(round_robins(smallest=4))
    pairs = sorted(scores)
    kept = draw(st.sets(st.sampled_from(pairs), min_size=len(pairs) // 2))
    rest = {pair: scores[pair] for pair in pairs if pair in kept}
    return max(connected_parts(members, rest), key=lambda part: len(part.targets)), rest


def whole(members: tuple[str, ...]) -> Part:
    return Part(members, members)


def inside(part: Part, scores: Scores) -> Scores:
    return {(r, t): x for (r, t), x in scores.items() if r in part.raters}


@RELAXED
@given(round_robins())
def test_closed_form_is_least_squares(case: tuple[tuple[str, ...], Scores]) -> None:
    members, scores = case
    assert round_robin(members, scores) == least_squares(whole(members), scores)


@RELAXED
@given(designs())
def test_residuals_are_orthogonal_to_the_model(case: tuple[Part, Scores]) -> None:
    """The defining property of least squares, and the constraint."""
    part, scores = case
    fit = least_squares(part, scores)
    for rater in part.raters:
        assert sum(e for (r, _), e in fit.residuals.items() if r == rater) == 0
    for target in part.targets:
        assert sum(e for (_, t), e in fit.residuals.items() if t == target) == 0
    assert sum(fit.severity.values()) == 0


@RELAXED
@given(designs(), MARKS)
def test_shifting_a_rater_leaves_differences_alone(
    case: tuple[Part, Scores], shift: Fraction
) -> None:
    part, scores = case
    shifted = {(r, t): x + shift if r == part.raters[0] else x for (r, t), x in scores.items()}
    before, after = least_squares(part, scores), least_squares(part, shifted)
    moves = {after.adjusted[target] - before.adjusted[target] for target in part.targets}
    assert moves == {shift / len(part.raters)}
    assert after.residuals == before.residuals


@RELAXED
@given(designs(), st.randoms(use_true_random=False))
def test_order_and_names_do_not_matter(case: tuple[Part, Scores], random: Random) -> None:
    part, scores = case
    names = list("tuvwxyz")
    random.shuffle(names)
    name = dict(zip("abcdefg", names, strict=True))
    pairs = list(scores)
    random.shuffle(pairs)
    renamed = {(name[r], name[t]): scores[r, t] for r, t in pairs}
    other = Part(
        tuple(sorted(name[r] for r in part.raters)), tuple(sorted(name[t] for t in part.targets))
    )
    before, after = least_squares(part, scores), least_squares(other, renamed)
    assert after.adjusted == {name[t]: a for t, a in before.adjusted.items()}
    assert after.severity == {name[r]: s for r, s in before.severity.items()}
    assert after.rss == before.rss


@RELAXED
@given(st.lists(MARKS, min_size=4, max_size=6))
def test_equal_severities_give_raw_means(worth: list[Fraction]) -> None:
    members = tuple("abcdef"[: len(worth)])
    score = dict(zip(members, worth, strict=True))
    scores = {(r, t): score[t] for r in members for t in members if r != t}
    fit = round_robin(members, scores)
    assert fit.adjusted == score
    assert set(fit.severity.values()) == {0}


@RELAXED
@given(MARKS, st.integers(4, 7))
def test_constant_scores_are_all_equal(mark: Fraction, size: int) -> None:
    members = tuple("abcdefg"[:size])
    fit = round_robin(members, {(r, t): mark for r in members for t in members if r != t})
    assert set(fit.adjusted.values()) == {mark}
    assert fit.variance == 0


@RELAXED
@given(designs())
def test_agrees_with_an_independent_solver(case: tuple[Part, Scores]) -> None:
    """numpy's least squares over dummy columns: targets, then raters (minimum norm)."""
    part, scores = case
    cells = list(inside(part, scores))
    columns = np.array(
        [
            [float(t == u) for u in part.targets] + [float(r == s) for s in part.raters]
            for r, t in cells
        ]
    )
    solution = np.linalg.lstsq(columns, np.array([float(scores[c]) for c in cells]), rcond=None)[0]
    worth, severity = np.split(solution, [len(part.targets)])
    adjusted = least_squares(part, scores).adjusted
    expected = worth + severity.mean()
    assert [float(adjusted[t]) for t in part.targets] == pytest.approx(list(expected), abs=1e-8)


def difference_variance(fit: Fit, one: str, other: str) -> Fraction:
    """Var(a_one - a_other) / s²."""
    k = fit.adjusted_covariance
    return k[one, one] + k[other, other] - 2 * k[one, other]


@pytest.mark.parametrize("size", [3, 4, 5, 6, 8])
def test_precision_of_a_complete_round_robin(size: int) -> None:
    """Var(a_i - a_j) = 2σ²(n-1) / (n(n-2)), df = n² - 3n + 1 (round robin analysis of variance)."""
    members = tuple("abcdefgh"[:size])
    scores = {(r, t): Fraction(80) for r in members for t in members if r != t}
    for fit in (round_robin(members, scores), least_squares(whole(members), scores)):
        assert fit.df == size**2 - 3 * size + 1
        assert difference_variance(fit, "a", "b") == Fraction(2 * (size - 1), size * (size - 2))


@pytest.mark.parametrize(
    ("size", "steps", "variance"),
    [
        (7, (1, 2, 4), Fraction(6, 7)),
        (11, (1, 3, 4, 5, 9), Fraction(5, 11)),
        (13, (1, 2, 4, 10), Fraction(8, 13)),
    ],
)
def test_balanced_incomplete_blocks(size: int, steps: tuple[int, ...], variance: Fraction) -> None:
    """Var(difference) = 2σ²k/(λv) in a BIBD (Cochran & Cox, Experimental Designs, 1957, ch. 11)."""
    members = tuple(f"{i:02d}" for i in range(size))
    scores = {
        (members[i], members[(i + d) % size]): Fraction(80) for i in range(size) for d in steps
    }
    fit = least_squares(whole(members), scores)
    assert {difference_variance(fit, *pair) for pair in combinations(members, 2)} == {variance}


def test_inverse_of_a_singular_matrix_is_refused() -> None:
    with pytest.raises(ValueError, match="singular"):
        inverse([[Fraction(1), Fraction(2)], [Fraction(2), Fraction(4)]])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(0), "0E-10"),
        (Fraction(2), "1.4142135624"),
        (Fraction(9, 4), "1.5000000000"),
        (Fraction(1, 10**30), "0E-10"),
    ],
)
def test_root_is_rounded_once(value: Fraction, expected: str) -> None:
    assert str(root(value)) == expected
