"""A mark by which a program knows a finding again although its line has moved."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from liuxing_cli.model.finding import Finding
from liuxing_cli.publish.findings.words import message_of


def fingerprints(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Yield each finding with its mark: the code, file, key path and message, and its place among
    equal ones; never the line."""
    seen: Counter[str] = Counter()
    for finding in findings:
        path = "/".join(map(str, finding.path or ()))
        same = "\0".join((finding.code, finding.file, path, message_of(finding)))
        seen[same] += 1
        digest = hashlib.sha256(f"{same}\0{seen[same]}".encode(errors="replace"))
        yield finding, digest.hexdigest()[:32]
