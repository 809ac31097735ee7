"""A trend for the terminal, spreadsheets, pages and programs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from liuxing_cli.model.numbers import fixed, plain
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.subject import Subject
from liuxing_cli.model.trend import Comparison, Direction, Move, Reading, Trend
from liuxing_cli.publish.document import (
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Items,
    Paragraph,
    Remark,
    Table,
    Title,
    numbered,
)
from liuxing_cli.publish.render import render
from liuxing_cli.publish.trend_charts import Panel, panels

NONE = "—"
_OPEN = Fraction(1, 20)
"""Bounds further apart than this share of full marks are no point of a line."""
WORDS = {
    Direction.UP: "上升",
    Direction.DOWN: "下降",
    Direction.FLAT: "无明显变化",
    Direction.GAP: "不可比",
}


@dataclass(frozen=True, slots=True)
class TrendView:
    """``single``: one subject with all its detail; else one row a subject."""

    trends: tuple[Trend, ...]
    periods: tuple[str, ...]
    subjects: Mapping[str, Subject]
    profile: Profile
    least: Fraction
    title: str
    kind: str
    source: str
    single: bool
    synthetic: bool
    issued: date
    author: str


def tables(view: TrendView, *, brief: bool = False) -> list[Table]:
    """What a terminal or a spreadsheet shows."""
    if not view.single:
        return [all_table(view, brief=brief)]
    (trend,) = view.trends
    found = [readings_table(view, trend)]
    for comparison in trend.comparisons:
        if comparison.total is not None:
            found.append(comparison_table(view, comparison))
            table = indicator_table(view, comparison)
            found += [table] if table.rows else []
    return found


def all_table(view: TrendView, *, brief: bool = False) -> Table:
    """A subject a row: its published totals, and the last change on common indicators."""
    head = [Column(view.kind, key="subject")]
    head += [Column(each, numeric=True, key=each) for each in view.periods]
    head += [Column("共同项变化", numeric=True, key="difference")]
    head += [Column("共同项", numeric=True, key="common"), Column("趋势", key="direction")]
    rows = []
    for trend in view.trends:
        name = view.subjects[trend.subject].name
        last = trend.comparisons[-1] if trend.comparisons else None
        rows.append(
            [
                name.removesuffix("社区") if brief else name,
                *(NONE if each is None else each.total for each in trend.readings),
                _signed(view, last.total.difference) if last and last.total else NONE,
                str(last.common) if last else NONE,
                _direction(last) if last else NONE,
            ]
        )
    return Table(view.title, head, rows)


def readings_table(view: TrendView, trend: Trend) -> Table:
    """A period a row, as it was published."""
    head = [Column("评估期", key="period"), Column("总分", numeric=True, key="total")]
    head += [Column("名次", numeric=True, key="rank"), Column("结论", key="decision")]
    head += [Column(b.name[:2], numeric=True, key=b.id) for b in view.profile.branches]
    rows = []
    for period, each in zip(view.periods, trend.readings, strict=True):
        if each is None:
            rows.append([period] + [NONE] * (len(head) - 1))
            continue
        rank = NONE if each.result.rank is None else str(each.result.rank)
        own = dict(zip((b.id for b in each.result.branches), each.branches, strict=True))
        cells = [own.get(branch.id, NONE) for branch in view.profile.branches]
        rows.append([period, each.total, rank, each.decision, *cells])
    return Table(f"{view.title}：各期公布的结果", head, rows)


def comparison_table(view: TrendView, comparison: Comparison) -> Table:
    """The total and each type on common indicators, before and after."""
    head = [Column("项目", key="what"), Column(comparison.older, numeric=True, key="before")]
    head += [Column(comparison.newer, numeric=True, key="after")]
    head += [Column("变化", numeric=True, key="difference"), Column("趋势", key="direction")]
    moves = ([comparison.total] if comparison.total else []) + list(comparison.branches)
    rows = [
        [
            move.name,
            _number(view, move.before),
            _number(view, move.after),
            _signed(view, move.difference),
            WORDS[_way(move, view.least * move.points / view.profile.full)],
        ]
        for move in moves
    ]
    return Table(f"{_between(comparison)}：只按共同的 {comparison.common} 项重算", head, rows)


def indicator_table(view: TrendView, comparison: Comparison) -> Table:
    """Every common indicator whose points changed, what fell most first."""
    head = [Column("指标", key="indicator"), Column("名称", key="name")]
    head += [Column("满分", numeric=True, key="points")]
    head += [Column(comparison.older, numeric=True, key="before")]
    head += [Column(comparison.newer, numeric=True, key="after")]
    head += [Column("变化", numeric=True, key="difference")]
    moved = [move for move in comparison.indicators if move.difference]
    rows = [
        [
            move.id,
            move.name,
            plain(move.points),
            _number(view, move.before),
            _number(view, move.after),
            _signed(view, move.difference),
        ]
        for move in sorted(moved, key=lambda move: (move.difference, move.id))
    ]
    same = len(comparison.indicators) - len(moved)
    return Table(f"{_between(comparison)}：得分变了的指标（另有 {same} 项没有变）", head, rows)


def notes(view: TrendView) -> list[str]:
    """How the comparison was made, and where there is none."""
    least = plain(view.least)
    found = [
        "各期总分是当期公布的；升降只按两期都评了的共同指标，用后一期的分值和权重重算，"
        "加分、否决不计，改过名的指标按改名对照接上。",
        f"总分变化不到 {least} 分的写“无明显变化”（各型按同一比例）。",
    ]
    if not view.single:
        found.append("“共同项变化”和“趋势”是最近两次有结果的评估期之间的。")
    for trend in view.trends if view.single else ():
        for each in trend.comparisons:
            share = f"占后一期应评分值的 {fixed(each.coverage * 100, 1)}%"
            if each.total is None:
                found.append(f"{_between(each)}：共同指标只{share}，不到一半，不可比，线断开。")
            else:
                found.append(f"{_between(each)}：共同指标 {each.common} 项，{share}。")
    broken = {(c.older, c.newer) for trend in view.trends for c in trend.comparisons if c.broken}
    found += [
        f"{older} 到 {newer} 换了标准或评分办法（图中虚线），总分不能直接比。"
        for older, newer in sorted(broken)
    ]
    return found


def trend_page(view: TrendView, form: str) -> bytes:
    """The page as ``html`` or ``md``."""
    blocks = numbered(list(_blocks(view)))
    return render(Document(blocks=blocks, issued=view.issued, author=view.author), form)


def _blocks(view: TrendView) -> Iterator[Block]:
    yield Title((view.title,))
    if view.synthetic:
        yield Remark("本页为虚构示例。")
    yield Paragraph("每格一条线，纵轴是百分比，刻度都相同；未查实的超过 5% 的那一期不画点。")
    yield Items(tuple(notes(view)))
    first, *others = tables(view)
    yield Heading(1, "各期走势")
    charts = panels(_panels(view), view.periods, f"{view.title}走势")
    yield Figure(charts, first) if charts else first
    if others:
        yield Heading(1, "共同指标上的变化")
        yield from others


def _panels(view: TrendView) -> list[Panel]:
    if not view.single:
        return [
            Panel(
                view.subjects[trend.subject].name,
                tuple(map(_percent, trend.readings)),
                _links(view, trend),
                next((r.total for r in reversed(trend.readings) if r), NONE),
            )
            for trend in view.trends
        ]
    (trend,) = view.trends
    whole = Panel(
        "总分",
        tuple(map(_percent, trend.readings)),
        _links(view, trend),
        next((r.total for r in reversed(trend.readings) if r), NONE),
    )
    return [whole, *(_branch_panel(view, trend, b.id, b.name) for b in view.profile.branches)]


def _branch_panel(view: TrendView, trend: Trend, id_: str, name: str) -> Panel:
    values: list[Fraction | None] = []
    shown = NONE
    for reading in trend.readings:
        value = None
        for place, branch in enumerate(reading.result.branches if reading else ()):
            known = reading is not None and _percent(reading) is not None
            if reading and known and branch.id == id_ and branch.score is not None:
                value, shown = 100 * branch.score / branch.full, reading.branches[place]
        values.append(value)
    return Panel(name, tuple(values), _links(view, trend), shown)


def _percent(reading: Reading | None) -> Fraction | None:
    """The total in percent; None where too much is missing to draw it as a point."""
    if reading is None or reading.result.total is None or reading.result.upper is None:
        return None
    result = reading.result
    apart = (reading.result.upper - reading.result.total) / result.full
    return None if apart > _OPEN else 100 * reading.result.total / result.full


def _links(view: TrendView, trend: Trend) -> tuple[str, ...]:
    known = {(c.older, c.newer): c for c in trend.comparisons}
    links = []
    for pair in zip(view.periods, view.periods[1:], strict=False):
        comparison = known.get(pair)
        gap = comparison is None or comparison.total is None
        links.append("none" if gap else "dashed" if comparison and comparison.broken else "solid")
    return tuple(links)


def trend_json(view: TrendView, version: str) -> dict[str, Any]:
    """The trend for programs, exact; see ``schemas/output/trend.schema.json``."""
    return {
        "schema": "liuxing/trend@1",
        "tool": {"name": "liuxing", "version": version},
        "profile": view.profile.id,
        "source": view.source,
        "synthetic": view.synthetic,
        "least": plain(view.least),
        "periods": list(view.periods),
        "subjects": [
            {
                "subject": trend.subject,
                "name": view.subjects[trend.subject].name,
                "readings": [_reading_json(each) for each in trend.readings],
                "comparisons": [_comparison_json(each) for each in trend.comparisons],
            }
            for trend in view.trends
        ],
    }


def _reading_json(each: Reading | None) -> dict[str, Any] | None:
    if each is None:
        return None
    result = each.result
    return {
        "period": each.period,
        "standard": each.standard,
        "profile": each.profile,
        "total": None if result.total is None else plain(result.total),
        "rank": result.rank,
        "decision": each.decision,
        "branches": {b.id: None if b.score is None else plain(b.score) for b in result.branches},
    }


def _comparison_json(each: Comparison) -> dict[str, Any]:
    return {
        "older": each.older,
        "newer": each.newer,
        "broken": each.broken,
        "common": each.common,
        "coverage": plain(each.coverage),
        "direction": str(each.direction),
        "total": None if each.total is None else _move_json(each.total),
        "branches": [_move_json(move) for move in each.branches],
        "indicators": [_move_json(move) for move in each.indicators],
    }


def _move_json(move: Move) -> dict[str, str]:
    return {
        "id": move.id,
        "name": move.name,
        "points": plain(move.points),
        "before": plain(move.before),
        "after": plain(move.after),
        "difference": plain(move.difference),
    }


def _between(each: Comparison) -> str:
    return f"{each.older} 到 {each.newer}"


def _direction(each: Comparison) -> str:
    return WORDS[each.direction] + ("（换标准）" if each.broken else "")


def _way(move: Move, least: Fraction) -> Direction:
    if abs(move.difference) < least or not move.difference:
        return Direction.FLAT
    return Direction.UP if move.difference > 0 else Direction.DOWN


def _number(view: TrendView, value: Fraction) -> str:
    return fixed(value, view.profile.rounding.digits, view.profile.rounding.mode)


def _signed(view: TrendView, value: Fraction) -> str:
    text = _number(view, abs(value))
    if not value:
        return text
    return f"{'+' if value > 0 else '−'}{text}"
