"""Personal data in the free text of records and anywhere in a file: all that a record needs.

What else a workspace says is read by :mod:`liuxing_cli.checks.privacy`.
"""

from collections.abc import Iterator

from liuxing_cli.checks.records import RecordCache
from liuxing_cli.checks.references import unreadable
from liuxing_cli.model.assessment import Assessment, Fact
from liuxing_cli.model.finding import Finding, KeyPath, Position
from liuxing_cli.model.privacy import Personal, is_suspect, leaks
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
            if key not in rating:
                continue
            value = rating[key]
            if type(value) is not str or is_suspect(value):
                for at, text in _texts(value, ("ratings", id_, key)):
                    yield from told(ws, record.file, at, text)


def _texts(value: Fact, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _texts(item, (*path, place))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))


def check_text(ws: Workspace, file: str, text: str) -> Iterator[Finding]:
    """PII001 to PII006 anywhere in the text of a file: names, keys, comments, what does not parse.

    What the other checks have found in a value is found here again, inside its place; see
    :func:`without_echoes`.
    """
    passed = _OFFICIAL if unreadable(ws, _SETTINGS) else frozenset[Personal]()
    for number, line in enumerate(text.split("\n") if is_suspect(text) else (), start=1):
        for leak in leaks(line, _published(ws)) if is_suspect(line) else ():
            if leak.kind not in passed and line[leak.start : leak.end] not in ws.subjects:
                place = Position(number, leak.start + 1, number, leak.end + 1)
                params = {"masked": leak.masked}
                yield Finding(_CODES[leak.kind], file, position=place, params=params)


_SETTINGS = "data/workspace.yaml"
_OFFICIAL = frozenset({Personal.EMAIL, Personal.LANDLINE})
"""What may be the office's own, where its contact could not be read."""


def without_echoes(findings: list[Finding]) -> list[Finding]:
    """Leave out what :func:`check_text` found inside a value that another check has told of.

    The findings have their positions.
    """
    values: dict[tuple[str, str], list[Position]] = {}
    for finding in findings:
        if finding.code.startswith("PII") and finding.path is not None and finding.position:
            values.setdefault((finding.file, finding.code), []).append(finding.position)
    return [f for f in findings if not any(_within(f, v) for v in values.get((f.file, f.code), ()))]


def _within(finding: Finding, value: Position) -> bool:
    place = finding.position
    if finding.path is not None or place is None:
        return False
    start, end = (value.line, value.column), (value.end_line or 0, value.end_column or 0)
    return start <= (place.line, place.column) < end


def told(ws: Workspace, file: str, path: KeyPath, text: str) -> Iterator[Finding]:
    """PII001 to PII006 in one text."""
    if is_suspect(text):
        for leak in leaks(text, _published(ws)):
            yield Finding(_CODES[leak.kind], file, path, params={"masked": leak.masked})


def _published(ws: Workspace) -> tuple[str, str]:
    return ws.settings.contact.phone, ws.settings.contact.email
