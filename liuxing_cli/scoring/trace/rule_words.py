"""A rule in a line of words, as the standard writes it."""

from collections.abc import Callable, Mapping

from liuxing_cli.model.standard import Indicator, Rule, RuleItem, RuleKind
from liuxing_cli.scoring.rules.facts import worth
from liuxing_cli.scoring.trace import rule_parts
from liuxing_cli.scoring.wording import term

NAMES = {
    "range": "区间酌情",
    "options": "选项",
    "checklist": "分项",
    "all_or_nothing": "全有或全无",
    "bands": "分档",
    "linear": "按比例",
    "per_unit": "按件计分",
    "deduct": "扣完为止",
    "sample": "抽样评级",
    "goalposts": "上下限折算",
    "worse_than_last": "比上期差就扣",
    "honours": "按荣誉级别加分",
    "tally": "累计记分",
    "survey": "民意调查",
}


def rule_words(indicator: Indicator) -> str:
    """``分档：不低于 7 次 5 分、不低于 5 次 3.5 分…（满分 5 分）``."""
    rule = indicator.rule
    name = NAMES.get(str(rule.kind), str(rule.kind))
    told = _told(rule)
    return f"{name}{'：' if told else ''}{told}（满分 {term(indicator.points)} 分）"


def _told(rule: Rule) -> str:
    teller = _TELLERS.get(rule.kind)
    if teller is not None:
        return teller(rule)
    return "；".join(f"{_named(item)} {term(worth(item))} 分" for item in rule.items)


def _range(rule: Rule) -> str:
    step = f"，每档 {term(rule.step)} 分" if rule.step else ""
    return f"在 0 分和满分之间酌情给分{step}，不给满分要写理由"


def _linear(rule: Rule) -> str:
    floor, target = term(rule.floor or 0), term(rule.target or 0)
    return f"{_least(rule)}{floor}{rule.unit} 起计，{target}{rule.unit} 得满分，其间按比例"


def _goalposts(rule: Rule) -> str:
    low, high = term(rule.floor or 0), term(rule.target or 0)
    none, full = (low, high) if rule.upward else (high, low)
    way = "按自然对数折算" if rule.logarithmic else "按比例"
    return f"{none}{rule.unit} 得 0 分，{full}{rule.unit} 得满分，其间{way}，超出的按两端计"


def _least(rule: Rule) -> str:
    return f"有效份数不少于 {rule.least}；" if rule.least else ""


def _bands(rule: Rule) -> str:
    drawn = f"抽 {rule.draw} 个，" if rule.draw else ""
    return drawn + _least(rule) + "；".join(_band(rule, item) for item in rule.items)


_TELLERS: Mapping[RuleKind, Callable[[Rule], str]] = {
    RuleKind.RANGE: _range,
    RuleKind.ALL_OR_NOTHING: lambda _: "做到得满分，没有做到得 0 分",
    RuleKind.LINEAR: _linear,
    RuleKind.GOALPOSTS: _goalposts,
    RuleKind.PER_UNIT: rule_parts.per_unit,
    RuleKind.DEDUCT: rule_parts.deduct,
    RuleKind.WORSE_THAN_LAST: rule_parts.worse_than_last,
    RuleKind.HONOURS: rule_parts.honours,
    RuleKind.TALLY: rule_parts.tally,
    RuleKind.SURVEY: rule_parts.survey,
    RuleKind.BANDS: _bands,
    RuleKind.SAMPLE: _bands,
}


def _named(item: RuleItem) -> str:
    return item.name or item.id


def _band(rule: Rule, item: RuleItem) -> str:
    least = term(item.at_least or 0)
    unit = "个合格" if rule.kind is RuleKind.SAMPLE else rule.unit
    name = f"{item.name}（不低于 {least} {unit}）" if item.name else f"不低于 {least} {unit}"
    return f"{name} {term(worth(item))} 分"
