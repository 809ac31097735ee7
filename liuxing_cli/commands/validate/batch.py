"""The records of a run, some at a time; what comes back is small enough to send to a parent."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from liuxing_cli import checks
from liuxing_cli.checks.leaked import check_text
from liuxing_cli.checks.records import Key, check_unique, key_of
from liuxing_cli.model.comments import worth_reading
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.store.file_errors import reason_of
from liuxing_cli.store.records import parse_assessment
from liuxing_cli.store.tree import Tree

_APART = tuple(check for check in checks.RECORD_CHECKS if check is not check_unique)
"""The checks that look at one record alone; uniqueness is checked over the keys of all."""


@dataclass
class Batch:
    """What was found in some records: ``keys`` by file, ``noted`` the files with comments that
    may speak to the checks, ``ratings`` how many."""

    findings: list[Finding] = field(default_factory=list)
    keys: dict[str, Key] = field(default_factory=dict)
    noted: list[str] = field(default_factory=list)
    ratings: int = 0


def check_batch(
    ws: Workspace, tree: Tree, cache: checks.RecordCache, files: Iterable[str]
) -> Batch:
    """Read and check records one after the other, keeping none of them."""
    batch = Batch()
    for file in files:
        try:
            data = tree.read(file)
        except OSError as error:
            params = {"reason": reason_of(error)}
            batch.findings.append(Finding("WSP002", file, params=params))
            continue
        record, problems = parse_assessment(data, file, salvage=True)
        before = len(batch.findings)
        batch.findings += problems
        if record is not None:
            batch.findings += checks.run_record(ws, cache, record, _APART)
            batch.keys[file] = key_of(record)
            batch.ratings += len(record.ratings)
        has_notes = worth_reading(data)
        if has_notes:
            batch.noted.append(file)
        if has_notes or len(batch.findings) > before:  # in a sound record only texts can hold any
            batch.findings += check_text(ws, file, text_of(data))
    return batch


def text_of(data: bytes) -> str:
    """The text of a file as far as it is text."""
    return data.decode("utf-8-sig", "replace")
