"""The report on one member of a mutual evaluation: what the others saw, against its own view.

The others stay unnamed, and their findings come in an order that does not tell them apart, unless
the office's settings say that raters are named.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from liuxing_cli.model.numbers import fixed, plain
from liuxing_cli.model.profile import SubjectKind
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.publish.charts import Axis, dot_plot
from liuxing_cli.publish.document import Block, Column, Document, Figure, SignOff, Table
from liuxing_cli.publish.inputs_mutual import IndicatorSights, MutualFacts
from liuxing_cli.publish.mutual import NONE, PartView, in_words, number, percent, span
from liuxing_cli.publish.report import percent as share_text
from liuxing_cli.publish.report import rounding_note
from liuxing_cli.publish.template import Templates
from liuxing_cli.publish.words import SUBJECT_KINDS, chinese_date, period_name

TEMPLATE_REPORT_MUTUAL = "report-mutual.txt.j2"
LISTED = 8
"""How many of the indicators that differ most, or are weakest, are shown."""
_RANGE_OF = 3
"""Raters from whom on lowest and highest tell nobody's score."""


def mutual_report(
    ws: Workspace, facts: MutualFacts, issued: date, templates: Templates
) -> Document:
    """The report on one member of a round.

    Raises:
        TemplateError: the template is wrong.
    """
    named = ws.settings.mutual.name_raters
    differing, weak = _differing(facts.indicators), _weak(facts.indicators)
    objects: dict[str, Block] = {
        "branches": _branches(facts),
        "differing": _differing_table(facts, differing),
        "weakest": _weak_table(facts, weak),
        "indicators": _all_table(facts),
        "raters": _raters_table(facts),
        "signoff": SignOff(ws.settings.office, chinese_date(issued)),
    }
    values = {
        "district": ws.settings.district,
        "synthetic": ws.settings.synthetic or facts.subject.synthetic,
        "name_raters": named,
        **_values(facts),
        **_precision(facts),
        "has_differing": bool(differing),
        "has_weakest": bool(weak),
        "sights": [
            _sight(i, named=named)
            for i in facts.indicators
            if i.sights and (i in differing or i in weak)
        ],
    }
    blocks = templates.fill(TEMPLATE_REPORT_MUTUAL, values, objects)
    return Document(blocks, issued, ws.settings.office)


def _values(facts: MutualFacts) -> dict[str, Any]:
    """The scores as the text says them; empty where there is none."""
    member, group, profile = facts.member, facts.group, facts.profile
    rounding = profile.rounding

    def shown(value: Fraction | Decimal | None) -> str:
        return number(value, rounding, none="")

    gap = member.gap
    scores = list(group.scores.values())
    return {
        "name": facts.subject.name,
        "period": period_name(facts.period),
        "profile": profile.name,
        "group": group.name,
        "here": "本片" if profile.subject is SubjectKind.STREET else "本组",
        "units": SUBJECT_KINDS[profile.subject],
        "members": sum(m.rated for m in group.members),
        "received": member.ratings,
        "missing": sum(target == member.id for _, target, _ in group.missing),
        "adjusted": shown(member.adjusted),
        "error": shown(member.standard_error or None),
        "raw": shown(member.raw_mean),
        "average": shown(sum(scores, Fraction(0)) / len(scores) if scores else None),
        "band": "" if member.band is None else f"第{in_words(member.band)}档",
        "interval": "" if member.interval is None else span(member.interval),
        "own": shown(member.own),
        "gap": "" if gap is None else shown(abs(gap)),
        "side": "" if gap is None else "高" if gap > 0 else "低" if gap < 0 else "同",
        "sources": list(facts.sources),
        "has_self": any(i.own is not None for i in facts.indicators),
        "listed": LISTED,
        "rounding": rounding_note(profile),
    }


def _precision(facts: MutualFacts) -> dict[str, Any]:
    """What tells two members apart, and whether one's own view lies within the error."""
    member, group = facts.member, facts.group
    part: PartView | None = group.parts[member.part] if member.part is not None else None
    least = part.least_difference if part else None
    gap, margin = member.gap, member.margin
    return {
        "difference": number(least, group.rounding, none=""),
        "level": percent(group.level),
        "within": bool(gap is not None and margin and abs(gap) <= Fraction(margin)),
    }


def _differing(indicators: Sequence[IndicatorSights]) -> list[IndicatorSights]:
    """Those seen most differently, one's own view above that of the others first: 差距."""
    apart = [(gap, i) for i in indicators if (gap := i.gap)]
    ordered = sorted(apart, key=lambda pair: (-abs(pair[0]), pair[1].id))[:LISTED]
    return [i for _, i in sorted(ordered, key=lambda pair: (-pair[0], pair[1].id))]


def _weak(indicators: Sequence[IndicatorSights]) -> list[IndicatorSights]:
    """Those for which the others took off most points: 不足."""
    lost = [((1 - peers) * i.points, i) for i in indicators if (peers := i.peers) is not None]
    ordered = sorted(lost, key=lambda pair: (-pair[0], pair[1].id))
    return [i for points, i in ordered[:LISTED] if points > 0]


def _branches(facts: MutualFacts) -> Figure:
    """One's own view and that of the others by branch, with the mean of the group."""
    rounding = facts.profile.rounding
    by_id = {method.id: method for method in facts.group.methods}
    rows, axes = [], []
    for branch in facts.profile.branches:
        method = by_id.get(branch.id)
        own = facts.branches.get(branch.id)
        line = method.members.get(facts.member.id) if method else None
        peers = line.raw_mean if line else None
        every = list(method.scores.values()) if method else []
        mean = sum(every, Fraction(0)) / len(every) if every else None
        shown = [number(value, rounding) for value in (own, peers, mean)]
        rows.append([branch.name, plain(branch.weight), *shown])
        axes.append(Axis(branch.name, own, shown[0], branch.full, None, (peers, mean)))
    columns = [
        Column("方式", key="branch"),
        Column("权重", key="weight", numeric=True),
        Column("自评", key="own", numeric=True),
        Column("他评平均", key="peers", numeric=True),
        Column("全组平均", key="group", numeric=True),
    ]
    table = Table("各方式得分：自评与他评（原始分）", columns, rows)
    if not any(value is not None for axis in axes for value in (axis.value, *axis.others)):
        return Figure((), table)
    alt = "点图。" + "，".join(f"{row[0]}自评{row[2]}、他评平均{row[3]}" for row in rows)
    return Figure((dot_plot(axes, "自评", ["他评平均", "全组平均"], alt),), table)


def _differing_table(facts: MutualFacts, listed: Sequence[IndicatorSights]) -> Table:
    columns = [
        Column("指标", key="indicator", width=6),
        Column("方式", key="branch"),
        Column("自评", key="own", numeric=True),
        Column("他评平均", key="peers", numeric=True),
        Column("相差", key="gap", numeric=True),
        *_source_columns(facts),
    ]
    rows = [
        [
            i.name,
            i.branch,
            _share(i.own, facts),
            _share(i.peers, facts),
            _gap(i.gap),
            *(_share(value, facts) for value in i.others),
        ]
        for i in listed
    ]
    return Table("自评与他评相差最多的指标（得分率）", columns, rows)


def _weak_table(facts: MutualFacts, listed: Sequence[IndicatorSights]) -> Table:
    columns = [
        Column("指标", key="indicator", width=6),
        Column("满分", key="points", numeric=True),
        Column("他评平均扣分", key="lost", numeric=True),
        Column("他评得分率", key="peers", numeric=True),
        Column("组内其他家", key="group", numeric=True),
        Column("牵头单位", key="lead", width=5),
    ]
    rounding = facts.profile.rounding
    rows = [
        [
            i.name,
            plain(i.points),
            number((1 - (i.peers or Fraction(0))) * i.points, rounding),
            _share(i.peers, facts),
            _share(i.group, facts),
            i.lead,
        ]
        for i in listed
    ]
    return Table("他评扣分最多的指标", columns, rows)


def _all_table(facts: MutualFacts) -> Table:
    columns = [
        Column("指标", key="indicator", width=6),
        Column("编号", key="id"),
        Column("自评", key="own", numeric=True),
        Column("他评平均", key="peers", numeric=True),
        Column("他评最低～最高", key="range", numeric=True),
        Column("组内其他家", key="group", numeric=True),
        *_source_columns(facts),
    ]
    rows = [
        [
            i.name,
            i.id,
            _share(i.own, facts),
            _share(i.peers, facts),
            _range(i, facts),
            _share(i.group, facts),
            *(_share(value, facts) for value in i.others),
        ]
        for i in facts.indicators
    ]
    return Table("全部指标的得分率", columns, rows)


def _source_columns(facts: MutualFacts) -> list[Column]:
    return [Column(name, key=f"source_{n}", numeric=True) for n, name in enumerate(facts.sources)]


def _raters_table(facts: MutualFacts) -> Table:
    """Who gave how much; placed only where the settings name the raters."""
    given = [
        [facts.group.names[rater], number(score, facts.profile.rounding)]
        for (rater, target), score in sorted(facts.group.scores.items())
        if target == facts.member.id
    ]
    columns = [Column("评价方", key="rater"), Column("打分", key="score", numeric=True)]
    return Table("各家打分", columns, given)


def _sight(indicator: IndicatorSights, *, named: bool) -> dict[str, Any]:
    """What was found for one indicator, by the member and by the others."""
    return {
        "name": indicator.name,
        "id": indicator.id,
        "own": indicator.own_words,
        "peers": list(_named(indicator) if named else _unnamed(indicator)),
    }


def _named(indicator: IndicatorSights) -> Iterator[str]:
    for sight in sorted(indicator.sights, key=lambda s: s.rater):
        yield f"{sight.rater}：{sight.words}"


def _unnamed(indicator: IndicatorSights) -> Iterator[str]:
    """Lowest first, the same words together with their number; never in an order by rater."""
    found = Counter(sight.words for sight in indicator.sights)
    lowest = {
        words: min(
            s.share if s.share is not None else -1 for s in indicator.sights if s.words == words
        )
        for words in found
    }
    for words in sorted(found, key=lambda words: (lowest[words], words)):
        yield words + (f"（{found[words]}家）" if found[words] > 1 else "")


def _share(value: Fraction | None, facts: MutualFacts) -> str:
    return NONE if value is None else share_text(value, facts.profile)


def _gap(value: Fraction | None) -> str:
    """A difference of shares, in points of a percentage."""
    if value is None:
        return NONE
    return f"{'+' if value > 0 else ''}{fixed(100 * value, 1)}"


def _range(indicator: IndicatorSights, facts: MutualFacts) -> str:
    shares = indicator.shares
    if len(shares) < _RANGE_OF:
        return NONE
    return f"{_share(shares[0], facts)}～{_share(shares[-1], facts)}"
