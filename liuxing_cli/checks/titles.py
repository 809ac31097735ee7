"""Titles: who has them, and whether their records can follow one another."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath

from liuxing_cli.checks.references import subject_is_unknown, unknown, unreadable
from liuxing_cli.model.finding import Finding, KeyPath, Related
from liuxing_cli.model.titles import STATE_NAMES, Title, TitleState
from liuxing_cli.model.workspace import Workspace


def _all(ws: Workspace) -> Iterator[Title]:
    for titles in ws.titles.values():
        yield from titles


def check_subjects(ws: Workspace) -> Iterator[Finding]:
    """TTL003, TTL004: the subject exists, and the file is named after it."""
    files = {title.file: title.subject for title in _all(ws)}
    for file, subject in files.items():
        if subject_is_unknown(ws, subject):
            yield unknown("TTL003", file, ("subject",), subject, ws.subjects)
        elif PurePosixPath(file).stem != subject:
            params = {"expected": f"data/titles/{subject}.yaml"}
            yield Finding("TTL004", file, ("subject",), params=params)


def check_unique(ws: Workspace) -> Iterator[Finding]:
    """TTL006: a subject has each title once; a new nomination continues the same one."""
    for titles in ws.titles.values():
        first: dict[str, Title] = {}
        for title in titles:
            other = first.setdefault(title.title, title)
            if other is not title:
                there = Related(other.file, None, "另一条", ("titles", other.place, "title"))
                path = ("titles", title.place, "title")
                params = {"title": title.title}
                yield Finding("TTL006", title.file, path, params=params, related=(there,))


def check_moves(ws: Workspace) -> Iterator[Finding]:
    """TTL001: every move can follow the one before it."""
    for title in _all(ws):
        for place in title.impossible():
            to = STATE_NAMES[title.moves[place].to]
            problem = f"第一条记录不能是“{to}”"
            if place:
                problem = f"“{to}”不能接在“{STATE_NAMES[title.moves[place - 1].to]}”之后"
            earlier = Title(title.subject, title.title, title.moves[:place], title.issuer)
            allowed = [f"{s}（{STATE_NAMES[s]}）" for s in TitleState if s in earlier.may_follow()]
            params = {"problem": problem, "allowed": "、".join(allowed) or "无"}
            yield Finding("TTL001", title.file, _at(title, place, "to"), params=params)


def check_dates(ws: Workspace) -> Iterator[Finding]:
    """TTL002, TTL007: moves stand in the order of their dates; terms belong to confirmed titles."""
    for title in _all(ws):
        for place, (before, after) in enumerate(pairwise(title.moves), start=1):
            if after.date < before.date:
                there = Related(title.file, None, "上一条", _at(title, place - 1, "date"))
                params = {"date": after.date, "before": before.date}
                path = _at(title, place, "date")
                yield Finding("TTL002", title.file, path, params=params, related=(there,))
        for place, move in enumerate(title.moves):
            if move.until and move.to is not TitleState.CONFIRMED:
                problem = f"“{STATE_NAMES[move.to]}”没有有效期"
            elif move.until and move.until < move.date:
                problem = f"{move.until} 早于记录日期 {move.date}"
            else:
                continue
            path = _at(title, place, "until")
            yield Finding("TTL007", title.file, path, params={"problem": problem})


def check_known(ws: Workspace) -> Iterator[Finding]:
    """TTL008: a title is awarded by a profile, or by another body that is named."""
    if unreadable(ws, "standards/"):
        return
    awarded = [profile.decision.awards for profile in ws.profiles.values()]
    known = {award.title for award in awarded if award}
    for title in _all(ws):
        if title.title not in known and not title.issuer:
            path = ("titles", title.place, "title")
            yield unknown("TTL008", title.file, path, title.title, sorted(known))


def _at(title: Title, place: int, key: str) -> KeyPath:
    return ("titles", title.place, "moves", place, key)
