"""Checking what is wanted: definitions first, then the records, then the comments of both."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from liuxing_cli import checks
from liuxing_cli.checks.records import Key, RecordCache, key_of, repeated
from liuxing_cli.commands.validate.batch import Batch, text_of
from liuxing_cli.commands.validate.pool import batches, jobs_for
from liuxing_cli.commands.validate.wanted import Wanted
from liuxing_cli.model.comments import comments_of, directives_of, worth_reading
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.workspace import SeverityRule, Workspace
from liuxing_cli.store.documents import Document, read_document
from liuxing_cli.store.layout import kind_of
from liuxing_cli.store.load import Loaded, load_workspace
from liuxing_cli.store.records import ASSESSMENTS, assessment_files, read_assessment
from liuxing_cli.store.tree import Tree


@dataclass(frozen=True)
class Result:
    """The findings with their places, in order, and what was covered as counts."""

    wanted: Wanted
    findings: list[Finding]
    checked: dict[str, int]
    severities: tuple[SeverityRule, ...] = ()


def check(wanted: Wanted, jobs: int = 0) -> Result:
    """Check what is wanted in ``jobs`` processes (0: as many as pay).

    A few records are first checked against those subjects only that their names tell. Where that
    finds anything, it is checked again with all subjects and units, which may know better.
    """
    scope = wanted.scope()
    result = _check(wanted, load_workspace(wanted.tree, scope), jobs)
    if scope.named is not None and result.findings:
        whole = wanted.scope(least=False)
        result = _check(wanted, load_workspace(wanted.tree, whole), jobs)
    return result


def _check(wanted: Wanted, loaded: Loaded, jobs: int) -> Result:
    ws = loaded.workspace
    found = list(loaded.findings)
    definitions = [file for file in loaded.files if file in wanted]
    for document in _beside(wanted):
        definitions.append(document.file)
        found += document.findings
    records = _records(wanted)
    total = Batch()
    if ws is not None:
        if not wanted.records_only:
            found += checks.run_workspace(ws)
            found += _in_text(ws, wanted.tree, definitions, total.noted)
        found += _gather(ws, wanted, records, jobs, total)
        found += _repeated(wanted, total.keys)
    checked = {
        "definitions": len(definitions),
        "records": len(records) if ws is not None else 0,
        "records_in_scope": len(records),
        **_counts(ws, wanted),
        "ratings": total.ratings,
    }
    findings = [finding for finding in found if finding.file in wanted]
    if getattr(wanted.tree, "uses_builtin", False):  # not files that the user can mend
        findings = [f for f in findings if not f.file.startswith("standards/")]
    if findings or total.noted:
        findings = _placed(wanted.tree, findings, total.noted)
    return Result(wanted, findings, checked, ws.settings.severities if ws else ())


def _beside(wanted: Wanted) -> Iterator[Document]:
    """Read the files that no score rests on: plans of mutual evaluation, and the paper."""
    for folder in ("data/plans", "templates"):
        for file in wanted.tree.files(folder):
            kind = kind_of(file)
            if kind in ("plan", "paper") and file in wanted:
                yield read_document(wanted.tree, file, kind)


def _records(wanted: Wanted) -> list[str]:
    if wanted.is_all:
        return assessment_files(wanted.tree)
    start = f"{ASSESSMENTS}/"
    named = {file for file in wanted.files if file.startswith(start)}
    for folder in wanted.folders:
        if folder.startswith(start) or start.startswith(folder):
            named.update(file for file in assessment_files(wanted.tree) if file in wanted)
    return sorted(file for file in named if kind_of(file) == "assessment")


def _gather(
    ws: Workspace, wanted: Wanted, files: list[str], jobs: int, total: Batch
) -> Iterator[Finding]:
    """Check the records. Of all records that are sound nothing stays but name and key."""
    number = jobs_for(wanted.tree, files, jobs)
    cache = RecordCache()
    for batch in batches(ws, wanted.root, wanted.tree, files, number):
        yield from batch.findings
        if wanted.is_all:  # files come in order
            for file, key in batch.keys.items():
                yield from repeated(cache, key, file)
        else:
            total.keys |= batch.keys
        total.noted += batch.noted
        total.ratings += batch.ratings


def _repeated(wanted: Wanted, keys: dict[str, Key]) -> Iterator[Finding]:
    """REC005 where not all records were asked about: beside them, those that may be the same."""
    keys = keys | dict(_rivals(wanted.tree, keys))
    cache = RecordCache()
    for file in sorted(keys):
        yield from repeated(cache, keys[file], file)


def _rivals(tree: Tree, files: Iterable[str]) -> Iterator[tuple[str, Key]]:
    """The keys of records beside ``files`` that name the same subject with and without assessor."""
    by_folder: dict[str, set[str]] = defaultdict(set)
    for file in files:
        folder, _, name = file.rpartition("/")
        by_folder[folder].add(PurePosixPath(name).stem.partition("--")[0])
    for folder, subjects in by_folder.items():
        beside = [(f, *PurePosixPath(f).stem.partition("--")[::2]) for f in tree.files(folder)]
        plain = {subject for _, subject, assessor in beside if not assessor}
        for file, subject, _ in beside:
            if subject in subjects & plain and file not in files:
                record, _ = read_assessment(tree, file, salvage=True)
                if record is not None:
                    yield file, key_of(record)


def _in_text(
    ws: Workspace, tree: Tree, files: Iterable[str], noted: list[str]
) -> Iterator[Finding]:
    from liuxing_cli.checks.leaked import check_text

    for file in files:
        data = _read(tree, file)
        if worth_reading(data):
            noted.append(file)
        yield from check_text(ws, file, text_of(data))


def _placed(tree: Tree, findings: list[Finding], noted: list[str]) -> list[Finding]:
    """Give the findings their places, and take out those that comments silence."""
    from liuxing_cli.checks.ignores import silenced
    from liuxing_cli.checks.leaked import without_echoes
    from liuxing_cli.store.place import in_order, resolve

    placed = without_echoes(resolve(tree, findings))
    for file in noted:
        text = text_of(_read(tree, file))
        directives = directives_of(text, comments_of(text))
        if directives:
            own = [finding for finding in placed if finding.file == file]
            others = [finding for finding in placed if finding.file != file]
            placed = others + list(silenced(file, own, directives))
    return in_order(placed)


def _read(tree: Tree, file: str) -> bytes:
    try:
        return tree.read(file)
    except OSError:
        return b""


def _counts(ws: Workspace | None, wanted: Wanted) -> dict[str, int]:
    """How many nouns the files that were asked about define."""
    if ws is None:
        return dict.fromkeys(("indicators", "units", "profiles", "subjects"), 0)
    files = {
        "indicators": [i.file for s in ws.standards.values() for i in s.indicators.values()],
        "units": [unit.file for unit in ws.matrix.units.values()],
        "profiles": [profile.file for profile in ws.profiles.values()],
        "subjects": [subject.file for subject in ws.subjects.values()],
    }
    return {name: sum(file in wanted for file in listed) for name, listed in files.items()}
