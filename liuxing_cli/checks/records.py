"""Records: who assessed whom, when, with which standard, and where the file lies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from sys import intern
from typing import Any

from liuxing_cli.checks.references import is_incomplete, subject_is_unknown, unknown, unreadable
from liuxing_cli.model.assessment import Assessment, EvidenceProbe
from liuxing_cli.model.finding import Finding, Related
from liuxing_cli.model.kinds import Source, SubjectKind
from liuxing_cli.model.standard import Applicability, Indicator, Standard
from liuxing_cli.model.subject import Subject
from liuxing_cli.model.workspace import Workspace

_PERIOD = re.compile(r"([0-9]{4})(?:H([12])|Q([1-4]))?")


@dataclass(slots=True)
class RecordCache:
    """What a run over many records remembers: files seen, and per standard what never changes.

    ``evidence`` looks at files of the workspace; without it (a git revision) evidence that is
    named by its path is taken on trust.
    """

    seen: dict["Key", str] = field(default_factory=dict)
    standards: dict[str, "StandardFacts"] = field(default_factory=dict)
    evidence: EvidenceProbe | None = None


@dataclass(slots=True)
class StandardFacts:
    """What the records of one standard share.

    ``conditional`` are the indicators that do not apply to everyone, ``by_item`` the conditions
    of single checklist items by indicator, ``fitting`` the ratings known to fit, ``measures`` the
    least and the greatest measure by indicator that are known to, ``subjects`` what each subject's
    traits exempt it from.
    """

    conditional: tuple[Indicator, ...]
    by_item: dict[str, tuple[Applicability, ...]]
    incomplete: bool
    fitting: set[tuple[object, ...]] = field(default_factory=set)
    measures: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    subjects: dict[str, tuple[frozenset[str], dict[str, tuple[bool, ...]]]] = field(
        default_factory=dict
    )


def facts_of(ws: Workspace, cache: RecordCache, standard: Standard) -> StandardFacts:
    """Return the shared facts of a standard, collected once."""
    known = cache.standards.get(standard.ref)
    if known is None:
        indicators = standard.indicators.values()
        conditions = {i.id: tuple(x.applies for x in i.rule.items if x.applies) for i in indicators}
        by_item = {id_: listed for id_, listed in conditions.items() if listed}
        conditional = tuple(i for i in indicators if i.applies or i.id in by_item)
        known = StandardFacts(conditional, by_item, is_incomplete(ws, standard))
        cache.standards[standard.ref] = known
    return known


def check_head(ws: Workspace, _cache: RecordCache, record: Assessment) -> Iterator[Finding]:
    """REC001, REC002: the subject and the standard exist."""
    if record.subject not in ws.subjects and subject_is_unknown(ws, record.subject):
        place = record.file.rpartition("/")[2].removesuffix(".yaml").partition("--")[0]
        known = (place,) if place in ws.subjects else ws.subjects
        yield unknown("REC001", record.file, ("subject",), record.subject, known)
    folder = f"standards/{record.standard.partition('@')[0]}/"
    if record.standard not in ws.standards and not unreadable(ws, folder):
        yield unknown("REC002", record.file, ("standard",), record.standard, ws.standards)


def check_place(ws: Workspace, _cache: RecordCache, record: Assessment) -> Iterator[Finding]:
    """REC004: folders and file name agree with what the record says."""
    *_, period, source, name = record.file.split("/")
    head, _, assessor = name.removesuffix(".yaml").partition("--")
    said = (
        ("period", record.period, period),
        ("source", str(record.source), source),
        ("subject", record.subject, head),
        ("assessor", record.assessor, assessor or record.assessor),
    )
    for key, value, place in said:
        if value != place and not (key == "subject" and subject_is_unknown(ws, value)):  # REC001
            params = {"key": key, "value": value, "place": place}
            yield Finding("REC004", record.file, (key,), params=params)


Key = tuple[str, str, str, str]
"""Subject, period, source and assessor of a record."""


def key_of(record: Assessment) -> Key:
    """Return what no two records of a workspace may share, in as little memory as may be."""
    parts = (record.subject, record.period, str(record.source), record.assessor)
    return tuple(map(intern, parts))  # type: ignore[return-value] # four of them


def check_unique(_ws: Workspace, cache: RecordCache, record: Assessment) -> Iterator[Finding]:
    """REC005: one record per subject, period, source and assessor."""
    yield from repeated(cache, key_of(record), record.file)


def repeated(cache: RecordCache, key: Key, file: str) -> Iterator[Finding]:
    """Yield REC005 where an earlier file of the run had the same key."""
    first = cache.seen.setdefault(key, file)
    if first != file:
        related = (Related(first, None, "另一份", ("subject",)),)
        yield Finding("REC005", file, ("subject",), params={"other": first}, related=related)


def check_date(_ws: Workspace, _cache: RecordCache, record: Assessment) -> Iterator[Finding]:
    """REC006: the date lies in the period (that REC004 has not found wrong already)."""
    if record.file.split("/")[-3] != record.period:
        return
    first, last = bounds(record.period)
    if not first <= date.fromisoformat(record.date) <= last:
        params = {
            "date": record.date,
            "period": record.period,
            "first": first.isoformat(),
            "last": last.isoformat(),
        }
        yield Finding("REC006", record.file, ("date",), params=params)


def bounds(period: str) -> tuple[date, date]:
    """Return the first and the last day of a period.

    >>> bounds("2013H1")
    (datetime.date(2013, 1, 1), datetime.date(2013, 6, 30))
    """
    match = _PERIOD.fullmatch(period)
    if match is None:
        raise ValueError(period)
    year, half, quarter = int(match[1]), match[2], match[3]
    if half:
        first, last = 6 * int(half) - 5, 6 * int(half)
    elif quarter:
        first, last = 3 * int(quarter) - 2, 3 * int(quarter)
    else:
        first, last = 1, 12
    return date(year, first, 1), date(year, last, 30 if last in (6, 9) else 31)


def check_assessor(ws: Workspace, _cache: RecordCache, record: Assessment) -> Iterator[Finding]:
    """REC007 to REC010: the assessor exists and may assess this subject from this source."""
    if record.source is Source.SELF:
        if record.assessor != record.subject:
            yield _assessor("REC008", record, problem="自查的评估者是受评对象自己")
    elif record.source is Source.PEER:
        yield from _peer(ws, record)
    else:
        yield from _outside(ws, record)


def _peer(ws: Workspace, record: Assessment) -> Iterator[Finding]:
    if record.assessor == record.subject:
        yield _assessor("REC009", record)
        return
    subject, assessor = ws.subjects.get(record.subject), ws.subjects.get(record.assessor)
    if assessor is None and subject_is_unknown(ws, record.assessor):
        streets = [s.id for s in ws.subjects.values() if s.kind is SubjectKind.STREET]
        yield unknown("REC007", record.file, ("assessor",), record.assessor, streets)
    if subject and assessor and not _same_group(ws, subject, assessor, record.period):
        yield _assessor("REC010", record, subject=subject.name, assessor_name=assessor.name)


def _same_group(ws: Workspace, subject: Subject, assessor: Subject, period: str) -> bool:
    """Whether the period's plan, or else the settings, put the two into one group."""
    if unreadable(ws, ws.settings.file) or unreadable(ws, f"data/plans/{period}.yaml"):
        return True
    if subject.kind is assessor.kind is SubjectKind.COMMUNITY:
        return subject.street == assessor.street  # 社区层面的互评在街道内进行（通知 三(五)）
    return any(
        subject.street in group.members and assessor.id in group.members
        for group in ws.rounds.get(period, ws.settings.groups)
    )


def _outside(ws: Workspace, record: Assessment) -> Iterator[Finding]:
    assessor = next((a for a in ws.settings.assessors if a.id == record.assessor), None)
    if assessor is not None:
        if record.source not in assessor.sources:
            allowed = "、".join(assessor.sources)
            problem = f"{assessor.name}只能作 {allowed}"
            yield _assessor("REC008", record, problem=problem)
    elif record.assessor in ws.subjects or record.assessor in ws.matrix.units:
        is_unit = record.assessor in ws.matrix.units
        if record.source is Source.THIRD_PARTY or not is_unit:
            problem = "责任单位不能作第三方" if is_unit else "街道、社区只能作自查和互评"
            yield _assessor("REC008", record, problem=problem)
    elif not unreadable(ws, ws.settings.file, "standards/matrix/units/"):
        known = [a.id for a in ws.settings.assessors] + list(ws.matrix.units)
        yield unknown("REC007", record.file, ("assessor",), record.assessor, known)


def _assessor(code: str, record: Assessment, **params: str) -> Finding:
    params = {"assessor": record.assessor, "source": str(record.source), **params}
    return Finding(code, record.file, ("assessor",), params=params)
