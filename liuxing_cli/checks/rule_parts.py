"""Rules of indicators: their parts agree with each other, and each can make a difference."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from liuxing_cli.model.finding import Finding, KeyPath
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.standard import Indicator, Rule, RuleItem, RuleKind
from liuxing_cli.model.survey import Figure, SurveyForm
from liuxing_cli.model.workspace import Workspace

_PERCENT = Fraction(100)

_Problem = tuple[KeyPath, str]
"""A place below ``rule``, and what is wrong there."""


def check_parts(ws: Workspace) -> Iterator[Finding]:
    """STD026: parts of a rule contradict each other, or one can never make a difference."""
    for standard in ws.standards.values():
        for indicator in standard.indicators.values():
            for path, problem in _problems(indicator):
                yield _finding("STD026", indicator, ("rule", *path), {"problem": problem})


def _problems(indicator: Indicator) -> Iterator[_Problem]:
    rule, points = indicator.rule, indicator.points
    if rule.least is not None and rule.kind is not RuleKind.SURVEY and rule.unit != "%":
        yield ("least",), f"least 只用于单位为 % 的规则，这里的单位是 {rule.unit}"
    match rule.kind:
        case RuleKind.DEDUCT:
            yield from _deductions(rule)
        case RuleKind.PER_UNIT:
            yield from _caps(rule, points)
        case RuleKind.HONOURS:
            yield from _levels(rule, points)
        case RuleKind.TALLY:
            yield from _lines(rule)
        case RuleKind.WORSE_THAN_LAST if rule.off is not None and rule.off > points:
            yield ("off",), f"扣 {plain(rule.off)} 分超过满分 {plain(points)}"
        case RuleKind.SURVEY if rule.survey is not None:
            yield from _survey(rule, rule.survey)


def _deductions(rule: Rule) -> Iterator[_Problem]:
    measured = [place for place, item in enumerate(rule.items) if item.shortfall]
    for place in measured[1:]:
        yield ("items", place, "per"), "按差额扣分的事项至多一种，一项指标只有一个测得数"
    if measured and not rule.unit:
        yield ("items", measured[0], "per"), '按差额扣分要写 unit，例如 unit: "%"'
    for place, item in enumerate(rule.items):
        at = ("items", place)
        if item.points is not None and item.at_most is not None:
            yield (*at, "points"), "写了 at_least、at_most（由评估人定）就不能再写固定的 points"
        elif item.at_most is not None and _edge(item) >= item.at_most:
            edges = f"{plain(_edge(item))} 到 {plain(item.at_most)}"
            yield (*at, "at_most"), f"幅度 {edges} 没有余地：at_most 要大于 at_least"
        if item.shortfall and rule.unit == "%" and not 0 <= item.shortfall.target <= _PERCENT:
            yield (*at, "target"), f"目标 {plain(item.shortfall.target)} 不在 0 到 100 之间"
        if item.cap is not None and item.cap < _least_taken(item):
            yield (*at, "cap"), f"上限 {plain(item.cap)} 比扣一次还少"


def _least_taken(item: RuleItem) -> Fraction:
    return item.points if item.points is not None else _edge(item)


def _caps(rule: Rule, points: Fraction) -> Iterator[_Problem]:
    for place, item in enumerate(rule.items):
        if item.cap is None:
            continue
        if item.cap < (item.points or 0):
            yield ("items", place, "cap"), f"上限 {plain(item.cap)} 比得一次还少"
        if item.cap > points:
            yield ("items", place, "cap"), f"上限 {plain(item.cap)} 超过指标分值 {plain(points)}"
    caps = [item.cap for item in rule.items if item.cap is not None]
    if len(caps) == len(rule.items) and sum(caps, Fraction(0)) < points:
        total = plain(sum(caps, Fraction(0)))
        yield ("items",), f"各事项的上限合计 {total}，满分 {plain(points)} 永远得不到"


def _levels(rule: Rule, points: Fraction) -> Iterator[_Problem]:
    for place, item in enumerate(rule.items):
        if (item.points or 0) > points:
            worth = plain(item.points or 0)
            yield ("levels", place, "points"), f"加 {worth} 分超过指标分值 {plain(points)}"


def _lines(rule: Rule) -> Iterator[_Problem]:
    for place, (upper, lower) in enumerate(pairwise(rule.items), start=1):
        if (lower.points or 0) <= (upper.points or 0):
            words = f"“{lower.name}”累计更少，得分应多于“{upper.name}”"
            yield ("lines", place, "points"), words


def _survey(rule: Rule, form: SurveyForm) -> Iterator[_Problem]:
    for key, ids in (
        ("scale", [answer.id for answer in form.scale]),
        ("questions", [question.id for question in form.questions]),
    ):
        repeated = [id_ for id_, count in Counter(ids).items() if count > 1]
        for id_ in repeated:
            yield (key, len(ids) - 1 - ids[::-1].index(id_), "id"), f"编号 {id_} 写了两次"
    favourable = [answer for answer in form.scale if answer.favourable]
    if form.figure is Figure.RATE and len(favourable) in (0, len(form.scale)):
        yield ("scale",), "算率要写明哪些回答算作肯定（favourable: true），不能一个没有或全部都是"
    for place, answer in enumerate(form.scale):
        if answer.unsure and (answer.favourable or answer.value is not None):
            yield ("scale", place), "“不清楚”（unsure）不能又算作肯定或有 value"
        if form.figure is Figure.INDEX and not answer.unsure and answer.value is None:
            yield ("scale", place), "算指数，每个回答都要写 value；不清楚一类写 unsure: true"
    if rule.items and (rule.floor is not None or rule.target is not None):
        yield ("bands",), "分档（bands）和按比例（floor、target）只能写一种"
    elif not rule.items and rule.floor == rule.target:
        yield ("target",), "零分点和满分点相同，分不出高低"


def check_exemptions(ws: Workspace) -> Iterator[Finding]:
    """STD027: a title that exempts is given by a profile or held by someone; STD028: who is
    exempt from an item of a veto can never trigger it."""
    awarded = {p.decision.awards.title for p in ws.profiles.values() if p.decision.awards}
    held = {title.title for titles in ws.titles.values() for title in titles}
    known = sorted(awarded | held)
    for standard in ws.standards.values():
        for indicator in standard.indicators.values():
            if indicator.exempt is None:
                continue
            title = indicator.exempt.title
            if title not in known:
                hint = suggestion(title, known, "查对称号编号，或先在 data/titles/ 里登记")
                params = {"id": indicator.id, "title": title, "hint": hint}
                yield _finding("STD027", indicator, ("id",), params)
            if indicator.veto is not None:
                params = {"id": indicator.id, "name": indicator.name}
                yield _finding("STD028", indicator, ("veto",), params)


def _edge(item: RuleItem) -> Fraction:
    return item.at_least if item.at_least is not None else Fraction(0)


def _finding(code: str, indicator: Indicator, path: KeyPath, params: dict[str, str]) -> Finding:
    return Finding(code, indicator.file, (*indicator.path, *path), params=params)
