"""Figures of agreement against the values that their sources print."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from liuxing_cli.peer.agreement.differences import differences
from liuxing_cli.peer.agreement.icc import icc
from liuxing_cli.peer.agreement.kappa import quadratic_kappa
from liuxing_cli.peer.agreement.kendall import concordance, mid_ranks, tau_b
from liuxing_cli.peer.agreement.krippendorff import Level, alpha
from liuxing_cli.peer.agreement.sources import compare_sources


def exact(text: str) -> list[Fraction]:
    return [Fraction(word) for word in text.split()]


# Shrout & Fleiss, Psychological Bulletin 86 (1979), 420-428, table 2: six targets, four judges.
SHROUT_FLEISS = [
    exact(row) for row in ("9 2 5 8", "6 1 3 2", "8 4 6 8", "7 1 2 6", "10 5 6 9", "6 2 4 7")
]


def test_six_intraclass_correlations() -> None:
    """Shrout & Fleiss (1979), table 4."""
    found = icc(SHROUT_FLEISS)
    forms = (
        found.one_single, found.two_single, found.three_single,
        found.one_mean, found.two_mean, found.three_mean,
    )  # fmt: skip
    assert [f"{float(form or 0):.2f}" for form in forms] == [
        "0.17", "0.29", "0.71", "0.44", "0.62", "0.91",
    ]  # fmt: skip


def test_intraclass_correlations_that_do_not_exist() -> None:
    assert icc([exact("1 1"), exact("1 1")]).two_single is None
    for table in ([], [exact("1 2")], [exact("1"), exact("2")], [exact("1 2"), exact("1")]):
        with pytest.raises(ValueError, match="complete table"):
            icc(table)


# Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), section C: four observers,
# twelve units, holes.
CANONICAL = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""


def canonical_units() -> list[list[Fraction]]:
    rows = [line.split() for line in CANONICAL.split("\n") if line]
    return [[Fraction(x) for x in unit if x != "."] for unit in zip(*rows, strict=True)]


@pytest.mark.parametrize(
    ("level", "value"),
    [
        (Level.NOMINAL, "0.743"),
        (Level.ORDINAL, "0.815"),
        (Level.INTERVAL, "0.849"),
        (Level.RATIO, "0.797"),
    ],
)
def test_alpha_of_the_canonical_table(level: Level, value: str) -> None:
    assert f"{float(alpha(canonical_units(), level) or 0):.3f}" == value


def test_alpha_without_variation_or_pairs() -> None:
    assert alpha([exact("3 3"), exact("3 3 3")], Level.INTERVAL) is None
    assert alpha([exact("3"), exact("4")], Level.NOMINAL) is None
    assert alpha([], Level.ORDINAL) is None
    assert alpha([exact("1 1"), exact("2 2")], Level.NOMINAL) == 1
    assert alpha([exact("-1 2"), exact("2 3")], Level.RATIO) is None


def distance(c: Fraction, k: Fraction, level: Level, counts: Mapping[Fraction, int]) -> Fraction:
    """δ² as the source defines it."""
    if level is Level.NOMINAL:
        return Fraction(c != k)
    if level is Level.ORDINAL:
        between = sum(n for g, n in counts.items() if min(c, k) <= g <= max(c, k))
        return (between - Fraction(counts[c] + counts[k], 2)) ** 2
    return (c - k) ** 2 if level is Level.INTERVAL else ((c - k) / (c + k)) ** 2


@pytest.mark.parametrize("level", list(Level))
@given(
    st.lists(
        st.lists(st.fractions(min_value=1, max_value=9, max_denominator=4), max_size=5), max_size=6
    )
)
def test_alpha_is_that_of_the_coincidence_matrix(level: Level, units: list[list[Fraction]]) -> None:
    """The short sums agree with the definition, pair by pair."""
    kept = [unit for unit in units if len(unit) > 1]
    counts = Counter(value for unit in kept for value in unit)
    n = counts.total()
    expected = sum(
        (counts[c] * counts[k] * distance(c, k, level, counts) for c in counts for k in counts),
        Fraction(0),
    )
    found = alpha(units, level)
    if not expected:
        assert found is None
        return
    observed = sum(
        (
            distance(c, k, level, counts) / (len(unit) - 1)
            for unit in kept
            for c, k in permutations(unit, 2)
        ),
        Fraction(0),
    )
    assert found is not None
    assert abs(found - (1 - (n - 1) * observed / expected)) < Fraction(1, 10**12)


# Gamer, Lemon, Fellows & Singh, R package irr 0.84.1, data set "anxiety": twenty subjects, three
# raters; its documentation prints W = 0.54, chi-square 30.8 (19), and kappa 0.297 of the first two.
ANXIETY = [
    exact("3 3 3 4 5 5 2 3 5 2 2 6 1 5 2 2 1 2 4 3"),
    exact("3 6 4 6 2 4 2 4 3 3 2 3 3 3 2 2 1 3 3 4"),
    exact("2 1 4 4 3 2 1 6 1 1 1 2 3 3 1 1 3 3 2 2"),
]


def test_concordance_with_ties() -> None:
    found = concordance(ANXIETY)
    assert found is not None
    assert f"{float(found.w):.2f}" == "0.54"
    assert f"{float(found.chi2):.1f}" == "30.8"


@given(st.lists(st.lists(st.integers(1, 4), min_size=5, max_size=5), min_size=3, max_size=5))
def test_concordance_is_friedmans_test(rankings: list[list[int]]) -> None:
    """m(n-1)W is Friedman's chi-square corrected for ties (scipy)."""
    found = concordance([[Fraction(x) for x in row] for row in rankings])
    if found is None:
        assert all(len(set(row)) == 1 for row in rankings)
        return
    subjects = list(zip(*rankings, strict=True))
    expected = stats.friedmanchisquare(*subjects)
    assert float(found.chi2) == pytest.approx(expected.statistic, abs=1e-9)
    assert float(found.chance) == pytest.approx(expected.pvalue, abs=1e-9)


def test_concordance_that_does_not_exist() -> None:
    assert concordance([exact("1 2 3")]) is None
    assert concordance([]) is None
    assert concordance([exact("1 1"), exact("2 2")]) is None
    same = concordance([exact("1 2 3"), exact("10 20 30")])
    assert same is not None
    assert same.w == 1


def test_mid_ranks() -> None:
    assert mid_ranks(exact("5 3 5 1")) == exact("7/2 2 7/2 1")


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=12))
def test_tau_b_is_that_of_the_library(pairs: list[tuple[int, int]]) -> None:
    found = tau_b([(Fraction(x), Fraction(y)) for x, y in pairs])
    expected = stats.kendalltau(*zip(*pairs, strict=True)).statistic
    assert (found is None) == bool(np.isnan(expected))
    if found is not None:
        assert float(found) == pytest.approx(expected, abs=1e-9)


def test_weighted_kappa_as_published() -> None:
    found = quadratic_kappa(list(zip(ANXIETY[0], ANXIETY[1], strict=True)))
    assert f"{float(found or 0):.3f}" == "0.297"
    assert quadratic_kappa([(Fraction(1), Fraction(1))]) is None


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=2, max_size=30))
def test_weighted_kappa_by_its_table(pairs: list[tuple[int, int]]) -> None:
    """1 - Σ w o / Σ w e over the table of counts (Cohen 1968)."""
    counts = np.zeros((4, 4))
    for x, y in pairs:
        counts[x - 1, y - 1] += 1
    weights = (np.arange(4)[:, None] - np.arange(4)) ** 2
    expected = np.outer(counts.sum(1), counts.sum(0)) / len(pairs)
    found = quadratic_kappa([(Fraction(x), Fraction(y)) for x, y in pairs])
    if found is None:
        assert (weights * expected).sum() == 0
    else:
        value = 1 - (weights * counts).sum() / (weights * expected).sum()
        assert float(found) == pytest.approx(value)


# Bland & Altman, Lancet 327 (1986), 307-310, table 1: peak expiratory flow, first measurements.
WRIGHT = exact("494 395 516 434 476 557 413 442 650 433 417 656 267 478 178 423 427")
MINI = exact("512 430 520 428 500 600 364 380 658 445 432 626 260 477 259 350 451")


def test_limits_of_agreement_as_published() -> None:
    """Mean difference -2.1 l/min, standard deviation 38.8, interval -22.0 to 17.8."""
    values = {str(i): pair for i, pair in enumerate(zip(WRIGHT, MINI, strict=True))}
    found = differences(values)
    assert found is not None
    assert (f"{float(found.mean):.1f}", f"{float(found.deviation):.1f}") == ("-2.1", "38.8")
    assert f"{float(found.mean) - float(found.margin):.1f}" == "-22.0"
    assert f"{float(found.mean) + float(found.margin):.1f}" == "17.8"
    assert float(found.reach) == pytest.approx(1.96 * float(found.deviation))
    assert found.outside == ("14",)
    assert found.trend is None  # seventeen units are too few to ask


def test_fewer_than_five_units_are_only_listed() -> None:
    values = {str(i): (Fraction(i), Fraction(1)) for i in range(4)}
    assert differences(values) is None
    found = compare_sources(
        {u: x for u, (x, _) in values.items()}, {u: y for u, (_, y) in values.items()}, []
    )
    assert found.values == values
    assert (found.differences, found.tau_b, found.icc) == (None, None, None)


def test_trend_of_the_difference() -> None:
    """scipy's simple regression over twenty-four units."""
    random = np.random.default_rng(3)
    first = [Fraction(int(x)) for x in random.integers(50, 100, 24)]
    second = [
        x * Fraction(7, 10) + int(e) for x, e in zip(first, random.integers(0, 9, 24), strict=True)
    ]
    found = differences({str(i): pair for i, pair in enumerate(zip(first, second, strict=True))})
    line = stats.linregress(
        [float(x + y) / 2 for x, y in zip(first, second, strict=True)],
        [float(x - y) for x, y in zip(first, second, strict=True)],
    )
    assert found is not None
    assert found.trend is not None
    assert float(found.trend.slope) == pytest.approx(line.slope)
    assert float(found.trend.chance) == pytest.approx(line.pvalue, abs=1e-9)


def test_indicators_with_the_greatest_difference_come_first() -> None:
    half, full, none = Fraction(1, 2), Fraction(1), Fraction(0)
    sheets = [
        ({"a": full, "b": half, "c": full}, {"a": full, "b": full}),
        ({"a": half, "b": none}, {"a": half, "b": full}),
    ]
    found = compare_sources({}, {}, sheets).indicators
    assert [(i.indicator, i.count, i.difference) for i in found] == [
        ("b", 2, Fraction(-3, 4)),
        ("a", 2, 0),
    ]
    assert (found[0].kappa, found[1].kappa) == (0, 1)


def test_two_sources() -> None:
    """ICC(A,1) is the absolute agreement of Shrout & Fleiss's case 2."""
    first = {str(i): row[0] for i, row in enumerate(SHROUT_FLEISS)}
    second = {str(i): row[3] for i, row in enumerate(SHROUT_FLEISS)} | {"9": Fraction(1)}
    found = compare_sources(first, second, [])
    assert len(found.values) == 6
    assert found.icc == icc([[row[0], row[3]] for row in SHROUT_FLEISS]).two_single
    assert found.tau_b == tau_b([(row[0], row[3]) for row in SHROUT_FLEISS])
