"""One adjusted score as the arithmetic of a pocket calculator (``--explain``)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from liuxing_cli.model.numbers import fixed, plain
from liuxing_cli.publish.mutual import GroupView, MemberLine, PartView, number

SHOWN = 6
"""Decimals of the numbers to calculate with; the result is then right to the published digit."""


def explanation(group: GroupView, member: MemberLine) -> str:
    """The calculation of the adjusted score and severity of ``member``, or why there is none."""
    return "\n".join(_lines(group, member)) + "\n"


def _lines(group: GroupView, member: MemberLine) -> Iterator[str]:
    yield f"{member.name}的校正分（{group.name}）"
    part = group.parts[member.part] if member.part is not None else None
    if member.adjusted is None or part is None:
        yield from _nothing(group, member)
        return
    obstacle = _obstacle(group, part)
    if obstacle:
        yield f"闭式公式不适用：{obstacle}。"
        yield from _by_severities(group, member)
    else:
        yield from _closed_form(group, member, part)
    yield from _error(group, member, part, closed=not obstacle)


def _obstacle(group: GroupView, part: PartView) -> str:
    """Why the closed form does not hold; empty where it does."""
    if group.method == "reml":
        return "这次按 REML 估计松紧，公式只适用于最小二乘"
    if not group.round_robin or set(part.raters) != set(part.targets):
        return "不是人人互评的安排"
    if group.missing:
        pairs = [f"{group.names[r]}没有评{group.names[t]}" for r, t, _ in group.missing]
        return "缺 " + str(len(pairs)) + " 份互评（" + "、".join(pairs) + "）"
    return ""


def _nothing(group: GroupView, member: MemberLine) -> Iterator[str]:
    for _, words in group.cautions:
        yield f"不计算校正分：{words}。"
    if member.raw_mean is not None:
        given = [
            score for (_, target), score in sorted(group.scores.items()) if target == member.id
        ]
        yield f"只有原始平均分：{_mean(given)}"


def _closed_form(group: GroupView, member: MemberLine, part: PartView) -> Iterator[str]:
    n = len(part.targets)
    received = [group.scores[r, member.id] for r in part.raters if r != member.id]
    given = [group.scores[member.id, t] for t in part.targets if t != member.id]
    c, g, m = _average(received), _average(given), part.mean
    below = n * (n - 2)
    total = sum(group.scores.values(), Fraction(0))
    yield f"人人互评，n={n} 家，可用计算器复核（各数取 {SHOWN} 位小数）："
    yield f"1. 别家给它的 {n - 1} 份："
    yield from _listed(
        group, [(r, group.scores[r, member.id]) for r in part.raters if r != member.id]
    )
    yield f"   收到的平均 c = {_sum(received)} ÷ {n - 1} = {_show(c)}"
    yield f"2. 它给别家的 {n - 1} 份："
    yield from _listed(
        group, [(t, group.scores[member.id, t]) for t in part.targets if t != member.id]
    )
    yield f"   打出的平均 g = {_sum(given)} ÷ {n - 1} = {_show(g)}"
    yield f"3. 全片 {n * (n - 1)} 份的总平均 m = {_show(total)} ÷ {n * (n - 1)} = {_show(m)}"
    yield "4. 校正分 = c + [(c－m) + (n－1)×(g－m)] ÷ [n(n－2)]"
    yield (
        f"   = {_show(c)} + [({_show(c)}－{_show(m)}) + {n - 1}×({_show(g)}－{_show(m)})] ÷ {below}"
    )
    yield _result(group, member.adjusted or Fraction(0))
    yield "5. 松紧 = [(n－1)²g + (n－1)c] ÷ [n(n－2)] － (n－1)m ÷ (n－2)"
    yield (
        f"   = [{(n - 1) ** 2}×{_show(g)} + {n - 1}×{_show(c)}] ÷ {below}"
        f" － {n - 1}×{_show(m)} ÷ {n - 2}"
    )
    yield _severity(group, member)
    yield (
        "道理：先把每家打的分减去它自己的平均分，消除松紧；再求各家收到的平均，"
        "按 (n－1)²/[n(n－2)] 还原尺度，加回总平均。"
    )


def _by_severities(group: GroupView, member: MemberLine) -> Iterator[str]:
    """a = mean of (score - severity of who gave it): checks a result, does not replace the fit."""
    severity = {m.id: m.severity for m in group.members}
    got = [(r, score) for (r, t), score in sorted(group.scores.items()) if t == member.id]
    how = "REML" if group.method == "reml" else "最小二乘"
    yield f"松紧由{how}对全部打分一起求出；有了松紧，校正分可以这样验算："
    yield "每份分数减去评价方的松紧，再平均。"
    rests = []
    for rater, score in got:
        lean = severity[rater] or Fraction(0)
        rests.append(score - lean)
        taken = f"{_show(score)} － ({_signed(lean)}) = {_show(score - lean)}"
        yield f"   {group.names[rater]}：{taken}"
    yield f"   平均 = {_sum(rests)} ÷ {len(rests)}"
    yield _result(group, member.adjusted or Fraction(0))


def _error(group: GroupView, member: MemberLine, part: PartView, *, closed: bool) -> Iterator[str]:
    """The standard error, by hand where the closed form holds."""
    if member.standard_error is None or part.variance is None:
        return
    shown = number(member.standard_error, group.rounding)
    if not part.variance:
        yield "误差：各家打分完全可加，s²=0，误差不作数。"
    elif closed:
        n = len(part.targets)
        yield f"误差 = √{{s²×[(n－1)²/(n²(n－2)) + 1/(n(n－1))]}}，s² = {_show(part.variance)}"
        share = f"{(n - 1) ** 2}/{n * n * (n - 2)} + 1/{n * (n - 1)}"
        yield f"   = √({_show(part.variance)}×[{share}]) = {shown}"
    else:
        yield f"误差 ±{shown}（s² = {_show(part.variance)}，由评价安排求出）"


def _listed(group: GroupView, pairs: Sequence[tuple[str, Fraction]]) -> Iterator[str]:
    for name, score in pairs:
        yield f"   {group.names[name]} {_show(score)}"


def _result(group: GroupView, value: Fraction) -> str:
    exact = plain(value)
    shown = number(value, group.rounding)
    return f"   = {shown}" + (f"（精确值 {exact}）" if exact != shown and len(exact) <= 24 else "")


def _severity(group: GroupView, member: MemberLine) -> str:
    value = member.severity or Fraction(0)
    word = "手松" if value > 0 else "手紧" if value < 0 else "不松不紧"
    exact = plain(value)
    tail = f"，精确值 {exact}" if len(exact) <= 24 else ""
    return f"   = {number(value, group.rounding, signed=True)}（{word}{tail}）"


def _average(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _mean(values: Sequence[Fraction]) -> str:
    return f"{_sum(values)} ÷ {len(values)} = {_show(_average(values))}"


def _sum(values: Sequence[Fraction]) -> str:
    return _show(sum(values, Fraction(0)))


def _show(value: Fraction | Decimal) -> str:
    """All decimals where they end soon, else SHOWN of them."""
    exact = plain(value)
    _, _, decimals = exact.partition(".")
    return exact if "/" not in exact and len(decimals) <= SHOWN else fixed(Fraction(value), SHOWN)


def _signed(value: Fraction) -> str:
    return f"+{_show(value)}" if value > 0 else _show(value)
