"""What counts as done: activities on record, meetings held, assessments filed."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from liuxing_cli.commands.session import Session
from liuxing_cli.model.obligations import OFFICE, Obligation, Who
from liuxing_cli.model.profile import Source
from liuxing_cli.programme.obligations.tasks import Deed, deed_of, deeds_of_meetings
from liuxing_cli.store.records import assessment_files

_DATE = re.compile(rb"""^date: *["']?([0-9]{4}-[0-9]{2}-[0-9]{2})["']?\s*$""", re.MULTILINE)


def deeds_of(session: Session) -> Iterator[Deed]:
    """Everything on record as done."""
    ws = session.workspace
    for kept in ws.activities:
        yield from map(deed_of, kept.activities)
    yield from deeds_of_meetings(ws.meetings)
    for duty in ws.obligations.obligations:
        if duty.record is not None:
            yield from _assessed(session, duty, duty.record)


def _assessed(session: Session, duty: Obligation, source: Source) -> Iterator[Deed]:
    """Assessments of a source, as done by whom the duty asks; of whole folders for the office."""
    seen: set[str] = set()
    for file in assessment_files(session.tree, source=source):
        place = PurePosixPath(file)
        subject, _, assessor = place.stem.partition("--")
        period = place.parts[2]
        if duty.who is Who.OFFICE:
            if period in seen:
                continue
            seen.add(period)
            by = OFFICE
        elif source is Source.PEER:
            by = assessor
            if by == subject:
                continue
        else:
            by = subject
        date = _date(session, file)
        if date:
            yield Deed(duty.id, by, date)


def _date(session: Session, file: str) -> str:
    """The day of a record, from its head alone: its ratings do not matter here."""
    found = _DATE.search(session.tree.read(file))
    return found[1].decode() if found else ""
