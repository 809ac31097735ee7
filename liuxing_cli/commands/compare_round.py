"""One round of mutual evaluation read from the records of a workspace."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from liuxing_cli import checks
from liuxing_cli.commands.circumstances import Circumstances
from liuxing_cli.commands.scored import read_all
from liuxing_cli.commands.session import Session
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.profile import Profile, Source, Structure, SubjectKind
from liuxing_cli.model.result import Result
from liuxing_cli.peer.design import Pair, Scores
from liuxing_cli.peer.methods import combine_methods
from liuxing_cli.peer.results import GroupScores
from liuxing_cli.scoring.combine import combine
from liuxing_cli.scoring.kernel import score_row
from liuxing_cli.scoring.plan import compile_plan
from liuxing_cli.scoring.row import encode
from liuxing_cli.store.records import assessment_files


@dataclass(frozen=True)
class Round:
    """The usable sheets of one period, on the profile's scale.

    ``methods`` are empty unless the profile scores by method; ``unusable`` says why a sheet yields
    no score; ``latest`` is the date of the last record.
    """

    period: str
    scores: Scores
    own: Mapping[str, Fraction]
    methods: Mapping[str, Scores]
    unusable: Mapping[Pair, str]
    latest: str

    def group(self, members: tuple[str, ...], due: tuple[Pair, ...] | None = None) -> GroupScores:
        """The scores that members of a group gave each other."""
        return GroupScores(members, inside(members, self.scores), self.own, due)


@dataclass
class _Sheets:
    """What is gathered while the sheets are read, one at a time."""

    totals: dict[Pair, Fraction] = field(default_factory=dict)
    methods: dict[str, dict[Pair, Fraction]] = field(default_factory=dict)
    unusable: dict[Pair, str] = field(default_factory=dict)
    latest: str = ""


def inside(members: Iterable[str], scores: Scores) -> Scores:
    """The scores that ``members`` gave each other."""
    known = set(members)
    return {pair: value for pair, value in scores.items() if known.issuperset(pair)}


def read_round(session: Session, profile: Profile, period: str, findings: list[Finding]) -> Round:
    """Score every sheet of the period under the mutual profile.

    A sheet that is not complete, or lacks a method that counts, yields no score.
    """
    plan = compile_plan(session.workspace.standards[profile.standard], profile)
    cache, around = checks.RecordCache(), Circumstances(session, plan)
    sheets = _Sheets(methods={branch.id: {} for branch in profile.branches})
    for sheet in read_all(session, assessment_files(session.tree, period, Source.PEER), findings):
        subject = session.workspace.subjects.get(sheet.subject) if sheet else None
        if sheet is None or subject is None or subject.kind is not profile.subject:
            continue
        if sheet.assessor == sheet.subject:
            continue  # validate reports it; a street's view of itself is not a mutual evaluation
        findings += checks.run_record(session.workspace, cache, sheet)
        sheets.latest = max(sheets.latest, sheet.date)
        known = around.informed(sheet)
        _keep(
            sheets, (sheet.assessor, sheet.subject), score_row(plan, encode(plan, subject, known))
        )
    return Round(
        period=period,
        scores=_complete(sheets, profile),
        own=self_scores(session, profile, period, findings),
        methods=sheets.methods if profile.structure is Structure.METHODS else {},
        unusable=sheets.unusable,
        latest=sheets.latest,
    )


def _keep(sheets: _Sheets, pair: Pair, result: Result) -> None:
    """Note what one sheet comes to; what was not looked at counts as missing, never as 0."""
    for branch in result.branches:
        if branch.score is not None and branch.score == branch.upper and not branch.unseen:
            sheets.methods[branch.id][pair] = branch.score
    if result.total is None:
        sheets.unusable[pair] = result.reason
    elif result.total != result.upper:
        sheets.unusable[pair] = "没有查全"
    else:
        sheets.totals[pair] = result.total


def _complete(sheets: _Sheets, profile: Profile) -> Scores:
    """The totals of the pairs that have every method that counts."""
    if profile.structure is not Structure.METHODS:
        return sheets.totals
    weights = {branch.id: branch.weight for branch in profile.branches}
    names = {branch.id: branch.name for branch in profile.branches}
    pairs = [*sheets.totals, *sheets.unusable]
    combined = combine_methods(sheets.methods, weights, pairs)
    for pair, absent in combined.lacking.items():
        lacking = "、".join(names[method] for method in absent)
        sheets.unusable[pair] = f"{lacking}没有评完"
    return {pair: x for pair, x in sheets.totals.items() if pair not in combined.lacking}


def self_scores(
    session: Session, profile: Profile, period: str, findings: list[Finding]
) -> Mapping[str, Fraction]:
    """What each member gave itself under the same profile; empty where none did."""
    plan = compile_plan(session.workspace.standards[profile.standard], profile)
    cache, around = checks.RecordCache(), Circumstances(session, plan)
    results: dict[str, list[Result]] = defaultdict(list)
    files = files_of_kind(session, period, Source.SELF, profile.subject)
    for record in read_all(session, files, findings):
        subject = session.workspace.subjects.get(record.subject) if record else None
        if record is not None and subject is not None:
            findings += checks.run_record(session.workspace, cache, record)
            results[subject.id].append(
                score_row(plan, encode(plan, subject, around.informed(record)))
            )
    combined = [combine(plan, found) for _, found in sorted(results.items())]
    return {r.subject: r.total for r in combined if r.total is not None and r.total == r.upper}


def files_of_kind(session: Session, period: str, source: Source, kind: SubjectKind) -> list[str]:
    """The records of a source whose subjects are of one kind, told by their file names."""
    subjects = session.workspace.subjects
    chosen = []
    for file in assessment_files(session.tree, period, source):
        subject = subjects.get(file.rsplit("/", 1)[-1].split(".")[0].split("--")[0])
        if subject is not None and subject.kind is kind:
            chosen.append(file)
    return chosen
