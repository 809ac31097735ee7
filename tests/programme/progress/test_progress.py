"""The goal is counted in whole communities; a forecast needs four half-years."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.commands.schema import schema_bytes
from liuxing_cli.model.progress import Count, Counts, Goal, Point, half_year_of, number_of
from liuxing_cli.model.terms import Every, term_at
from liuxing_cli.model.titles import Move, Title, TitleState
from liuxing_cli.programme.progress.count import by_title, pace, same_and_half, with_earlier
from liuxing_cli.programme.progress.forecast import Observed, fit, forecast
from tests.conftest import ROOT, run_liuxing

GOAL = Goal("目标", Fraction(9, 10), "2013-12-31", Counts.OUTCOME, "acceptance", "引言")
EXAMPLE = ((31, 96), (42, 96), (55, 97), (63, 97))
"""The worked example of the facts: four half-years, three left, 90 % of 97 wanted."""


def observed(*counts: tuple[int, int]) -> list[Observed]:
    return [Observed(at, reached, of) for at, (reached, of) in enumerate(counts)]


def points(*counts: tuple[int, int], first: int = 2010 * 2) -> list[Point]:
    ids = [f"{n // 2}H{n % 2 + 1}" for n in range(first, first + len(counts))]
    terms = [term for id_ in ids if (term := half_year_of(id_))]
    return [Point(t, reached, of) for t, (reached, of) in zip(terms, counts, strict=True)]


def test_the_worked_example() -> None:
    found = forecast(observed(*EXAMPLE), 3, 88, 97)
    assert found is not None
    assert found.share == pytest.approx(0.885, abs=0.0005)
    assert (round(found.low, 2), round(found.high, 2)) == (0.79, 0.94)
    assert found.chance == pytest.approx(0.37, abs=0.01)
    assert found.dispersion == 1
    known = points(*EXAMPLE)
    rate = pace(GOAL, known, term_at(Every.HALF_YEAR, date(2013, 3, 1)))
    assert (rate.need, rate.gap, rate.left, rate.needed, rate.last) == (88, 25, 3, 9, 8)
    assert same_and_half(known, Fraction(8), 3) == (87, 75)


def test_the_fit_agrees_with_the_score_equations() -> None:
    line = fit(observed(*EXAMPLE))
    assert line is not None
    rest = [
        o.reached - o.of / (1 + 2.718281828459045 ** -line.at(o.at)[0]) for o in observed(*EXAMPLE)
    ]
    assert sum(rest) == pytest.approx(0, abs=1e-9)
    assert sum(at * r for at, r in enumerate(rest)) == pytest.approx(0, abs=1e-9)


def test_what_jumps_about_is_foretold_less_surely() -> None:
    steady = forecast(observed(*EXAMPLE), 3, 88, 97)
    wild = forecast(observed((10, 96), (42, 96), (35, 97), (63, 97)), 3, 88, 97)
    assert steady is not None
    assert wild is not None
    assert wild.dispersion > 1
    assert wild.high - wild.low > steady.high - steady.low


def test_the_same_seed_gives_the_same_chance() -> None:
    first, again, other = (forecast(observed(*EXAMPLE), 3, 88, 97, seed) for seed in (1, 1, 2))
    assert first == again
    assert first is not None
    assert other is not None
    assert first.chance == pytest.approx(other.chance, abs=0.01)


@pytest.mark.parametrize(
    "counts",
    [EXAMPLE[:3], ((0, 9),) * 4, ((9, 9),) * 4, ((0, 9), (0, 9), (9, 9), (9, 9))],
    ids=["three half-years", "none ever", "all ever", "separated"],
)
def test_no_forecast(counts: tuple[tuple[int, int], ...]) -> None:
    assert forecast(observed(*counts), 2, 8, 9) is None


@given(st.integers(0, 10**6), st.integers(1, 1000))
def test_the_need_is_the_least_whole_number(of: int, percent: int) -> None:
    share = Fraction(percent, 1000)
    goal = Goal("", share, "", Counts.OUTCOME, "", "")
    need = goal.need(of)
    assert need >= share * of
    assert of == 0 or need - 1 < share * of
    assert goal.is_reached(need, of) == (of > 0)
    assert not goal.is_reached(need - 1, of)


def test_ninety_percent_in_whole_communities() -> None:
    assert [GOAL.need(n) for n in (0, 1, 10, 96, 97, 100)] == [0, 1, 9, 87, 88, 90]


def test_the_pace_over_a_gap_and_past_the_day() -> None:
    known = [*points((10, 50)), *points((16, 50), first=2011 * 2 + 1)]
    end = term_at(Every.HALF_YEAR, date(2011, 12, 31))
    rate = pace(GOAL, known, end)
    assert (rate.last, rate.left, rate.needed) == (Fraction(2), 0, None)
    assert pace(GOAL, points((45, 50)), end).needed is None
    assert pace(GOAL, points((45, 50)), end).gap == 0


def test_records_win_over_published_counts_and_the_future_is_unknown() -> None:
    counts = [
        Count("2009H2", 5, 50, "小结"),
        Count("2010H1", 9, 50, "小结"),
        Count("2015H1", 9, 9, "-"),
    ]
    found = with_earlier(points((10, 50)), counts, "2010-12-31")
    assert [(p.term.id, p.reached, p.document) for p in found] == [
        ("2009H2", 5, "小结"),
        ("2010H1", 10, ""),
    ]


def test_titles_count_on_the_last_day_of_the_half_year() -> None:
    moves = (Move(TitleState.CONFIRMED, "2010-03-01", "x", until="2010-12-30"),)
    titles = {"a": (Title("a", "t", moves),)}
    terms = [point.term for point in points((0, 1), (0, 1), first=2009 * 2 + 1)]
    terms.append(term_at(Every.HALF_YEAR, date(2010, 12, 31)))
    found = by_title(titles, "t", frozenset("ab"), terms)
    assert [(p.term.id, p.reached, p.of) for p in found] == [("2010H1", 1, 2), ("2010H2", 0, 2)]


def test_half_years_count_on_over_the_turn_of_the_year() -> None:
    first, second = half_year_of("2012H2"), half_year_of("2013Q1")
    assert first is not None
    assert second is not None
    assert number_of(second) - number_of(first) == 1
    assert half_year_of("2013H3") is None


def test_json_fits_its_schema() -> None:
    done = run_liuxing("-q", "progress", "--on", "2013-12-31", "-f", "json")
    assert done.returncode == 0, done.stderr.decode()
    document = json.loads(done.stdout)
    jsonschema_rs.validator_for(json.loads(schema_bytes("output/progress"))).validate(document)
    assert document["need"] == 63


def test_the_page_has_the_chart_and_is_the_same_every_time(tmp_path: Path) -> None:
    pages = []
    for name in ("a.html", "b.html"):
        done = run_liuxing(
            "progress", "--on", "2013-12-31", "-f", "html", "-o", str(tmp_path / name)
        )
        assert done.returncode == 0, done.stderr.decode()
        pages.append((tmp_path / name).read_text("utf-8"))
    assert pages[0] == pages[1]
    assert "<svg" in pages[0]
    assert "目标 90%" in pages[0]


def test_a_title_counts_where_the_goal_says_so(district: Path) -> None:
    goal = district / "standards" / "goal.yaml"
    text = goal.read_text("utf-8").replace(
        "counts: outcome\n", "counts: title\ntitle: six-type-community\n"
    )
    goal.write_text(text, "utf-8")
    done = run_liuxing("-q", "progress", "--on", "2013-12-31", "-f", "json", cwd=district)
    assert done.returncode == 0, done.stderr.decode()
    last = json.loads(done.stdout)["points"][-1]
    assert (last["period"], last["reached"]) == ("2013H2", 3)


def test_the_sample_has_the_published_count() -> None:
    assert (ROOT / "data" / "progress.yaml").exists()
