"""What the office may look at: pairs, single scores, evaluators, sheets, views of oneself."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from scipy import stats

from liuxing_cli.peer.design import Pair, Scores
from liuxing_cli.peer.fit import Fit, least_squares
from liuxing_cli.peer.noise import noise_of
from liuxing_cli.peer.office.holm import holm
from liuxing_cli.peer.office.look import look
from liuxing_cli.peer.office.raters import copied_sheets, rater_signs
from liuxing_cli.peer.office.reciprocity import reciprocity
from liuxing_cli.peer.office.self_view import self_views
from liuxing_cli.peer.office.shifts import Shift, cell_shifts, pair_shifts
from tests.peer.tables import cyclic, everyone, names, whole


def fitted(count: int, scores: Scores) -> Fit:
    return least_squares(whole(count), scores)


def columns(scores: Scores) -> np.ndarray:
    raters, targets = (sorted({pair[i] for pair in scores}) for i in (0, 1))
    return np.array(
        [[t == u for u in targets] + [r == q for q in raters] for r, t in scores], float
    )


def by_dummy(rounds: list[Scores], cells: set[Pair]) -> tuple[float, float, int]:
    """δ̂, t and df of a dummy on ``cells``, by ordinary least squares over all rounds (numpy)."""
    blocks = [columns(scores) for scores in rounds]
    height, width = sum(len(b) for b in blocks), sum(b.shape[1] for b in blocks)
    x = np.zeros((height, width + 1))
    row = column = 0
    for block, scores in zip(blocks, rounds, strict=True):
        x[row : row + len(block), column : column + block.shape[1]] = block
        x[row : row + len(block), -1] = [cells <= set(scores) and pair in cells for pair in scores]
        row, column = row + len(block), column + block.shape[1]
    y = np.array([float(score) for scores in rounds for score in scores.values()])
    normal = np.linalg.pinv(x.T @ x)
    beta = normal @ x.T @ y
    df = int(len(y) - np.linalg.matrix_rank(x))
    s2 = ((y - x @ beta) ** 2).sum() / df
    return float(beta[-1]), float(beta[-1] / np.sqrt(s2 * normal[-1, -1])), df


def check(shift: Shift, rounds: list[Scores]) -> None:
    delta, t, df = by_dummy(rounds, set(shift.cells))
    assert float(shift.delta) == pytest.approx(delta)
    assert shift.df == df
    assert shift.t_squared is not None
    assert float(shift.t_squared) == pytest.approx(t**2)
    assert float(shift.chance) == pytest.approx(2 * stats.t.sf(abs(t), df), abs=1e-9)


@pytest.mark.parametrize("count", [5, 6])
def test_pairs_and_cells_agree_with_a_dummy_variable(count: int) -> None:
    scores = everyone(count, 1)
    pairs, cells = pair_shifts([fitted(count, scores)]), cell_shifts([fitted(count, scores)])
    assert len(pairs) == count * (count - 1) // 2
    assert len(cells) == count * (count - 1)
    for shift in (*pairs[:4], *cells[:4]):
        check(shift, [scores])


def test_several_rounds_are_one_model_with_a_common_shift() -> None:
    rounds = [everyone(5, 1), everyone(5, 2), cyclic(6, (1, 2, 3), 3)]
    fits = [fitted(5, rounds[0]), fitted(5, rounds[1]), fitted(6, rounds[2])]
    for shift in pair_shifts(fits)[:3]:
        having = [scores for scores in rounds if set(shift.cells) <= set(scores)]
        assert shift.rounds == len(having)
        check(shift, rounds)


def test_a_design_with_holes_tests_the_pairs_it_has() -> None:
    scores = cyclic(8, (1, 2, 4, 6), 4)
    shifts = pair_shifts([fitted(8, scores)])
    assert {frozenset(s.cells[0]) for s in shifts} == {
        frozenset((r, t)) for r, t in scores if (t, r) in scores
    }
    check(shifts[0], [scores])


def test_four_members_are_not_tested() -> None:
    """Pairs {1,2} and {3,4} of four stand for the same contrast."""
    assert pair_shifts([fitted(4, everyone(4, 1))]) == ()
    assert cell_shifts([fitted(4, everyone(4, 1))]) == ()


def test_one_lifting_pair_in_a_perfect_table() -> None:
    scores = {(r, t): Fraction(int(r[1:]) + 2 * int(t[1:])) for r, t in everyone(5, 1)}
    assert pair_shifts([fitted(5, scores)]) == ()
    lifted = scores | {p: scores[p] + 8 for p in (("s01", "s03"), ("s03", "s01"))}
    found = {s.cells[0]: s for s in pair_shifts([fitted(5, lifted)])}
    assert found["s01", "s03"].delta == 8
    assert found["s01", "s03"].t_squared is None
    assert found["s01", "s03"].adjusted == 0


def test_holm_as_published() -> None:
    """0.01, 0.04, 0.03, 0.005 of four: 0.03, 0.06, 0.06, 0.02 (R's documentation of p.adjust)."""
    chances = [Decimal(x) for x in ("0.01", "0.04", "0.03", "0.005")]
    assert holm(chances) == [Decimal(x) for x in ("0.03", "0.06", "0.06", "0.02")]
    assert holm([Decimal("0.7"), Decimal("0.6")]) == [Decimal(1), Decimal(1)]
    assert holm([]) == []


def test_reciprocity_adds_up_over_tables() -> None:
    fits = [fitted(5, everyone(5, 1)), fitted(6, everyone(6, 2)), fitted(4, everyone(4, 3))]
    found = reciprocity(fits)
    assert found is not None
    assert found.tables == 2  # of four members none
    assert (found.dyads.between_df, found.dyads.within_df) == (5 + 9, 6 + 10)
    assert found.f == found.dyads.between_mean / found.dyads.within_mean
    assert float(found.chance) == pytest.approx(stats.f.sf(float(found.f), 14, 16), abs=1e-9)
    assert reciprocity([fits[2]]) is None
    assert reciprocity([]) is None


@pytest.mark.parametrize(("count", "power"), [(5, 0.45), (6, 0.67), (8, 0.92)])
def test_power_of_the_reciprocity_test(count: int, power: float) -> None:
    """The chance to see a correlation of 0.6, as simulated when the method was chosen."""
    found = reciprocity([fitted(count, everyone(count, 1))])
    assert found is not None
    assert float(found.power) == pytest.approx(power, abs=0.02)


def test_size_of_the_reciprocity_test() -> None:
    """Under independent noise F is F: the chance is below 1/20 in about one table of twenty."""
    random = np.random.default_rng(1)
    marked = 0
    for _ in range(200):
        noise = random.normal(80, 3, (5, 5)).round(1)
        scores = {
            (r, t): Fraction(str(noise[i, j]))
            for i, r in enumerate(names(5))
            for j, t in enumerate(names(5))
            if i != j
        }
        found = reciprocity([fitted(5, scores)])
        marked += found is not None and found.chance < Decimal("0.05")
    assert 3 <= marked <= 18


@pytest.mark.parametrize(("count", "power"), [(5, 0.25), (6, 0.38), (8, 0.47)])
def test_power_of_the_pair_test(count: int, power: float) -> None:
    """A lift of 8 points at a noise of 3 is mostly missed, as simulated."""
    scores = everyone(count, 2)
    fit = fitted(count, scores)
    scale = 3 / float(fit.variance) ** 0.5
    exact = {pair: Fraction(round(float(x) * scale * 10**6), 10**6) for pair, x in scores.items()}
    seen = look(fitted(count, exact), noise_of(fit), exact, {})
    assert float(seen.deviation) == pytest.approx(3, abs=1e-4)
    assert seen.power is not None
    assert float(seen.power) == pytest.approx(power, abs=0.03)


def test_fit_of_each_evaluator() -> None:
    """Σe² / Σ(1-h) / s² with the hat matrix from numpy."""
    scores = everyone(6, 5)
    x = columns(scores)
    hat = x @ np.linalg.pinv(x)
    y = np.array([float(score) for score in scores.values()])
    e, s2 = y - hat @ y, ((y - hat @ y) ** 2).sum() / 19
    for signs in rater_signs(fitted(6, scores)):
        own = [i for i, (r, _) in enumerate(scores) if r == signs.rater]
        expected = (e[own] ** 2).sum() / (1 - hat.diagonal()[own]).sum() / s2
        assert signs.fit is not None
        assert float(signs.fit) == pytest.approx(expected)
        assert signs.unfit is bool(expected > 2)
        assert float(signs.spread or 0) == pytest.approx(np.std(y[own], ddof=1))
        assert not signs.flat


def test_flat_and_copied_sheets() -> None:
    scores = dict(everyone(6, 5))
    for target in names(6):
        if target != "s00":
            scores["s00", target] = Fraction(80)
        if target not in ("s01", "s02"):
            scores["s02", target] = scores["s01", target]
    signs = rater_signs(fitted(6, scores))
    assert [s.rater for s in signs if s.flat] == ["s00"]
    assert signs[0].spread == 0
    assert copied_sheets(scores) == (("s01", "s02", 4),)
    near = {p: 80 + (x - 80) / 100 if p[0] == "s00" else x for p, x in everyone(6, 5).items()}
    assert [s.rater for s in rater_signs(fitted(6, near)) if s.flat] == ["s00"]


def test_two_common_targets_are_no_copy() -> None:
    scores = {(r, t): Fraction(80) for r, t in cyclic(7, (1, 2, 4), 1)}
    assert copied_sheets(scores) == ()


def test_self_views() -> None:
    """self - (σ + a) against a prediction of a new score by numpy, variance s² (1 + h)."""
    scores = everyone(5, 6)
    fit = fitted(5, scores)
    x = columns(scores)
    normal = np.linalg.pinv(x.T @ x)
    beta = normal @ x.T @ np.array([float(score) for score in scores.values()])
    own = {"s01": Fraction(95), "s04": Fraction(70)}
    noise = noise_of(fit)
    for view in self_views(fit, own, noise):
        place = int(view.member[1:])
        row = np.zeros(10)
        row[[place, 5 + place]] = 1
        error = float(noise.variance) ** 0.5 * (1 + row @ normal @ row) ** 0.5
        assert float(view.enhancement) == pytest.approx(float(own[view.member]) - row @ beta)
        assert float(view.standard_error) == pytest.approx(error)
        chance = 2 * stats.t.sf(abs(float(view.enhancement)) / error, noise.df)
        assert float(view.chance or 0) == pytest.approx(chance, abs=1e-9)
        assert view.gap == own[view.member] - fit.adjusted[view.member]


def test_a_perfect_table_gives_no_chances() -> None:
    scores = {pair: Fraction(80) for pair in everyone(5, 1)}
    fit = fitted(5, scores)
    seen = look(fit, noise_of(fit), scores, {"s00": Fraction(90)})
    assert seen.selves[0].enhancement == 10
    assert (seen.selves[0].chance, seen.selves[0].adjusted) == (None, None)
    assert (seen.pairs, seen.cells, seen.power) == ((), (), None)
    assert {s.fit for s in seen.raters} == {None}
    assert all(s.flat for s in seen.raters)
    assert len(seen.copied) == 10
    assert reciprocity([fit]) is None
