"""iCalendar (RFC 5545): whole-day events that a telephone can subscribe to, the same every time.

Nothing is taken from the clock: ``stamp`` is the day the calendar speaks of, and an event's
``uid`` never changes, so that a subscription updates instead of doubling.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

PRODUCT = "-//liuxing//liuxing calendar//ZH"
MOST = 75
"""Octets that a line may have before its CRLF (RFC 5545 §3.1)."""


@dataclass(frozen=True, slots=True)
class Event:
    """One whole day: ``day`` is when it is due; ``category`` says where it stands."""

    uid: str
    day: date
    summary: str
    description: str = ""
    category: str = ""
    remind: bool = False


def as_icalendar(name: str, stamp: date, events: Iterable[Event]) -> bytes:
    """The calendar as bytes: UTF-8, CRLF, no line over 75 octets."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    ]
    for event in events:
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def _event(event: Event, stamp: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    if event.category:
        yield f"CATEGORIES:{_text(event.category)}"
    yield "TRANSP:TRANSPARENT"
    if event.remind:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{_text(event.summary)}"
        yield "TRIGGER:-P7D"
        yield "END:VALARM"
    yield "END:VEVENT"


def folded(line: str) -> bytes:
    """A content line with its CRLF, folded at 75 octets, never inside a character (§3.1)."""
    parts: list[bytes] = []
    rest = line.encode()
    room = MOST
    while len(rest) > room:
        cut = room
        while rest[cut] & 0xC0 == 0x80:  # inside a character of several octets
            cut -= 1
        parts.append(rest[:cut])
        rest, room = rest[cut:], MOST - 1  # the space that continues a line counts
    parts.append(rest)
    return b"\r\n ".join(parts) + b"\r\n"


def _text(value: str) -> str:
    """A TEXT value: backslash, comma, semicolon and line break escaped, no control (§3.3.11)."""
    plain = "".join(c for c in value.replace("\r\n", "\n") if c == "\n" or c.isprintable())
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")
