"""Progress to the goal for the terminal, spreadsheets, pages and programs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from liuxing_cli.model.numbers import fixed, fixed_near, plain
from liuxing_cli.model.profile import Profile, SubjectKind
from liuxing_cli.model.progress import Counts, Forecast, Goal, Near, Pace, Point
from liuxing_cli.model.result import Outcome, Result
from liuxing_cli.model.subject import Subject
from liuxing_cli.model.terms import Term
from liuxing_cli.publish.conditions import failures
from liuxing_cli.publish.document import (
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Items,
    Remark,
    Table,
    Title,
    numbered,
)
from liuxing_cli.publish.progress_chart import progress_chart
from liuxing_cli.publish.ranking import NONE, decision
from liuxing_cli.publish.render import render
from liuxing_cli.publish.words import SUBJECT_KINDS, chinese_date, period_name


@dataclass(frozen=True, slots=True)
class ProgressView:
    """What is known on ``day``; ``points`` are never empty.

    ``spread``: where the last pace and half of it lead to, from three half-years on. ``changed``:
    who was gained and lost since the half-year before, None where that one names nobody.
    """

    goal: Goal
    profile: Profile
    subjects: Mapping[str, Subject]
    day: str
    end: Term
    points: tuple[Point, ...]
    pace: Pace
    spread: tuple[int, int] | None
    forecast: Forecast | None
    near: tuple[Near, ...]
    line: Fraction
    last: Mapping[str, Result]
    changed: tuple[frozenset[str], frozenset[str]] | None
    district: str
    author: str
    synthetic: bool

    @property
    def now(self) -> Point:
        """The last point."""
        return self.points[-1]

    @property
    def own(self) -> list[Subject]:
        """All that the goal is about."""
        return [s for s in self.subjects.values() if s.kind is self.profile.subject]

    @property
    def kind(self) -> str:
        """What a subject is called."""
        return SUBJECT_KINDS[self.profile.subject]


def summary(view: ProgressView) -> list[str]:
    """The state of the goal in a few sentences."""
    now, pace, goal = view.now, view.pace, view.goal
    rate = percent(now.share, goal.share)
    found = [
        f"到{period_name(now.term.id)}末，{now.of} 个{view.kind}里有 {now.reached} 个"
        f"{_counted(view)}，占 {rate}；目标是{_until(view)} {plain(goal.share * 100)}%，"
        f"要 {pace.need} 个。"
    ]
    if not pace.gap:
        return [*found, f"已达到目标，多出 {now.reached - pace.need} 个。"]
    if not pace.left:
        found.append(f"还差 {pace.gap} 个，期限内已没有剩下的半年。")
        return found
    last = "" if pace.last is None else f"，最近是每半年 {_rate(pace.last)} 个"
    found.append(
        f"还差 {pace.gap} 个，剩 {pace.left} 个半年，平均每半年要增加 {pace.needed} 个{last}。"
    )
    if view.spread is not None:
        same, half = view.spread
        found.append(f"照最近的速度到期 {same} 个，速度减半 {half} 个（目标 {pace.need} 个）。")
    if view.forecast is not None:
        found.append(_foretold(view.forecast))
    return found


def _counted(view: ProgressView) -> str:
    return "达标" if view.goal.counts is Counts.OUTCOME else "持有称号"


def _until(view: ProgressView) -> str:
    return f"到{chinese_date(date.fromisoformat(view.goal.by))}"


def _rate(value: Fraction) -> str:
    text = plain(abs(value)) if value.denominator == 1 else fixed(abs(value), 1)
    return f"−{text}" if value < 0 else text


def _foretold(forecast: Forecast) -> str:
    numbers = (forecast.share, forecast.low, forecast.high)
    share, low, high = (f"{100 * min(0.999, max(0.001, x)):.1f}%" for x in numbers)
    return (
        f"按各半年的走势外推，到期约 {share}（{100 * forecast.level:.0f}% 的把握"
        f"在 {low} 到 {high} 之间），达到 {forecast.need} 个的可能{_chance(forecast.chance)}。"
    )


def _chance(chance: float) -> str:
    """Never certain and never out of the question: it is an estimate."""
    if chance < 0.01:
        return "不到 1%"
    return f"约 {100 * chance:.0f}%" if chance <= 0.99 else "超过 99%"


def percent(share: Fraction, *limits: Fraction) -> str:
    """A share in percent, with as many decimals as show its side of the limits.

    >>> percent(Fraction(8996, 10000), Fraction(9, 10)), percent(Fraction(9, 10))
    ('89.96%', '90.0%')
    """
    return f"{fixed_near(share * 100, 1, [limit * 100 for limit in limits])}%"


def notes(view: ProgressView) -> list[str]:
    """How it was counted."""
    goal = view.goal
    if goal.counts is Counts.OUTCOME:
        how = f"以每个{view.kind}最近一次“{view.profile.name}”的结论为准，没有重评的沿用上次的"
        unseen = sum(subject.id not in view.last for subject in view.own)
        how += f"；{unseen} 个从没有评过，不算达标。" if unseen else "。"
    else:
        how = f"数每个半年最后一天持有称号 {goal.title} 的{view.kind}。"
    found = [how, "总数是现在名册里的个数；达标个数按整数算，不按四舍五入后的百分比。"]
    published = [p for p in view.points if p.members is None]
    found += [f"{p.term.id} 的数是当时公布的（{p.document}）。" for p in published]
    seen = [p for p in view.points if p.seen is not None]
    if len({p.seen for p in seen}) > 1:
        told = "、".join(f"{p.term.id} {p.seen} 个" for p in seen)
        found.append(f"到各半年末评过的：{told}；增加的里面有评的多了的缘故。")
    pending = sum(result.outcome is Outcome.PENDING for result in view.last.values())
    if pending:
        found.append(f"{pending} 个待核，查实以前不算达标。")
    if view.forecast is not None:
        found.append(
            "外推用二项 logit 直线（时间为半年），"
            f"离散系数 {view.forecast.dispersion:.2f}，"
            f"可能性由模拟得出（种子 {view.forecast.seed}）；"
            "它假定以后和以前一样，只供安排工作参考。"
        )
    elif len(view.points) < 4 and view.pace.gap:
        found.append(f"只有 {len(view.points)} 个半年的数，不到 4 个，不作外推。")
    return found


def tables(view: ProgressView) -> list[Table]:
    """By half-year, by street, near the line, lost."""
    found = [points_table(view)]
    if view.profile.subject is SubjectKind.COMMUNITY and view.now.members is not None:
        found.append(streets_table(view))
    found.append(near_table(view))
    if view.changed is not None and view.changed[1]:
        found.append(lost_table(view))
    return found


def points_table(view: ProgressView) -> Table:
    """A half-year a row."""
    head = [Column("半年", key="period"), Column("达标", key="reached", numeric=True)]
    head += [Column("总数", key="of", numeric=True), Column("比例", key="share", numeric=True)]
    head += [Column("增减", key="change", numeric=True), Column("要达标", key="need", numeric=True)]
    head.append(Column("出处", key="source"))
    rows = []
    before: Point | None = None
    for point in view.points:
        change = NONE if before is None else f"{point.reached - before.reached:+d}"
        rows.append(
            [
                point.term.id,
                str(point.reached),
                str(point.of),
                percent(point.share, view.goal.share),
                change.replace("-", "−"),
                str(view.goal.need(point.of)),
                "公布" if point.members is None else "记录",
            ]
        )
        before = point
    return Table(f"{view.district}各半年的进度", head, rows)


def streets_table(view: ProgressView) -> Table:
    """A street a row, those with the most to do first."""
    head = [Column("街道", key="street"), Column("达标", key="reached", numeric=True)]
    head += [Column("总数", key="of", numeric=True), Column("比例", key="share", numeric=True)]
    head += [Column("差", key="gap", numeric=True), Column("新增", key="gained", numeric=True)]
    head += [Column("失去", key="lost", numeric=True), Column("够得着", key="near", numeric=True)]
    rows = [
        [
            line["name"],
            str(line["reached"]),
            str(line["of"]),
            percent(Fraction(line["reached"], line["of"]), view.goal.share),
            str(line["gap"]),
            *(NONE if line[key] is None else str(line[key]) for key in ("gained", "lost")),
            str(line["near"]),
        ]
        for line in _streets(view)
    ]
    return Table(f"各街道（乡镇）到 {view.now.term.id}", head, rows)


def _streets(view: ProgressView) -> list[dict[str, Any]]:
    members = view.now.members or frozenset()
    by_street: dict[str, list[str]] = {}
    for subject in view.own:
        by_street.setdefault(subject.street, []).append(subject.id)
    gained, lost = view.changed if view.changed is not None else (None, None)
    near = {item.subject for item in view.near}
    found = [
        {
            "street": street,
            "name": view.subjects[street].name if street in view.subjects else street,
            "reached": len(members.intersection(own)),
            "of": len(own),
            "gap": max(0, view.goal.need(len(own)) - len(members.intersection(own))),
            "gained": None if gained is None else len(gained.intersection(own)),
            "lost": None if lost is None else len(lost.intersection(own)),
            "near": len(near.intersection(own)),
        }
        for street, own in by_street.items()
    ]
    return sorted(found, key=lambda line: (-line["gap"], line["street"]))


def near_table(view: ProgressView) -> Table:
    """Who may reach it soon, nearest first."""
    head = [Column(view.kind, key="subject"), Column("街道", key="street")]
    head += [Column("总分", key="total", numeric=True), Column("差", key="short", numeric=True)]
    head += [Column("结论", key="decision"), Column("未过条件", key="failed")]
    rounding = view.profile.rounding
    rows = [
        [
            view.subjects[item.subject].name,
            _street_name(view, item.subject),
            fixed_near(item.total, rounding.digits, [view.line], rounding.mode),
            _short(view, item.short),
            decision(item.result, view.profile),
            "、".join(failures(item.result, view.profile)),
        ]
        for item in view.near
    ]
    caption = (
        f"够得着的（差 {plain(view.line)} 分线不到 {plain(view.goal.near)} 分，或只差别的条件）"
    )
    return Table(caption, head, rows)


def _short(view: ProgressView, short: Fraction) -> str:
    """The points that lack, never printed as none where some do."""
    rounding = view.profile.rounding
    return fixed_near(short, rounding.digits, [Fraction(0)], rounding.mode) if short else NONE


def lost_table(view: ProgressView) -> Table:
    """Who had reached it a half-year before and has not now."""
    head = [Column(view.kind, key="subject"), Column("街道", key="street")]
    head += [Column("现在", key="decision"), Column("未过条件", key="failed")]
    rows = []
    for subject in sorted(view.changed[1] if view.changed else ()):
        result = view.last.get(subject)
        rows.append(
            [
                view.subjects[subject].name,
                _street_name(view, subject),
                NONE if result is None else decision(result, view.profile),
                "" if result is None else "、".join(failures(result, view.profile)),
            ]
        )
    return Table(f"{view.points[-2].term.id} 算数、现在不算的", head, rows)


def _street_name(view: ProgressView, subject: str) -> str:
    street = view.subjects[subject].street
    return view.subjects[street].name if street in view.subjects else NONE


def progress_page(view: ProgressView, form: str) -> bytes:
    """The page as ``html`` or ``md``."""
    blocks = numbered(list(_blocks(view)))
    issued = date.fromisoformat(view.day)
    return render(Document(blocks=blocks, issued=issued, author=view.author), form)


def _blocks(view: ProgressView) -> Iterator[Block]:
    yield Title((f"{view.district}“六型社区”创建进度",))
    if view.synthetic:
        yield Remark("本页为虚构示例。")
    yield Items((f"目标：{view.goal.name}（{view.goal.clause}）。", *summary(view)))
    first, *others = tables(view)
    alt = "、".join(f"{p.term.id} {percent(p.share, view.goal.share)}" for p in view.points)
    chart = progress_chart(
        view.points, view.goal, view.end, view.forecast, f"各半年达标比例：{alt}"
    )
    yield Heading(1, "各半年的进度")
    yield Figure((chart,), first)
    yield Heading(1, "差在哪里")
    yield from (table for table in others if table.rows)
    yield Heading(1, "怎样算的")
    yield Items(tuple(notes(view)))


def progress_json(view: ProgressView, version: str) -> dict[str, Any]:
    """The same for programs; see ``schemas/output/progress.schema.json``."""
    goal, pace, foretold = view.goal, view.pace, view.forecast
    gained, lost = view.changed if view.changed is not None else (None, None)
    return {
        "schema": "liuxing/progress@1",
        "tool": {"name": "liuxing", "version": version},
        "date": view.day,
        "synthetic": view.synthetic,
        "goal": {
            "share": plain(goal.share),
            "by": goal.by,
            "counts": str(goal.counts),
            "profile": goal.profile,
            "title": goal.title or None,
            "clause": goal.clause,
        },
        "points": [
            {
                "period": point.term.id,
                "reached": point.reached,
                "of": point.of,
                "need": goal.need(point.of),
                "seen": point.seen,
                "document": point.document or None,
            }
            for point in view.points
        ],
        "is_reached": goal.is_reached(view.now.reached, view.now.of),
        "need": pace.need,
        "gap": pace.gap,
        "half_years_left": pace.left,
        "pace_needed": pace.needed,
        "last_pace": None if pace.last is None else plain(pace.last),
        "spread": None
        if view.spread is None
        else {"same_pace": view.spread[0], "half_pace": view.spread[1]},
        "forecast": None if foretold is None else _forecast_json(foretold),
        "streets": _streets(view) if view.now.members is not None else [],
        "near": [
            {
                "subject": item.subject,
                "name": view.subjects[item.subject].name,
                "total": plain(item.total),
                "short": plain(item.short),
                "outcome": str(item.result.outcome),
            }
            for item in view.near
        ],
        "gained": None if gained is None else sorted(gained),
        "lost": None if lost is None else sorted(lost),
    }


def _forecast_json(forecast: Forecast) -> dict[str, Any]:
    """Estimates, to four decimals: the last digits of a float say nothing."""
    names = ("share", "low", "high", "chance", "dispersion")
    found: dict[str, Any] = {name: round(getattr(forecast, name), 4) for name in names}
    return {**found, "level": forecast.level, "seed": forecast.seed}
