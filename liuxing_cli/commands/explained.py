"""What ``explain`` needs from the workspace: records, the tree with lines, assumptions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from liuxing_cli.checks.ratings import finding_of
from liuxing_cli.commands.circumstances import Circumstances
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.scored import Scored, assessments_of, other_profile
from liuxing_cli.commands.session import Session
from liuxing_cli.commands.sheets import encoded
from liuxing_cli.model.assessment import Assessment, Rating
from liuxing_cli.model.kinds import SubjectKind
from liuxing_cli.model.nearby import nearest
from liuxing_cli.model.result import Result, TraceNode
from liuxing_cli.model.sensitivity import Assumption, WhatIf
from liuxing_cli.model.subject import Subject
from liuxing_cli.publish.findings import hint_of, message_of
from liuxing_cli.scoring.applies import applies, indicator_applies
from liuxing_cli.scoring.assemble import assemble
from liuxing_cli.scoring.cells import Mark
from liuxing_cli.scoring.kernel import score
from liuxing_cli.scoring.near import with_near
from liuxing_cli.scoring.plan import Column, Plan
from liuxing_cli.scoring.rank import ranked
from liuxing_cli.scoring.row import Row
from liuxing_cli.scoring.rules import working
from liuxing_cli.scoring.trace.leaves import STATE_WORDS
from liuxing_cli.scoring.whatif import (
    Unreadable,
    assumed_rating,
    outside,
    parts_of,
    unknown,
    with_points,
)
from liuxing_cli.store.place import lines_of


@dataclass(frozen=True)
class Situation:
    """A subject among all others of its period; ``assumed`` as in ``scoring.trace.explain``."""

    session: Session
    scored: Scored
    subject: Subject
    assessments: tuple[Assessment, ...]
    rows: tuple[Row, ...]
    result: Result
    assumed: Mapping[str, Fraction | None]

    @property
    def plan(self) -> Plan:
        """What the subject is scored by."""
        return self.scored.plan_of(self.subject.id)

    def decided(self, rows: Sequence[Row]) -> Result:
        """The ranked result that the subject would have with these rows, all others unchanged."""
        profile = self.scored.plan.profile
        rule = profile.decision.combine if self.scored.combined else None
        mine = assemble(self.plan, rule, score(self.plan, rows))
        mine = with_near(profile, self.scored.errors, mine) if rule is None else mine
        others = [r for r in self.scored.before if r.subject != self.subject.id]
        found = ranked(profile, [*others, mine])
        return next(result for result in found if result.subject == self.subject.id)


def situation(session: Session, scored: Scored, subject: Subject) -> Situation:
    """The subject's records and result.

    Raises:
        Refusal: it has no result in this period, source and profile.
    """
    result = next((r for r in scored.results if r.subject == subject.id), None)
    if result is None:
        raise Refusal(
            f"{subject.name}在 {scored.period} 没有可以评分的记录（来源 {scored.source_name}，"
            f"办法 {scored.plan.profile.id}）",
            other_profile(session, "--period、--source 或 --profile"),
        )
    around = Circumstances(session, scored.plan_of(subject.id))
    records = {
        record.file: around.informed(record)
        for source in scored.sources
        for record in assessments_of(session, subject.id, scored.period, source, [])
    }
    rows = scored.rows[subject.id]
    own = tuple(records[row.file] for row in rows)
    return Situation(session, scored, subject, own, rows, result, {})


def assume(now: Situation, text: str) -> tuple[Situation, WhatIf]:
    """The situation under ``--what-if``, with what changes; nothing is written.

    Raises:
        Refusal: an assumption that cannot be read or does not apply.
    """
    pairs = parts_of(text)
    if isinstance(pairs, Unreadable):
        raise Refusal(pairs.problem, pairs.hint)
    columns = {column.id: column for column in now.plan.columns}
    assumed: dict[str, Rating | Fraction] = {}
    for asked, value in pairs:
        column = columns.get(asked)
        if column is None:
            problem = unknown(asked, list(columns))
            raise Refusal(problem.problem, problem.hint)
        assumed[column.id] = _assumed(now.subject, column, value)
    then = _changed(now, assumed)
    before, after = now.result, then.decided(then.rows)
    listed = tuple(_assumption(now, then, columns[id_]) for id_ in assumed)
    return replace(then, result=after), WhatIf(before, after, listed)


def _assumed(subject: Subject, column: Column, value: str) -> Rating | Fraction:
    indicator = column.indicator
    if not indicator_applies(indicator, subject.traits):
        raise Refusal(
            f"{indicator.id}（{indicator.name}）对{subject.name}不适用，改评分不起作用",
            "适用与否由社区情况（traits）决定，在 data/subjects/ 里改",
        )
    found = assumed_rating(indicator, column.points, value, subject.traits)
    if isinstance(found, Unreadable):
        raise Refusal(found.problem, found.hint)
    if isinstance(found, Fraction):
        items = [item for item in indicator.rule.items if applies(item.applies, subject.traits)]
        known = outside(indicator, items, found) if column.points == indicator.points else ""
        if known:
            say(f"{indicator.id} 按规则只会得 {known} 分；这里直接按 {value} 分假设。")
    return found


def _changed(now: Situation, assumed: Mapping[str, Rating | Fraction]) -> Situation:
    facts = {id_: given for id_, given in assumed.items() if not isinstance(given, Fraction)}
    points = {id_: given for id_, given in assumed.items() if isinstance(given, Fraction)}
    records, rows = [], []
    around = Circumstances(now.session, now.plan)
    for assessment in now.assessments:
        record = replace(assessment, ratings={**assessment.ratings, **facts})
        row = encoded(now.plan, now.subject, record, around)
        for id_, misfit in row.misfits:
            if id_ in facts:
                indicator = now.plan.standard.indicators[id_]
                problem = finding_of(record, indicator, misfit)
                raise Refusal(f"假设不合规则：{message_of(problem)}", hint_of(problem))
        for id_, given in points.items():
            row = with_points(now.plan, row, id_, given)
        records.append(record)
        rows.append(row)
    return replace(
        now,
        assessments=tuple(records),
        rows=tuple(rows),
        assumed={id_: points.get(id_) for id_ in assumed},
    )


def _assumption(now: Situation, then: Situation, column: Column) -> Assumption:
    before, had = _found(now, column)
    after, has = _found(then, column)
    return Assumption(column.id, column.indicator.name, before, after, had, has)


def _found(at: Situation, column: Column) -> tuple[str, Fraction | None]:
    """What the first record says of an indicator, and the mean points over all."""
    place = [each.id for each in at.plan.columns].index(column.id)
    scored = [r for r in at.rows if r.marks[place] in (Mark.SCORED, Mark.VETOED)]
    given = [Fraction(row.earned[place], row.scale) for row in scored]
    points = sum(given, Fraction(0)) / len(given) if given else None
    mark = Mark(at.rows[0].marks[place])
    rating = at.assessments[0].ratings.get(column.id)
    if at.assumed.get(column.id) is not None:
        return "直接假设得分", points
    if mark in (Mark.SCORED, Mark.VETOED) and rating is not None:
        rule, traits = column.indicator.rule, at.subject.traits
        return working(rule, column.indicator.points, rating, traits).words, points
    return STATE_WORDS[mark], points


def find_indicator(situation: Situation, asked: str) -> str:
    """The id of the indicator of this profile with this id or name.

    Raises:
        Refusal: none, or several of that name, with the nearest ones.
    """
    names = {column.id: column.indicator.name for column in situation.plan.columns}
    if asked in names:
        return asked
    named = [id_ for id_, name in names.items() if name == asked]
    named = named or [id_ for id_, name in names.items() if asked and asked in name]
    if len(named) == 1:
        return named[0]
    if named:
        shown = "、".join(f"{id_} {names[id_]}" for id_ in named[:8])
        raise Refusal(f"“{asked}”不止一个", f"请用编号：{shown}")
    near = nearest(asked, [*names, *names.values()])
    id_ = near if near in names else next((i for i, name in names.items() if name == near), None)
    hint = f"是不是想写 {id_} {names[id_]}？" if id_ else "指标编号如 clean-08；不写就看整棵树"
    raise Refusal(f"评分办法 {situation.plan.profile.id} 里没有指标“{asked}”", hint)


def find_subject(session: Session, asked: str) -> Subject:
    """The subject with this id or name.

    Raises:
        Refusal: none, or several of that name; the message names the candidates.
    """
    subjects = session.workspace.subjects
    if asked in subjects:
        return subjects[asked]
    named = [s for s in subjects.values() if s.name in (asked, f"{asked}社区")]
    if len(named) == 1:
        return named[0]
    near = named or [s for s in subjects.values() if asked and asked in s.name]
    if not near:
        known = {key: s for s in subjects.values() for key in (s.id, s.name)}
        close = nearest(asked, known)
        near = [known[close]] if close else []
        if near:
            guess = f"是不是想写 {near[0].id} {near[0].name}？"
            raise Refusal(f"“{asked}”没有这个{_kinds(session)}", guess)
    shown = "、".join(f"{s.id} {s.name}" for s in near[:8])
    problem = "不止一个" if named else f"没有这个{_kinds(session)}"
    raise Refusal(
        f"“{asked}”{problem}", f"请用编码：{shown}" if shown else "用 liuxing score 看名单"
    )


def _kinds(session: Session) -> str:
    kinds = {subject.kind for subject in session.workspace.subjects.values()}
    return "受评对象" if kinds == {SubjectKind.SUBJECT} else "社区或街道（乡镇）"


def with_lines(session: Session, tree: TraceNode) -> TraceNode:
    """The same tree with the line of every place it names, each file read once."""
    wanted: dict[str, set[tuple[str | int, ...]]] = {}
    _collect(tree, wanted)
    lines = {file: lines_of(session.tree, file, paths) for file, paths in wanted.items()}

    def placed(node: TraceNode) -> TraceNode:
        line = lines[node.file].get(node.path) if node.file else None
        return replace(node, line=line, children=tuple(map(placed, node.children)))

    return placed(tree)


def _collect(node: TraceNode, wanted: dict[str, set[tuple[str | int, ...]]]) -> None:
    if node.file:
        wanted.setdefault(node.file, set()).add(node.path)
    for child in node.children:
        _collect(child, wanted)
