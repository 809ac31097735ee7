"""The one way from records to results, used by every command that shows a score.

records → rows (``sheets``) → scores and decision → sources merged → quotas → ranks
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session
from liuxing_cli.commands.sheets import collect
from liuxing_cli.model.assessment import Assessment
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.profile import Profile, Purpose, Source
from liuxing_cli.model.renames import through_map
from liuxing_cli.model.result import Result
from liuxing_cli.publish.words import SOURCES, SUBJECT_KINDS, source_names
from liuxing_cli.scoring.near import AssessorError
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.plans import Plans
from liuxing_cli.scoring.rank import ranked
from liuxing_cli.scoring.results import decided
from liuxing_cli.scoring.row import Row
from liuxing_cli.store.records import assessment_files, periods, read_assessment

PERIOD = re.compile(r"[0-9]{4}(H[12]|Q[1-4])?")


@dataclass(frozen=True)
class Scored:
    """Ranked results of one period with what they cover and what was wrong on the way.

    ``rows`` are the encoded records by subject: integers, small enough to keep; where ``sources``
    are several, those of one source after those of another. ``plans``: by subject, where it is
    scored by another table than ``plan``. ``before``: the results before quotas and ranks.
    ``errors``: the assessors' error of the total and the branches, from double assessments.
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
    sources: tuple[Source, ...] = ()
    plans: Mapping[str, Plan] = field(default_factory=dict)
    before: tuple[Result, ...] = ()
    errors: Mapping[str, AssessorError] = field(default_factory=dict)
    double: int = 0  # subjects with more than one record of a source

    @property
    def combined(self) -> bool:
        """Whether the results are merged from several sources."""
        return len(self.sources) > 1

    @property
    def source_name(self) -> str:
        """The source, or the sources that are merged, in words."""
        return source_names(self.sources or (self.source,))

    @property
    def asked(self) -> Source | None:
        """The one source that is scored; None where several are merged."""
        return None if self.combined else self.source

    def plan_of(self, subject: str) -> Plan:
        """What a subject is scored by."""
        return self.plans.get(subject, self.plan)

    @property
    def covered(self) -> str:
        """What was covered, in words."""
        kind = f"个{SUBJECT_KINDS[self.plan.profile.subject]}"
        total = len(self.results) + len(self.unassessed)
        text = (
            f"已检查 {self.usable}/{self.records} 份记录，评了 {len(self.results)}/{total} {kind}"
        )
        if self.double:
            text += f"，其中 {self.double} 个有几份记录、取平均"
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


def other_profile(session: Session, options: str) -> str:
    """A hint to ask for something else, with the mutual evaluation's profile where there is one."""
    mutual = [id_ for id_, p in session.workspace.profiles.items() if p.purpose is Purpose.MUTUAL]
    streets = f"；街道互评用 --profile {min(mutual)}" if mutual else ""
    return f"换一个 {options}{streets}"


def profile_for(session: Session, purpose: Purpose) -> Profile:
    """The profile of a purpose; the first by id where there are several.

    Raises:
        Refusal: none has that purpose.
    """
    for _, profile in sorted(session.workspace.profiles.items()):
        if profile.purpose is purpose:
            return profile
    raise Refusal(f"没有用途为 {purpose} 的评分办法", "在 standards/profiles/ 里加一份")


def pick_period(session: Session, asked: str | None, *sources: Source) -> str:
    """The period asked for, or the latest with records of one of the sources.

    Raises:
        Refusal: the workspace has no records of that period or source.
    """
    known = [
        p
        for p in periods(session.tree)
        if any(assessment_files(session.tree, p, s) for s in sources)
    ]
    if asked is None and known:
        return known[-1]
    if asked in known:
        return str(asked)
    if asked is not None and not PERIOD.fullmatch(asked):
        raise Refusal(f"“{asked}”不是评估期", "写成 2013H1（上半年）、2013Q3 或 2013 的样子")
    names = "、".join(SOURCES[source] for source in sources)
    what = f"{asked or ''}没有来源为{names}的记录"
    raise Refusal(what, f"有记录的评估期：{'、'.join(known) or '无'}")


def score_period(
    session: Session,
    profile: Profile,
    period: str | None = None,
    source: Source | None = None,
) -> Scored:
    """Score and rank every subject that has a record of the period and source.

    Without a ``source``, a profile of several sources has them merged by its weights.

    Raises:
        Refusal: nothing to score, or several sources and no rule to merge them.
    """
    rule = profile.decision.combine
    if source is None and rule is None and len(profile.sources) > 1:
        names = "、".join(profile.sources)
        raise Refusal(
            f"{profile.name}用几个来源（{names}），却没有写怎样合成",
            "在评分办法里写 combine 的权重，或用 --source 指定一个来源",
        )
    sources = (source,) if source else profile.sources
    when = pick_period(session, period, *sources)
    plans = Plans(session.workspace, profile)
    sheets = {each: collect(session, plans, when, each) for each in sources}
    usable = sum(own.usable for own in sheets.values())
    if not usable and not any(own.unreadable for own in sheets.values()):
        names = "、".join(SOURCES[each] for each in sources)
        raise Refusal(
            f"{when} 期来源为{names}的记录里，没有{profile.name}要评的对象",
            other_profile(session, "--profile 或 --source"),
        )
    merging = rule if source is None and len(sources) > 1 else None
    found, errors = decided(plans, sheets, merging)
    seen = {subject for own in sheets.values() for subject in own.rows}
    expected = {s.id for s in session.workspace.subjects.values() if s.kind is profile.subject}
    return Scored(
        plan=plans.main,
        period=when,
        source=sources[0],
        results=tuple(ranked(profile, found)),
        rows={
            subject: tuple(row for own in sheets.values() for row in own.rows.get(subject, ()))
            for subject in sorted(seen)
        },
        latest=max(own.latest for own in sheets.values()),
        findings=tuple(finding for own in sheets.values() for finding in own.findings),
        records=usable + sum(own.unreadable for own in sheets.values()),
        usable=usable,
        unassessed=tuple(sorted(expected - seen)),
        sources=tuple(sources),
        plans={id_: plans.of(id_) for id_ in seen if plans.of(id_) is not plans.main},
        before=tuple(found),
        errors=errors,
        double=len({s for own in sheets.values() for s, rows in own.rows.items() if len(rows) > 1}),
    )


def read_all(
    session: Session, files: Iterable[str], findings: list[Finding]
) -> Iterator[Assessment | None]:
    """Read records one at a time; one that cannot be read is None, with its ``findings``."""
    for file in files:
        assessment, problems = read_assessment(session.tree, file)
        findings += problems
        standard = session.workspace.standards.get(assessment.standard) if assessment else None
        yield assessment and (through_map(standard, assessment)[0] if standard else assessment)


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
