"""The office's own pages (看一看): signs, how sure they are, and that they prove nothing."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from liuxing_cli.model.numbers import fixed, plain
from liuxing_cli.publish.document import Column, Table
from liuxing_cli.publish.mutual import NONE, ComparisonView, GroupView, chance, number, percent
from liuxing_cli.publish.mutual_office_view import LABEL, OfficeView, OverallView, ShiftLine

SHORT = 5
"""Lines of a test that a terminal shows besides the marked ones."""

_SIGN = "看一看"


def office_notes(view: ComparisonView) -> list[str]:
    """What to bear in mind before looking at any of it."""
    notes = [f"{LABEL}。", "标出的只说明值得翻看原始记录、问一问，不说明有问题。"]
    looked = [(group, part) for group in view.groups for part in group.office]
    for group, part in looked:
        notes += _power(group, part)
    for group in view.groups:
        if not group.office:
            notes.append(f"{group.name}：打分太少，没有可看的。")
        elif any(code == "no_pair_tests" for code, _ in group.cautions):
            notes.append(f"{group.name}：四家互评，对角两对分不开，不作成对和单份检验。")
    return notes


def _power(group: GroupView, part: OfficeView) -> Iterator[str]:
    """How likely the tests are to see anything at all, and what needs no test."""
    if part.power is not None:
        rounds = f"合并 {part.rounds} 期，" if part.rounds > 1 else "只看一期，"
        noise = number(part.deviation, group.rounding)
        likely = "也只有" if part.power < Decimal("0.5") else "约"
        more = "（可用 --rounds 合并往期）" if part.rounds == 1 else ""
        yield (
            f"{group.name}：{rounds}打分误差 {noise} 分；要是有一对真的互相多给"
            f" {plain(part.assumed)} 分，被标出的机会{likely} {percent(part.power)}{more}。"
            "没有标出不等于没有。"
        )
    for one, other, count in part.copied:
        yield f"{group.name}：{one}和{other}给共同评过的 {count} 家打的分完全相同（雷同）。"


def office_tables(view: ComparisonView, *, brief: bool = False) -> list[Table]:
    """All tables; ``brief`` shows of each test the marked lines and the SHORT most unusual."""
    tables = [_overall(view.overall)] if view.overall else []
    for group in view.groups:
        for part in group.office:
            if part.pairs:
                tables.append(_shifts(group, part.pairs, "成对：互评比模型预期高多少", brief, "乙"))
            if part.cells:
                tables.append(_shifts(group, part.cells, "单份：单向抬分、压分", brief, "受评方"))
            tables.append(_raters(group, part))
            if part.selves:
                tables.append(_selves(group, part))
    return tables


def _overall(lines: Sequence[OverallView]) -> Table:
    head = [
        Column("互相抬分（总体）", key="scope"),
        Column("几张表", key="tables", numeric=True),
        Column("F", key="f", numeric=True),
        Column("自由度", key="df", numeric=True),
        Column("p", key="chance", numeric=True),
        Column("相关", key="correlation", numeric=True),
        Column("看出0.6的机会", key="power", numeric=True),
    ]
    rows = [
        [
            line.scope,
            str(line.tables),
            "∞" if line.f is None else fixed(line.f, 2),
            f"{line.above}，{line.below}",
            chance(line.chance),
            fixed(line.correlation, 2),
            percent(line.power),
        ]
        for line in lines
    ]
    return Table(f"{_SIGN}：有没有互相抬分", head, rows)


def _shifts(
    group: GroupView, lines: Sequence[ShiftLine], what: str, brief: bool, other: str
) -> Table:
    """Pairs or single scores, the most unusual first."""
    ordered = sorted(lines, key=lambda line: (line.chance, -abs(line.delta), line.one, line.other))
    shown = [line for n, line in enumerate(ordered) if not brief or line.marked or n < SHORT]
    head = [
        Column("甲" if other == "乙" else "评价方", key="one"),
        Column(other, key="other"),
        Column("高出", key="delta", numeric=True),
        Column("t", key="t", numeric=True),
        Column("p", key="chance", numeric=True),
        Column("校正p", key="adjusted_chance", numeric=True),
        Column("期数", key="rounds", numeric=True),
        Column("标记", key="mark"),
    ]
    rows = [
        [
            line.one,
            line.other,
            number(line.delta, group.rounding, signed=True),
            "∞" if line.t is None else fixed(Fraction(line.t), 2),
            chance(line.chance),
            chance(line.adjusted),
            str(line.rounds),
            _SIGN if line.marked else "",
        ]
        for line in shown
    ]
    rest = f"（共 {len(lines)}，列 {len(shown)}）" if len(shown) < len(lines) else ""
    return Table(f"{group.name}｜{_SIGN}｜{what}{rest}", head, rows)


def _raters(group: GroupView, part: OfficeView) -> Table:
    head = [
        Column("评价方", key="rater"),
        Column("平均打分", key="given_mean", numeric=True),
        Column("松紧", key="severity", numeric=True),
        Column("误差±", key="severity_error", numeric=True),
        Column("离散", key="spread", numeric=True),
        Column("拟合", key="fit", numeric=True),
        Column("标记", key="mark"),
    ]
    rows = []
    for line in part.raters:
        signs = ["不分高低"] * line.flat + ["与众不同"] * line.unfit
        rows.append(
            [
                line.name,
                number(line.mean, group.rounding),
                number(line.severity, group.rounding, signed=True),
                number(line.error, group.rounding),
                number(line.spread, group.rounding),
                NONE if line.fit is None else fixed(line.fit, 2),
                "、".join(signs),
            ]
        )
    return Table(f"{group.name}｜{_SIGN}｜评价方（拟合大于 2 为与众不同）", head, rows)


def _selves(group: GroupView, part: OfficeView) -> Table:
    head = [
        Column("名称", key="name"),
        Column("自评", key="self", numeric=True),
        Column("自评差", key="self_gap", numeric=True),
        Column("去松紧后", key="enhancement", numeric=True),
        Column("误差±", key="error", numeric=True),
        Column("p", key="chance", numeric=True),
        Column("校正p", key="adjusted_chance", numeric=True),
        Column("标记", key="mark"),
    ]
    rows = [
        [
            line.name,
            number(line.own, group.rounding),
            number(line.gap, group.rounding, signed=True),
            number(line.enhancement, group.rounding, signed=True),
            number(line.error, group.rounding),
            chance(line.chance),
            chance(line.adjusted),
            _SIGN if line.adjusted is not None and line.adjusted < Decimal("0.05") else "",
        ]
        for line in part.selves
    ]
    mean = sum((line.gap for line in part.selves), Fraction(0)) / len(part.selves)
    shown = number(mean, group.rounding, signed=True)
    return Table(f"{group.name}｜{_SIGN}｜自评虚高（平均自评差 {shown}）", head, rows)
