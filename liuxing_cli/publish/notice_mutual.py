"""The public notice of a mutual evaluation: bands, adjusted and raw scores, and how sure they are.

What only the office may look at never comes here: this module reads none of it. How severely a
named member marks is shown only where the office's settings say so.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from liuxing_cli.model.numbers import plain
from liuxing_cli.model.profile import Profile, Rounding, Structure, SubjectKind
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.publish.document import Block, Column, Document, SignOff, Table
from liuxing_cli.publish.errors import PublishError
from liuxing_cli.publish.mutual import (
    NONE,
    ComparisonView,
    GroupView,
    MemberLine,
    PartView,
    in_words,
    number,
    percent,
)
from liuxing_cli.publish.notice import contacts
from liuxing_cli.publish.template import Templates
from liuxing_cli.publish.words import (
    SUBJECT_KINDS,
    book_title,
    chinese_date,
    enumerate_names,
    period_name,
)

TEMPLATE_MUTUAL = "notice-mutual.txt.j2"

_PUBLIC = {
    "too_small": "只有两家。两家互评，分不清是打分尺度不同还是工作有高低，不公布分数。",
    "raw_only": "家数或打分份数太少，不能校正，只公布原始平均分，不分档次，不排先后。",
    "disconnected": "评价关系没有连成一片，分成几部分列出，各部分之间不能比较。",
    "few_ratings": "收到打分不足三份的，不分档次。",
    "sparse": "每家收到的打分较少，校正分的误差较大。",
    "no_spread": "打分不足以估计误差，校正分只供参考，不分档次。",
}
"""What the public is told, by the code of a caution; the others concern the office alone."""


def mutual_notice(
    ws: Workspace, profile: Profile, view: ComparisonView, templates: Templates
) -> Document:
    """The notice of the round of ``view``, compared under the mutual ``profile``.

    Raises:
        PublishError: the round has no date.
        TemplateError: the template is wrong.
    """
    if view.issued is None:
        raise PublishError("不知道成文日期，不能写成通告")
    severe = ws.settings.mutual.publish_severities
    objects: dict[str, Block] = {
        "contacts": contacts(ws.settings.contact),
        "signoff": SignOff(ws.settings.office, chinese_date(view.issued)),
    }
    groups = []
    for place, group in enumerate(view.groups, start=1):
        parts = _parts(group)
        names = [f"group{place}-{n}" for n in range(1, len(parts) + 1)]
        tables = [_table(group, part, profile.subject, severe=severe) for part in parts]
        objects |= dict(zip(names, tables, strict=True))
        groups.append(_group_values(group, parts, names))
    values = {**_values(ws, profile, view), "groups": groups, "has_severities": severe}
    return Document(
        templates.fill(TEMPLATE_MUTUAL, values, objects), view.issued, ws.settings.office
    )


def _values(ws: Workspace, profile: Profile, view: ComparisonView) -> dict[str, Any]:
    standard = ws.standards[profile.standard]
    streets = profile.subject is SubjectKind.STREET
    return {
        "district": ws.settings.district,
        "office": ws.settings.contact.office,
        "documents": enumerate_names([book_title(d.title) for d in standard.documents.values()]),
        "period": period_name(view.period or ""),
        "units": SUBJECT_KINDS[profile.subject],
        "by": "片会" if streets else "街道（乡镇）",
        "here": "本片" if streets else "本街道（乡镇）",
        "methods": _methods(profile),
        "rounding": profile.rounding.digits,
        "level": percent(view.groups[0].level) if view.groups else "",
        "adjusted": any(m.adjusted is not None for g in view.groups for m in g.members),
        "synthetic": ws.settings.synthetic,
    }


def _methods(profile: Profile) -> str:
    """``实地走访（40%）、查阅档案（35%）和调查问卷（25%）``; empty for other profiles."""
    counted = [b for b in profile.branches if b.weight > 0]
    if profile.structure is not Structure.METHODS or not counted:
        return ""
    whole = sum((b.weight for b in counted), Fraction(0))
    return enumerate_names([f"{b.name}（{plain(100 * b.weight / whole)}%）" for b in counted])


def _parts(group: GroupView) -> list[list[MemberLine]]:
    """Those rated, by connected part, bands first; within a band by code, which ranks nobody."""
    if any(code == "too_small" for code, _ in group.cautions):
        return []
    rated = [m for m in group.members if m.rated]
    places = sorted({m.part for m in rated if m.part is not None})
    found = [[m for m in rated if m.part == place] for place in places]
    absent = [m for m in rated if m.part is None]
    if absent:
        found = [*found[:-1], [*found[-1], *absent]] if len(found) == 1 else [*found, absent]
    return [sorted(part, key=lambda m: (m.band is None, m.band or 0, m.id)) for part in found]


def _table(
    group: GroupView, members: Sequence[MemberLine], kind: SubjectKind, *, severe: bool
) -> Table:
    """Bands and scores, or raw means alone where nothing can be adjusted."""
    adjusted = any(m.adjusted is not None for m in members)
    columns = [Column(SUBJECT_KINDS[kind], key="name", width=6)]
    rows = [[m.name] for m in members]
    if adjusted:
        columns = [Column("档次", key="band", width=2), *columns]
        columns.append(Column("校正分", key="adjusted", numeric=True))
        columns.append(Column("误差（±）", key="standard_error", numeric=True))
        rows = [[_band(m), m.name, *_adjusted(m, group.rounding)] for m in members]
    columns.append(Column("原始平均分", key="raw_mean", numeric=True))
    columns.append(Column("收到打分（份）", key="ratings", numeric=True))
    for row, m in zip(rows, members, strict=True):
        row += [number(m.raw_mean, group.rounding), str(m.ratings)]
    if severe and adjusted:
        columns.append(Column("打分松紧", key="severity", numeric=True))
        for row, m in zip(rows, members, strict=True):
            row.append(number(m.severity, group.rounding, signed=True))
    caption = f"{group.name}互评结果"
    if len(_parts(group)) > 1:
        caption += "（没有收到打分）" if members[0].part is None else _part_name(members[0].part)
    return Table(caption, columns, rows, names=1 if adjusted else 0)


def _part_name(place: int | None) -> str:
    return f"（第{in_words((place or 0) + 1)}部分）"


def _band(member: MemberLine) -> str:
    return NONE if member.band is None else f"第{in_words(member.band)}档"


def _adjusted(member: MemberLine, rounding: Rounding) -> list[str]:
    """Score and error; an error of 0 means that it could not be told."""
    error = member.standard_error or None
    return [number(member.adjusted, rounding), number(error, rounding)]


def _group_values(
    group: GroupView, parts: Sequence[Sequence[MemberLine]], names: Sequence[str]
) -> dict[str, Any]:
    """What the text says of one group."""
    due = len(group.scores) + len(group.missing)
    codes = {code for code, _ in group.cautions}
    remarks = [text for code, text in _PUBLIC.items() if code in codes]
    return {
        "name": group.name,
        "members": sum(m.rated for m in group.members),
        "due": due,
        "used": len(group.scores),
        "missing": len(group.missing),
        "tables": list(names),
        "sizes": [
            size
            for place, members in enumerate(parts)
            if (size := _size(group, place, members, several=len(parts) > 1))
        ],
        "remarks": remarks,
    }


def _size(
    group: GroupView, place: int, members: Sequence[MemberLine], *, several: bool
) -> dict[str, Any]:
    """How large the error of one part is; nothing where it could not be told."""
    part: PartView | None = group.parts[place] if place < len(group.parts) else None
    errors = [m.standard_error for m in members if m.standard_error]
    if part is None or not errors or part.least_difference is None:
        return {}
    bands = {m.band for m in members if m.band is not None}
    return {
        "part": _part_name(place) if several else "",
        "error": _range(errors, group.rounding),
        "difference": number(part.least_difference, group.rounding),
        "bands": len(bands),
    }


def _range(values: Sequence[Decimal], rounding: Rounding) -> str:
    low, high = (number(value, rounding) for value in (min(values), max(values)))
    return low if low == high else f"{low}至{high}"
