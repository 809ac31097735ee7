"""The second look at a ranking, for the terminal, spreadsheets, pages and programs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from liuxing_cli.model.numbers import fixed, plain
from liuxing_cli.model.robustness import (
    Choice,
    ChoiceEffect,
    Dependence,
    Robustness,
    Span,
    SubjectRobustness,
)
from liuxing_cli.model.subject import Subject
from liuxing_cli.publish.document import (
    Block,
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Remark,
    Table,
    Title,
    numbered,
)

NONE = "—"
UNCHANGED = "稳健性分析只是换一种选择再看一遍，不改变公布的得分、等次和名次。"
CHOICES = {
    Choice.DROP: "逐个去掉一项指标",
    Choice.WEIGHTS: "权重随机浮动",
    Choice.MEAN: "换一种平均",
    Choice.MISSING: "未查实的按 0 分或满分",
}
_MOST_DROPS = 15
_NAMED = 3


@dataclass(frozen=True, slots=True)
class RobustnessView:
    """The look with the names of its subjects; ``covered`` says what was read."""

    look: Robustness
    subjects: Mapping[str, Subject]
    title: str
    kind: str
    period: str
    profile: str
    source: str
    covered: str
    synthetic: bool
    issued: date
    author: str


def tables(view: RobustnessView, *, brief: bool = False) -> list[Table]:
    """By choice, by subject, and by indicator; ``brief`` for a terminal."""
    return [effect_table(view), subject_table(view, brief=brief), drop_table(view, brief=brief)]


def effect_table(view: RobustnessView) -> Table:
    """A choice a row: how far ranks move on average, how many decisions depend on it."""
    head = [Column("换什么", key="choice"), Column("次数", numeric=True, key="runs")]
    head += [Column("平均名次变动", numeric=True, key="shift")]
    head += [Column("结论因此会变的", numeric=True, key="changed")]
    rows = [
        [_choice(view, each), str(each.runs), _shift(each.shift), f"{each.changed} 个"]
        for each in view.look.effects
    ]
    return Table(f"{view.title}：换一种选择", head, rows)


def subject_table(view: RobustnessView, *, brief: bool = False) -> Table:
    """A subject a row: its rank, the ranges of ranks, and what its decision depends on."""
    head = [
        Column("名次", numeric=True, key="rank"),
        Column(view.kind, key="name"),
        Column("结论", key="decision"),
        Column("权重浮动", numeric=True, key="weights"),
        Column("去一项", numeric=True, key="dropped"),
        Column(view.look.mean[:2] or "换平均", numeric=True, key="mean"),
        Column("补查", numeric=True, key="missing"),
        Column("结论取决于", key="dependences"),
    ]
    rows = [_subject_row(view, each, brief) for each in view.look.subjects]
    return Table("各家名次的范围", head, rows, names=1)


def drop_table(view: RobustnessView, *, brief: bool = False) -> Table:
    """An indicator a row, what moves ranks most first."""
    head = [Column("去掉的指标", key="indicator"), Column("名称", key="name")]
    head += [Column("平均名次变动", numeric=True, key="shift")]
    head += [Column("结论会变的", numeric=True, key="changed")]
    ordered = sorted(view.look.drops, key=lambda d: (-len(d.changed), -d.shift, d.indicator))
    shown = ordered[:_MOST_DROPS] if brief else ordered
    rows = [[d.indicator, d.name, _shift(d.shift), f"{len(d.changed)} 个"] for d in shown]
    caption = "逐个去掉指标"
    if len(shown) < len(ordered):
        caption += f"（影响最大的 {len(shown)} 项，共 {len(ordered)} 项；全部见 --format csv）"
    return Table(caption, head, rows)


def notes(view: RobustnessView) -> list[str]:
    """How to read the tables, and the choices that were made in looking."""
    look = view.look
    listed = [
        UNCHANGED,
        f"比较的是有名次的 {look.ranked} 个{view.kind}；名次变动是各家名次之差的平均（R_S）。",
    ]
    if look.draws:
        spread = plain(look.spread * 100)
        listed.append(
            f"权重浮动：每个权重各乘 1±{spread}% 之间的随机数，抽 {look.draws} 次"
            f"（种子 {look.seed}），所列范围含 90% 的抽取（5%～95%）。"
            "同一种子在任何机器上结果相同。"
        )
    if look.mean:
        weak = "；某一型为 0 时总分为 0（短板）" if look.mean == "几何平均" else ""
        listed.append(f"换平均：各型之间改用{look.mean}{weak}。")
    listed.append("去一项：每次去掉一项指标，其余不变；补查：未查实的全按 0 分和全按满分之间。")
    return listed


def robustness_page(view: RobustnessView, form: str) -> bytes:
    """The page as ``html`` or ``md``."""
    from liuxing_cli.publish.render import render

    document = Document(
        blocks=numbered(list(_blocks(view))), issued=view.issued, author=view.author
    )
    return render(document, form)


def _blocks(view: RobustnessView) -> Iterator[Block]:
    yield Title((view.title,))
    yield Remark(UNCHANGED + ("本页为虚构示例。" if view.synthetic else ""))
    yield Paragraph(f"{view.covered}。")
    yield Items(tuple(notes(view)[1:]))
    yield Heading(1, "换一种选择")
    yield effect_table(view)
    yield Heading(1, "各家名次的范围")
    yield subject_table(view)
    yield Heading(1, "逐个去掉指标")
    yield drop_table(view)


def robustness_json(view: RobustnessView, version: str) -> dict[str, Any]:
    """The look for programs, exact; see ``schemas/output/robustness.schema.json``."""
    look = view.look
    return {
        "schema": "liuxing/robustness@1",
        "tool": {"name": "liuxing", "version": version},
        "period": view.period,
        "profile": view.profile,
        "source": view.source,
        "synthetic": view.synthetic,
        "changes_the_result": False,
        "seed": look.seed,
        "draws": look.draws,
        "spread": plain(look.spread),
        "ranked": look.ranked,
        "effects": [
            {
                "choice": str(each.choice),
                "runs": each.runs,
                "rank_shift": None if each.shift is None else plain(each.shift),
                "decisions_changed": each.changed,
            }
            for each in look.effects
        ],
        "subjects": [_subject_json(view, each) for each in look.subjects],
        "drops": [
            {
                "indicator": each.indicator,
                "name": each.name,
                "rank_shift": plain(each.shift),
                "decisions_changed": list(each.changed),
            }
            for each in look.drops
        ],
    }


def _subject_json(view: RobustnessView, each: SubjectRobustness) -> dict[str, Any]:
    return {
        "subject": each.subject,
        "name": view.subjects[each.subject].name,
        "rank": each.rank,
        "decision": each.decision,
        "weights": _span_json(each.weights),
        "weights_widest": _span_json(each.widest),
        "kept": plain(each.kept),
        "dropped": _span_json(each.dropped),
        "mean": each.mean,
        "missing": _span_json(each.missing),
        "dependences": [
            {
                "choice": str(d.choice),
                "decision": d.decision,
                "share": None if d.share is None else plain(d.share),
                "indicators": list(d.detail),
            }
            for d in each.dependences
        ],
    }


def _subject_row(view: RobustnessView, each: SubjectRobustness, brief: bool) -> list[str]:
    name = view.subjects[each.subject].name
    return [
        NONE if each.rank is None else str(each.rank),
        name.removesuffix("社区") if brief else name,
        each.decision,
        _span(each.weights),
        _span(each.dropped),
        NONE if each.mean is None else str(each.mean),
        _span(each.missing),
        "；".join(_words(d) for d in each.dependences) or "",
    ]


def _words(dependence: Dependence) -> str:
    """``权重（2.3% 为良好）``, ``去 safe-03 为达标``."""
    what = dependence.decision
    if dependence.choice is Choice.WEIGHTS and dependence.share is not None:
        return f"权重（{fixed(dependence.share * 100, 1)}% 为{what}）"
    if dependence.choice is Choice.DROP:
        named = "、".join(dependence.detail[:_NAMED])
        count = len(dependence.detail)
        return f"去 {named}{f' 等 {count} 项之一' if count > _NAMED else ''} 为{what}"
    return f"{'换平均' if dependence.choice is Choice.MEAN else '补查'} 为{what}"


def _choice(view: RobustnessView, each: ChoiceEffect) -> str:
    if each.choice is Choice.WEIGHTS:
        return f"权重 ±{plain(view.look.spread * 100)}%"
    return f"换用{view.look.mean}" if each.choice is Choice.MEAN else CHOICES[each.choice]


def _shift(value: Fraction | None) -> str:
    return NONE if value is None else fixed(value, 2)


def _span(span: Span | None) -> str:
    if span is None:
        return NONE
    return str(span.best) if span.best == span.worst else f"{span.best}～{span.worst}"


def _span_json(span: Span | None) -> list[int] | None:
    return None if span is None else [span.best, span.worst]
