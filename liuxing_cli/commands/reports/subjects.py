"""Reports on communities and streets: what the two kinds share, and both together."""

from collections.abc import Iterable
from datetime import date

from liuxing_cli.commands.explained import find_subject
from liuxing_cli.commands.kinds import Asked, Made, Piece, issue_date, scored_for, spelt_out
from liuxing_cli.commands.publishing import Desk
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.report_facts import Gathered, community_facts, gather, street_facts
from liuxing_cli.model.profile import SubjectKind
from liuxing_cli.model.subject import Subject
from liuxing_cli.publish.document import Document
from liuxing_cli.publish.report import community_report
from liuxing_cli.publish.report_street import street_report
from liuxing_cli.publish.template import Templates

BOTH = tuple(SubjectKind)


def make(desk: Desk, asked: Asked, kinds: Iterable[SubjectKind] = BOTH) -> Made:
    """The report on one subject, or one on every subject of ``kinds``.

    Raises:
        Refusal: the subject is of another kind, or has no result in the period.
    """
    wanted = None if asked.about is None else find_subject(desk.session, asked.about)
    if wanted is not None and wanted.kind not in kinds:
        other = "street" if wanted.kind is SubjectKind.STREET else "community"
        raise Refusal(f"{wanted.name}不能用 --kind {asked.kind}", f"改用 --kind {other}")
    scored = scored_for(desk, asked)
    gathered = gather(desk.session, scored)
    day = issue_date(asked.issued, scored)
    templates = desk.lay_out(asked.wish, day)
    subjects = [wanted] if wanted else _all(gathered, kinds)
    said = f"{wanted.name}：{scored.covered}" if wanted else scored.covered
    return Made(
        tuple(Piece(s.id, _document(gathered, s, day, templates)) for s in subjects),
        (*([wanted.id] if wanted else []), *spelt_out(scored, day)),
        (scored.plan.profile,),
        said,
    )


def _document(gathered: Gathered, subject: Subject, day: date, templates: Templates) -> Document:
    """The report on one subject.

    Raises:
        Refusal: it has no result in the period.
    """
    workspace = gathered.session.workspace
    if subject.kind is SubjectKind.STREET:
        return street_report(workspace, street_facts(gathered, subject), day, templates)
    for result in gathered.scored.results:
        if result.subject == subject.id:
            return community_report(workspace, community_facts(gathered, result), day, templates)
    raise Refusal(f"{subject.name}在 {gathered.scored.period} 没有记录，写不出报告")


def _all(gathered: Gathered, kinds: Iterable[SubjectKind]) -> list[Subject]:
    """Every community with a result, and every street that has one of them."""
    subjects = gathered.session.workspace.subjects
    assessed = {r.subject for r in gathered.scored.results}
    streets = {subjects[s].street for s in assessed}
    return [subjects[s] for s in sorted(assessed | streets) if subjects[s].kind in kinds]
