"""``liuxing commend``: candidates for commendation with the reasons for and against each."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from liuxing_cli import __version__
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import OutputOption, TableForm, TableFormOption, WorkspaceOption
from liuxing_cli.commands.progress import today
from liuxing_cli.commands.progress_facts import results_until
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.scored import pick_profile
from liuxing_cli.commands.session import Session, emit, open_session, report_findings
from liuxing_cli.commands.titles import begins
from liuxing_cli.model.commendation import PLACE_NAMES, Candidate, Commendation, Place, Reason
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.numbers import fixed, plain
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.result import Verdict
from liuxing_cli.programme.commendation import Facts, shortlist
from liuxing_cli.publish.ranking import NONE
from liuxing_cli.publish.tables import Column, Table, as_json, render


def command(
    ctx: typer.Context,
    everyone: Annotated[
        bool, typer.Option("--all", help="连待核的、不合条件的也列出，写明为什么")
    ] = False,
    on: Annotated[
        str | None, typer.Option("--on", help="看哪一天，如 2013-12-31（默认：今天）")
    ] = None,
    workspace: WorkspaceOption = None,
    output_format: TableFormOption = TableForm.TABLE,
    output: OutputOption = None,
) -> int:
    """列出示范单位的候选，各有赞成和反对的理由；评谁由人定，什么都不会自动命名。"""
    session = open_session(ctx, workspace, programme=True)
    rules = session.workspace.commendation
    if rules is None:
        raise Refusal("工作区没有写表彰条件（standards/commendation.yaml）", "写上条件和名额")
    profile, day = pick_profile(session, rules.profile), today(on)
    findings: list[Finding] = []
    facts = _facts(session, profile, day, findings)
    if not any(each.results for each in facts):
        raise Refusal(f"到 {day} 为止没有“{profile.name}”的结果", "先评一期，或换一个 --on")
    found = shortlist(rules, profile, facts, len(facts))
    out = (Place.UNKNOWN, Place.OUT)
    shown = [c for c in found if everyone or c.place not in out]
    brief = output_format is TableForm.TABLE
    if output_format is TableForm.JSON:
        emit(as_json(_document(session, rules, found, day)), output)
    else:
        emit(
            render([_table(session, rules, profile, shown, day, brief=brief)], output_format),
            output,
        )
    failed = report_findings(session, findings)
    counts = {place: sum(c.place is place for c in found) for place in Place}
    told = "，".join(f"{PLACE_NAMES[p]} {n} 个" for p, n in counts.items() if n)
    say(f"名额 {rules.quota(len(facts))} 个：{told}。")
    say("只列候选和理由；定了以后公示，用 liuxing titles move 记录，再生成公告。")
    return 1 if failed else 0


def _facts(session: Session, profile: Profile, day: str, findings: list[Finding]) -> list[Facts]:
    ws = session.workspace
    results = results_until(session, profile, day, findings)
    by_subject: dict[str, list[Any]] = {}
    for period in sorted(results, key=begins, reverse=True):
        for result in results[period]:
            by_subject.setdefault(result.subject, []).append((period, result))
    return [
        Facts(
            subject=subject,
            results=tuple(by_subject.get(subject.id, ())),
            titles=ws.titles.get(subject.id, ()),
            items=tuple(i for i in ws.rectifications if i.subject == subject.id),
            day=day,
        )
        for subject in ws.subjects.values()
        if subject.kind is profile.subject
    ]


def _table(
    session: Session,
    rules: Commendation,
    profile: Profile,
    shown: Sequence[Candidate],
    day: str,
    *,
    brief: bool,
) -> Table:
    """``brief``: of what speaks for a candidate the names of the conditions alone."""
    subjects = session.workspace.subjects
    head = [
        Column("对象", key="subject"),
        Column("街道", key="street"),
        Column("总分", key="score", numeric=True),
        Column("名额", key="place"),
        Column("赞成", key="for"),
        Column("反对或不明", key="against"),
    ]
    rows = [
        [
            subjects[c.subject].name,
            subjects[c.street].name if c.street in subjects else NONE,
            NONE if c.score is None else fixed(c.score, profile.rounding.digits),
            PLACE_NAMES[c.place],
            "、".join(r.wanted.name for r in c.speaks_for)
            if brief
            else "；".join(map(_told, c.speaks_for)),
            "；".join(map(_told, c.speaks_against)) or "没有",
        ]
        for c in shown
    ]
    return Table(f"{rules.name}候选（{day}，按总分先后）", head, rows)


def _told(reason: Reason) -> str:
    mark = "（必须）" if reason.wanted.must and reason.verdict is not Verdict.MET else ""
    return f"{reason.wanted.name}{mark}：{reason.basis}"


def _document(
    session: Session, rules: Commendation, found: Sequence[Candidate], day: str
) -> dict[str, Any]:
    """The same for programs; see ``schemas/output/commend.schema.json``."""
    return {
        "schema": "liuxing/commend@1",
        "tool": {"name": "liuxing", "version": __version__},
        "date": day,
        "profile": rules.profile,
        "quota": rules.quota(len(found)),
        "candidates": [
            {
                "subject": c.subject,
                "name": session.workspace.subjects[c.subject].name,
                "score": None if c.score is None else plain(c.score),
                "place": str(c.place),
                "reasons": [
                    {
                        "condition": r.wanted.id,
                        "must": r.wanted.must,
                        "verdict": str(r.verdict),
                        "basis": r.basis,
                    }
                    for r in c.reasons
                ],
            }
            for c in found
        ],
    }
