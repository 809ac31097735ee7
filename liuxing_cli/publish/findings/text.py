"""Findings for the terminal: ``file:line:column: CODE message (hint)``, and the line itself."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from liuxing_cli.model.finding import Finding, Severity
from liuxing_cli.publish.findings.words import SEVERITY_NAMES, place, severity_of, told

Source = Callable[[str, int], str | None]
"""Asked for a file and a line number (from 1): the line's text, None where there is none."""

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_BOLD, _CARET = "1", "32"


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
    where = style.painted(place(finding), _BOLD)
    code = style.painted(finding.code, _COLOURS[severity])
    mark = "" if severity is Severity.ERROR else f"{SEVERITY_NAMES[severity]} "
    yield f"{where}: {code} {mark}{told(finding)}"
    if style.source is not None and finding.position is not None:
        text = style.source(finding.file, finding.position.line)
        if text is not None:
            from liuxing_cli.publish.findings.frame import frame  # few runs show frames

            line, caret = frame(text, finding.position, style.width)
            yield line
            yield style.painted(caret, _CARET)
    for other in finding.related:
        yield f"    {place(other)}: {other.note}"
