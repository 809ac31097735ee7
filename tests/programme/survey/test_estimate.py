"""Estimates by hand: the formulas of a textbook, written out once more."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.model.surveys import ClusterKind, Clusters, Level, Mode
from liuxing_cli.programme.quantiles import t_quantile
from liuxing_cli.programme.survey.cells import Cell
from liuxing_cli.programme.survey.estimate import Figure, Method, NoInterval, Row, Verdict, judged
from liuxing_cli.programme.survey.intervals import Interval, wilson
from tests.programme.survey.nouns import SATISFIED, cell, place, survey, total

TAIL = Fraction(25, 1000)


def rate(row: Row) -> Figure:
    assert row.rate is not None
    return row.rate


def index(row: Row) -> Figure:
    assert row.index is not None
    return row.index


def test_a_simple_sample_of_a_finite_population() -> None:
    p, n, size = Fraction(81, 263), 263, 1500
    found = rate(total(survey(place(1, size)), (place(1, size),), cell(1, "know", a1=81, a0=182)))
    assert found.value == p
    assert found.n_eff == Fraction(n * (size - 1), size - n)
    assert found.interval == wilson(p, found.n_eff, t_quantile(n - 1, TAIL))
    assert found.deff == 1


def test_strata_are_weighted_by_their_households() -> None:
    places = place(1, 1000), place(2, 3000)
    cells = cell(1, "know", a1=30, a0=20), cell(2, "know", a1=40, a0=10)
    found = rate(total(survey(*places), places, *cells))
    quarter, rest = Fraction(1, 4), Fraction(3, 4)
    p = quarter * Fraction(3, 5) + rest * Fraction(4, 5)
    v = quarter**2 * (1 - Fraction(50, 1000)) * Fraction(6, 25) / 49
    v += rest**2 * (1 - Fraction(50, 3000)) * Fraction(4, 25) / 49
    assert found.value == p
    assert found.n_eff == p * (1 - p) / v
    assert found.interval == wilson(p, found.n_eff, t_quantile(98, TAIL))
    assert found.deff == v / ((1 - Fraction(100, 4000)) * p * (1 - p) / 99)


def test_clusters() -> None:
    clusters = Clusters(ClusterKind.BUILDING, 3, {"c1": 12})
    where = place(1, 2000)
    counts = (("1", 18, 2), ("2", 10, 10), ("3", 21, 9))
    cells = [cell(1, "know", building, a1=yes, a0=no) for building, yes, no in counts]
    found = rate(total(survey(where, clusters=clusters), (where,), *cells))
    p = Fraction(49, 70)
    squares = sum((yes - p * (yes + no)) ** 2 for _, yes, no in counts)
    v = (1 - Fraction(3, 12)) * Fraction(3, 2) * squares / 70**2
    assert found.value == p
    assert found.n_eff == p * (1 - p) / v
    assert found.interval == wilson(p, found.n_eff, t_quantile(2, TAIL))


def test_equal_clusters_do_not_make_an_interval_of_no_width() -> None:
    clusters = Clusters(ClusterKind.BUILDING, 3, {"c1": 12})
    where = place(1, 1000)
    cells = [cell(1, "know", b, a1=16, a0=4) for b in ("1", "2", "3")]
    found = rate(total(survey(where, clusters=clusters, deff=2), (where,), *cells))
    assert found.n_eff == 60 / (2 * (1 - Fraction(60, 1000)))
    assert found.interval is not None
    assert found.interval.low < found.value < found.interval.high


def test_all_clusters_drawn_are_no_sample_of_clusters() -> None:
    clusters = Clusters(ClusterKind.BUILDING, 2, {"c1": 2})
    where = place(1, 1000)
    cells = [cell(1, "know", "1", a1=30, a0=20), cell(1, "know", "2", a1=30, a0=20)]
    with_, without = (
        rate(total(survey(where, clusters=c), (where,), *cells)) for c in (clusters, None)
    )
    assert with_ == without


def test_communities_as_clusters_of_a_street() -> None:
    places = tuple(place(n, 500) for n in range(1, 7))
    cells = [
        cell(1, "know", a1=18, a0=2),
        cell(3, "know", a1=8, a0=12),
        cell(5, "know", a1=14, a0=6),
    ]
    clusters = Clusters(ClusterKind.COMMUNITY, 3, {})
    found = rate(total(survey(*places, strata=Level.STREET, clusters=clusters), places, *cells))
    p = Fraction(2, 3)
    squares = sum((yes - p * 20) ** 2 for yes in (18, 8, 14))
    v = (1 - Fraction(3, 6)) * Fraction(3, 2) * squares / 60**2
    assert found.n_eff == p * (1 - p) / v


@pytest.mark.parametrize(("yes", "no"), [(25, 0), (0, 25)])
def test_everybody_or_nobody(yes: int, no: int) -> None:
    where = place(1, 500)
    found = rate(total(survey(where, deff=2), (where,), cell(1, "know", a1=yes, a0=no)))
    assert found.n_eff == 25 / (2 * (1 - Fraction(25, 500)))
    assert found.interval is not None
    assert found.interval.low < found.interval.high


def test_a_census_has_no_interval_and_is_decided_as_it_is() -> None:
    where = place(1, 50)
    found = rate(total(survey(where), (where,), cell(1, "know", a1=45, a0=5)))
    assert (found.interval, found.why) == (None, NoInterval.CENSUS)
    assert found.verdict is Verdict.MET


def test_volunteers_on_line_are_no_sample() -> None:
    where = place(1, 500)
    found = rate(total(survey(where, mode=Mode.ONLINE), (where,), cell(1, "know", a1=99, a0=1)))
    assert (found.interval, found.why) == (None, NoInterval.PANEL)
    assert found.verdict is Verdict.CANNOT_TELL


def test_a_single_respondent_needs_a_neighbour() -> None:
    places = place(1, 500), place(2, 500), place(3, 500)
    cells = cell(1, "know", a1=1), cell(2, "know", a1=20, a0=20), cell(3, "know", a1=30, a0=10)
    alone = rate(total(survey(*places), places, *cells))
    assert (alone.interval, alone.why) == (None, NoInterval.THIN)
    joined = rate(total(survey(*places, collapse=(("c1", "c2"),)), places, *cells))
    merged, third = Fraction(21, 41), Fraction(3, 4)
    assert joined.value == Fraction(2, 3) * merged + Fraction(1, 3) * third
    assert joined.interval is not None


def test_who_says_nothing_is_not_aware() -> None:
    where = place(1, 500)
    counts = {"know": {"1": 30, "0": 5, "9": 5, "": 10}}
    row = total(survey(where), (where,), Cell("c1", "", 1, 50, counts))
    assert rate(row).value == Fraction(30, 50)
    assert (row.n, row.excluded) == (50, 0)


def test_who_does_not_know_leaves_the_denominator_of_satisfaction() -> None:
    where = place(1, 500)
    counts = {"service": {"5": 20, "4": 10, "3": 10, "9": 6, "": 4}}
    row = total(survey(where, question=SATISFIED), (where,), Cell("c1", "", 1, 50, counts))
    assert rate(row).value == Fraction(30, 40)
    assert (row.n, row.excluded) == (40, 10)
    assert index(row).value == (20 * 100 + 10 * 75 + 10 * 50) / Fraction(40 * 100)


def test_the_index_uses_the_variance_of_the_values() -> None:
    where = place(1, 500)
    row = total(survey(where, question=SATISFIED), (where,), cell(1, "service", a5=20, a3=20))
    found = index(row)
    s2 = Fraction(1, 16) * 40 / 39
    v = (1 - Fraction(40, 500)) * s2 / 40
    assert found.value == Fraction(3, 4)
    assert found.interval is not None
    half = (found.interval.high - found.interval.low) / 2
    assert float(half) == pytest.approx(float(t_quantile(39, TAIL)) * float(v) ** 0.5, abs=1e-12)


def test_weights_by_adults() -> None:
    where = place(1, 1000)
    cells = cell(1, "know", adults=1, a1=20, a0=20), cell(1, "know", adults=3, a1=30, a0=10)
    row = total(survey(where), (where,), *cells)
    assert rate(row).value == Fraction(20 + 90, 40 + 120)
    assert row.kish == 80 * Fraction(40 + 9 * 40, (40 + 120) ** 2)


def test_few_answers_are_for_reference_only() -> None:
    where = place(1, 500)
    assert total(survey(where), (where,), cell(1, "know", a1=20, a0=9)).reference_only
    assert not total(survey(where), (where,), cell(1, "know", a1=20, a0=10)).reference_only
    assert total(survey(where), (where,), cell(1, "know", a1=2, a0=48)).reference_only  # CV


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(90, 95, Verdict.MET), (85, 89, Verdict.NOT_MET), (85, 90, Verdict.CANNOT_TELL)],
)
def test_against_a_target(low: int, high: int, verdict: Verdict) -> None:
    bounds = Interval(Fraction(low, 100), Fraction(high, 100))
    assert judged(bounds, Fraction(90, 100)) is verdict


def test_the_conservative_interval_is_no_narrower() -> None:
    where = place(1, 1500)
    answers = cell(1, "know", a1=81, a0=182)
    usual = rate(total(survey(where), (where,), answers)).interval
    wide = rate(total(survey(where), (where,), answers, method=Method.CONSERVATIVE)).interval
    assert usual is not None
    assert wide is not None
    assert wide.high - wide.low > usual.high - usual.low


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=5))
def test_any_answers_give_a_rate_within_its_interval(counts: list[tuple[int, int]]) -> None:
    places = tuple(place(n, 100) for n, _ in enumerate(counts))
    cells = [cell(n, "know", a1=yes, a0=no) for n, (yes, no) in enumerate(counts) if yes + no]
    if not cells:
        return
    found = rate(total(survey(*places), places, *cells))
    assert 0 <= found.value <= 1
    if found.interval is not None:
        assert found.interval.low <= found.value <= found.interval.high
