"""The short notes below the results: how sure they are, what changed and why, what to beware of."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from wcwidth import wcswidth

from liuxing_cli.model.numbers import fixed
from liuxing_cli.publish.mutual import GroupView, PartView, in_words, number, percent, span

LEVELS = {"nominal": "名目", "ordinal": "等级", "interval": "分值", "ratio": "比率"}
_PIECE = re.compile(r"\s*[（“]*(?:[!-~–→²±]+|.)[，。；：、！？）”]*")
"""What stays on one line."""

ICC_FORMS = ("ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)")


def group_notes(group: GroupView) -> list[str]:
    """What a reader of the results must know, the most important first."""
    notes = [f"{words}。" for _, words in group.cautions]
    for place, part in enumerate(group.parts):
        notes += _part_notes(group, place, part)
    changes = list(_changes(group))
    if changes:
        notes.append("名次变化（原始→校正）：" + "；".join(changes) + "。")
    elif any(m.adjusted_rank for m in group.members):
        notes.append("校正前后名次相同。")
    notes += _agreement(group)
    notes.append("本片评价只在本片内可比，不可跨片比较；自评不计入。")
    return notes


def _part_notes(group: GroupView, place: int, part: PartView) -> Iterator[str]:
    """How sure one connected part is, and how well it tells its members apart."""
    if part.variance is None or part.df is None:
        return
    which = f"第{in_words(place + 1)}部分：" if len(group.parts) > 1 else ""
    if part.ratio is not None:
        yield (
            f"{which}松紧按随机效应估计（REML）：松紧与误差的方差比 γ={fixed(part.ratio, 4)}"
            "（浮点估计，取 8 位有效数字），其余由 γ 精确算出，最后舍入一次。"
        )
    if part.variance:
        yield which + _precision(group, part)
    judged = [_reliability(part)] if part.reliability is not None else []
    if part.efficiency is not None:
        judged.append(f"评价安排的效率 E={fixed(part.efficiency, 2)}")
    if judged:
        yield which + "；".join(judged) + "。"
    yield from _left_out(group, place, part, which)


def _precision(group: GroupView, part: PartView) -> str:
    pooled = f"，{part.pooled} 片合并" if part.pooled > 1 else ""
    deviation = number(_root(part.variance or Fraction(0)), group.rounding)
    text = f"打分误差 s={deviation} 分（自由度 {part.df}{pooled}）"
    if part.least_difference is None:
        return f"{text}。"
    return (
        f"{text}；相差 {number(part.least_difference, group.rounding)} 分以上才分得出先后"
        f"（{percent(group.level)}），“区间”是名次可能的范围，同一档内先后不作区分。"
    )


def _root(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).sqrt()


def _reliability(part: PartView) -> str:
    found = part.reliability or Fraction(0)
    if not found:
        return "区分度 0：这一轮不能区分各家"
    word = "可用" if found >= Fraction(7, 10) else "一般" if found >= Fraction(1, 2) else "偏低"
    return f"区分度 {fixed(found, 2)}（{word}）"


def _left_out(group: GroupView, place: int, part: PartView, which: str) -> Iterator[str]:
    """Ranks with any one evaluator left out."""
    ranges = [
        f"{m.name} 第{span(m.left_out)}" for m in group.targets if m.part == place and m.left_out
    ]
    if ranges:
        yield f"{which}去掉任一家评价方，名次范围：{'、'.join(ranges)}。"
    if part.needed:
        names = "、".join(group.names[rater] for rater in part.needed)
        yield f"{which}去掉 {names} 后各家就连不成一片，没有算进上面的范围。"
    if not part.refitted and len(part.raters) > 1 and not ranges:
        yield f"{which}没有做“去掉一家”的检验（评价方太多，或排不出名次）。"


def _changes(group: GroupView) -> Iterator[str]:
    """Whose rank changed, and why: the raw mean less the adjusted score is how lenient the others
    are who rated it."""
    for m in group.targets:
        if m.adjusted_rank is None or m.raw_rank == m.adjusted_rank or m.adjusted is None:
            continue
        shift = (m.raw_mean or Fraction(0)) - m.adjusted
        side = "偏松" if shift > 0 else "偏紧"
        by = number(abs(shift), group.rounding)
        yield f"{m.name} 第{m.raw_rank}→第{m.adjusted_rank}（评它的各家平均{side} {by} 分）"


def _agreement(group: GroupView) -> Iterator[str]:
    """Alpha on points in a round robin; all figures where a panel scored others."""
    view = group.agreement
    shown = {k: v for k, v in view.alphas.items() if v is not None}
    if group.round_robin:
        if "interval" in shown:
            alpha = fixed(shown["interval"], 3)
            yield f"各家打分的绝对一致性 α={alpha}（Krippendorff，按分值；松紧不一会压低它）。"
        return
    alphas = "、".join(f"{LEVELS[level]} {fixed(value, 3)}" for level, value in shown.items())
    yield f"评价方的一致性：Krippendorff α {alphas or '无法计算（分数全同，或没有共同评过的）'}。"
    if view.concordance is None:
        return
    forms = [
        f"{name} {fixed(value, 2) if value is not None else '—'}"
        for name, value in zip(ICC_FORMS, view.icc, strict=True)
    ]
    yield f"组内相关（Shrout & Fleiss）：{'、'.join(forms)}。"
    w, chi2, p = view.concordance
    yield f"Kendall W={fixed(w, 3)}（已校正并列），χ²={fixed(chi2, 1)}，p={fixed(Fraction(p), 3)}。"


def folded(notes: Sequence[str], width: int = 80, mark: str = "· ") -> str:
    """Notes as paragraphs of a terminal, wrapped with a hanging indent; numbers, ranges and Latin
    words stay whole, and no line starts with closing punctuation."""
    return "\n".join(line for note in notes for line in _folded(note, width, mark))


def _folded(note: str, width: int, mark: str) -> Iterator[str]:
    line, empty = mark, mark
    for piece in _PIECE.findall(note):
        if line != empty and wcswidth((line + piece).rstrip()) > width:
            yield line.rstrip()
            line = empty = " " * wcswidth(mark)
        line += piece if line != empty else piece.lstrip()
    yield line.rstrip()
