"""Ratings: each names an indicator of the standard, fits its rule and agrees with the subject."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from liuxing_cli.checks.records import RecordCache, StandardFacts, facts_of
from liuxing_cli.model.assessment import Assessment, Rating, State
from liuxing_cli.model.finding import Finding, KeyPath
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.model.renames import through_map
from liuxing_cli.model.standard import Indicator, RuleKind, Standard
from liuxing_cli.model.subject import Subject
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.scoring.applies import applies, indicator_applies
from liuxing_cli.scoring.reading import read_rating
from liuxing_cli.scoring.rules.misfit import Misfit, Problem

_BESIDE = frozenset((Problem.NO_LAST, Problem.LAST_DIFFERS))
"""Problems that show only beside the record of an earlier period."""

_MEMO_SIZE = 8_000
_TEXTS = frozenset(("reason", "note", "evidence"))
_ORDERED = frozenset((RuleKind.BANDS, RuleKind.LINEAR))
"""Rules in which every measure between two that fit fits too."""

_FEW_DIGITS = 20
"""Decimals that every rule reads; longer ones are for the rule to judge."""


class _Words(NamedTuple):
    """How a misfit is told: the code and the templates its params fill."""

    code: str
    problem: str
    hint: str


_WORDS = {
    Problem.MISSING_FACT: _Words("REC011", "没有写 {expected}", "按指标的判分规则补上 {expected}"),
    Problem.MISSING_OF: _Words("REC011", "写了 count，没有写 of", "补上总数 of"),
    Problem.MISSING_REASON: _Words("REC012", "没有写理由", "补上 reason: 为什么"),
    Problem.FOREIGN_FACT: _Words("REC013", "不该写 {fact}", "这项指标的规则只看 {expected}"),
    Problem.FACT_WITH_STATE: _Words(
        "REC013", "状态是 {state}，却又写了 {fact}", "删去 {fact}，或删去 state"
    ),
    Problem.WRONG_SHAPE: _Words("REC014", "{value} 的写法不对", "应为 {expected}"),
    Problem.UNKNOWN_STATE: _Words("REC014", "没有状态 {value}", "可以写：{known}"),
    Problem.UNKNOWN_LEVEL: _Words("REC014", "没有档次 {value}", "{near}"),
    Problem.UNKNOWN_ITEM: _Words("REC014", "没有编号 {value}", "{near}"),
    Problem.REPEATED_ITEM: _Words("REC014", "{value} 写了两次", "删去一处"),
    Problem.ITEM_NOT_APPLICABLE: _Words(
        "REC015", "分项 {value} 对这个社区不适用", "删去 {value}，或改正社区的特征"
    ),
    Problem.NOTHING_APPLIES: _Words(
        "REC015", "各分项对这个社区都不适用", "删去这项评分，或改为 state: not_applicable"
    ),
    Problem.NEGATIVE: _Words("REC016", "{value} 小于 0", "改成 0 或更大的数"),
    Problem.ABOVE_MAXIMUM: _Words(
        "REC016", "给分 {value} 超过满分 {maximum}", "给分在 0 到 {maximum} 之间"
    ),
    Problem.COUNT_ABOVE_OF: _Words(
        "REC016", "合格数 {count} 超过总数 {of}", "查对 count 和 of，是不是写反了"
    ),
    Problem.EMPTY_WHOLE: _Words("REC016", "总数是 0", "没有查就写 state: not_checked"),
    Problem.NOT_A_PERCENTAGE: _Words("REC016", "{value} 不是百分数", "写 0 到 100 之间的数"),
    Problem.OUTSIDE_BANDS: _Words("REC016", "{value} 低于最低一档 {lowest}", "查对测得数"),
    Problem.OFF_STEP: _Words("REC017", "给分 {value} 不是 {step} 的整数倍", "按 {step} 一档给分"),
    Problem.OUTSIDE_RANGE: _Words(
        "REC016", "扣 {value} 分超出幅度", "这一项每次扣 {least} 到 {most} 分"
    ),
    Problem.RANGED_ITEM: _Words(
        "REC014",
        "{value} 的扣分由评估人定，不按次数算",
        "写在 deductions 里：{value}: [每次扣的分]，每次 {least} 到 {most} 分，并写 reason",
    ),
    Problem.COUNTED_ITEM: _Words(
        "REC014",
        "{value} 每次固定扣 {points} 分，不能酌情",
        "写在 occurrences 里：{value}: 次数",
    ),
    Problem.NO_LAST: _Words(
        "REC011", "没有{than}的数可比", "补上 last: {than}的测得数，或录入{than}的记录"
    ),
    Problem.LAST_DIFFERS: _Words(
        "REC016",
        "last 写 {value}，{than}记录是 {recorded}",
        "删去 last；{than}记录有错就先改{than}记录",
    ),
    Problem.TOO_FEW_ANSWERS: _Words(
        "REC018",
        "有效份数 {value} 少于 {least}",
        "补足 {least} 份；补不足的写 state: check_failed 和 reason",
    ),
    Problem.NO_ANSWERS: _Words(
        "REC011", "“{value}”没有一份可算的回答", "补上回答数；没有问就写 state: not_checked"
    ),
    Problem.SHEETS_DIFFER: _Words(
        "REC016", "{part} {value} 多于{whole} {limit}", "查对 sheets 和 answers"
    ),
    Problem.COMPOSITION: _Words(
        "REC018",
        "答卷人里 {group} 只占 {value}%，不到 {least}%",
        "补足 {group} 的答卷；补不足的写 state: check_failed 和 reason",
    ),
    Problem.WRONG_DRAW: _Words("REC018", "查了 {value} 个，规则要抽 {draw} 个", "of 写 {draw}"),
}


def check_ratings(ws: Workspace, cache: RecordCache, record: Assessment) -> Iterator[Finding]:
    """REC003, REC011 to REC021, REC024: every rating, against its indicator and the traits."""
    standard, subject = ws.standards.get(record.standard), ws.subjects.get(record.subject)
    if standard is None or subject is None:
        return
    today, written = through_map(standard, record)
    for now, was in written.items():
        params = {"id": was, "now": now}
        yield Finding("REC024", record.file, ("ratings", was), params=params, on_key=True)
    for finding in _of_ratings(ws, cache, today, standard, subject):
        yield _as_written(finding, written)


def _as_written(finding: Finding, written: Mapping[str, str]) -> Finding:
    """The finding at the place of the rating in the file, which may have an old id."""
    path = finding.path
    if path is None or len(path) < 2 or path[1] not in written:
        return finding
    return replace(finding, path=("ratings", written[str(path[1])], *path[2:]))


def _of_ratings(
    ws: Workspace, cache: RecordCache, record: Assessment, standard: Standard, subject: Subject
) -> Iterator[Finding]:
    facts = facts_of(ws, cache, standard)
    exempt, by_item = _of_subject(facts, subject)
    for id_, rating in record.ratings.items():
        indicator = standard.indicators.get(id_)
        if indicator is None:
            if not facts.incomplete:
                yield _unknown_indicator(record, id_, standard)
            continue
        if id_ in exempt or "state" in rating:
            yield from _applicability(record, indicator, rating, id_ in exempt)
        key = (id_, by_item.get(id_), *_facts(rating))
        if key not in facts.fitting and not _is_between(facts, indicator, rating):
            found = list(_misfits(record, indicator, rating, subject))
            yield from found
            if not found:
                _remember(facts, key, indicator, rating)


def _of_subject(
    facts: StandardFacts, subject: Subject
) -> tuple[frozenset[str], dict[str, tuple[bool, ...]]]:
    """The indicators that do not apply to a subject, and which conditions of items it meets."""
    known = facts.subjects.get(subject.id)
    if known is None:
        traits = subject.traits
        exempt = frozenset(i.id for i in facts.conditional if not indicator_applies(i, traits))
        by_item = {
            id_: tuple([applies(condition, traits) for condition in conditions])
            for id_, conditions in facts.by_item.items()
        }
        known = facts.subjects[subject.id] = exempt, by_item
    return known


def _facts(rating: Rating) -> list[object]:
    """All that the fit of a rating depends on: its facts and state, and whether it has a reason."""
    parts: list[object] = []
    for key, value in rating.items():
        if key in _TEXTS:
            if key == "reason":
                parts.append(key)
        elif type(value) is list:
            parts += (key, *value)
        elif type(value) is dict:
            parts += (key, *value.items()) if key == "occurrences" else (key, str(value))
        else:
            parts += (key, value)
    return parts


def _is_between(facts: StandardFacts, indicator: Indicator, rating: Rating) -> bool:
    """Whether a measure lies between two that fit, in a rule that takes all between (few measures
    repeat, so remembering each would not help)."""
    if not _is_bare_measure(indicator, rating):
        return False
    known = facts.measures.get(indicator.id)
    return known is not None and known[0] <= rating["measure"] <= known[1]


def _is_bare_measure(indicator: Indicator, rating: Rating) -> bool:
    if indicator.rule.kind not in _ORDERED or rating.keys() - _TEXTS != {"measure"}:
        return False
    value = rating["measure"]
    if type(value) is Decimal:
        return value.is_finite() and int(value.as_tuple().exponent) >= -_FEW_DIGITS
    return type(value) is int


def _remember(
    facts: StandardFacts, key: tuple[object, ...], indicator: Indicator, rating: Rating
) -> None:
    if _is_bare_measure(indicator, rating):
        value = rating["measure"]
        least, most = facts.measures.get(indicator.id, (value, value))
        facts.measures[indicator.id] = min(least, value), max(most, value)
        return
    if len(facts.fitting) >= _MEMO_SIZE:
        facts.fitting.clear()
    facts.fitting.add(key)


def _unknown_indicator(record: Assessment, id_: str, standard: Standard) -> Finding:
    renamed, retired = standard.renames.get(id_), standard.retired.get(id_)
    if renamed:
        hint = f"已改名为 {renamed}"
    elif retired:
        hint = f"已停用：{retired}"
    else:
        hint = suggestion(id_, standard.indicators, f"在标准 {standard.ref} 里查对编号")
    params = {"id": id_, "hint": hint}
    return Finding("REC003", record.file, ("ratings", id_), params=params, on_key=True)


def _applicability(
    record: Assessment, indicator: Indicator, rating: Rating, exempt: bool
) -> Iterator[Finding]:
    """REC019: not applicable, although the traits say otherwise; REC021: not applicable by the
    assessor's own judgement; REC020: rated, although it does not apply."""
    said = rating.get("state") == State.NOT_APPLICABLE
    if said == exempt:
        return
    reason = indicator.applies.reason if indicator.applies else "各分项都不适用"
    params = {"id": indicator.id, "name": indicator.name, "reason": reason}
    path: KeyPath = ("ratings", indicator.id)
    if exempt:
        yield Finding("REC020", record.file, path, params=params, on_key=True)
    else:
        code = "REC019" if indicator.applies else "REC021"
        yield Finding(code, record.file, (*path, "state"), params=params)


def beside_others(
    record: Assessment, standard: Standard, misfits: Iterable[tuple[str, Misfit]]
) -> Iterator[Finding]:
    """REC011, REC016: what is wrong only beside the record of an earlier period, from the misfits
    that scoring found with that record at hand."""
    for id_, misfit in misfits:
        for each in misfit.each():
            if each.problem in _BESIDE:
                yield finding_of(record, standard.indicators[id_], each)


def _misfits(
    record: Assessment, indicator: Indicator, rating: Rating, subject: Subject
) -> Iterator[Finding]:
    misfit = read_rating(indicator, rating, subject.traits).misfit
    for each in misfit.each() if misfit else ():
        if each.problem not in _BESIDE:
            yield finding_of(record, indicator, each)


def finding_of(record: Assessment, indicator: Indicator, misfit: Misfit) -> Finding:
    """The finding for a rating that does not fit its rule."""
    words = _WORDS[misfit.problem]
    params = dict(misfit.params)
    if "known" in params:
        known = params["known"].split("、")
        params["near"] = suggestion(params["value"], known, f"可以写：{params['known']}")
    return Finding(
        words.code,
        record.file,
        ("ratings", indicator.id, *misfit.path),
        params={
            "id": indicator.id,
            "name": indicator.name,
            "problem": words.problem.format_map(params),
            "hint": words.hint.format_map(params),
        },
        on_key=not misfit.path,
    )
