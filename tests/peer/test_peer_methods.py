"""Methods combine by weight, and a pair that lacks one is missing."""

from fractions import Fraction

from liuxing_cli.peer.methods import combine_methods

A, B, C = ("a", "b"), ("b", "a"), ("a", "c")
VISIT = {A: Fraction(80), B: Fraction(90), C: Fraction(70)}
FILES = {A: Fraction(60), B: Fraction(75)}
SURVEY = {A: Fraction(100)}
BOTH = {"visit": VISIT, "document": FILES, "survey": SURVEY}


def test_weighted_mean_over_all_methods() -> None:
    weights = {"visit": Fraction(40), "document": Fraction(35), "survey": Fraction(25)}
    found = combine_methods(BOTH, weights, [A, B, C])
    assert found.scores == {A: Fraction(40 * 80 + 35 * 60 + 25 * 100, 100)}
    assert found.lacking == {B: ("survey",), C: ("document", "survey")}


def test_a_method_without_weight_is_not_asked_for() -> None:
    weights = {"visit": Fraction(2), "document": Fraction(1), "survey": Fraction(0)}
    found = combine_methods(BOTH, weights, [A, B, C])
    assert found.scores == {A: Fraction(220, 3), B: Fraction(85)}
    assert found.lacking == {C: ("document",)}
