"""Events: whose they are, that each stands once, and that the rules that count them can."""

from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath

from liuxing_cli.checks.references import subject_is_unknown, unknown, unreadable
from liuxing_cli.model.decision import Test
from liuxing_cli.model.events import Event
from liuxing_cli.model.finding import Finding, Related
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.model.standard import Indicator, RuleKind
from liuxing_cli.model.workspace import Workspace


def _all(ws: Workspace) -> Iterator[Event]:
    return chain.from_iterable(ws.events.values())


def check_subjects(ws: Workspace) -> Iterator[Finding]:
    """EVT001: the subject exists; EVT002: the file is named after it."""
    files = {event.file: event.subject for event in _all(ws)}
    for file, subject in files.items():
        if subject_is_unknown(ws, subject):
            yield unknown("EVT001", file, ("subject",), subject, ws.subjects)
        elif PurePosixPath(file).stem != subject:
            params = {"expected": f"data/events/{subject}.yaml"}
            yield Finding("EVT002", file, ("subject",), params=params)


def check_unique(ws: Workspace) -> Iterator[Finding]:
    """EVT003: a subject has each event once."""
    for events in ws.events.values():
        seen: dict[str, Event] = {}
        for event in events:
            first = seen.setdefault(event.id, event)
            if first is not event:
                there = Related(first.file, None, "另一条", ("events", first.place, "id"))
                path = ("events", event.place, "id")
                params = {"id": event.id}
                yield Finding("EVT003", event.file, path, params=params, related=(there,))


def check_order(ws: Workspace) -> Iterator[Finding]:
    """EVT007: events stand in the order of their days."""
    last: dict[str, Event] = {}
    for event in _all(ws):
        before = last.get(event.file)
        if before is not None and event.date < before.date:
            there = Related(event.file, None, "上一条", ("events", before.place, "date"))
            path = ("events", event.place, "date")
            params = {"date": event.date, "before": before.date}
            yield Finding("EVT007", event.file, path, params=params, related=(there,))
        last[event.file] = event


def check_counted(ws: Workspace) -> Iterator[Finding]:
    """EVT004: an event that a running total counts has points; EVT005: an honour has a level that
    a rule knows; EVT006: some rule or condition asks for events of its kind."""
    if unreadable(ws, "standards/"):
        return
    indicators = [i for standard in ws.standards.values() for i in standard.indicators.values()]
    tallied = _kinds(indicators, RuleKind.TALLY)
    known = {*tallied, *_kinds(indicators, RuleKind.HONOURS), *_asked(ws)}
    for event in _all(ws):
        at = ("events", event.place)
        if event.kind in tallied and event.points is None:
            params = {"id": event.id, "kind": event.kind}
            yield Finding("EVT004", event.file, at, params=params)
        levels = _levels(indicators, event.kind)
        if levels and event.level not in levels:
            params = {
                "level": event.level or "（没有写）",
                "kind": event.kind,
                "hint": suggestion(event.level, levels, f"可以写：{'、'.join(levels)}"),
            }
            path = (*at, "level") if event.level else at
            yield Finding("EVT005", event.file, path, params=params)
        if event.kind not in known:
            hint = suggestion(event.kind, sorted(known), "标准或办法用到它之前，它只作留存")
            params = {"kind": event.kind, "hint": hint}
            yield Finding("EVT006", event.file, (*at, "kind"), params=params)


def _kinds(indicators: list[Indicator], kind: RuleKind) -> set[str]:
    return {each for i in indicators if i.rule.kind is kind for each in i.rule.events}


def _levels(indicators: list[Indicator], kind: str) -> list[str]:
    """The levels that the rules for honours of this kind know."""
    rules = [i.rule for i in indicators if i.rule.kind is RuleKind.HONOURS]
    return list(
        dict.fromkeys(item.id for rule in rules if kind in rule.events for item in rule.items)
    )


def _asked(ws: Workspace) -> set[str]:
    """The kinds that the conditions of profiles ask for."""
    tests: list[Test] = []
    for profile in ws.profiles.values():
        decision = profile.decision
        tests += [cap.when for cap in decision.caps] + [bar.when for bar in decision.ineligible]
    return {kind for test in tests for kind in test.events}
