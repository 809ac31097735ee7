"""What ``liuxing score`` shows besides the ranking: sources, conditions, coverage, rounding."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from liuxing_cli.model.coverage import SECTION_LIMIT, WHOLE_LIMIT, Coverage
from liuxing_cli.model.numbers import RoundingMode, fixed, fixed_near, plain, scaled
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.result import NearLine, Result, SourcePart
from liuxing_cli.model.subject import Subject
from liuxing_cli.publish.conditions import SHORT, TOLD, told
from liuxing_cli.publish.document import Column, Table
from liuxing_cli.publish.ranking import NONE, total_cell
from liuxing_cli.publish.words import SUBJECT_KINDS

MODES = {
    RoundingMode.HALF_UP: "四舍五入",
    RoundingMode.GBT8170: "按 GB/T 8170 四舍六入五成双",
}


@dataclass(frozen=True, slots=True)
class ErrorFacts:
    """The assessors' error of one score: ``squared`` is u²."""

    id: str
    name: str
    squared: Fraction
    subjects: int
    crossed: bool


@dataclass(frozen=True, slots=True)
class ScoreView:
    """Results with what was found about them; ``gaps``: self-assessment less the others."""

    results: Sequence[Result]
    profile: Profile
    profiles: Mapping[str, Profile]  # by id: what a subject may be scored by instead
    subjects: Mapping[str, Subject]
    coverage: Mapping[str, Coverage]
    gaps: Mapping[str, Fraction] = field(default_factory=dict)
    errors: Sequence[ErrorFacts] = ()

    def profile_of(self, result: Result) -> Profile:
        """What a result was scored by."""
        return self.profiles.get(result.profile, self.profile)


def root(squared: Fraction, digits: int) -> str:
    """The square root of an exact number, rounded half up; for showing only."""
    from math import isqrt

    ten = 10 ** (2 * digits + 2)
    units = isqrt(squared.numerator * ten // squared.denominator)
    return fixed(Fraction(units, 10 ** (digits + 1)), digits)


def percent(share: Fraction) -> str:
    """A share as a percentage of one decimal."""
    return f"{fixed(share * 100, 1)}%"


def sources_table(view: ScoreView) -> Table:
    """What each source contributed: score × weight = contribution, and the self-assessment gap."""
    rule = view.profile.decision.combine
    weights = rule.weights if rule else {}
    head = [_who(view)]
    head += [Column(f"{SHORT[s]} {plain(weight)}%", key=s) for s, weight in weights.items()]
    head += [Column("总分", key="total", numeric=True), Column("自评差", key="gap", numeric=True)]
    rows = []
    for result in view.results:
        parts = {part.source: part for part in result.sources}
        gap = view.gaps.get(result.subject)
        rows.append(
            [
                view.subjects[result.subject].name.removesuffix("社区"),
                *(_part(parts[source], view.profile) for source in weights),
                total_cell(result, view.profile_of(result)),
                NONE if gap is None else fixed(gap, 2),
            ]
        )
    return Table("各来源的贡献（得分×权重=贡献；缺来源的按办法处理）", head, rows, names=0)


def _who(view: ScoreView) -> Column:
    return Column(SUBJECT_KINDS[view.profile.subject], key="name")


def _part(part: SourcePart, profile: Profile) -> str:
    if part.score is None or part.contribution is None:
        return part.reason or NONE
    digits, mode = profile.rounding.digits, profile.rounding.mode
    share = part.share * 100
    weight = f"{plain(share)}%" if share.denominator in (1, 2, 5, 10) else plain(part.share)
    several = f"（{part.records}份平均）" if part.records > 1 else ""
    score, given = fixed(part.score, digits, mode), fixed(part.contribution, digits, mode)
    return f"{score}×{weight}={given}{several}"


def details(view: ScoreView) -> list[Table]:
    """Conditions, coverage, near lines and rounding, subject by subject."""
    tables = [_conditions(view), _coverage(view)]
    if view.errors:
        tables.append(_errors(view))
    if any(result.near for result in view.results):
        tables.append(_near(view))
    tables.append(_rounding(view))
    return tables


def _conditions(view: ScoreView) -> Table:
    head = [
        _who(view),
        Column("条件", key="condition"),
        Column("结论", key="verdict"),
    ]
    rows = [
        [
            view.subjects[result.subject].name,
            told(condition, result, view.profile_of(result)).rpartition("，")[0] or condition.text,
            TOLD[condition.verdict],
        ]
        for result in view.results
        for condition in result.conditions
    ]
    return Table("条件：逐条是否符合，比较用精确值", head, rows, names=0)


def _coverage(view: ScoreView) -> Table:
    head = [
        _who(view),
        Column("查实", key="seen", numeric=True),
        Column("缺项", key="left_out", numeric=True),
        Column("提醒", key="warnings"),
    ]
    rows = []
    for result in view.results:
        found = view.coverage[result.subject]
        rows.append(
            [
                view.subjects[result.subject].name,
                NONE if found.seen is None else percent(found.seen),
                percent(found.left_out),
                "；".join(warnings(found)),
            ]
        )
    return Table("覆盖：查实占应查分值、缺项占全部分值", head, rows, names=0)


def warnings(found: Coverage) -> list[str]:
    """What a reader must be warned of about what does not apply."""
    told_ = []
    if found.left_out > WHOLE_LIMIT:
        told_.append(f"缺项占全部的 {percent(found.left_out)}，超过 {percent(WHOLE_LIMIT)}")
    told_ += [
        f"{each.name}缺项 {percent(each.share)}，超过 {percent(SECTION_LIMIT)}"
        for each in found.sections
    ]
    return told_


def _errors(view: ScoreView) -> Table:
    head = [
        Column("得分", key="score"),
        Column("评估误差 u", key="error", numeric=True),
        Column("临界范围", key="zone", numeric=True),
        Column("双重评估", key="subjects", numeric=True),
        Column("算法", key="method"),
    ]
    factor = view.profile.decision.near.factor
    rows = [
        [
            each.name,
            root(each.squared, 2),
            f"±{root(each.squared * factor**2, 2)}",
            str(each.subjects),
            "双向表 √MS误差" if each.crossed else "对象内均方根（含评估者松紧）",
        ]
        for each in view.errors
    ]
    return Table(f"评估误差：由双重评估估计，倍数 {plain(factor)}", head, rows, names=0)


def _near(view: ScoreView) -> Table:
    head = [
        _who(view),
        Column("线", key="line"),
        Column("得分", key="score", numeric=True),
        Column("离线", key="distance", numeric=True),
        Column("范围", key="zone", numeric=True),
        Column("达到的可能", key="probability", numeric=True),
    ]
    factor = view.profile.decision.near.factor
    rows = [
        [
            view.subjects[result.subject].name,
            f"{line.text} {plain(line.line)}",
            fixed_near(line.score, 2, [line.line]),
            fixed(line.score - line.line, 2),
            f"±{root(line.error_squared * factor**2, 2)}",
            probability(line),
        ]
        for result in view.results
        for line in result.near
    ]
    return Table("临界：定论前再查一次，不因此判为不达标", head, rows, names=0)


def probability(line: NearLine) -> str:
    """Φ((score − line) / u), JCGM 106:2012: the probability that the true score conforms."""
    from statistics import NormalDist

    if not line.error_squared:
        return NONE
    distance = float(line.score - line.line) / float(line.error_squared) ** 0.5
    return f"{NormalDist().cdf(distance):.0%}"


def _rounding(view: ScoreView) -> Table:
    head = [
        _who(view),
        Column("精确值", key="exact"),
        Column("修约", key="rounded", numeric=True),
        Column("公布", key="published", numeric=True),
        Column("说明", key="note"),
    ]
    rows = []
    for result in view.results:
        profile = view.profile_of(result)
        if result.total is None:
            continue
        rounded = fixed(result.total, profile.rounding.digits, profile.rounding.mode)
        published = total_cell(result, profile)
        rows.append(
            [
                view.subjects[result.subject].name,
                _exact(result.total),
                rounded,
                published,
                "；".join(rounding_notes(result, profile)),
            ]
        )
    rounding = view.profile.rounding
    caption = f"取整：总分只在公布时取整一次，{MODES[rounding.mode]}，{rounding.digits} 位小数"
    return Table(caption, head, rows, names=0)


def _exact(value: Fraction) -> str:
    """The exact number; a long fraction by its first digits, marked as going on."""
    text = plain(value)
    return text if len(text) <= 16 else f"{fixed(value, 8)}…"


def rounding_notes(result: Result, profile: Profile) -> Iterator[str]:
    """Where rounding would hide on which side of a line the exact value lies."""
    if result.total is None:
        return
    digits, mode = profile.rounding.digits, profile.rounding.mode
    rounded = Fraction(scaled(result.total, digits, mode), 10**digits)
    for grade in profile.grades:
        side = result.total >= grade.at_least
        if side != (rounded >= grade.at_least):
            told_ = fixed_near(result.total, digits, [grade.at_least], mode)
            shown, line = fixed(result.total, digits, mode), plain(grade.at_least)
            yield f"{told_}（显示 {shown}）{'达到' if side else '未达'} {line}"
