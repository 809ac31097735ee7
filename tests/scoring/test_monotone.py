"""More points given never lower a total, more deductions never raise one; models and means."""

from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.decimals import geometric_mean, log_share, nearest
from liuxing_cli.model.numbers import fixed
from liuxing_cli.model.profile import Aggregation, Mean, Model, NotApplicable
from liuxing_cli.model.result import Result
from liuxing_cli.model.standard import RuleKind
from liuxing_cli.scoring.combine import combine
from liuxing_cli.scoring.kernel import score_row
from liuxing_cli.scoring.plan import compile_plan
from liuxing_cli.scoring.rank import rank
from liuxing_cli.scoring.row import encode
from tests.scoring.build import STANDARD, community, profile, record, scored
from tests.scoring.reference import root_of, share
from tests.scoring.strategies import Case, cases, records

STEADY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
RATES = st.fractions(Fraction(1, 500), Fraction(1), max_denominator=500)


def result_of(case: Case, ratings: dict[str, Rating] | None = None) -> Result:
    plan = compile_plan(case.standard, case.profile)
    chosen = case.ratings if ratings is None else ratings
    return score_row(plan, encode(plan, community(**case.traits), record(chosen)))


def occurrences_once_more(rating: Rating, item: str) -> Rating:
    counts = rating["occurrences"]
    assert isinstance(counts, dict)
    have = counts.get(item, 0)
    assert isinstance(have, int)
    return {**rating, "occurrences": {**counts, item: have + 1}}


def counted(case: Case, kind: RuleKind) -> list[str]:
    return [
        each.id
        for each in case.standard.indicators.values()
        if each.rule.kind is kind
        and "occurrences" in case.ratings.get(each.id, {})
        and isinstance(share(each, case.ratings, case.traits), Fraction)
    ]


@STEADY
@given(cases(), st.data())
def test_one_more_deduction_never_raises_the_total(case: Case, data: st.DataObject) -> None:
    deducted = counted(case, RuleKind.DEDUCT)
    assume(deducted)
    chosen, item = data.draw(st.sampled_from(deducted)), data.draw(st.sampled_from("ab"))
    worse = {**case.ratings, chosen: occurrences_once_more(case.ratings[chosen], item)}
    before, after = result_of(case).total, result_of(case, worse).total
    if before is not None and after is not None:
        assert after <= before


@STEADY
@given(cases(), st.data())
def test_one_more_unit_never_lowers_the_total(case: Case, data: st.DataObject) -> None:
    earning = counted(case, RuleKind.PER_UNIT)
    assume(earning)
    chosen, item = data.draw(st.sampled_from(earning)), data.draw(st.sampled_from("ab"))
    better = {**case.ratings, chosen: occurrences_once_more(case.ratings[chosen], item)}
    before, after = result_of(case).total, result_of(case, better).total
    if before is not None and after is not None:
        assert after >= before


@STEADY
@given(cases(), st.data(), st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(
    case: Case, data: st.DataObject, random: Random
) -> None:
    plan = compile_plan(case.standard, case.profile)
    ratings = [case.ratings, *(data.draw(records(case.standard)) for _ in range(2))]
    results = [
        score_row(plan, encode(plan, community(**case.traits), record(own, assessor=f"a{n}")))
        for n, own in enumerate(ratings)
    ]
    shuffled = results[:]
    random.shuffle(shuffled)
    together, again = combine(plan, results), combine(plan, shuffled)
    assert replace(again, files=()) == replace(together, files=())


@STEADY
@given(cases())
def test_nothing_applicable_is_undecided_in_every_model(case: Case) -> None:
    nothing: dict[str, Rating] = {
        id_: {"state": "not_applicable", "reason": "原因"} for id_ in case.standard.indicators
    }
    result = result_of(case, nothing)
    assert (result.total, result.upper, result.grade) == (None, None, None)


@STEADY
@given(cases())
def test_what_is_published_is_rounded_once(case: Case) -> None:
    result = result_of(case)
    digits, mode = case.profile.rounding.digits, case.profile.rounding.mode
    ranked = rank([result], digits, mode)
    assert ranked[0].total == result.total
    if result.total is not None:
        assert abs(Fraction(fixed(result.total, digits, mode)) - result.total) <= Fraction(1, 200)


def test_the_four_ways_of_not_applicable() -> None:
    """lamps (10 of yard 40, and of clean 100) does not apply; all else is full but bins 4 of 10."""
    changes: dict[str, Rating | None] = {
        "lamps": {"state": "not_applicable", "reason": "原因"},
        "bins": {"checklist": ["rules"]},
    }
    expected = {
        # yard: 40 × 24 ÷ 30 = 32; clean: 32 + 60 = 92; total (92 + 100) ÷ 2
        (NotApplicable.RESCALE, Model.HIERARCHICAL): Fraction(96),
        # yard: 20 + 4 + 10 = 34; clean 94
        (NotApplicable.FULL_MARKS, Model.HIERARCHICAL): Fraction(97),
        # yard: 20 + 4 = 24 of 40; clean 84
        (NotApplicable.EXCLUDE, Model.HIERARCHICAL): Fraction(92),
        # (20 + 4 + 60 + 50) ÷ (150 − 10)
        (NotApplicable.RESCALE, Model.FLAT): Fraction(13400, 140),
    }
    for (way, model), total in expected.items():
        own = profile(STANDARD, not_applicable=way, aggregation=Aggregation(model))
        assert scored(compile_plan(STANDARD, own), changes).total == total


@given(st.lists(st.tuples(st.integers(1, 6), RATES), min_size=1, max_size=4))
def test_a_geometric_mean_is_correctly_rounded(parts: list[tuple[int, Fraction]]) -> None:
    slow = root_of([(Fraction(weight), rate) for weight, rate in parts], 16)
    assert geometric_mean(parts, 16) == slow


@given(st.lists(st.tuples(st.integers(1, 6), RATES), min_size=1, max_size=4))
def test_a_geometric_mean_lies_below_the_arithmetic(parts: list[tuple[int, Fraction]]) -> None:
    total = sum(weight for weight, _ in parts)
    arithmetic = sum((weight * rate for weight, rate in parts), Fraction(0)) / total
    assert geometric_mean(parts) <= nearest(arithmetic, 34)
    assert geometric_mean([*parts, (1, Fraction(0))]) == 0


def test_known_decimals() -> None:
    # √2 / 2, to 20 digits: 0.70710678118654752440|084…
    assert geometric_mean([(1, Fraction(1, 2)), (1, Fraction(1))], 20) == Fraction(
        "0.70710678118654752440"
    )
    # a tie, half to even: 16 digits of 0.12345678901234565 and …575
    for last, kept in (("65", "6"), ("75", "8")):
        half = Fraction(f"0.123456789012345{last}")
        assert geometric_mean([(1, half * 4 / 5), (1, half * 5 / 4)], 16) == Fraction(
            f"0.123456789012345{kept}"
        )
    # ln 3829/100 ÷ ln 75000/100
    assert fixed(log_share(Fraction(3829), Fraction(100), Fraction(75000), 34), 4) == "0.5506"
    assert log_share(Fraction(1000), Fraction(100), Fraction(10000), 16) == Fraction(1, 2)


def test_a_zero_branch_makes_a_geometric_total_zero() -> None:
    own = profile(STANDARD, aggregation=Aggregation(mean=Mean.GEOMETRIC))
    nothing: dict[str, Rating | None] = {
        "patrol": {"occurrences": {}},
        "drill": {"measure": 0},
    }
    assert scored(compile_plan(STANDARD, own), nothing).total == 0
