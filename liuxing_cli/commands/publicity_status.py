"""``liuxing publicity status``: what is shown and until when, what is objected, what is due."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, Any

import typer

from liuxing_cli.commands.kinds import as_date
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import OutputOption, TableForm, TableFormOption, WorkspaceOption
from liuxing_cli.commands.publicity_words import named, obstacle, progress_name
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session, emit, open_session, report_findings
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.model.publicity import LIST_NAMES, OBJECTOR_NAMES, Publication
from liuxing_cli.programme.publicity.final import Blocker, blockers
from liuxing_cli.programme.publicity.standing import PHASE_NAMES, Standing, progress_of, standing
from liuxing_cli.publish.tables import Column, Table, as_json, render


def command(
    ctx: typer.Context,
    publication: Annotated[
        str | None, typer.Argument(help="公示编号，如 2013H2-candidates（默认：全部）")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", help="截至哪一天，如 2013-12-10（默认：今天）")
    ] = None,
    workspace: WorkspaceOption = None,
    output_format: TableFormOption = TableForm.TABLE,
    output: OutputOption = None,
) -> int:
    """看公示办到哪一步：哪天截止，还剩几天，异议办了没有，什么挡住最后的名单。"""
    session = open_session(ctx, workspace)
    ws = session.workspace
    day = (as_date(on) if on else datetime.now().astimezone().date()).isoformat()
    every = sorted(ws.publications.values(), key=lambda p: (p.published, p.id))
    asked = every if publication is None else [find_publication(session, publication)]
    found = [standing(p, ws.objections, day, ws.settings.publicity.rules) for p in asked]
    held = [(s, _blockers(s, every, session)) for s in found]
    if output_format is TableForm.JSON:
        emit(as_json(_document(session, held, day)), output)
    else:
        tables = [_publications(held, day), _objections(session, found), _held(session, held)]
        emit(render([t for t in tables if t.rows] or tables[:1], output_format), output)
    failed = report_findings(session, ())
    if not every:
        say("没有登记过公示；登记一次：liuxing publicity open candidates --date 发布日期")
        return 1 if failed else 0
    shown = sum(len(s.objections) for s in found)
    waiting = sum(len(state.undecided) for state in found)
    due = f"，{waiting} 件还没有结果" if waiting else "，都有了结果" if shown else ""
    say(f"截至 {day}：{len(found)}/{len(every)} 次公示，{shown} 件异议{due}")
    return 1 if failed else 0


def find_publication(session: Session, asked: str) -> Publication:
    """The publication of this id.

    Raises:
        Refusal: there is none.
    """
    known = session.workspace.publications
    if asked in known:
        return known[asked]
    listed = f"现有：{'、'.join(sorted(known))}" if known else "用 liuxing publicity open 登记一次"
    raise Refusal(f"没有“{asked}”这次公示", suggestion(asked, known, listed))


def _blockers(state: Standing, every: Iterable[Publication], session: Session) -> list[Blocker]:
    """What of a publication holds back a list dated that day; of a withdrawn one, that it is."""
    received = (o for o in session.workspace.objections if o.received <= state.date)
    found = blockers(every, received, state.date)
    return [blocker for blocker in found if blocker.publication.id == state.publication.id]


def _publications(held: Iterable[tuple[Standing, list[Blocker]]], day: str) -> Table:
    rows = []
    for state, obstacles in held:
        publication = state.publication
        rows.append(
            [
                publication.id,
                LIST_NAMES[publication.list],
                publication.window.last,
                PHASE_NAMES[state.phase],
                "不明" if state.remaining is None else str(state.remaining),
                str(len(state.objections)),
                str(len(state.undecided)),
                str(len(state.unanswered)),
                "不可以" if obstacles else "可以",
            ]
        )
    columns = [
        Column("公示", key="publication"),
        Column("名单", key="list"),
        Column("末日", key="last"),
        Column("状态", key="phase"),
        Column("剩余", key="remaining", numeric=True),
        Column("异议", key="objections", numeric=True),
        Column("未决", key="undecided", numeric=True),
        Column("未答复", key="unanswered", numeric=True),
        Column("定稿", key="final"),
    ]
    return Table(f"公示情况（截至 {day}）", columns, rows)


def _objections(session: Session, found: Sequence[Standing]) -> Table:
    subjects = session.workspace.subjects
    several = len({state.publication.id for state in found}) > 1
    rows = [
        [
            *([state.publication.id] if several else []),
            objection.id,
            named(objection, subjects),
            OBJECTOR_NAMES[objection.objector][:2],
            objection.received,
            progress_name(progress_of(objection, state.date)),
            _by(objection.decided, state.date),
            _by(objection.replied, state.date),
        ]
        for state in found
        for objection in state.objections
    ]
    columns = [
        *([Column("公示", key="publication")] if several else []),
        Column("异议", key="objection"),
        Column("对象", key="subject"),
        Column("反映人", key="objector"),
        Column("收到", key="received"),
        Column("进度", key="progress"),
        Column("决定", key="decided"),
        Column("答复", key="replied"),
    ]
    return Table("异议", columns, rows)


def _by(date: str, day: str) -> str:
    return date if date and date <= day else "—"


def _held(session: Session, held: Iterable[tuple[Standing, list[Blocker]]]) -> Table:
    subjects = session.workspace.subjects
    rows = [
        [blocker.publication.id, obstacle(blocker, subjects)]
        for _, found in held
        for blocker in found
    ]
    columns = [Column("公示", key="publication"), Column("事项", key="obstacle")]
    return Table("挡住最后名单的", columns, rows)


def _document(
    session: Session, held: Iterable[tuple[Standing, list[Blocker]]], day: str
) -> dict[str, Any]:
    """The same for programs; see ``schemas/output/publicity.schema.json``."""
    entries = [_entry(session, state, found) for state, found in held]
    return {"schema": "liuxing/publicity@1", "date": day, "publications": entries}


def _entry(session: Session, state: Standing, found: Iterable[Blocker]) -> dict[str, Any]:
    publication, window = state.publication, state.publication.window
    return {
        "id": publication.id,
        "list": publication.list,
        "period": publication.period,
        "profile": publication.profile,
        "published": publication.published,
        "window": {
            "days": window.days,
            "count": window.count,
            "first_day_counts": window.first_day_counts,
            "first": window.first,
            "last": window.last,
        },
        "phase": state.phase,
        "remaining": state.remaining,
        "objections": [
            {
                "id": objection.id,
                "subject": objection.subject,
                "name": named(objection, session.workspace.subjects),
                "objector": objection.objector,
                "received": objection.received,
                "progress": progress_of(objection, state.date),
                "decided": _or_none(objection.decided, state.date),
                "replied": _or_none(objection.replied, state.date),
            }
            for objection in state.objections
        ],
        "blockers": [
            {
                "obstacle": blocker.obstacle,
                "objection": blocker.objection.id if blocker.objection else None,
                "after": blocker.after or None,
            }
            for blocker in found
        ],
    }


def _or_none(date: str, day: str) -> str | None:
    return date if date and date <= day else None
