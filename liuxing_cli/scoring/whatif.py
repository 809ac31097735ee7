"""Ratings assumed to be otherwise, from a short text on the command line: ``clean-08=4``.

What is assumed is a fact, as an assessor would write it, so that the same rules judge it; or, for
a rule that is not about a measure, points alone.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import lcm

from liuxing_cli.model.assessment import Rating
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.model.standard import Indicator, Rule, RuleItem, RuleKind, VetoScope
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.applies import applies
from liuxing_cli.scoring.cells import Mark
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.row import Row
from liuxing_cli.scoring.rules import RULES
from liuxing_cli.scoring.rules.facts import worth
from liuxing_cli.scoring.wording import term

REASON = "假设"
_STATES = {
    "na": "not_applicable",
    "不适用": "not_applicable",
    "unchecked": "not_checked",
    "未查": "not_checked",
    "no-evidence": "evidence_missing",
    "缺材料": "evidence_missing",
}
_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,9})?")
_MEASURE = re.compile(r"[-−]?[0-9]{1,12}(\.[0-9]{1,9})?")
_COUNT = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")
_TIMES = re.compile(r"([^:=+]+)[:=x×]([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a text is no rating of its indicator, and what would be."""

    problem: str
    hint: str


def assumed_rating(
    indicator: Indicator, most: Fraction, text: str, traits: Mapping[str, TraitValue]
) -> Rating | Fraction | Unreadable:
    """The rating that ``text`` stands for under the rule of ``indicator``, or the points, of
    ``most``, that it names.

    ``na``, ``unchecked`` and ``no-evidence`` are states; everything else depends on the facts
    that the rule reads, see :func:`forms`.
    """
    asked = unicodedata.normalize("NFKC", text).strip()
    state = _STATES.get(asked.lower())
    if state:
        return {"state": state, "reason": REASON}
    items = [item for item in indicator.rule.items if applies(item.applies, traits)]
    facts = RULES[indicator.rule.kind].facts(indicator.rule)
    bare = asked.removesuffix("分").strip()
    points = _NUMBER.fullmatch(bare) and (bare != asked or "measure" not in facts)
    if points and facts and most and Fraction(bare) <= most:
        return Fraction(bare)
    found = None if points else _fact(indicator, items, facts, asked)
    if found is None:
        shown = forms(indicator, most, items)
        return Unreadable(f"{indicator.id}（{indicator.name}）不能写成“{text[:30]}”", shown)
    return {**found, "reason": REASON}


def _fact(
    indicator: Indicator, items: list[RuleItem], facts: tuple[str, ...], asked: str
) -> Rating | None:
    counted = _COUNT.fullmatch(asked)
    if counted and "count" in facts:
        return {"count": int(counted[1]), "of": int(counted[2])}
    if "measure" in facts:
        bare = asked.removesuffix(unicodedata.normalize("NFKC", indicator.rule.unit)).strip()
        return {"measure": Decimal(bare.replace("−", "-"))} if _MEASURE.fullmatch(bare) else None
    if "level" in facts:
        return _level(indicator.rule, asked)
    if "checklist" in facts:
        return _checklist(items, asked)
    return _occurrences(items, asked) if "occurrences" in facts else None


def _level(rule: Rule, asked: str) -> Rating | None:
    if rule.kind is RuleKind.ALL_OR_NOTHING:
        words = {"met": "met", "unmet": "unmet", "做到": "met", "没做到": "unmet"}
        return {"level": words[asked.lower()]} if asked.lower() in words else None
    for item in rule.items:
        if asked.lower() == item.id.lower() or asked == item.name:
            return {"level": item.id}
    return None


def _checklist(items: list[RuleItem], asked: str) -> Rating | None:
    if asked.lower() in ("none", "无"):
        return {"checklist": []}
    if asked.lower() in ("all", "全部"):
        return {"checklist": [item.id for item in items]}
    named = {key: item.id for item in items for key in (item.id.lower(), item.name)}
    parts = [part.strip() for part in asked.split("+")]
    ids = [named.get(part.lower(), named.get(part, "")) for part in parts]
    return {"checklist": list(dict.fromkeys(ids))} if all(ids) else None


def _occurrences(items: list[RuleItem], asked: str) -> Rating | None:
    if asked.lower() in ("none", "无"):
        return {"occurrences": {}}
    named = {key: item.id for item in items for key in (item.id.lower(), item.name)}
    counts: dict[str, int] = {}
    for part in asked.split("+"):
        found = _TIMES.fullmatch(part.strip())
        id_ = named.get(found[1].strip().lower(), named.get(found[1].strip())) if found else None
        if found is None or id_ is None:
            return None
        counts[id_] = counts.get(id_, 0) + int(found[2])
    return {"occurrences": {**counts}}


def reachable(indicator: Indicator, items: list[RuleItem]) -> dict[Fraction, tuple[str, ...]]:
    """Each number of points that a checklist can give, with sub-items that give it.

    What does not apply has left the denominator: the rest is scaled up to full marks.
    """
    due = sum((worth(item) for item in items), Fraction(0))
    sums: dict[Fraction, tuple[str, ...]] = {Fraction(0): ()}
    for item in items:
        for got, ids in list(sums.items()):
            sums.setdefault(got + worth(item), (*ids, item.id))
    scale = indicator.points / due if due else Fraction(0)
    return {got * scale: ids for got, ids in sums.items()}


def outside(indicator: Indicator, items: list[RuleItem], points: Fraction) -> str:
    """The points that the rule itself can give, where ``points`` are none of them; else empty."""
    if indicator.rule.kind is RuleKind.CHECKLIST:
        known = set(reachable(indicator, items))
    elif indicator.rule.kind is RuleKind.ALL_OR_NOTHING:
        known = {Fraction(0), indicator.points}
    elif indicator.rule.kind in (RuleKind.OPTIONS, RuleKind.BANDS, RuleKind.SAMPLE):
        known = {worth(item) for item in items}
    else:
        return ""
    return "" if points in known else "、".join(term(each) for each in sorted(known))


def with_points(plan: Plan, row: Row, id_: str, points: Fraction) -> Row:
    """The same row with ``points`` in one column, whatever facts may stand behind them."""
    place = next(n for n, column in enumerate(plan.columns) if column.id == id_)
    column = plan.columns[place]
    scale = lcm(row.scale, points.denominator)
    earned = [own * (scale // row.scale) for own in row.earned]
    veto = column.indicator.veto
    fired = veto is not None and column.points > 0 and points / column.points < veto.below
    taken = fired and column.vetoes(VetoScope.INDICATOR)
    earned[place] = 0 if taken else int(points * scale)
    marks = bytearray(row.marks)
    marks[place] = Mark.VETOED if fired else Mark.SCORED
    misfits = tuple(each for each in row.misfits if each[0] != id_)
    return replace(row, scale=scale, earned=tuple(earned), marks=bytes(marks), misfits=misfits)


def forms(indicator: Indicator, most: Fraction, items: list[RuleItem]) -> str:
    """How a rating of this indicator can be written, for a reader who guessed wrong."""
    facts = RULES[indicator.rule.kind].facts(indicator.rule)
    ids = [item.id for item in items]
    ways: list[str] = []
    if "count" in facts:
        ways.append("合格数/总数（如 46/50）")
    if "measure" in facts:
        ways.append(f"数值（单位：{indicator.rule.unit or '无'}）")
    if "level" in facts:
        met = indicator.rule.kind is RuleKind.ALL_OR_NOTHING
        ways.append("met（做到）或 unmet（没做到）" if met else "或".join(ids))
    if "checklist" in facts:
        ways.append(f"符合的分项（{'+'.join(ids)}，all、none）")
    if "occurrences" in facts:
        ways.append(f"次数（{'+'.join(f'{id_}:2' for id_ in ids[:2])}）")
    if facts and most:
        ways.append(f"得分 0 分到 {term(most)} 分{'（带“分”字）' if 'measure' in facts else ''}")
    elif not facts:
        ways.append("由事件记录得出，不能假设得分")
    return f"{indicator.id} 可以写：{'；'.join(ways)}；na（不适用）、unchecked（未查）"


def parts_of(text: str) -> list[tuple[str, str]] | Unreadable:
    """``clean-08=4,safe-03=na`` as pairs."""
    pairs: list[tuple[str, str]] = []
    for part in re.split("[,，;；]", text):
        id_, equals, value = part.partition("=")
        if not (id_.strip() and equals and value.strip()):
            return Unreadable(f"--what-if 的“{part[:30]}”看不懂", "写成 clean-08=4,safe-03=na")
        if any(id_.strip() == known for known, _ in pairs):
            return Unreadable(f"{id_.strip()} 写了两次", "一项只能有一种假设")
        pairs.append((id_.strip(), value.strip()))
    return pairs


def unknown(asked: str, known: list[str]) -> Unreadable:
    """An indicator that this profile does not have."""
    return Unreadable(
        f"这个评分办法里没有指标“{asked[:30]}”", suggestion(asked, known, "指标编号如 clean-08")
    )
