"""``liuxing diff``: what an edit changes, and what it does to the results."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from liuxing_cli import __version__, checks
from liuxing_cli.commands.circumstances import Circumstances
from liuxing_cli.commands.messages import complain, say
from liuxing_cli.commands.options import OutputOption, PeriodOption, ProfileOption, WorkspaceOption
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.scored import pick_period, pick_profile
from liuxing_cli.commands.session import Session, emit, open_session, report_findings, severity_of
from liuxing_cli.commands.sheets import encoded
from liuxing_cli.impact.breaks import as_written, newly_broken
from liuxing_cli.impact.changes import compare_workspaces
from liuxing_cli.impact.classes import Action
from liuxing_cli.impact.effect import Scoreboard, SubjectEffect, effects
from liuxing_cli.impact.records import RecordChange, record_change
from liuxing_cli.impact.renames import through_map
from liuxing_cli.model.assessment import Assessment
from liuxing_cli.model.finding import Finding, Severity
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.subject import Subject
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.publish.findings import as_text as findings_text
from liuxing_cli.publish.impact import (
    ChangeLine,
    Crossing,
    ImpactView,
    RatingLine,
    RecordLine,
    SubjectLine,
    as_text,
)
from liuxing_cli.publish.impact_comment import as_comment
from liuxing_cli.publish.impact_json import document
from liuxing_cli.publish.impact_words import CLASSES
from liuxing_cli.publish.tables import as_json
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.row import Row
from liuxing_cli.store.discover import is_workspace
from liuxing_cli.store.git_tree import GitTree, RevisionError
from liuxing_cli.store.load import load_workspace
from liuxing_cli.store.place import resolve
from liuxing_cli.store.records import assessment_files, parse_assessment
from liuxing_cli.store.tree import FolderTree, Tree


class Format(StrEnum):
    """How the impact is written."""

    TEXT = "text"
    JSON = "json"
    MD = "md"


class FailOn(StrEnum):
    """The least effect on which the command answers no; each includes those below it."""

    SCORES = "scores"
    DECISIONS = "decisions"
    BREAKS = "breaks"


@dataclass
class _Side:
    """One side of the comparison with what its records add up to."""

    tree: Tree
    workspace: Workspace
    used: Profile
    period: str
    board: Scoreboard = field(init=False)
    cache: checks.RecordCache = field(default_factory=checks.RecordCache)
    findings: list[Finding] = field(default_factory=list)
    records: int = 0

    def __post_init__(self) -> None:
        around: dict[int, Circumstances] = {}

        def encode(plan: Plan, subject: Subject, record: Assessment) -> Row:
            context = around.setdefault(id(plan), Circumstances(self, plan))
            return encoded(plan, subject, record, context)

        self.board = Scoreboard(self.workspace, self.used, encode)

    def read(self, file: str) -> bytes | None:
        """The bytes of a record, or None and a finding."""
        self.records += 1
        try:
            return self.tree.read(file)
        except OSError as error:
            reason = error.strerror or "不在工作区内"
            self.findings.append(Finding("WSP002", file, params={"reason": reason}))
            return None

    def take(self, parsed: "_Parsed") -> None:
        """Check a record, and score it if it is sound and of the period and source."""
        self.findings += parsed.findings
        record = parsed.sound or parsed.salvaged
        if record is None:
            return
        standard = self.workspace.standards.get(record.standard)
        read, written = (record, {}) if standard is None else through_map(standard, record)
        found = checks.run_record(self.workspace, self.cache, read)
        self.findings += (as_written(finding, written) for finding in found)
        period, source = record.file.split("/")[2:4]
        if parsed.sound is not None and period == self.period and source in self.board.sources:
            self.board.add(parsed.sound)


@dataclass(frozen=True)
class _Parsed:
    """A record as read: ``salvaged`` lacks its faulty ratings and is only checked."""

    sound: Assessment | None
    salvaged: Assessment | None
    findings: list[Finding]


def command(
    ctx: typer.Context,
    against: Annotated[
        str,
        typer.Option(
            "--against",
            help="与什么比较：git 版本（如 HEAD、origin/main），或另一个工作区文件夹；"
            "同名时按文件夹，要指版本写 refs/heads/…",
        ),
    ],
    period: PeriodOption = None,
    profile: ProfileOption = None,
    workspace: WorkspaceOption = None,
    output_format: Annotated[
        Format, typer.Option("--format", "-f", help="输出形式；md 贴到合并请求里")
    ] = Format.TEXT,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(
            "--fail-on",
            help="实际影响到这一级就以 1 退出：breaks 有记录失效，"
            "decisions 再加结论有变，scores 再加得分有变",
        ),
    ] = None,
    output: OutputOption = None,
) -> int:
    """这次修改改了什么，对得分、结论和记录有什么影响：与另一个版本或文件夹比较。"""
    session = open_session(ctx, workspace)
    chosen = pick_profile(session, profile)
    merged = chosen.decision.combine is not None
    when = pick_period(session, period, *(chosen.sources if merged else chosen.sources[:1]))
    gc.disable()  # records are read and dropped one by one; there is nothing to collect
    with _old_tree(session.root, against) as tree:
        before = _old_workspace(tree, against)
        old_profile = _old_profile(before, profile, against)
        old = _Side(tree, before, old_profile, when)
        new = _Side(session.tree, session.workspace, chosen, when)
        view = _compare(session, old, new, against, fail_on)
    if output_format is Format.JSON:
        emit(as_json(document(view, __version__)), output)
    else:
        emit(as_comment(view) if output_format is Format.MD else as_text(view), output)
    report_findings(session, ())
    say(view.covered)
    if view.failed:
        complain(f"--fail-on {fail_on}：有这一级的影响，不通过")
    return 1 if view.failed else 0


@contextmanager
def _old_tree(root: Path, against: str) -> Iterator[Tree]:
    """The files of the other side.

    Raises:
        Refusal: neither a workspace folder nor a readable git revision.
    """
    folder = Path(against)
    if against and is_workspace(folder):
        yield FolderTree(folder)
        return
    try:
        tree = GitTree(root, against)
    except RevisionError as problem:
        if against and folder.is_dir():
            raise Refusal(
                f"文件夹“{against}”不是工作区：里面要有 standards/ 和 data/", problem.message
            ) from None
        raise Refusal(problem.message, problem.hint) from None
    with tree:
        yield tree


def _old_workspace(tree: Tree, against: str) -> Workspace:
    """The workspace of the other side.

    Raises:
        Refusal: its standards, profiles, matrix or settings have errors: nothing can be computed.
    """
    loaded = load_workspace(tree)
    found = list(loaded.findings)
    if loaded.workspace is not None:
        found += checks.run_workspace(loaded.workspace)
    blocking = [f for f in _errors(found) if not f.file.startswith("data/subjects/")]
    if loaded.workspace is None or blocking:
        raise Refusal(
            f"“{against}”那一边的标准、评分办法、责任矩阵或设置有错误，不能比较：\n"
            + findings_text(resolve(tree, blocking or found)),
            "换一个没有错误的版本来比较",
        )
    return loaded.workspace


def _old_profile(workspace: Workspace, asked: str | None, against: str) -> Profile:
    """The profile asked for, or the one that was the workspace's own then.

    Raises:
        Refusal: there was no such profile.
    """
    wanted = asked or workspace.settings.profile
    found = workspace.profiles.get(wanted)
    if found is None:
        known = "、".join(sorted(workspace.profiles))
        raise Refusal(
            f"“{against}”那一边没有“{wanted}”这个评分办法，没有可比的", f"那边有：{known}"
        )
    return found


def _compare(
    session: Session, old: _Side, new: _Side, against: str, fail_on: FailOn | None
) -> ImpactView:
    """Compare definitions, then records one at a time, then results."""
    changes = compare_workspaces(old.workspace, new.workspace)
    order = list(CLASSES)
    records = list(_records(old, new))
    found = effects(old.board.results(), new.board.results(), old.used, new.used)
    broken = newly_broken(_errors(old.findings), _errors(new.findings))
    settings = session.workspace.settings
    subjects = _subjects(old, new)
    return ImpactView(
        district=settings.district,
        synthetic=settings.synthetic,
        period=new.period,
        sources=new.board.sources,
        against=against,
        commit=old.tree.commit if isinstance(old.tree, GitTree) else None,
        old_profile=old.used,
        new_profile=new.used,
        changes=tuple(
            ChangeLine(
                c.change_class,
                c.noun,
                c.id,
                c.name,
                c.file,
                c.trail,
                c.labels,
                c.action,
                c.old,
                c.new,
            )
            for c in sorted(changes, key=lambda c: order.index(c.change_class))
        ),
        subjects=tuple(_subject_line(e, subjects) for e in found),
        listed=sum(s.kind is new.used.subject for s in subjects.values()),
        records=tuple(_record_line(r) for r in records if r is not None),
        relaid=records.count(None),
        old_records=old.records,
        new_records=new.records,
        breaks=tuple(resolve(new.tree, broken)),
        fail_on=fail_on,
        failed=_fails(fail_on, found, broken),
    )


def _subjects(old: _Side, new: _Side) -> dict[str, Subject]:
    return {**old.workspace.subjects, **new.workspace.subjects}


def _errors(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if severity_of(finding) is Severity.ERROR]


def _fails(fail_on: FailOn | None, found: tuple[SubjectEffect, ...], broken: list[Finding]) -> bool:
    """The ladder: breaks, or decisions too, or scores too. What newly appears fails nothing."""
    if fail_on is None:
        return False
    decided = fail_on is not FailOn.BREAKS and any(e.decision_changed for e in found)
    scored = fail_on is FailOn.SCORES and any(e.score_changed for e in found)
    return bool(broken) or decided or scored


def _records(old: _Side, new: _Side) -> Iterator[RecordChange | None]:
    """Take every record of both sides; yield those that differ, None for mere writing."""
    before, after = (set(assessment_files(side.tree)) for side in (old, new))
    for file in sorted(before | after):
        was = old.read(file) if file in before else None
        now = new.read(file) if file in after else None
        first = _parsed(was, file)
        second = first if was == now else _parsed(now, file)
        old.take(first)
        new.take(second)
        if file not in before or file not in after:
            yield RecordChange(file, Action.REMOVED if file in before else Action.ADDED)
        elif first.sound is not None and second.sound is not None and first is not second:
            standard = new.workspace.standards.get(second.sound.standard)
            yield record_change(file, first.sound, second.sound, standard)
        elif was != now:
            yield RecordChange(file, Action.CHANGED)


def _parsed(data: bytes | None, file: str) -> _Parsed:
    if data is None:
        return _Parsed(None, None, [])
    record, findings = parse_assessment(data, file)
    salvaged = parse_assessment(data, file, salvage=True)[0] if record is None else None
    return _Parsed(record, salvaged, findings)


def _subject_line(effect: SubjectEffect, subjects: dict[str, Subject]) -> SubjectLine:
    subject = subjects[effect.subject]
    return SubjectLine(
        id=subject.id,
        name=subject.name,
        street=subjects[subject.street].name if subject.street in subjects else "",
        old=effect.old,
        new=effect.new,
        score_changed=effect.score_changed,
        decision_changed=effect.decision_changed,
        rank_changed=effect.rank_changed,
        direction=effect.direction,
        crossed=tuple(Crossing(c.id, c.text, c.old, c.new) for c in effect.conditions),
    )


def _record_line(change: RecordChange) -> RecordLine:
    ratings = (RatingLine(r.indicator, r.action, r.old, r.new, r.was) for r in change.ratings)
    return RecordLine(change.file, change.action, change.head, tuple(ratings))
