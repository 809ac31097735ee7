"""A mutual evaluation as tables: what it comes to, who scored whom, what is missing."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from liuxing_cli.publish.document import Column, Table
from liuxing_cli.publish.mutual import NONE, GroupView, MemberLine, in_words, number, span

WIDE = 8
"""Members whose scores of each other still fit a line of the terminal."""


def result_tables(group: GroupView) -> list[Table]:
    """The results, one table a connected part: parts are never ranked together."""
    return [
        _results(f"{group.name}：互评结果{part}", group, lines) for part, lines in _by_part(group)
    ]


def _by_part(group: GroupView) -> list[tuple[str, list[MemberLine]]]:
    """The targets of each connected part with what to call it; nothing to call a single one."""
    places = sorted({m.part for m in group.targets if m.part is not None})
    if len(places) < 2:
        return [("", list(group.targets))]
    found = [
        (f"，第{in_words(place + 1)}部分", [m for m in group.targets if m.part == place])
        for place in places
    ]
    absent = [m for m in group.targets if m.part is None]
    return [*found, ("，没有人评", absent)] if absent else found


def _results(caption: str, group: GroupView, lines: Sequence[MemberLine]) -> Table:
    head = [
        Column("名次", key="adjusted_rank", numeric=True),
        Column("名称", key="name"),
        Column("校正分", key="adjusted", numeric=True),
        Column("误差±", key="standard_error", numeric=True),
        Column("区间", key="rank_interval", numeric=True),
        Column("档", key="band"),
        Column("原始分", key="raw_mean", numeric=True),
        Column("原名次", key="raw_rank", numeric=True),
    ]
    rows = [_result(group, m) for m in lines]
    if not is_panel(group):
        head.append(Column("松紧", key="severity", numeric=True))
        head.append(Column("自评差", key="self_gap", numeric=True))
        for row, m in zip(rows, lines, strict=True):
            row.append(number(m.severity, group.rounding, signed=True))
            row.append(number(m.gap, group.rounding, signed=True))
    return Table(caption, head, rows, names=1)


def is_panel(group: GroupView) -> bool:
    """Whether none of those rated rates: judges of others, who have no view of themselves."""
    return not any(m.rated and m.rates for m in group.members)


def _result(group: GroupView, member: MemberLine) -> list[str]:
    rounding = group.rounding
    return [
        _rank(member.adjusted_rank),
        member.name,
        number(member.adjusted, rounding),
        number(member.standard_error, rounding),
        span(member.interval),
        NONE if member.band is None else in_words(member.band),
        number(member.raw_mean, rounding),
        _rank(member.raw_rank),
    ]


def method_tables(group: GroupView) -> list[Table]:
    """The ways of looking side by side: adjusted score and rank by each alone."""
    lines = [line for method in group.methods for line in method.members.values()]
    if all(line.adjusted is None for line in lines):
        return []
    head = [Column("名次", key="adjusted_rank", numeric=True), Column("名称", key="name")]
    head.append(Column("合并", key="adjusted", numeric=True))
    for method in group.methods:
        head.append(Column(method.name, key=f"{method.id}_adjusted", numeric=True))
        head.append(Column("名次", key=f"{method.id}_rank", numeric=True))
    return [
        Table(f"{group.name}：分方式的校正分{part}", head, [_by_method(group, m) for m in found], 1)
        for part, found in _by_part(group)
    ]


def _by_method(group: GroupView, member: MemberLine) -> list[str]:
    row = [_rank(member.adjusted_rank), member.name, number(member.adjusted, group.rounding)]
    for method in group.methods:
        line = method.members.get(member.id)
        row.append(number(line.adjusted if line else None, group.rounding))
        row.append(_rank(line.rank if line else None))
    return row


def given_table(group: GroupView) -> Table:
    """Rows are raters, columns targets, numbered in the order of the group."""
    targets = [m for m in group.members if m.rated]
    numbers = {target.id: str(n) for n, target in enumerate(targets, start=1)}
    named = all(target.rates for target in targets)  # then a row tells what a number stands for
    head = [Column("序号", key="number", numeric=True)] * named + [Column("评价方", key="rater")]
    rows = [
        [
            *[numbers.get(rater.id, NONE)] * named,
            rater.name,
            *(_score(group, rater.id, target.id) for target in targets),
        ]
        for rater in group.raters
    ]
    head += [
        Column(f"评{numbers[m.id]}" if named else m.name, key=m.id, numeric=True) for m in targets
    ]
    note = "（列号为受评方序号）" if named else ""
    return Table(f"{group.name}：各家打分{note}", head, rows, names=int(named))


def _score(group: GroupView, rater: str, target: str) -> str:
    if rater == target:
        return NONE
    return number(group.scores.get((rater, target)), group.rounding, none="缺")


def missing_table(group: GroupView) -> Table:
    """The pairs without a score, a line for each rater and reason."""
    targets: dict[tuple[str, str], list[str]] = defaultdict(list)
    for rater, target, why in group.missing:
        targets[rater, why].append(group.names[target])
    head = [
        Column("评价方", key="rater"),
        Column("缺几家", key="count", numeric=True),
        Column("没有评到", key="targets"),
        Column("原因", key="reason"),
    ]
    rows = [
        [group.names[rater], str(len(names)), "、".join(names), why]
        for (rater, why), names in targets.items()
    ]
    return Table(f"{group.name}：缺少的互评", head, rows)


def robustness_table(group: GroupView) -> Table:
    """Each target's ranks with one evaluator left out, beside the interval."""
    head = [
        Column("名称", key="name"),
        Column("名次", key="adjusted_rank", numeric=True),
        Column("名次区间", key="rank_interval", numeric=True),
        Column("去掉任一家评价方", key="left_out", numeric=True),
        Column("收到几份", key="ratings", numeric=True),
    ]
    rows = [
        [m.name, _rank(m.adjusted_rank), span(m.interval), span(m.left_out), str(m.ratings)]
        for m in group.targets
    ]
    return Table(f"{group.name}：名次有多稳", head, rows)


def severity_table(group: GroupView) -> Table:
    """How each evaluator marks: the numbers of the severity plot."""
    head = [
        Column("评价方", key="rater"),
        Column("打了几份", key="given", numeric=True),
        Column("平均打分", key="given_mean", numeric=True),
        Column("松紧", key="severity", numeric=True),
        Column("误差±", key="severity_error", numeric=True),
    ]
    rows = [
        [
            m.name,
            str(m.given),
            number(m.given_mean, group.rounding),
            number(m.severity, group.rounding, signed=True),
            number(m.severity_error, group.rounding),
        ]
        for m in by_severity(group)
    ]
    return Table(f"{group.name}：打分松紧", head, rows)


def by_severity(group: GroupView) -> list[MemberLine]:
    """The raters, the most severe first; those without an estimate at the end."""
    return sorted(group.raters, key=lambda m: (m.severity is None, m.severity or 0, m.name))


def score_table(group: GroupView) -> Table:
    """The adjusted scores with their intervals: the numbers of the caterpillar plot."""
    head = [
        Column("名称", key="name"),
        Column("校正分", key="adjusted", numeric=True),
        Column("误差±", key="standard_error", numeric=True),
        Column("下限", key="low", numeric=True),
        Column("上限", key="high", numeric=True),
        Column("原始分", key="raw_mean", numeric=True),
        Column("档", key="band"),
    ]
    rows = []
    for m in group.targets:
        low, high = bounds(m) or (None, None)
        rows.append(
            [
                m.name,
                number(m.adjusted, group.rounding),
                number(m.standard_error, group.rounding),
                number(low, group.rounding),
                number(high, group.rounding),
                number(m.raw_mean, group.rounding),
                NONE if m.band is None else in_words(m.band),
            ]
        )
    return Table(f"{group.name}：校正分和区间", head, rows)


def bounds(member: MemberLine) -> tuple[Fraction, Fraction] | None:
    """The interval of an adjusted score; None where there is none, or no residual at all."""
    if member.adjusted is None or not member.margin:
        return None
    margin = Fraction(member.margin)
    return member.adjusted - margin, member.adjusted + margin


def _rank(rank: int | None) -> str:
    return NONE if rank is None else str(rank)
