"""Records that become invalid: what is wrong with them now and was not before."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from liuxing_cli.model.finding import Finding


def newly_broken(old: Iterable[Finding], new: Iterable[Finding]) -> list[Finding]:
    """The findings of ``new`` that have no counterpart of the same code and place in ``old``."""
    known = Counter((f.file, f.code, f.path) for f in old)
    found = []
    for finding in new:
        place = (finding.file, finding.code, finding.path)
        if known[place]:
            known[place] -= 1
        else:
            found.append(finding)
    return found


def as_written(finding: Finding, written: Mapping[str, str]) -> Finding:
    """A finding on a record that was read through a rename map, placed where the file has it."""
    path = finding.path
    if path is None or len(path) < 2 or path[0] != "ratings" or path[1] not in written:
        return finding
    return replace(finding, path=("ratings", written[str(path[1])], *path[2:]))
