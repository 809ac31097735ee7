"""Ids are permanent: what a standard says about renamed and retired ones, and its own history."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from liuxing_cli.checks.references import is_incomplete
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.standard import Standard
from liuxing_cli.model.workspace import Workspace


def check_renames(ws: Workspace) -> Iterator[Finding]:
    """STD020: a renamed or retired id is no longer in use, and every rename leads somewhere."""
    for standard in ws.standards.values():
        yield from _in_use(standard)
        for old in standard.renames:
            problem = _rename_problem(standard, old, complete=not is_incomplete(ws, standard))
            if problem:
                params = {"problem": problem}
                yield Finding("STD020", standard.file, ("renames", old), params=params)


def _in_use(standard: Standard) -> Iterator[Finding]:
    for key, ids in (("renames", standard.renames), ("retired", standard.retired)):
        for old in ids:
            if old in standard.indicators:
                params = {"problem": f"{old} 已改名或停用，却还有这个指标"}
                yield Finding("STD020", standard.file, (key, old), params=params, on_key=True)
    for old in standard.retired:
        if old in standard.renames:
            params = {"problem": f"{old} 既写成改名，又写成停用"}
            yield Finding("STD020", standard.file, ("retired", old), params=params, on_key=True)


def _rename_problem(standard: Standard, old: str, *, complete: bool) -> str:
    new = standard.renames[old]
    trail = [old]
    while new in standard.renames and new not in trail:
        trail.append(new)
        new = standard.renames[new]
    if new in trail:
        return f"改名绕成了圈：{' → '.join([*trail, new])}" if new == old else ""
    known = new in standard.indicators or new in standard.retired
    if known or not complete or len(trail) > 1:  # the last link of a chain says what is wrong
        return ""
    return f"{old} 改名为 {new}，但没有指标 {new}"


def check_versions(ws: Workspace) -> Iterator[Finding]:
    """STD021: no id of an earlier version of a standard in the workspace is lost or used again."""
    ordered = sorted(ws.standards.values(), key=lambda standard: (standard.id, _age(standard)))
    for _, versions in groupby(ordered, key=lambda standard: standard.id):
        for earlier, later in pairwise(versions):
            if not is_incomplete(ws, later) and not is_incomplete(ws, earlier):
                yield from compare(earlier, later)


def compare(earlier: Standard, later: Standard) -> Iterator[Finding]:
    """Yield what the later version does with the ids of the earlier one that no version may do."""
    explained = later.renames.keys() | later.retired.keys()
    for id_ in earlier.indicators:
        if id_ not in later.indicators and id_ not in explained:
            problem = f"版本 {earlier.version} 的指标 {id_} 不见了"
            hint = f"在 renames 里写它改成了什么，或在 retired 里写为什么停用：{id_}: 原因"
            yield _lost(later, problem, hint)
    for id_ in earlier.renames.keys() | earlier.retired.keys():
        if id_ in later.indicators:
            indicator = later.indicators[id_]
            problem = f"编号 {id_} 在版本 {earlier.version} 里已改名或停用，又用了一次"
            params = {"problem": problem, "hint": "换一个从没用过的编号"}
            yield Finding("STD021", indicator.file, (*indicator.path, "id"), params=params)
        elif id_ not in explained:
            problem = f"版本 {earlier.version} 记着 {id_} 的改名或停用，这里没有了"
            yield _lost(later, problem, "把对照照抄过来：旧记录还要靠它")


def _lost(standard: Standard, problem: str, hint: str) -> Finding:
    params = {"problem": problem, "hint": hint}
    return Finding("STD021", standard.file, ("version",), params=params)


def _age(standard: Standard) -> list[tuple[int, str]]:
    """Versions in the order of people: 9 before 10, 1.2 before 1.10."""
    parts = re.findall(r"[0-9]+|[A-Za-z]+", standard.version)
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts]
