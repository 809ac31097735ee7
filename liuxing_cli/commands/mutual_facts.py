"""What the reports on the members of a mutual evaluation show, gathered once for a round."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from liuxing_cli.commands.circumstances import Circumstances
from liuxing_cli.commands.compare_round import files_of_kind
from liuxing_cli.commands.compare_sources import shares_by_street
from liuxing_cli.commands.kinds import refuse_errors
from liuxing_cli.commands.scored import read_all
from liuxing_cli.commands.session import Session
from liuxing_cli.model.assessment import Assessment
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.profile import Missing, Profile, Source, SubjectKind
from liuxing_cli.publish.inputs_mutual import IndicatorSights, MutualFacts, Sight
from liuxing_cli.publish.mutual import GroupView, MemberLine
from liuxing_cli.publish.words import SOURCES
from liuxing_cli.scoring.cells import Mark
from liuxing_cli.scoring.kernel import score_row
from liuxing_cli.scoring.plan import Column, Plan, compile_plan
from liuxing_cli.scoring.row import Row, encode
from liuxing_cli.scoring.rules import working

_OTHERS = (Source.THIRD_PARTY, Source.INSPECTION)
"""Sources that look at the communities of a street."""
_STATES = {
    Mark.NOT_APPLICABLE: "不适用",
    Mark.UNCLAIMED: "未申报",
    Mark.NOT_CHECKED: "未查",
    Mark.EVIDENCE_MISSING: "缺材料",
    Mark.CHECK_FAILED: "查不成",
}


@dataclass(frozen=True)
class _Sheet:
    record: Assessment
    row: Row


@dataclass(frozen=True)
class Sheets:
    """The sheets of a round by the member they are about, and the means of further sources."""

    session: Session
    profile: Profile
    plan: Plan
    peers: Mapping[str, tuple[_Sheet, ...]]
    own: Mapping[str, _Sheet]
    others: Mapping[str, Mapping[str, Mapping[str, Fraction]]]


def read_sheets(session: Session, profile: Profile, period: str) -> Sheets:
    """Read the round's sheets, self-checks and what further sources found.

    Raises:
        Refusal: a record has an error.
    """
    standard = session.workspace.standards[profile.standard]
    plan = compile_plan(standard, replace(profile, missing=Missing.BOUNDS))
    findings: list[Finding] = []
    peers: dict[str, list[_Sheet]] = defaultdict(list)
    for sheet in _read(session, plan, period, Source.PEER, findings):
        peers[sheet.record.subject].append(sheet)
    own = {s.record.subject: s for s in _read(session, plan, period, Source.SELF, findings)}
    others = {}
    for source in _OTHERS if profile.subject is SubjectKind.STREET else ():
        found = shares_by_street(session, profile, period, source, findings)
        if found:
            others[SOURCES[source]] = found
    refuse_errors(session, findings)
    by_member = {member: tuple(found) for member, found in peers.items()}
    return Sheets(session, profile, plan, by_member, own, others)


def _read(
    session: Session, plan: Plan, period: str, source: Source, findings: list[Finding]
) -> Iterable[_Sheet]:
    around = Circumstances(session, plan)
    files = files_of_kind(session, period, source, plan.profile.subject)
    for record in read_all(session, files, findings):
        if record is not None:
            subject = session.workspace.subjects[record.subject]
            yield _Sheet(record, encode(plan, subject, around.informed(record)))


def mutual_facts(sheets: Sheets, group: GroupView, member: MemberLine, period: str) -> MutualFacts:
    """Everything the report on one member of a group shows."""
    own = sheets.own.get(member.id)
    branches = score_row(sheets.plan, own.row).branches if own else ()
    names = {branch.id: branch.name for branch in sheets.profile.branches}
    sources = [name for name, found in sheets.others.items() if found.get(member.id)]
    of = {s.indicator: names[s.branch] for s in sheets.profile.selections}
    return MutualFacts(
        subject=sheets.session.workspace.subjects[member.id],
        profile=sheets.profile,
        period=period,
        group=group,
        member=member,
        branches={b.id: b.score if b.score == b.upper else None for b in branches},
        indicators=tuple(
            _indicator(sheets, group, member.id, (place, of[column.id]), sources)
            for place, column in enumerate(sheets.plan.columns)
            if column.points
        ),
        sources=tuple(sources),
    )


def _indicator(
    sheets: Sheets,
    group: GroupView,
    member: str,
    where: tuple[int, str],
    sources: Sequence[str],
) -> IndicatorSights:
    """One indicator, from the sheets that count; ``where`` are its column and its branch."""
    place, branch = where
    column = sheets.plan.columns[place]
    units = sheets.session.workspace.matrix.units
    lead = column.indicator.lead
    own = sheets.own.get(member)
    rest = [
        share
        for other in group.members
        if other.id != member
        for sheet in _counted(sheets, group, other.id)
        if (share := _share(sheet, place, column)) is not None
    ]
    return IndicatorSights(
        id=column.id,
        name=column.indicator.name,
        branch=branch,
        lead=units[lead].name if lead in units else lead,
        points=column.points,
        own=_share(own, place, column) if own else None,
        own_words=_words(sheets, own, place, column) if own else "",
        sights=tuple(
            Sight(
                group.names[sheet.record.assessor],
                _share(sheet, place, column),
                _words(sheets, sheet, place, column),
            )
            for sheet in _counted(sheets, group, member)
        ),
        group=sum(rest, Fraction(0)) / len(rest) if rest else None,
        others=tuple(sheets.others[name][member].get(column.id) for name in sources),
    )


def _counted(sheets: Sheets, group: GroupView, member: str) -> list[_Sheet]:
    """The sheets on a member that have a score in the comparison."""
    return [s for s in sheets.peers.get(member, ()) if (s.record.assessor, member) in group.scores]


def _share(sheet: _Sheet, place: int, column: Column) -> Fraction | None:
    """The attained share of an indicator's points; None where it was not scored."""
    if Mark(sheet.row.marks[place]) not in (Mark.SCORED, Mark.VETOED):
        return None
    return Fraction(sheet.row.earned[place], sheet.row.scale) / column.points


def _words(sheets: Sheets, sheet: _Sheet, place: int, column: Column) -> str:
    """What was found, with the reason or note that the sheet gives."""
    mark = Mark(sheet.row.marks[place])
    rating = sheet.record.ratings.get(column.id)
    if rating is None or mark not in (Mark.SCORED, Mark.VETOED):
        words = _STATES.get(mark, "未查")
    else:
        indicator = column.indicator
        traits = sheets.session.workspace.subjects[sheet.record.subject].traits
        words = working(indicator.rule, indicator.points, rating, traits).words
    said = [str(rating[key]) for key in ("reason", "note") if rating and rating.get(key)]
    return f"{words}（{'；'.join(said)}）" if said else words
