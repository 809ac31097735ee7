"""The lower end of a trace: an indicator, and the fact in a file that it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from liuxing_cli.model.assessment import FACT_KEYS, Assessment, Rating
from liuxing_cli.model.finding import KeyPath
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.profile import NotApplicable
from liuxing_cli.model.result import TraceNode
from liuxing_cli.model.standard import VetoScope
from liuxing_cli.model.subject import Subject, TraitValue
from liuxing_cli.scoring.applies import applies, indicator_applies
from liuxing_cli.scoring.cells import Mark
from liuxing_cli.scoring.plan import Column, Plan
from liuxing_cli.scoring.row import Row
from liuxing_cli.scoring.rules import working
from liuxing_cli.scoring.trace.gathered import earlier_fact, gathered_fact
from liuxing_cli.scoring.trace.rule_words import rule_words
from liuxing_cli.scoring.wording import equals, term, tidy

STATE_WORDS = {
    Mark.SCORED: "已评",
    Mark.VETOED: "已评，触发否决",
    Mark.NOT_APPLICABLE: "不适用",
    Mark.UNCLAIMED: "未申报加分",
    Mark.NOT_CHECKED: "未查",
    Mark.EVIDENCE_MISSING: "缺材料",
    Mark.CHECK_FAILED: "查不成",
}
_SCOPE_WORDS = {
    VetoScope.INDICATOR: "本项记 0 分",
    VetoScope.SECTION: "所在部分记 0 分",
    VetoScope.TYPE: "所在类型记 0 分",
    VetoScope.WHOLE: "整体不达标",
}


@dataclass(frozen=True, slots=True)
class Record:
    """One assessment with the row that it was encoded to; ``assumed`` are the indicators whose
    rating is an assumption, with their points where only these are assumed."""

    plan: Plan
    subject: Subject
    assessment: Assessment
    row: Row
    assumed: Mapping[str, Fraction | None] = field(default_factory=dict)


def indicator_node(record: Record, place: int, per_point: Fraction, scaling: str = "") -> TraceNode:
    """The node of the column at ``place``; a point of it adds ``per_point`` to its parent, which
    ``scaling`` writes out."""
    column = record.plan.columns[place]
    mark = Mark(record.row.marks[place])
    value, formula = _value(record, place, mark)
    return TraceNode(
        kind="indicator",
        id=column.id,
        label=column.indicator.name,
        value=value,
        adds=None if value is None else value * per_point,
        formula=formula,
        note="；".join(filter(None, (_veto_note(column, mark), _clause(record.plan, column)))),
        file=column.indicator.file,
        path=column.indicator.path,
        children=(replace(_fact(record, column, mark), adds=value), _rule(column)),
        rate=per_point,
        scaling=scaling,
    )


def _rule(column: Column) -> TraceNode:
    """What the standard asks for, and how it gives points."""
    indicator = column.indicator
    label, note = rule_words(indicator), f"要求：{indicator.requirement}"
    if column.points != indicator.points:
        note += f"（本办法按 {term(column.points)} 分计，按得分率折算）"
    path = (*indicator.path, "rule")
    return TraceNode("rule", indicator.rule.kind, label, None, "", note, indicator.file, path)


def _value(record: Record, place: int, mark: Mark) -> tuple[Fraction | None, str]:
    """points of an indicator = share × points, with what its state does to it."""
    column = record.plan.columns[place]
    if mark in (Mark.SCORED, Mark.VETOED):
        earned = Fraction(record.row.earned[place], record.row.scale)
        return earned, _scored_formula(record, column, mark, earned)
    if mark is Mark.UNCLAIMED:
        return Fraction(0), ""
    if mark is not Mark.NOT_APPLICABLE:
        bounds = f"下限计 0 分，上限计满分 {term(column.points)} 分"
        return Fraction(0), f"{STATE_WORDS[mark]}：{bounds}"
    if record.plan.profile.not_applicable is NotApplicable.FULL_MARKS and place < record.plan.bonus:
        return column.points, f"不适用：按办法得满分 {term(column.points)} 分"
    return None, f"不适用：{term(column.points)} 分不计入应得分"


def _scored_formula(record: Record, column: Column, mark: Mark, earned: Fraction) -> str:
    if record.assumed.get(column.id) is not None:
        return f"直接假设得 {term(earned)} 分（满分 {term(column.points)} 分）"
    indicator, rating = column.indicator, record.assessment.ratings[column.id]
    worked = working(indicator.rule, indicator.points, rating, record.subject.traits)
    if mark is Mark.VETOED and column.vetoes(VetoScope.INDICATOR):
        return f"得分率 {worked.expression}，触发否决，本项记 0 分"
    if not column.points:
        return f"得分率 {worked.expression}（只作否决，不计分）"
    return tidy(f"{worked.expression} × {term(column.points)} {equals(earned)}")


def _veto_note(column: Column, mark: Mark) -> str:
    veto = column.indicator.veto
    if veto is None or mark is Mark.NOT_APPLICABLE:
        return ""
    condition = f"得分率低于 {term(veto.below)} 时{_SCOPE_WORDS[veto.scope]}"
    state = "已触发" if mark is Mark.VETOED else "未触发" if mark is Mark.SCORED else "尚无结论"
    return f"否决项（{condition}）：{state}"


def _clause(plan: Plan, column: Column) -> str:
    source = column.indicator.source
    if not source.document:
        return ""
    document = plan.standard.documents.get(source.document)
    return f"依据：{document.title if document else source.document} {source.clause}"


def _fact(record: Record, column: Column, mark: Mark) -> TraceNode:
    """The fact that the indicator's value rests on, with its place in a file."""
    if column.id in record.assumed:
        return _assumption(record, column, mark)
    if not indicator_applies(column.indicator, record.subject.traits):
        return _trait_fact(record, column)
    rating = record.assessment.ratings.get(column.id)
    file = record.assessment.file
    if rating is None:
        return TraceNode("fact", "absent", f"没有评分：{STATE_WORDS[mark]}", None, file=file)
    misfits = dict(record.row.misfits)
    if column.id in misfits:
        misfit = misfits[column.id]
        path: KeyPath = ("ratings", column.id, *misfit.path)
        return TraceNode(
            "fact", misfit.problem, "评分与规则不符，待更正", None, file=file, path=path
        )
    key = next((key for key in ("state", *FACT_KEYS) if key in rating), "")
    if mark in (Mark.SCORED, Mark.VETOED):
        indicator = column.indicator
        label = working(indicator.rule, indicator.points, rating, record.subject.traits).words
        elsewhere = gathered_fact(rating, label, _remarks(rating))
        if elsewhere is not None:
            return elsewhere
        key = next(key for key in FACT_KEYS if key in rating)
    else:
        label = STATE_WORDS[mark]
    return TraceNode(
        kind="fact",
        id=key,
        label=label,
        value=None,
        note=_remarks(rating),
        file=file,
        path=("ratings", column.id, key),
        children=earlier_fact(column.id, rating),
    )


def _assumption(record: Record, column: Column, mark: Mark) -> TraceNode:
    """What is assumed instead of a fact; it stands in no file."""
    points = record.assumed[column.id]
    if points is not None:
        label = f"得 {term(points)} 分"
    elif mark in (Mark.SCORED, Mark.VETOED):
        indicator, rating = column.indicator, record.assessment.ratings[column.id]
        label = working(indicator.rule, indicator.points, rating, record.subject.traits).words
    else:
        label = STATE_WORDS[mark]
    return TraceNode("fact", "assumed", f"假设：{label}", None)


def _trait_fact(record: Record, column: Column) -> TraceNode:
    """Why the indicator does not apply: the subject's trait and the standard's reason."""
    subject = record.subject
    conditions = [column.indicator.applies, *(item.applies for item in column.indicator.rule.items)]
    failing = next(c for c in conditions if c is not None and not applies(c, subject.traits))
    trait = record.plan.standard.traits.get(failing.trait)
    name = trait.name if trait else failing.trait
    return TraceNode(
        kind="fact",
        id=failing.trait,
        label=f"{name}：{_trait_words(subject.traits[failing.trait])}",
        value=None,
        note=failing.reason,
        file=subject.file,
        path=("traits", failing.trait),
    )


def _trait_words(value: TraitValue) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, str) else plain(value)


def _remarks(rating: Rating) -> str:
    """Reason, note and evidence of a rating in one line."""
    evidence = rating.get("evidence")
    listed = "、".join(map(str, evidence)) if isinstance(evidence, list) else ""
    parts = (("理由", rating.get("reason")), ("说明", rating.get("note")), ("佐证", listed))
    return "；".join(f"{word}：{text}" for word, text in parts if text)
