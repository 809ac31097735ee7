"""The records of one period and source, checked and encoded."""

from collections import defaultdict
from dataclasses import dataclass, field

from liuxing_cli import checks
from liuxing_cli.checks import ratings
from liuxing_cli.commands.circumstances import Circumstances
from liuxing_cli.commands.session import Session
from liuxing_cli.model.assessment import Assessment
from liuxing_cli.model.context import EMPTY
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.profile import Source
from liuxing_cli.model.renames import through_map
from liuxing_cli.model.subject import Subject
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.plans import Plans
from liuxing_cli.scoring.row import Row, encode
from liuxing_cli.store.records import assessment_files, read_assessment


@dataclass
class Sheets:
    """``rows`` and ``assessors`` by subject, in the order of the files."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    assessors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    findings: list[Finding] = field(default_factory=list)
    unreadable: int = 0
    latest: str = ""

    @property
    def usable(self) -> int:
        """How many records count."""
        return sum(map(len, self.rows.values()))


def collect(session: Session, plans: Plans, period: str, source: Source) -> Sheets:
    """Read the records of a period and source whose subjects the profile is for."""
    sheets, cache = Sheets(), checks.RecordCache()
    around: dict[int, Circumstances] = {}
    for file in assessment_files(session.tree, period, source):
        record, problems = read_assessment(session.tree, file)
        sheets.findings += problems
        subject = session.workspace.subjects.get(record.subject) if record else None
        if record is None or subject is None:
            sheets.unreadable += 1
        elif subject.kind is plans.main.profile.subject:
            plan = plans.of(subject.id)
            sheets.findings += checks.run_record(session.workspace, cache, record)
            context = around.setdefault(id(plan), Circumstances(session, plan))
            row = encoded(plan, subject, record, context)
            sheets.findings += ratings.beside_others(record, plan.standard, row.misfits)
            sheets.rows[subject.id].append(row)
            sheets.assessors[subject.id].append(record.assessor)
            sheets.latest = max(sheets.latest, record.date)
    return sheets


def encoded(plan: Plan, subject: Subject, record: Assessment, around: Circumstances) -> Row:
    """The row of a record with all that it rests on besides itself."""
    record, _ = through_map(plan.standard, record)
    bound = plan.profile.decision.is_bound
    return encode(plan, subject, around.informed(record), around.of(record) if bound else EMPTY)
