"""Personal data has no place in a workspace: identity, telephone and card numbers, mailboxes.

The one exception is the office's own published contact, there and wherever it is repeated.
"""

from collections.abc import Iterator

from liuxing_cli.checks.records import RecordCache
from liuxing_cli.model.assessment import Assessment, Fact
from liuxing_cli.model.comments import Comment
from liuxing_cli.model.finding import Finding, KeyPath, Position
from liuxing_cli.model.matrix import Duty
from liuxing_cli.model.privacy import Personal, leaks
from liuxing_cli.model.standard import Indicator
from liuxing_cli.model.workspace import Workspace

_CODES = {
    Personal.IDENTITY: "PII001",
    Personal.MOBILE: "PII002",
    Personal.BANK_CARD: "PII003",
    Personal.EMAIL: "PII004",
    Personal.LANDLINE: "PII005",
    Personal.NAMED: "PII006",
}
_TEXTS = ("reason", "note", "evidence")


def check_record(ws: Workspace, _cache: RecordCache, record: Assessment) -> Iterator[Finding]:
    """PII001 to PII006 in the free text of ratings."""
    for id_, rating in record.ratings.items():
        for key in _TEXTS:
            if key in rating:
                path = ("ratings", id_, key)
                for at, text in _texts(rating[key], path):
                    yield from _told(ws, record.file, at, text)


def _texts(value: Fact, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _texts(item, (*path, place))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))


def check_workspace(ws: Workspace) -> Iterator[Finding]:
    """PII001 to PII006 in standards, matrix, settings and names of subjects."""
    for file, path, text in _all_texts(ws):
        yield from _told(ws, file, path, text)


def _all_texts(ws: Workspace) -> Iterator[tuple[str, KeyPath, str]]:
    for standard in ws.standards.values():
        yield standard.file, ("title",), standard.title
        for indicator in standard.indicators.values():
            for path, text in _indicator(indicator):
                yield indicator.file, (*indicator.path, *path), text
    for unit in ws.matrix.units.values():
        yield unit.file, ("name",), unit.name
        yield unit.file, ("note",), unit.note
        yield from _duties(unit.duties, unit.file)
    for duties in ws.matrix.common.values():
        yield from _duties(duties, ws.matrix.common_file)
    for subject in ws.subjects.values():
        yield subject.file, ("name",), subject.name
    for place, assessor in enumerate(ws.settings.assessors):
        yield ws.settings.file, ("assessors", place, "name"), assessor.name
    for profile in ws.profiles.values():
        yield profile.file, ("name",), profile.name
        for key, text in profile.set_by.items():
            yield profile.file, ("set_by", key), text


def _indicator(indicator: Indicator) -> Iterator[tuple[KeyPath, str]]:
    yield ("name",), indicator.name
    yield ("requirement",), indicator.requirement
    for place, text in enumerate(indicator.evidence):
        yield ("evidence", place), text
    if indicator.applies:
        yield ("applies", "reason"), indicator.applies.reason


def _duties(duties: tuple[Duty, ...], file: str) -> Iterator[tuple[str, KeyPath, str]]:
    for duty in duties:
        yield file, (*duty.path, "text"), duty.text
        yield file, (*duty.path, "excluded"), duty.excluded


def check_comments(ws: Workspace, file: str, comments: list[Comment]) -> Iterator[Finding]:
    """PII001 to PII006 in the comments of a file."""
    for comment in comments:
        for leak in leaks(comment.text, _published(ws)):
            first, last = comment.column + leak.start, comment.column + leak.end
            place = Position(comment.line, first, comment.line, last)
            params = {"masked": leak.masked}
            yield Finding(_CODES[leak.kind], file, position=place, params=params)


def _told(ws: Workspace, file: str, path: KeyPath, text: str) -> Iterator[Finding]:
    for leak in leaks(text, _published(ws)):
        yield Finding(_CODES[leak.kind], file, path, params={"masked": leak.masked})


def _published(ws: Workspace) -> tuple[str, str]:
    return ws.settings.contact.phone, ws.settings.contact.email
