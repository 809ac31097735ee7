"""``# liuxing: ignore[CODE] reason``: what it silences, and when it is itself a finding."""

from collections.abc import Iterable, Iterator

from liuxing_cli import codes
from liuxing_cli.checks.settings import is_firm
from liuxing_cli.model.comments import Directive
from liuxing_cli.model.finding import Finding, Position


def silenced(
    file: str, findings: Iterable[Finding], directives: Iterable[Directive]
) -> Iterator[Finding]:
    """Yield the findings of one file that no directive silences, and those about directives.

    IGN001: a directive without reason; IGN002: one that silences nothing; IGN003: one for a code
    that does not exist or cannot be ignored. Only a directive with a reason silences anything.
    ``findings`` have their positions.
    """
    listed, sound = list(findings), []
    broken = any(is_firm(finding.code) for finding in listed)
    for directive in directives:
        problems = list(_problems(file, directive))
        yield from problems
        if not problems:
            sound.append(directive)
    used: set[tuple[int, str]] = set()
    for finding in listed:
        matching = [(n, c) for n, d in enumerate(sound) for c in d.codes if _covers(d, c, finding)]
        used.update(matching)
        if not matching:
            yield finding
    for number, directive in enumerate(sound):
        for code in directive.codes:
            if (number, code) not in used and not broken:
                yield _told("IGN002", file, directive, code=code)


def _covers(directive: Directive, code: str, finding: Finding) -> bool:
    line = finding.position.line if finding.position else None
    return line == directive.line and finding.code == codes.RENAMED.get(code, code)


def _problems(file: str, directive: Directive) -> Iterator[Finding]:
    if not directive.codes:
        yield _told("IGN003", file, directive, problem="没有写要忽略的代码")
    elif not directive.reason:
        yield _told("IGN001", file, directive, codes="、".join(directive.codes))
    for code in directive.codes:
        if codes.RENAMED.get(code, code) not in codes.codes():
            yield _told("IGN003", file, directive, problem=f"没有代码 {code[:20]}")
        elif is_firm(code):
            problem = f"{code} 不能忽略：这类错误使文件没有读或没有查"
            yield _told("IGN003", file, directive, problem=problem)


def _told(about: str, file: str, directive: Directive, **params: str) -> Finding:
    comment = directive.comment
    end = comment.column + len(comment.text)
    place = Position(comment.line, comment.column, comment.line, end)
    return Finding(about, file, position=place, params=params)
