"""The one way from records to results, used by every command that shows a score."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from liuxing_cli import checks
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session
from liuxing_cli.model.assessment import Assessment
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.profile import Profile, Purpose, Source
from liuxing_cli.model.result import Result
from liuxing_cli.publish.words import SOURCES
from liuxing_cli.scoring.combine import combine
from liuxing_cli.scoring.kernel import score
from liuxing_cli.scoring.plan import Plan, compile_plan
from liuxing_cli.scoring.rank import rank
from liuxing_cli.scoring.row import Row, encode
from liuxing_cli.store.records import assessment_files, periods, read_assessment

PERIOD = re.compile(r"[0-9]{4}(H[12]|Q[1-4])?")


@dataclass(frozen=True)
class Scored:
    """Ranked results of one period with what they cover and what was wrong on the way.

    ``rows`` are the encoded records by subject: integers, small enough to keep.
    """

    plan: Plan
    period: str
    source: Source
    results: tuple[Result, ...]
    rows: Mapping[str, tuple[Row, ...]]
    latest: str  # date of the last record
    findings: tuple[Finding, ...]
    records: int
    usable: int
    unassessed: tuple[str, ...]

    @property
    def covered(self) -> str:
        """What was covered, in words."""
        kind = "个街道（乡镇）" if self.plan.profile.subject == "street" else "个社区"
        total = len(self.results) + len(self.unassessed)
        text = (
            f"已检查 {self.usable}/{self.records} 份记录，评了 {len(self.results)}/{total} {kind}"
        )
        several = sum(len(group) > 1 for group in self.rows.values())
        if several:
            text += f"，其中 {several} 个有几份记录、取平均"
        return text + (f"，{len(self.unassessed)} 个没有本期记录" if self.unassessed else "")


def pick_profile(session: Session, asked: str | None) -> Profile:
    """The profile asked for, or the workspace's own.

    Raises:
        Refusal: no such profile.
    """
    wanted = asked or session.workspace.settings.profile
    found = session.workspace.profiles.get(wanted)
    if found is None:
        known = "、".join(sorted(session.workspace.profiles))
        raise Refusal(f"没有“{wanted}”这个评分办法", f"现有：{known}")
    return found


def profile_for(session: Session, purpose: Purpose) -> Profile:
    """The profile of a purpose; the first by id where there are several.

    Raises:
        Refusal: none has that purpose.
    """
    for _, profile in sorted(session.workspace.profiles.items()):
        if profile.purpose is purpose:
            return profile
    raise Refusal(f"没有用途为 {purpose} 的评分办法", "在 standards/profiles/ 里加一份")


def pick_period(session: Session, asked: str | None, source: Source) -> str:
    """The period asked for, or the latest with records of the source.

    Raises:
        Refusal: the workspace has no records of that period or source.
    """
    known = [p for p in periods(session.tree) if assessment_files(session.tree, p, source)]
    if asked is None and known:
        return known[-1]
    if asked in known:
        return str(asked)
    if asked is not None and not PERIOD.fullmatch(asked):
        raise Refusal(f"“{asked}”不是评估期", "写成 2013H1（上半年）、2013Q3 或 2013 的样子")
    what = f"{asked or ''}没有来源为{SOURCES[source]}的记录"
    raise Refusal(what, f"有记录的评估期：{'、'.join(known) or '无'}")


def score_period(
    session: Session,
    profile: Profile,
    period: str | None = None,
    source: Source | None = None,
) -> Scored:
    """Score and rank every subject that has a record of the period and source."""
    chosen = source or profile.sources[0]
    when = pick_period(session, period, chosen)
    plan = compile_plan(session.workspace.standards[profile.standard], profile)
    files = assessment_files(session.tree, when, chosen)
    rows: dict[str, list[Row]] = defaultdict(list)
    findings: list[Finding] = []
    unreadable, latest, cache = 0, "", checks.RecordCache()
    for assessment in read_all(session, files, findings):
        subject = None if assessment is None else session.workspace.subjects.get(assessment.subject)
        if assessment is None or subject is None:
            unreadable += 1
        elif subject.kind is profile.subject:
            findings += checks.run_record(session.workspace, cache, assessment)
            rows[subject.id].append(encode(plan, subject, assessment))
            latest = max(latest, assessment.date)
    usable = sum(map(len, rows.values()))
    if not usable and not unreadable:
        raise Refusal(
            f"{when} 期来源为{SOURCES[chosen]}的记录里，没有{profile.name}要评的对象",
            "换一个 --profile 或 --source；街道互评用 --profile mutual",
        )
    results = [combine(plan, score(plan, group)) for _, group in sorted(rows.items())]
    expected = {s.id for s in session.workspace.subjects.values() if s.kind is profile.subject}
    return Scored(
        plan=plan,
        period=when,
        source=chosen,
        results=tuple(rank(results, profile.rounding.digits, profile.rounding.mode)),
        rows={subject: tuple(group) for subject, group in rows.items()},
        latest=latest,
        findings=tuple(findings),
        records=usable + unreadable,
        usable=usable,
        unassessed=tuple(sorted(expected - set(rows))),
    )


def read_all(
    session: Session, files: Iterable[str], findings: list[Finding]
) -> Iterator[Assessment | None]:
    """Read records one at a time; one that cannot be read is None, with its ``findings``."""
    for file in files:
        assessment, problems = read_assessment(session.tree, file)
        findings += problems
        yield assessment


def assessments_of(
    session: Session, subject: str, period: str, source: Source, findings: list[Finding]
) -> list[Assessment]:
    """The records of one subject, by assessor."""
    files = [
        file
        for file in assessment_files(session.tree, period, source)
        if file.rsplit("/", 1)[-1].split(".")[0].split("--")[0] == subject
    ]
    return [a for a in read_all(session, files, findings) if a is not None]
