"""The wording of a requirement and the numbers of its rule: do they say the same?

Only what can be matched surely is compared: Arabic numbers with the unit that the rule itself
measures in, the size of a sample, and points. Everything else in a sentence is left to people.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from liuxing_cli.model.finding import Finding, KeyPath
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.standard import Applicability, Indicator, Rule, RuleKind, Standard
from liuxing_cli.model.workspace import Workspace

_NUMBER = r"(?<![0-9.])([0-9]+(?:\.[0-9]+)?)\s*"
_PERCENT = re.compile(_NUMBER + "%|百分之([0-9]+|[一二三四五六七八九十]{1,3})")
_DRAWN = re.compile(r"抽(?:查|取|样|选|检)[^，。；、0-9]{0,6}" + _NUMBER + "[^0-9%年月日.]")
_POINTS = re.compile(_NUMBER + "分(?![钟散之类档项])")
_DIGITS = ["", *"一二三四五六七八九"]
_NARROW = str.maketrans("０１２３４５６７８９％．", "0123456789%.")

Told = tuple[KeyPath, str, str]
"""Where in the indicator, what the wording says, and what stands there."""


def check_wording(ws: Workspace) -> Iterator[Finding]:
    """STD023: the thresholds, sample and points of a rule are those of its requirement."""
    for standard in ws.standards.values():
        for indicator in standard.indicators.values():
            for path, said, written in _disagreements(standard, indicator):
                params = {"indicator": indicator.id, "said": said, "written": written}
                yield Finding("STD023", indicator.file, (*indicator.path, *path), params=params)


def _disagreements(standard: Standard, indicator: Indicator) -> Iterator[Told]:
    text = indicator.requirement.translate(_NARROW)
    rule = indicator.rule
    yield from _threshold(rule, text)
    yield from _conditions(standard, indicator, text)
    drawn = _numbers(_DRAWN, text)
    if rule.kind is RuleKind.SAMPLE and drawn and rule.draw not in drawn:
        yield ("rule", "draw"), f"抽 {_listed(drawn)} 个", f"draw: {rule.draw}"
    worth = _points_of(indicator)
    stray = [points for points in _numbers(_POINTS, text) if points not in worth]
    if stray:
        yield ("points",), f"{_listed(stray)} 分", f"满分 {plain(indicator.points)} 分"


def _points_of(indicator: Indicator) -> set[Fraction | None]:
    """Every number of points that a rule has reason to speak of."""
    rule = indicator.rule
    found = {Fraction(0), indicator.points, rule.step, rule.off}
    for item in rule.items:
        found |= {item.points, item.cap, item.at_most}
        if rule.kind in (RuleKind.TALLY, RuleKind.DEDUCT):  # edges in points, not in a measure
            found.add(item.at_least)
    return found


def _threshold(rule: Rule, text: str) -> Iterator[Told]:
    """The edge for full marks is among the numbers that the text gives in the rule's unit."""
    path: KeyPath
    if rule.kind is RuleKind.LINEAR and rule.target is not None:
        edge, path = rule.target, ("rule", "target")
    elif rule.kind is RuleKind.BANDS and rule.items and rule.items[0].at_least is not None:
        edge, path = rule.items[0].at_least, ("rule", "bands", 0, "at_least")
    else:
        return
    said = _in_unit(rule.unit, text)
    share = rule.unit != "%" and not said and edge <= 1  # 0.9 for 90 %
    if share:
        said = [percent / 100 for percent in _percents(text)]
    if said and edge not in said:
        unit = "" if share else rule.unit
        yield path, f"{_listed(said)}{unit}", f"{plain(edge)}{unit}"


def _conditions(standard: Standard, indicator: Indicator, text: str) -> Iterator[Told]:
    """A percentage that the rule does not use is the one of the condition, where there is one."""
    rule = indicator.rule
    used = {rule.target, rule.floor, *(item.at_least for item in rule.items)}
    said = [percent for percent in _percents(text) if rule.unit != "%" or percent not in used]
    places: list[tuple[KeyPath, Applicability | None]] = [(("applies",), indicator.applies)]
    places += [(("rule", "items", i, "applies"), x.applies) for i, x in enumerate(rule.items)]
    for path, condition in places:
        if condition is None or not said:
            continue
        trait = standard.traits.get(condition.trait)
        for key, edge in (("at_least", condition.at_least), ("below", condition.below)):
            if trait and "%" in trait.name and edge is not None and edge not in said:
                yield (*path, key), f"{_listed(said)}%", f"{plain(edge)}%"


def _in_unit(unit: str, text: str) -> list[Fraction]:
    if unit == "%":
        return _percents(text)
    return _numbers(re.compile(_NUMBER + re.escape(unit)), text) if unit else []


def _percents(text: str) -> list[Fraction]:
    return [Fraction(m[1]) if m[1] else Fraction(_spelt(m[2])) for m in _PERCENT.finditer(text)]


def _spelt(number: str) -> int:
    """Return a number below 100: 九十五 and 95 alike."""
    if number.isascii():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    return (_DIGITS.index(tens) if tens else 1) * 10 * bool(ten) + _DIGITS.index(ones)


def _numbers(pattern: re.Pattern[str], text: str) -> list[Fraction]:
    return [Fraction(match[1]) for match in pattern.finditer(text)]


def _listed(numbers: list[Fraction]) -> str:
    return "、".join(map(plain, numbers))
