"""What a finding says: severity, message, hint and place, from its code's page and its params."""

from collections import Counter
from collections.abc import Iterable, Mapping

from liuxing_cli import codes
from liuxing_cli.model.finding import Finding, Related, Severity
from liuxing_cli.model.privacy import mask

SEVERITY_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}


def severity_of(finding: Finding) -> Severity:
    """The severity that the settings give the finding, else the one of its code."""
    return finding.severity or Severity(codes.lookup(finding.code).severity)


def message_of(finding: Finding) -> str:
    """The Chinese message with the finding's own words filled in, personal data masked."""
    return mask(codes.lookup(finding.code).message.format_map(_Words(finding.params)))


def hint_of(finding: Finding) -> str:
    """What to do about it."""
    return mask(codes.lookup(finding.code).hint.format_map(_Words(finding.params)))


def told(finding: Finding) -> str:
    """Message and hint in one line."""
    hint = hint_of(finding)
    return f"{message_of(finding)}（{hint}）" if hint else message_of(finding)


class _Words(dict[str, str]):
    """A word that a message wants and a finding lacks is shown by name, never as a crash."""

    def __init__(self, params: Mapping[str, str]) -> None:
        super().__init__(params)

    def __missing__(self, key: str) -> str:
        return f"<{key}>"


def place(where: Finding | Related) -> str:
    """``file:line:column``, as far as it is known."""
    if where.position is None:
        return where.file
    return f"{where.file}:{where.position.line}:{where.position.column}"


def count(findings: Iterable[Finding]) -> Mapping[Severity, int]:
    """How many findings of each severity."""
    return Counter(map(severity_of, findings))


def summary(findings: Iterable[Finding]) -> str:
    """``2 个错误、1 个警告``, or that nothing was found."""
    numbers = count(findings)
    parts = [f"{numbers[s]} 个{name}" for s, name in SEVERITY_NAMES.items() if numbers.get(s)]
    return "、".join(parts) or "没有发现问题"
