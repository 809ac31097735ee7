"""Which findings are listed, at which severity, and in which form."""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from liuxing_cli.commands.messages import say
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.validate import Format
from liuxing_cli.commands.validate.run import Result
from liuxing_cli.model.finding import Finding, Severity

_COUNTED = (
    ("indicators", "指标 {} 项"),
    ("units", "责任单位 {} 个"),
    ("profiles", "评分办法 {} 个"),
    ("subjects", "受评对象 {} 个"),
    ("ratings", "评分 {} 项"),
)

_MANY = 20
"""Findings beyond which a run also tells which codes there are most of."""


@dataclass(frozen=True)
class Choice:
    """``--select`` and ``--ignore`` as prefixes of codes, and whether to list what is info."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    info: bool


@dataclass(frozen=True)
class Listed:
    """The findings to show; ``unlisted`` counts the infos that are not shown."""

    findings: list[Finding]
    unlisted: Mapping[Severity, int]


def choice_of(select: Sequence[str], ignore: Sequence[str], info: bool) -> Choice:
    """Read the options; several codes may share one option.

    Raises:
        Refusal: a prefix that no code begins with.
    """
    return Choice(_prefixes(select), _prefixes(ignore), info)


def _prefixes(listed: Sequence[str]) -> tuple[str, ...]:
    from liuxing_cli import codes
    from liuxing_cli.model.nearby import suggestion

    split = (part.strip().upper() for text in listed for part in text.replace("，", ",").split(","))
    prefixes = tuple(codes.RENAMED.get(part, part) for part in split if part)
    for prefix in prefixes:
        if not any(code.startswith(prefix) for code in codes.codes()):
            hint = suggestion(prefix, codes.codes(), "全部代码见 liuxing rule")
            raise Refusal(f"没有以 {prefix} 开头的代码", hint)
    return prefixes


def listed(result: Result, choice: Choice) -> Listed:
    """Choose what to show. Infos are shown only where asked for: by ``--info`` or by their code."""
    from liuxing_cli.publish.findings.words import severity_of

    shown, unlisted = [], Counter[Severity]()
    for finding in _levelled(result):
        if choice.select and not finding.code.startswith(choice.select):
            continue
        if choice.ignore and finding.code.startswith(choice.ignore):
            continue
        if severity_of(finding) is Severity.INFO and not (choice.info or choice.select):
            unlisted[Severity.INFO] += 1
        else:
            shown.append(finding)
    return Listed(shown, unlisted)


def _levelled(result: Result) -> Iterable[Finding]:
    """The findings at the severities that the settings prescribe; the last fitting rule counts."""
    if not result.severities or not result.findings:
        return result.findings
    from liuxing_cli.checks.settings import is_firm

    rules = [(rule, rule.path.rstrip("/")) for rule in reversed(result.severities)]

    def levelled(finding: Finding) -> Finding:
        for rule, path in rules:
            below = finding.file == path or finding.file.startswith(f"{path}/")
            if below and finding.code.startswith(rule.code):
                firm = is_firm(finding.code) and rule.level is not Severity.ERROR
                return finding if firm else replace(finding, severity=rule.level)
        return finding

    return map(levelled, result.findings)


def has_failed(shown: Listed, strict: bool) -> bool:
    """Whether what is shown makes the run fail."""
    from liuxing_cli.publish.findings.words import count

    numbers = count(shown.findings) if shown.findings else {}
    return bool(numbers.get(Severity.ERROR) or (strict and numbers.get(Severity.WARNING)))


def tell(shown: Listed, result: Result) -> None:
    """Say what was covered, and what was found or not listed."""
    from liuxing_cli.publish.findings.words import summary

    checked = result.checked
    say(
        f"已检查 {checked['definitions']} 份标准、矩阵、办法和名册，"
        f"{checked['records']}/{checked['records_in_scope']} 份记录：{summary(shown.findings)}"
    )
    if len(shown.findings) > _MANY:
        often = Counter(finding.code for finding in shown.findings).most_common(8)
        say(f"按代码：{'、'.join(f'{code} {number} 个' for code, number in often)}")
    parts = [words.format(f"{checked[key]:,}") for key, words in _COUNTED if checked[key]]
    infos = shown.unlisted.get(Severity.INFO, 0)
    hidden = f"另有 {infos} 个提示没有列出，用 --info 列出" if infos else ""
    lines = "；".join(filter(None, (f"其中{'、'.join(parts)}" if parts else "", hidden)))
    if lines:
        say(lines)


def write(
    shown: Listed,
    result: Result,
    form: Format,
    frames: bool | None,
    strict: bool,
    *,
    to_file: bool,
) -> str:
    """Write the findings in one of the formats; empty where there is nothing to write."""
    found, wanted = shown.findings, result.wanted
    if form is Format.TEXT:
        return f"{_text(shown, result, frames, to_file=to_file)}\n" if found else ""
    if form is Format.JSON:
        from liuxing_cli.publish.findings.to_json import as_json

        return as_json(found, result.checked, shown.unlisted)
    if form is Format.JUNIT:
        from liuxing_cli.publish.findings.junit import as_junit

        files = result.checked["definitions"] + result.checked["records"]
        return as_junit(found, files=files, strict=strict)
    prefix = _prefix(wanted.root)
    if form is Format.SARIF:
        from liuxing_cli.publish.findings.sarif import as_sarif

        return as_sarif(found, prefix)
    if form is Format.GITHUB:
        from liuxing_cli.publish.findings.github import as_github

        return as_github(found, prefix)
    from liuxing_cli.publish.findings.gitlab import as_gitlab

    return as_gitlab(found, prefix)


def _text(shown: Listed, result: Result, frames: bool | None, *, to_file: bool) -> str:
    from liuxing_cli.publish.findings.text import Style, as_text

    on_terminal = not to_file and sys.stdout.isatty()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    wants_frames = on_terminal if frames is None else frames
    style = Style(
        source=_Lines(result) if wants_frames else None,
        colours=on_terminal and not plain,
        width=shutil.get_terminal_size((100, 24)).columns,
    )
    return as_text(shown.findings, style)


class _Lines:
    """Lines of files of the workspace; the last file read is kept, for findings come by file."""

    def __init__(self, result: Result) -> None:
        self._tree = result.wanted.tree
        self._file = ""
        self._lines: list[str] = []

    def __call__(self, file: str, line: int) -> str | None:
        if file != self._file:
            self._file = file
            try:
                text = self._tree.read(file).decode("utf-8-sig", "replace")
            except OSError:
                text = ""
            self._lines = text.splitlines()
        return self._lines[line - 1] if line <= len(self._lines) else None


def _prefix(root: Path) -> str:
    """The path from the repository (which CI systems name files from) to the workspace."""
    home = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    return "" if home == root else f"{root.relative_to(home).as_posix()}/"
