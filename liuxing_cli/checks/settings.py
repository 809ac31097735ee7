"""The settings of a workspace: peer groups, assessors, default profile, pattern of ids."""

import re
from collections.abc import Iterator

from liuxing_cli import codes
from liuxing_cli.checks.references import subject_is_unknown, unknown, unreadable
from liuxing_cli.model.finding import Finding, KeyPath, Related, Severity
from liuxing_cli.model.profile import SubjectKind
from liuxing_cli.model.workspace import NO_CONTACT, NO_PUBLICITY, Workspace


def check_profile(ws: Workspace) -> Iterator[Finding]:
    """WSP006: the default profile exists."""
    id_, settings = ws.settings.profile, ws.settings
    broken = unreadable(ws, settings.file, f"standards/profiles/{id_}.yaml")
    if id_ not in ws.profiles and not broken:
        yield unknown("WSP006", settings.file, ("profile",), id_, ws.profiles)


def check_complete(ws: Workspace) -> Iterator[Finding]:
    """SCH002: where communities or streets are evaluated, their district publishes the results."""
    settings = ws.settings
    own = any(subject.kind is not SubjectKind.SUBJECT for subject in ws.subjects.values())
    if not own or unreadable(ws, settings.file):
        return
    for key, title, missing in (
        ("district", "区名", not settings.district),
        ("contact", "联系方式", settings.contact == NO_CONTACT),
        ("publicity", "公示期", settings.publicity is NO_PUBLICITY),
    ):
        if missing:
            params = {"what": "文件", "key": key, "title": title}
            yield Finding("SCH002", settings.file, (), params=params, on_key=True)


def check_groups(ws: Workspace) -> Iterator[Finding]:
    """WSP007, WSP008: members of a peer group are streets, and each is in one group only."""
    file = ws.settings.file
    first: dict[str, KeyPath] = {}
    for number, group in enumerate(ws.settings.groups):
        for place, member in enumerate(group.members):
            path: KeyPath = ("groups", number, "members", place)
            subject = ws.subjects.get(member)
            if subject is None and subject_is_unknown(ws, member):
                streets = [s.id for s in ws.subjects.values() if s.kind is SubjectKind.STREET]
                yield unknown("WSP007", file, path, member, streets)
            elif subject is not None and subject.kind is not SubjectKind.STREET:
                params = {"id": member, "hint": "片会由街道、乡镇组成，这里是社区"}
                yield Finding("WSP007", file, path, params=params)
            if first.setdefault(member, path) != path:
                there = (Related(file, None, "已在这个片会", first[member]),)
                yield Finding("WSP008", file, path, params={"id": member}, related=there)


def check_unique_ids(ws: Workspace) -> Iterator[Finding]:
    """WSP009: groups and assessors have ids of their own."""
    for key, listed in (("groups", ws.settings.groups), ("assessors", ws.settings.assessors)):
        ids = [item.id for item in listed]
        for place, id_ in enumerate(ids):
            if id_ in ids[:place]:
                path = (key, place, "id")
                yield Finding("WSP009", ws.settings.file, path, params={"id": id_})


def check_pattern(ws: Workspace) -> Iterator[Finding]:
    """WSP010: the pattern of subject ids is a regular expression."""
    try:
        re.compile(ws.settings.subject_id)
    except re.error:
        params = {"pattern": ws.settings.subject_id}
        yield Finding("WSP010", ws.settings.file, ("subject_id",), params=params)


FIRM = ("YML", "SCH", "SYS", "IGN")
"""Codes of what was not read or not checked: neither ignored nor reported as anything less."""


def is_firm(code: str) -> bool:
    """Tell whether the findings of a code stand whatever settings and comments say."""
    return code.startswith(FIRM) and codes.lookup(code).severity == Severity.ERROR


def check_severities(ws: Workspace) -> Iterator[Finding]:
    """WSP012: settings of severity name codes that exist and that may be reported as less."""
    for place, rule in enumerate(ws.settings.severities):
        path: KeyPath = ("checks", "severity", place, "code")
        meant = [code for code in codes.codes() if code.startswith(rule.code)]
        if not meant:
            problem = f"没有代码 {rule.code}"
        elif rule.level is not Severity.ERROR and any(map(is_firm, meant)):
            problem = f"{rule.code} 里有文件没有读、没有查的错误，不能降级"
        else:
            continue
        yield Finding("WSP012", ws.settings.file, path, params={"problem": problem})
