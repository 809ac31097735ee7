"""The conditions of a decision in words: in full with their numbers, or in a few characters."""

from collections.abc import Sequence
from fractions import Fraction

from liuxing_cli.model.numbers import fixed_near, plain
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.result import Condition, Result, Verdict

TOLD = {Verdict.MET: "符合", Verdict.NOT_MET: "不符合", Verdict.UNKNOWN: "不能判定"}

SHORT = {
    "self": "自评",
    "peer": "互评",
    "third_party": "第三方",
    "inspection": "检查",
    "survey": "调查",
}
"""The sources in two or three characters."""

Held = tuple[Fraction | None, Fraction | None, Fraction | None]
"""Lower bound, upper bound and the line that they are held against."""


def held(condition: Condition, result: Result, profile: Profile) -> Held:
    """The numbers of a condition; None where it is not about a score."""
    kind, _, what = condition.id.partition(":")
    if kind == "total":
        marks = [grade.at_least for grade in profile.grades if grade.passing]
        lower, upper = (
            (result.total, result.upper)
            if result.graded is None
            else (result.graded, result.graded_upper)
        )
        return lower, upper, min(marks, default=None)
    branch_id = what.partition(":")[2] if kind == "grade" else what
    branch = next((b for b in result.branches if b.id == branch_id), None)
    if kind not in ("floor", "grade") or branch is None:
        return None, None, None
    line = next((b.floor for b in profile.branches if b.id == branch_id), None)
    if kind == "grade":
        grade = next(g for g in profile.grades if g.id == what.partition(":")[0])
        line = grade.floors.get(branch_id)
    if branch.score is None or branch.upper is None or "floors" not in profile.decision.bonus_lifts:
        return branch.score, branch.upper, line
    return branch.score + branch.bonus, branch.upper + branch.bonus_upper, line


def told(condition: Condition, result: Result, profile: Profile) -> str:
    """A condition with its numbers and verdict: ``总分不低于 70 分（达标）：67.44，不符合``."""
    lower, upper, line = held(condition, result, profile)
    basis = condition.detail
    if lower is not None and upper is not None and line is not None:
        basis = _number(lower, line, profile)
        if upper != lower:
            basis = f"下限 {basis}，上限 {_number(upper, line, profile)}"
    basis = f"{basis}，" if basis else ""
    return f"{condition.text}：{basis}{TOLD[condition.verdict]}"


def _number(value: Fraction, line: Fraction, profile: Profile) -> str:
    return fixed_near(value, profile.rounding.digits, [line], profile.rounding.mode)


def failures(result: Result, profile: Profile) -> list[str]:
    """What was not met (``安全<60``) or cannot be told yet (``安全待查``), in a few words."""
    words: list[str] = []
    unsettled: list[str] = []
    for condition in result.conditions:
        if condition.verdict is Verdict.MET:
            continue
        if condition.verdict is Verdict.UNKNOWN:
            unsettled += _open(condition, result, profile)
        else:
            words += _missed(condition, result, profile)
    if result.total is None:
        words += [f"缺{SHORT[part.source]}" for part in result.sources if part.score is None]
    named = {c.id.partition(":")[2] for c in result.conditions}
    words += [f"否决 {veto}" for veto in result.vetoes if veto not in named]
    if len(unsettled) > 2:
        return [*words, f"待查{len(unsettled)}项"]
    words += [name if name.startswith("缺") else f"{name}待查" for name in unsettled]
    return list(dict.fromkeys(words))


def _open(condition: Condition, result: Result, profile: Profile) -> Sequence[str]:
    kind, _, what = condition.id.partition(":")
    names = {b.id: b.name[:2] for b in profile.branches}
    if kind == "grade":
        return [what] if _would_matter(what, result, profile) else []
    if kind == "whole":
        return [f"缺{names.get(what, what)}型"]
    known = {"total": "总分", "eligible": "资格", "cap": "封顶", "quota": "名额"}
    return [known.get(kind) or names.get(what, "否决")]


def _missed(condition: Condition, result: Result, profile: Profile) -> Sequence[str]:
    kind, _, what = condition.id.partition(":")
    names = {b.id: b.name[:2] for b in profile.branches}
    grades = {g.id: g for g in profile.grades}
    if kind == "total":
        return ["总分"]
    if kind == "floor":
        floors = {b.id: plain(b.floor) for b in profile.branches if b.floor is not None}
        return [f"{names[what]}<{floors[what]}"]
    if kind == "grade":
        grade, _, branch = what.partition(":")
        least = plain(grades[grade].floors[branch])
        short = f"{grades[grade].name}要{names[branch]}≥{least}"
        return [short] if _would_matter(what, result, profile) else []
    if kind == "quota":
        return [f"{grades[what].name}名额外"]
    return {"eligible": ["不得参评"], "cap": _capped(what, result, profile)}.get(
        kind, [f"否决 {what}"]
    )


def _capped(cap_id: str, result: Result, profile: Profile) -> list[str]:
    """The cap, where the total alone would reach a grade above it."""
    at_most = next((c.at_most for c in profile.decision.caps if c.id == cap_id), "")
    places = {grade.id: place for place, grade in enumerate(profile.grades)}
    place = places.get(at_most, 0)
    total = result.total if result.graded is None else result.graded
    if not place or total is None or total < profile.grades[place - 1].at_least:
        return []
    return [f"最高{profile.grades[place].name}"]


def _would_matter(what: str, result: Result, profile: Profile) -> bool:
    """Whether the total alone would reach the grade whose own floor is not met."""
    grade = next(g for g in profile.grades if g.id == what.partition(":")[0])
    upper = result.upper if result.graded_upper is None else result.graded_upper
    return upper is not None and upper >= grade.at_least
