"""``liuxing rectify plan``: what to put right, what does most first; written only on demand."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Annotated, Any

import typer

from liuxing_cli import __version__
from liuxing_cli.commands.explained import Situation, find_subject, situation
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import (
    OutputOption,
    PeriodOption,
    ProfileOption,
    TableForm,
    TableFormOption,
    WorkspaceOption,
)
from liuxing_cli.commands.progress import today
from liuxing_cli.commands.publicity_files import write_new
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.scored import Scored, pick_profile, score_period
from liuxing_cli.commands.session import Session, emit, open_session, report_findings
from liuxing_cli.model.numbers import fixed, plain
from liuxing_cli.model.result import Result
from liuxing_cli.model.subject import Subject
from liuxing_cli.programme.rectification.propose import (
    Proposal,
    by_effect,
    of_visits,
    proposals,
    without_items,
)
from liuxing_cli.publish.ranking import NONE
from liuxing_cli.publish.tables import Column, Table, as_json, render
from liuxing_cli.scoring.assemble import assemble
from liuxing_cli.scoring.gain import prospects
from liuxing_cli.scoring.kernel import score

DAYS = 30
MOST = 10


def command(
    ctx: typer.Context,
    subject: Annotated[
        str | None, typer.Argument(metavar="[对象]", help="社区或街道（乡镇）的编码或名称")
    ] = None,
    everyone: Annotated[bool, typer.Option("--all", help="评过的每一个")] = False,
    period: PeriodOption = None,
    profile: ProfileOption = None,
    most: Annotated[int, typer.Option("--most", min=1, max=1000, help="每个对象最多几项")] = MOST,
    write: Annotated[
        bool, typer.Option("--write", help="把列出的写成 data/rectification/ 里的事项")
    ] = False,
    on: Annotated[
        str | None, typer.Option("--on", help="提出日期，如 2014-01-10（默认：今天）")
    ] = None,
    days: Annotated[
        int, typer.Option("--days", min=1, max=1000, help="期限：提出后几天（自然日）")
    ] = DAYS,
    workspace: WorkspaceOption = None,
    output_format: TableFormOption = TableForm.TABLE,
    output: OutputOption = None,
) -> int:
    """列出先改什么：否决和封顶的在前，再按改好能加多少分；只有 --write 才写事项。"""
    if (subject is None) != everyone:
        raise Refusal(
            "写一个社区（街道、乡镇），或者写 --all", "如 liuxing rectify plan 三棵柳社区"
        )
    session = open_session(ctx, workspace, programme=True)
    day = today(on)
    scored = score_period(session, pick_profile(session, profile), period)
    asked = _asked(session, scored, subject)
    found, busy = _found(session, scored, asked, most, day)
    if output_format is TableForm.JSON:
        emit(as_json(_document(session, scored, found, day)), output)
    else:
        emit(render([_table(session, found, len(asked) > 1)], output_format), output)
    failed = report_findings(session, scored.findings)
    if busy:
        say(f"另有 {busy} 项已经在整改，没有列出。")
    if write:
        due = (date.fromisoformat(day) + timedelta(days=days)).isoformat()
        _write(session, found, day, due)
    elif found:
        say("只列出，没有写文件；加 --write 写成事项。")
    return 1 if failed else 0


def _asked(session: Session, scored: Scored, subject: str | None) -> list[Subject]:
    if subject is not None:
        return [find_subject(session, subject)]
    return [session.workspace.subjects[result.subject] for result in scored.results]


def _found(
    session: Session, scored: Scored, asked: Sequence[Subject], most: int, day: str
) -> tuple[list[Proposal], int]:
    """The proposals of each subject, findings of visits among them; and how many are in work."""
    ws = session.workspace
    listed: list[Proposal] = []
    busy = 0
    ids = {subject.id for subject in asked}
    seen = [visit for visit in ws.visits if visit.subject in ids]
    has_result = {result.subject for result in scored.results}
    indicators = {i: e for each in ws.standards.values() for i, e in each.indicators.items()}
    for subject in asked:
        own = [visit for visit in seen if visit.subject == subject.id]
        lost: list[Proposal] = []
        if subject.id in has_result:
            lost = _of_result(situation(session, scored, subject))
        elif not own:
            situation(session, scored, subject)  # says why there is nothing
        known = {(p.subject, p.indicator.id): p for p in lost}
        visited = of_visits(own, ws.rectifications, indicators, known, day)
        taken = {(p.subject, p.indicator.id) for p in visited}
        rest = [p for p in lost if (p.subject, p.indicator.id) not in taken]
        kept, left = without_items([*visited, *rest], ws.rectifications, day)
        busy += left
        listed += sorted(kept, key=by_effect)[:most]
    return listed, busy


def _of_result(at: Situation) -> list[Proposal]:
    rule = at.scored.plan.profile.decision.combine if at.scored.combined else None

    def decide(rows: Sequence[Any]) -> Result:
        """Without ranks: they cost much and say nothing here."""
        return assemble(at.plan, rule, score(at.plan, rows))

    columns = {column.id: column.indicator for column in at.plan.columns}
    found = prospects(at.plan, at.rows, decide)
    return proposals(at.result, at.plan.profile, found, columns, dict(_reasons(at)))


def _reasons(at: Situation) -> Iterator[tuple[str, str]]:
    for assessment in at.assessments:
        for id_, rating in assessment.ratings.items():
            reason = rating.get("reason")
            if isinstance(reason, str):
                yield id_, reason


def _marks(proposal: Proposal) -> str:
    """Why it stands where it does."""
    marks = ["否决"] if proposal.vetoed else []
    marks += proposal.limits
    marks += ["改好即达标"] if proposal.passes else []
    marks += [f"督导 {proposal.visit.key}"] if proposal.visit else []
    return "、".join(marks)


def _table(session: Session, found: Iterable[Proposal], several: bool) -> Table:
    ws = session.workspace
    head = [Column("对象", key="subject")] if several else []
    head += [
        Column("指标", key="indicator"),
        Column("名称", key="name"),
        Column("得分", key="earned", numeric=True),
        Column("满分", key="points", numeric=True),
        Column("能加", key="gain", numeric=True),
        Column("为什么在前", key="marks"),
        Column("牵头", key="lead"),
        Column("问题", key="problem"),
    ]
    rows = [
        [
            *([ws.subjects[p.subject].name] if several else []),
            p.indicator.id,
            p.indicator.name,
            NONE if p.earned is None or not p.points else fixed(p.earned, 2),
            plain(p.points) if p.points else NONE,
            fixed(p.gain, 2),
            _marks(p),
            ws.matrix.units[p.lead].name if p.lead in ws.matrix.units else p.lead,
            p.problem,
        ]
        for p in found
    ]
    return Table("先改什么（能加：改到满分，总分加多少）", head, rows, names=int(several))


def _document(
    session: Session, scored: Scored, found: Iterable[Proposal], day: str
) -> dict[str, Any]:
    """The same for programs; see ``schemas/output/rectify-plan.schema.json``."""
    return {
        "schema": "liuxing/rectify-plan@1",
        "tool": {"name": "liuxing", "version": __version__},
        "date": day,
        "period": scored.period,
        "profile": scored.plan.profile.id,
        "proposals": [
            {
                "subject": p.subject,
                "name": session.workspace.subjects[p.subject].name,
                "indicator": p.indicator.id,
                "earned": None if p.earned is None else plain(p.earned),
                "points": plain(p.points),
                "gain": plain(p.gain),
                "vetoed": p.vetoed,
                "limits": list(p.limits),
                "passes": p.passes,
                "visit": p.visit.key if p.visit else None,
                "lead": p.lead,
                "problem": p.problem,
            }
            for p in found
        ],
    }


def _write(session: Session, found: Sequence[Proposal], day: str, due: str) -> None:
    """One file a proposal; one that is there already is left as it is."""
    written = 0
    for proposal in found:
        file = f"data/rectification/{proposal.subject}/{proposal.id}.yaml"
        written += write_new(session, file, "rectification", _item(proposal, day, due))
    there = len(found) - written
    say(f"写了 {written} 件整改事项，期限 {due}" + (f"；{there} 件原来就有" if there else ""))


def _item(proposal: Proposal, day: str, due: str) -> dict[str, Any]:
    support = [unit for unit in proposal.indicator.support if unit != proposal.lead]
    if proposal.visit is not None and proposal.seen is not None:
        origin = {"visit": proposal.visit.key, "seen": proposal.seen.id}
        due = max(day, proposal.seen.due or due)
    else:
        origin = {"record": proposal.record}
    return {
        "id": proposal.id,
        "subject": proposal.subject,
        "indicator": proposal.indicator.id,
        "problem": f"{proposal.indicator.name}：{proposal.problem}"[:1000],
        **origin,
        "lead": proposal.lead,
        **({"support": support} if support else {}),
        "raised": day,
        "due": due,
    }
