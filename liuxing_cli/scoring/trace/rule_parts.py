"""The words of the rules with several parts: caps, ranges, shortfalls, events, questions."""

from liuxing_cli.model.standard import Better, Compared, Partial, Rule, RuleItem
from liuxing_cli.model.survey import Figure, Unknown
from liuxing_cli.scoring.rules.facts import worth
from liuxing_cli.scoring.wording import term

_PARTIAL = {
    Partial.IGNORE: "，不足的不扣",
    Partial.STARTED: "，不足的按一次扣",
    Partial.PROPORTIONAL: "，按比例",
}


def per_unit(rule: Rule) -> str:
    """``讲座每次 1 分；企业每次 10 分（至多 50 分）``."""
    return "；".join(f"{_name(i)}每次 {term(worth(i))} 分{_most(i)}" for i in rule.items)


def deduct(rule: Rule) -> str:
    """``重大案件每次扣 10 分；火灾每次酌情扣 5 到 10 分，要写理由``."""
    return "；".join(_deduction(rule, item) + _most(item) for item in rule.items)


def _deduction(rule: Rule, item: RuleItem) -> str:
    short = item.shortfall
    if short is not None:
        side = "高于" if short.better is Better.LESS else "低于"
        return (
            f"{_name(item)}：{side} {term(short.target)}{rule.unit} 的，"
            f"每 {term(short.per)} 扣 {term(worth(item))} 分{_PARTIAL[short.partial]}"
        )
    if item.points is None:
        least, most = term(item.at_least or 0), term(item.at_most or 0)
        return f"{_name(item)}每次酌情扣 {least} 到 {most} 分，要写理由"
    return f"{_name(item)}每次扣 {term(worth(item))} 分"


def worse_than_last(rule: Rule) -> str:
    """``比上年同期多的扣 5 分，没有变差得满分``."""
    than = "上年同期" if rule.than is Compared.LAST_YEAR else "上期"
    worse = "多" if rule.better is Better.LESS else "少"
    each = f"每{worse} {term(rule.per)}{rule.unit}扣" if rule.per else f"{worse}的扣"
    return f"比{than}{each} {term(rule.off or 0)} 分，没有变差得满分"


def honours(rule: Rule) -> str:
    """``60 个月内的荣誉，国家级 6 分；市级 2 分，同一荣誉只按最高一级计一次``."""
    window = f"{rule.within_months} 个月内的荣誉" if rule.within_months else "以往的荣誉"
    levels = "；".join(f"{_name(item)} {term(worth(item))} 分" for item in rule.items)
    return f"{window}，{levels}{'，同一荣誉只按最高一级计一次' if rule.once else ''}"


def tally(rule: Rule) -> str:
    """``公历年内累计，满 12 分资质核查得 0 分；…，每年 1 月 1 日清零``."""
    lines = "；".join(
        f"满 {term(item.at_least or 0)} 分{_name(item)}得 {term(worth(item))} 分"
        for item in rule.items
    )
    return f"公历年内累计，{lines}，每年 1 月 1 日清零" if rule.yearly else f"累计，{lines}"


def survey(rule: Rule) -> str:
    """``满意度指数，两题加权，有效答卷不少于 50 份…``."""
    form = rule.survey
    if form is None:
        return ""
    if form.figure is Figure.RATE:
        figure = f"率（{'、'.join(a.name for a in form.scale if a.favourable)}算作肯定）"
    else:
        scale = "、".join(f"{a.name} {term(a.value)}" for a in form.scale if a.value is not None)
        figure = f"指数（{scale}）"
    weights = "、".join(f"{q.name} {term(q.weight)}" for q in form.questions)
    unsure = "、".join(answer.name for answer in form.scale if answer.unsure)
    counted = "计入" if form.unknown is Unknown.COUNT else "不计入"
    parts = [
        figure,
        f"各题权重 {weights}" if len(form.questions) > 1 else "",
        f"“{unsure}”{counted}分母" if unsure else "",
        f"有效答卷不少于 {rule.least} 份" if rule.least else "",
        f"{form.composition.name}不少于 {term(form.composition.share)}%"
        if form.composition
        else "",
        _bands(rule)
        if rule.items
        else f"{term(rule.floor or 0)} 起计、{term(rule.target or 0)} 得满分",
    ]
    return "，".join(filter(None, parts))


def _bands(rule: Rule) -> str:
    return "；".join(f"不低于 {term(i.at_least or 0)} {term(worth(i))} 分" for i in rule.items)


def _name(item: RuleItem) -> str:
    return item.name or item.id


def _most(item: RuleItem) -> str:
    return "" if item.cap is None else f"（至多 {term(item.cap)} 分）"
