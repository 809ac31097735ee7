"""Personal data has no place in a workspace: identity, telephone and card numbers, mailboxes.

Here what is checked once a run; records and comments are in :mod:`liuxing_cli.checks.leaked`.

The one exception is the office's own published contact, there and wherever it is repeated.
"""

from collections.abc import Iterable, Iterator

from liuxing_cli.checks.leaked import told
from liuxing_cli.checks.publicity import process_of
from liuxing_cli.model.commendation import texts as commendation_texts
from liuxing_cli.model.finding import Finding, KeyPath
from liuxing_cli.model.matrix import Duty
from liuxing_cli.model.meetings import texts as meeting_texts
from liuxing_cli.model.obligations import texts as obligation_texts
from liuxing_cli.model.privacy import leaks, objector_names
from liuxing_cli.model.progress import texts as progress_texts
from liuxing_cli.model.publicity import texts
from liuxing_cli.model.rectification import texts as rectification_texts
from liuxing_cli.model.reviews import form_texts, review_texts
from liuxing_cli.model.standard import Indicator
from liuxing_cli.model.suggestions import texts as suggestion_texts
from liuxing_cli.model.surveys import survey_texts
from liuxing_cli.model.titles import Title
from liuxing_cli.model.workspace import Workspace


def check_workspace(ws: Workspace) -> Iterator[Finding]:
    """PII001 to PII006 in standards, matrix, settings and names of subjects."""
    for file, path, text in _all_texts(ws):
        yield from told(ws, file, path, text)


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
    yield from _kept(ws)
    yield from programme_texts(ws)
    for noun in process_of(ws):
        for path, text in texts(noun):
            yield noun.file, path, text
    for place, assessor in enumerate(ws.settings.assessors):
        yield ws.settings.file, ("assessors", place, "name"), assessor.name
    for profile in ws.profiles.values():
        yield profile.file, ("name",), profile.name
        for key, text in profile.set_by.items():
            yield profile.file, ("set_by", key), text


def _kept(ws: Workspace) -> Iterator[tuple[str, KeyPath, str]]:
    """The texts of what is kept about subjects besides their records."""
    for events in ws.events.values():
        for event in events:
            yield event.file, ("events", event.place, "text"), event.text
            yield event.file, ("events", event.place, "document"), event.document
    for titles in ws.titles.values():
        for title in titles:
            yield from _title(title)


def check_programme(ws: Workspace) -> Iterator[Finding]:
    """PII007: nobody's name in what is kept about duties, meetings and suggestions."""
    for file, path, text in programme_texts(ws):
        told = leaks(text)  # PII001 to PII006
        for leak in objector_names(text):
            if not any(leak.start < other.end and other.start < leak.end for other in told):
                yield Finding("PII007", file, path, params={"masked": leak.masked})


def programme_texts(ws: Workspace) -> Iterator[tuple[str, KeyPath, str]]:
    """The free texts of the programme's own records, with file and place."""
    for file, listed in _programme(ws):
        for path, text in listed:
            yield file, path, text


def _programme(ws: Workspace) -> Iterator[tuple[str, Iterable[tuple[KeyPath, str]]]]:
    """File and texts of each record of the programme."""
    yield ws.obligations.file, obligation_texts(ws.obligations)
    yield from ((kept.file, obligation_texts(kept)) for kept in ws.activities)
    yield from ((meeting.file, meeting_texts(meeting)) for meeting in ws.meetings)
    yield from ((item.file, suggestion_texts(item)) for item in ws.suggestions)
    for funding in ws.funding:
        yield funding.file, [(("economy", "source"), funding.economy.source)]
    yield from ((survey.file, survey_texts(survey)) for survey in ws.surveys.values())
    yield ws.forms.file, form_texts(ws.forms)
    yield from ((review.file, review_texts(review)) for review in ws.reviews)
    if ws.goal is not None:
        yield ws.goal.file, progress_texts(ws.goal)
    yield ws.earlier.file, progress_texts(ws.earlier)
    if ws.commendation is not None:
        yield ws.commendation.file, commendation_texts(ws.commendation)
    yield from ((visit.file, rectification_texts(visit)) for visit in ws.visits)
    yield from ((item.file, rectification_texts(item)) for item in ws.rectifications)


def _indicator(indicator: Indicator) -> Iterator[tuple[KeyPath, str]]:
    yield ("name",), indicator.name
    yield ("requirement",), indicator.requirement
    for place, text in enumerate(indicator.evidence):
        yield ("evidence", place), text
    if indicator.applies:
        yield ("applies", "reason"), indicator.applies.reason
    if indicator.exempt:
        yield ("exempt", "reason"), indicator.exempt.reason


def _title(title: Title) -> Iterator[tuple[str, KeyPath, str]]:
    yield title.file, ("titles", title.place, "issuer"), title.issuer
    for place, move in enumerate(title.moves):
        for key, text in (("by", move.by), ("reason", move.reason)):
            yield title.file, ("titles", title.place, "moves", place, key), text


def _duties(duties: tuple[Duty, ...], file: str) -> Iterator[tuple[str, KeyPath, str]]:
    for duty in duties:
        yield file, (*duty.path, "text"), duty.text
        yield file, (*duty.path, "excluded"), duty.excluded
