"""Profiles: sources and their weights, caps and bars, quotas, grade floors, tables by kind."""

import re
from collections.abc import Iterator
from fractions import Fraction

from liuxing_cli.checks.references import is_incomplete, unreadable
from liuxing_cli.model.decision import Test
from liuxing_cli.model.finding import Finding, KeyPath
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.profile import Grade, Profile
from liuxing_cli.model.workspace import Workspace

_FULL = Fraction(100)


def check_combine(ws: Workspace) -> Iterator[Finding]:
    """PRF015, PRF016: several sources have weights, one each, that sum to 100."""
    for profile in ws.profiles.values():
        rule = profile.decision.combine
        if rule is None:
            if len(profile.sources) > 1:
                params = {"count": str(len(profile.sources)), "sources": "、".join(profile.sources)}
                yield Finding("PRF015", profile.file, ("sources",), params=params)
            continue
        weights = set(rule.weights)
        unweighted = [source for source in profile.sources if source not in weights]
        strange = [source for source in rule.weights if source not in profile.sources]
        whole = sum(rule.weights.values(), Fraction(0))
        problems = [f"{source} 没有权重" for source in unweighted]
        problems += [f"{source} 不在 sources 里" for source in strange]
        problems += [f"权重合计 {plain(whole)}，不是 100"] if whole != _FULL else []
        for problem in problems:
            path = ("combine", "weights")
            params = {"problem": problem}
            yield Finding("PRF016", profile.file, path, params=params, on_key=True)


def check_tests(ws: Workspace) -> Iterator[Finding]:
    """PRF017, PRF018: caps, bars and tables name what exists, and test one thing each."""
    for profile in ws.profiles.values():
        rules = profile.decision
        grades = [grade.id for grade in profile.grades]
        for place, cap in enumerate(rules.caps):
            if cap.at_most not in grades:
                path: KeyPath = ("caps", place, "at_most")
                yield _unknown(profile, path, "等次", cap.at_most, grades)
        tested: list[tuple[KeyPath, Test]] = [
            *((("ineligible", i, "when"), bar.when) for i, bar in enumerate(rules.ineligible)),
            *((("caps", i, "when"), cap.when) for i, cap in enumerate(rules.caps)),
            *((("tables", i, "when"), table.when) for i, table in enumerate(rules.tables)),
        ]
        for path, test in tested:
            yield from _test(ws, profile, path, test)


def _test(ws: Workspace, profile: Profile, path: KeyPath, test: Test) -> Iterator[Finding]:
    standard = ws.standards[profile.standard]
    problem = _shape(test, only_trait=path[0] == "tables")
    if problem:
        params = {"problem": problem}
        yield Finding("PRF018", profile.file, path, params=params, on_key=True)
    if is_incomplete(ws, standard):
        return
    chosen = [selection.indicator for selection in profile.selections]
    if test.indicator and test.indicator not in chosen:
        yield _unknown(profile, (*path, "indicator"), "选用的指标", test.indicator, chosen)
    if test.trait and test.trait not in standard.traits:
        yield _unknown(profile, (*path, "trait"), "特征", test.trait, list(standard.traits))


def _shape(test: Test, *, only_trait: bool) -> str:
    """What is wrong with a test, empty where it tests one thing and has what that takes."""
    named = [bool(test.indicator), bool(test.trait), bool(test.events)]
    bounds = [test.equals is not None, test.at_least is not None, test.below is not None]
    wrong = {
        "indicator、trait、events 要写且只写一个": sum(named) != 1,
        "分类用表只看特征（trait）": only_trait and not test.trait,
        "指标的条件写 below：得分占满分的份额低于多少": (
            bool(test.indicator) and bounds != [False, False, True]
        ),
        "below 是占满分的份额，在 0 到 1 之间": (
            bool(test.indicator) and test.below is not None and not 0 < test.below <= 1
        ),
        "特征的条件写 equals、at_least 或 below": bool(test.trait) and not any(bounds),
        "事件的条件不写 equals、at_least、below": bool(test.events) and any(bounds),
        "levels、within_months 只用于事件": (
            not test.events and bool(test.levels or test.within_months)
        ),
    }
    return next((problem for problem, found in wrong.items() if found), "")


def check_tables(ws: Workspace) -> Iterator[Finding]:
    """PRF017, PRF021: the other table exists and yields results of the same shape."""
    for profile in ws.profiles.values():
        for place, table in enumerate(profile.decision.tables):
            path = ("tables", place, "profile")
            other = ws.profiles.get(table.profile)
            if other is None:
                if not unreadable(ws, f"standards/profiles/{table.profile}.yaml"):
                    yield _unknown(profile, path, "评分办法", table.profile, list(ws.profiles))
                continue
            for what in _differences(profile, other):
                params = {"profile": other.id, "what": what}
                yield Finding("PRF021", profile.file, path, params=params)


def _differences(one: Profile, other: Profile) -> Iterator[str]:
    if one.subject is not other.subject:
        yield "受评对象（subject）"
    if one.full != other.full:
        yield "总分满分（full）"
    if [branch.id for branch in one.branches] != [branch.id for branch in other.branches]:
        yield "分支（branches）"
    if [(g.id, g.at_least) for g in one.grades] != [(g.id, g.at_least) for g in other.grades]:
        yield "等次（grades）"
    if other.decision.tables:
        yield "又按分类另用一份（tables 只能有一层），"


def check_quotas(ws: Workspace) -> Iterator[Finding]:
    """PRF019: a quota stands where there is an order, something to fall to, and someone to pass."""
    for profile in ws.profiles.values():
        for place, grade in enumerate(profile.grades):
            if grade.quota is None:
                continue
            problem = _quota(profile, place, grade)
            if problem:
                path = ("grades", place, "quota")
                params = {"grade": grade.name, "problem": problem}
                yield Finding("PRF019", profile.file, path, params=params, on_key=True)


def _quota(profile: Profile, place: int, grade: Grade) -> str:
    if place == len(profile.grades) - 1:
        return "最低一等没有下一等可归，不能设名额"
    if not grade.passing:
        return "不达标的等次不排先后，不能设名额"
    return ""


def check_floors(ws: Workspace) -> Iterator[Finding]:
    """PRF020: the floors of a grade name branches, fit their scale, and ask no less than lower
    grades do."""
    for profile in ws.profiles.values():
        fulls = {branch.id: branch.full for branch in profile.branches}
        for place, grade in enumerate(profile.grades):
            for branch, least in grade.floors.items():
                below = max(
                    (g.floors.get(branch, Fraction(0)) for g in profile.grades[place + 1 :]),
                    default=Fraction(0),
                )
                if branch not in fulls:
                    problem = f"没有分支 {branch}"
                elif least > fulls[branch]:
                    problem = f"{branch} 的 {plain(least)} 分高于满分 {plain(fulls[branch])}"
                elif least < below:
                    problem = f"{branch} 的 {plain(least)} 分低于下一等次要求的 {plain(below)}"
                else:
                    continue
                path = ("grades", place, "floors")
                params = {"grade": grade.name, "problem": problem}
                yield Finding("PRF020", profile.file, path, params=params, on_key=True)


def check_edges(ws: Workspace) -> Iterator[Finding]:
    """PRF022: edges such as 901 and 851 assume whole numbers: 900.5 falls to the grade below."""
    for profile in ws.profiles.values():
        edges = [grade.at_least for grade in profile.grades if grade.at_least]
        odd = [edge for edge in edges if re.fullmatch(r"\d+1", plain(edge))]
        if len(odd) < 2:
            continue
        for place, grade in enumerate(profile.grades):
            if grade.at_least in odd:
                path = ("grades", place, "at_least")
                gap = f"{plain(grade.at_least - 1)}.5"
                params = {"edge": plain(grade.at_least), "gap": gap}
                yield Finding("PRF022", profile.file, path, params=params)


def _unknown(profile: Profile, path: KeyPath, what: str, id_: str, known: list[str]) -> Finding:
    hint = suggestion(id_, known, f"现有：{'、'.join(known[:12])}")
    return Finding("PRF017", profile.file, path, params={"what": what, "id": id_, "hint": hint})
