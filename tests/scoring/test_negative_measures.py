"""Measures below nothing: a temperature has them, a count or a percentage has not."""

from fractions import Fraction

import pytest

from liuxing_cli.model.standard import Rule, RuleItem, RuleKind
from liuxing_cli.scoring.rules import RULES
from liuxing_cli.scoring.rules.misfit import Misfit, Problem

COLD = Rule(RuleKind.GOALPOSTS, unit="度", floor=Fraction(-40), target=Fraction(10))
BALANCE = Rule(RuleKind.LINEAR, unit="万元", floor=Fraction(-10), target=Fraction(10))
TIMES = Rule(RuleKind.LINEAR, unit="次", floor=Fraction(0), target=Fraction(4))
RATE = Rule(RuleKind.GOALPOSTS, unit="%", floor=Fraction(0), target=Fraction(100))
LAMPS = Rule(RuleKind.BANDS, (RuleItem("", "", Fraction(5), at_least=Fraction(0)),), unit="盏")


@pytest.mark.parametrize(
    ("rule", "measure", "share"),
    [(COLD, -20, Fraction(2, 5)), (COLD, -50, Fraction(0)), (BALANCE, -5, Fraction(1, 4))],
)
def test_negative_measures_that_are_facts(rule: Rule, measure: int, share: Fraction) -> None:
    assert RULES[rule.kind].judge(rule, Fraction(5), {"measure": measure}, {}) == share


@pytest.mark.parametrize("rule", [TIMES, RATE, LAMPS])
def test_negative_measures_that_are_slips(rule: Rule) -> None:
    found = RULES[rule.kind].judge(rule, Fraction(5), {"measure": -1}, {})
    assert isinstance(found, Misfit)
    assert found.problem is Problem.NEGATIVE


def test_a_negative_number_is_bracketed_where_it_is_taken_away() -> None:
    worked = RULES[COLD.kind].working(COLD, Fraction(5), {"measure": -20}, {})
    assert worked.expression == "（-20 −（-40））÷（10 −（-40））"
