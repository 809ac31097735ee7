"""Rules of indicators: their lines add up to the indicator's points and leave no gap."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from liuxing_cli.model.finding import Finding, KeyPath
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.standard import Indicator, Rule, RuleItem, RuleKind
from liuxing_cli.model.workspace import Workspace

_LINES = {
    RuleKind.OPTIONS: "levels",
    RuleKind.CHECKLIST: "items",
    RuleKind.BANDS: "bands",
    RuleKind.PER_UNIT: "items",
    RuleKind.DEDUCT: "items",
    RuleKind.SAMPLE: "grades",
    RuleKind.HONOURS: "levels",
    RuleKind.TALLY: "lines",
    RuleKind.SURVEY: "bands",
}
_STEPPED = (RuleKind.BANDS, RuleKind.SAMPLE, RuleKind.SURVEY, RuleKind.TALLY)
_BEST = (RuleKind.OPTIONS, *_STEPPED)
_BETTER_FIRST = (
    RuleKind.OPTIONS,
    RuleKind.BANDS,
    RuleKind.SAMPLE,
    RuleKind.SURVEY,
    RuleKind.HONOURS,
)


def check_rules(ws: Workspace) -> Iterator[Finding]:
    """Check the rule of every indicator of every standard."""
    for standard in ws.standards.values():
        for indicator in standard.indicators.values():
            yield from _points(indicator)
            yield from _ids(indicator)
            yield from _edges(indicator)
            yield from _worth(indicator)
            yield from _measure(indicator)


def _points(indicator: Indicator) -> Iterator[Finding]:
    """STD011: the best outcome is worth the indicator's points; STD012: no line exceeds them."""
    rule, points = indicator.rule, indicator.points
    worth = [item.points or Fraction(0) for item in rule.items]
    if rule.kind in _BEST and worth:
        best = max(worth)
    elif rule.kind is RuleKind.CHECKLIST:
        best = sum(worth, Fraction(0))
    else:
        best = points
    if best != points:
        params = {"best": plain(best), "points": plain(points)}
        yield _finding("STD011", indicator, ("rule", _LINES[rule.kind]), params, on_key=True)
    if rule.kind is RuleKind.RANGE and rule.step and points % rule.step:
        params = {"step": plain(rule.step), "points": plain(points)}
        yield _finding("STD012", indicator, ("rule", "step"), params)
    if not points and (rule.kind is not RuleKind.ALL_OR_NOTHING or indicator.veto is None):
        yield _finding("STD013", indicator, ("points",), {"indicator": indicator.id})


def _ids(indicator: Indicator) -> Iterator[Finding]:
    """STD014: no two lines of a rule share an id."""
    if indicator.rule.kind in (RuleKind.BANDS, RuleKind.SURVEY):
        return
    seen: set[str] = set()
    for place, item in enumerate(indicator.rule.items):
        if item.id in seen:
            path = ("rule", _LINES[indicator.rule.kind], place, "id")
            yield _finding("STD014", indicator, path, {"id": item.id})
        seen.add(item.id)


def _edges(indicator: Indicator) -> Iterator[Finding]:
    """STD015: steps go strictly down; STD016: the lowest starts at 0."""
    rule = indicator.rule
    if rule.kind not in _STEPPED or not rule.items:
        return
    key = _LINES[rule.kind]
    for place, (upper, lower) in enumerate(pairwise(rule.items), start=1):
        if _edge(lower) >= _edge(upper):
            params = {"edge": plain(_edge(lower)), "above": plain(_edge(upper))}
            yield _finding("STD015", indicator, ("rule", key, place, "at_least"), params)
    last = len(rule.items) - 1
    if min(map(_edge, rule.items)) > 0:
        params = {"edge": plain(_edge(rule.items[last]))}
        yield _finding("STD016", indicator, ("rule", key, last, "at_least"), params)


def _worth(indicator: Indicator) -> Iterator[Finding]:
    """STD022: a better step is worth more; two worth the same are one step, written twice."""
    rule = indicator.rule
    if rule.kind not in _BETTER_FIRST:
        return
    for place, (upper, lower) in enumerate(pairwise(rule.items), start=1):
        if (lower.points or 0) >= (upper.points or 0):
            params = {
                "lower": lower.name,
                "upper": upper.name,
                "points": plain(lower.points or 0),
                "above": plain(upper.points or 0),
            }
            path = ("rule", _LINES[rule.kind], place, "points")
            yield _finding("STD022", indicator, path, params)


def _measure(indicator: Indicator) -> Iterator[Finding]:
    """STD017: edges and targets can be reached."""
    rule = indicator.rule
    if rule.kind is RuleKind.LINEAR and rule.floor == rule.target:
        params = {"problem": "零分点和满分点相同，分不出高低"}
        yield _finding("STD017", indicator, ("rule", "target"), params)
    yield from _goalposts(indicator)
    limit = Fraction(rule.draw) if rule.draw else Fraction(100) if _of_hundred(rule) else None
    if limit is None:
        return
    names = ("min", "max") if rule.kind is RuleKind.GOALPOSTS else ("floor", "target")
    for key, value in zip(names, (rule.floor, rule.target), strict=True):
        if value is not None and not 0 <= value <= limit:
            yield _finding("STD017", indicator, ("rule", key), _beyond(value, limit))
    if rule.kind in _STEPPED:
        for place, item in enumerate(rule.items):
            if _edge(item) > limit:
                path = ("rule", _LINES[rule.kind], place, "at_least")
                yield _finding("STD017", indicator, path, _beyond(_edge(item), limit))


def _goalposts(indicator: Indicator) -> Iterator[Finding]:
    """STD017: the minimum lies below the maximum, and has a logarithm where one is asked for."""
    rule = indicator.rule
    if rule.kind is not RuleKind.GOALPOSTS:
        return
    low, high = rule.floor or Fraction(0), rule.target or Fraction(0)
    if low >= high:
        problem = f"最大值 {plain(high)} 不大于最小值 {plain(low)}；越小越好的写 direction: down"
        yield _finding("STD017", indicator, ("rule", "max"), {"problem": problem})
    if rule.logarithmic and low <= 0:
        params = {"problem": f"最小值 {plain(low)} 没有对数，scale 为 log 时最小值须大于 0"}
        yield _finding("STD017", indicator, ("rule", "min"), params)


def _of_hundred(rule: Rule) -> bool:
    """Whether the measure is a percentage, or the figure of a survey."""
    return rule.unit == "%" or rule.kind is RuleKind.SURVEY


def _beyond(value: Fraction, limit: Fraction) -> dict[str, str]:
    return {"problem": f"{plain(value)} 永远达不到，范围是 0 到 {plain(limit)}"}


def _edge(item: RuleItem) -> Fraction:
    return item.at_least if item.at_least is not None else Fraction(0)


def _finding(
    code: str, indicator: Indicator, path: KeyPath, params: dict[str, str], *, on_key: bool = False
) -> Finding:
    return Finding(code, indicator.file, (*indicator.path, *path), params=params, on_key=on_key)
