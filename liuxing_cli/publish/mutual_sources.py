"""Self-check, peers, third party and inspection side by side: 找出差距和不足."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from liuxing_cli.model.numbers import fixed
from liuxing_cli.model.profile import Rounding
from liuxing_cli.publish.document import Column, Table
from liuxing_cli.publish.mutual import NONE, chance, number, percent
from liuxing_cli.publish.mutual_sources_view import IndicatorLine, SourceView

FIRST = 3
"""Indicators a terminal shows for each pair of sources."""


def source_tables(
    sources: Sequence[SourceView], rounding: Rounding, *, brief: bool = False
) -> list[Table]:
    """The pairs of sources, then the indicators that differ most; ``brief``: the FIRST of them."""
    if not sources:
        return []
    tables = [_summary(sources, rounding)]
    few = [view for view in sources if view.mean is None and view.values]
    tables += [_listed(view, rounding) for view in few]
    return [*tables, _indicators(sources, brief)]


def source_notes(sources: Sequence[SourceView], rounding: Rounding) -> list[str]:
    """By what each pair was scored, and what the table cannot show."""
    notes = []
    for view in sources:
        left = f"，{view.left_out} 个没有查全的不计" if view.left_out else ""
        notes.append(f"{view.title}：{view.ruler}{left}。")
        if view.outside:
            notes.append(f"{view.title}：一致界限以外的{view.unit}：{'、'.join(view.outside)}。")
        if view.slope is not None and (view.slope_chance or 0) < Fraction(1, 20):
            slope = number(view.slope, rounding, signed=True)
            p = chance(view.slope_chance)
            notes.append(f"{view.title}：差值随水平变化，每高 1 分差 {slope} 分（p={p}）。")
    notes.append("平均差是前者减后者；一致界限是平均差±1.96倍标准差，约 95% 的差值在其中。")
    return notes


def _summary(sources: Sequence[SourceView], rounding: Rounding) -> Table:
    head = [
        Column("对照", key="pair"),
        Column("单位", key="unit"),
        Column("个数", key="count", numeric=True),
        Column("平均差", key="mean", numeric=True),
        Column("95%区间", key="interval", numeric=True),
        Column("标准差", key="deviation", numeric=True),
        Column("一致界限", key="limits", numeric=True),
        Column("τb", key="tau_b", numeric=True),
        Column("ICC", key="icc", numeric=True),
    ]
    rows = [
        [
            view.title,
            view.unit,
            str(len(view.values)),
            number(view.mean, rounding, signed=True),
            _around(view.mean, view.margin, rounding),
            number(view.deviation, rounding),
            _around(view.mean, view.reach, rounding),
            NONE if view.tau_b is None else fixed(Fraction(view.tau_b), 2),
            NONE if view.icc is None else fixed(view.icc, 2),
        ]
        for view in sources
    ]
    return Table("各来源对照", head, rows)


def _around(mean: Fraction | None, reach: Decimal | None, rounding: Rounding) -> str:
    if mean is None or reach is None:
        return NONE
    width = Fraction(reach)
    return f"{number(mean - width, rounding)}～{number(mean + width, rounding)}"


def _listed(view: SourceView, rounding: Rounding) -> Table:
    """Fewer than five units: the differences alone."""
    head = [
        Column("名称", key="name"),
        Column(view.first, key="first", numeric=True),
        Column(view.second, key="second", numeric=True),
        Column("差", key="difference", numeric=True),
    ]
    rows = [
        [
            name,
            number(one, rounding),
            number(other, rounding),
            number(one - other, rounding, signed=True),
        ]
        for name, (one, other) in view.values.items()
    ]
    return Table(f"{view.title}：不足五个{view.unit}，只列差值", head, rows)


def _indicators(sources: Sequence[SourceView], brief: bool) -> Table:
    head = [
        Column("对照", key="pair"),
        Column("指标", key="indicator"),
        Column("名称", key="name"),
        Column("前者", key="first", numeric=True),
        Column("后者", key="second", numeric=True),
        Column("相差", key="difference", numeric=True),
        Column("κ", key="kappa", numeric=True),
        Column("份数", key="count", numeric=True),
    ]
    rows = [
        [
            view.title,
            line.id,
            line.name,
            percent(line.first),
            percent(line.second),
            _points(line),
            NONE if line.kappa is None else fixed(line.kappa, 2),
            str(line.count),
        ]
        for view in sources
        for line in (view.indicators[:FIRST] if brief else view.indicators)
    ]
    first = f"，每对列前 {FIRST} 项" if brief else ""
    return Table(f"差别最大的指标（得分率{first}）", head, rows, names=2)


def _points(line: IndicatorLine) -> str:
    gap = fixed(100 * (line.first - line.second), 0)
    return f"+{gap}%" if line.first > line.second else f"{gap}%"
