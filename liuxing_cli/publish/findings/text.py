"""Findings for the terminal: ``file:line:column: CODE message (hint)``, and the line itself."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from liuxing_cli.model.finding import Finding, Severity
from liuxing_cli.publish.findings.words import SEVERITY_NAMES, place, severity_of, told

Source = Callable[[str, int], str | None]
"""Asked for a file and a line number (from 1): the line's text, None where there is none."""

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_BOLD, _CARET = "1", "32"
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""What would break the line, act on the terminal or not be seen."""


@dataclass(frozen=True, slots=True)
class Style:
    """How findings are shown: with the offending line from ``source``, in colours, how wide."""

    source: Source | None = None
    colours: bool = False
    width: int = 100

    def painted(self, text: str, colour: str) -> str:
        """The text in a colour, where there are colours."""
        return f"\x1b[{colour}m{text}\x1b[0m" if self.colours else text


PLAIN = Style()


def as_text(findings: Iterable[Finding], style: Style = PLAIN) -> str:
    """One line a finding, its line of the file and its related places indented below it."""
    return "\n".join(line for finding in findings for line in _lines(finding, style))


def _lines(finding: Finding, style: Style) -> Iterator[str]:
    severity = severity_of(finding)
    where = style.painted(_one_line(place(finding)), _BOLD)
    code = style.painted(finding.code, _COLOURS[severity])
    mark = "" if severity is Severity.ERROR else f"{SEVERITY_NAMES[severity]} "
    yield f"{where}: {code} {mark}{_one_line(told(finding))}"
    if style.source is not None and finding.position is not None:
        text = style.source(finding.file, finding.position.line)
        if text is not None:
            from liuxing_cli.publish.findings.frame import frame  # few runs show frames

            line, caret = frame(text, finding.position, style.width)
            yield line
            yield style.painted(caret, _CARET)
    for other in finding.related:
        yield _one_line(f"    {place(other)}: {other.note}")


def _one_line(text: str) -> str:
    """The text with what cannot be shown as it is written out, as in ``\\n`` or ``\\u202e``."""
    return _UNSAFE.sub(lambda match: repr(match.group())[1:-1], text)
